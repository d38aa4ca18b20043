/* Words of a language, said: fills the patterns. The reader is in words-parse.c. */
#include "templates/words.h"
#include "templates/words-private.h"

const char *
words_get(const Words *words, const char *key)
{
    const char *text = g_hash_table_lookup(words->plain, key);
    g_assert(text);
    return text;
}

static const char *
item(const Words *words, const char *key, int index)
{
    const GStrv items = g_hash_table_lookup(words->lists, key);
    g_assert(index >= 0 && (guint)index < g_strv_length(items));
    return items[index];
}

/* Patterns are short and were checked: the bounds of a rendering are out of their reach. */
static char *
fill(const Words *words, const char *key, TemplateValue *names)
{
    const Template *pattern = g_hash_table_lookup(words->patterns, key);
    char *text = template_render(pattern, names, TEMPLATE_ESCAPE_NONE, NULL, NULL, NULL, NULL);
    template_value_free(names);
    return text ? text : g_strdup("");
}

static TemplateValue *
day_value(const Words *words, WordsDay day)
{
    TemplateValue *names = template_map();
    template_set(names, "weekday", template_text(item(words, "weekdays", day.weekday - 1)));
    template_set(names, "day", template_number(day.day));
    template_set(names, "month", template_text(item(words, "months", day.month - 1)));
    template_set(names, "month_number", template_number(day.month));
    template_set(names, "year", template_number(day.year));
    return names;
}

const char *
words_weekday(const Words *words, int weekday)
{
    return item(words, "weekdays", weekday - 1);
}

char *
words_date(const Words *words, WordsDay day)
{
    gpointer number = GINT_TO_POINTER((day.year * 12 + day.month) * 31 + day.day);
    const char *known = g_hash_table_lookup(words->dates, number);
    if (!known) {
        known = fill(words, "date", day_value(words, day));
        g_hash_table_insert(words->dates, number, (gpointer)known);
    }
    return g_strdup(known);
}

/* What a pattern of joining puts between two items. */
static char *
between(const Words *words, const char *key)
{
    return fill(words, key, template_map());
}

static char *
join(const Words *words, const GPtrArray *texts, const char *key)
{
    GString *all = g_string_new(NULL);
    g_autofree char *comma = between(words, "comma");
    g_autofree char *last = between(words, key);
    for (guint i = 0; i < texts->len; i++) {
        if (i > 0)
            g_string_append(all, i + 1 < texts->len ? comma : last);
        g_string_append(all, g_ptr_array_index(texts, i));
    }
    return g_string_free(all, FALSE);
}

static bool
in_one_month(const WordsRun *run)
{
    return run->first.year == run->last.year && run->first.month == run->last.month;
}

/* The last day of RUN; month and year are left to NEXT where that says the same. */
static TemplateValue *
last_value(const Words *words, const WordsRun *run, const WordsRun *next)
{
    TemplateValue *day = day_value(words, run->last);
    int year = run->first.year;
    if (!next || run->last.year != year || next->first.year != year || next->last.year != year)
        return day;
    template_set(day, "year", NULL);
    if (in_one_month(run) && in_one_month(next) && next->first.month == run->first.month) {
        template_set(day, "month", NULL);
        template_set(day, "month_number", NULL);
    }
    return day;
}

static char *
run_text(const Words *words, const WordsRun *run, const WordsRun *next)
{
    TemplateValue *last = last_value(words, run, next);
    if (in_one_month(run) && run->first.day == run->last.day)
        return fill(words, "date_plain", last);
    TemplateValue *names = template_map();
    template_set(names, "first", day_value(words, run->first));
    template_set(names, "last", last);
    return fill(words,
                in_one_month(run)                   ? "dates_month"
                : run->first.year == run->last.year ? "dates_year"
                                                    : "dates_years",
                names);
}

char *
words_dates(const Words *words, const WordsRun *runs, size_t count)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < count; i++)
        g_ptr_array_add(texts, run_text(words, &runs[i], i + 1 < count ? &runs[i + 1] : NULL));
    return words_and(words, texts);
}

static char *
fill_time(const Words *words, const char *key, int minute)
{
    int hour = minute / 60;
    TemplateValue *names = template_map();
    template_set(names, "hour", template_text_take(g_strdup_printf("%02d", hour)));
    template_set(names, "hour12", template_number((hour + 11) % 12 + 1));
    template_set(names, "minute", template_text_take(g_strdup_printf("%02d", minute % 60)));
    template_set(names, "half", template_text(words_get(words, hour < 12 ? "am" : "pm")));
    return fill(words, key, names);
}

static char *
known_time(const Words *words, char **known, const char *key, int minute)
{
    minute = (minute % DAY_MINUTES + DAY_MINUTES) % DAY_MINUTES; /* evenings may pass midnight */
    if (!known[minute])
        known[minute] = fill_time(words, key, minute);
    return g_strdup(known[minute]);
}

char *
words_time(const Words *words, int minute)
{
    return known_time(words, words->times, "time", minute);
}

char *
words_clock(const Words *words, int minute)
{
    return known_time(words, words->clocks, "clock", minute);
}

char *
words_time_range(const Words *words, int start, int end)
{
    TemplateValue *names = template_map();
    template_set(names, "from", template_text_take(words_time(words, start)));
    template_set(names, "to", template_text_take(words_time(words, end)));
    return fill(words, "time_range", names);
}

char *
words_time_open(const Words *words, int start)
{
    TemplateValue *names = template_map();
    template_set(names, "from", template_text_take(words_time(words, start)));
    return fill(words, "time_open", names);
}

char *
words_elsewhere(const Words *words, int minute, int weekday, const char *city)
{
    TemplateValue *names = template_map();
    template_set(names, "clock", template_text_take(words_clock(words, minute)));
    template_set(names, "weekday", weekday ? template_text(words_weekday(words, weekday)) : NULL);
    template_set(names, "city", template_text(city));
    return fill(words, "elsewhere", names);
}

char *
words_ordinal(const Words *words, int number)
{
    if (number >= 1 && number <= 10)
        return g_strdup(item(words, "ordinals", number - 1));
    int digit = number / 10 % 10 == 1 ? 0 : number % 10;
    TemplateValue *names = template_map();
    template_set(names, "number", template_number(number));
    template_set(names, "one", template_flag(digit == 1));
    template_set(names, "two", template_flag(digit == 2));
    template_set(names, "three", template_flag(digit == 3));
    return fill(words, "ordinal", names);
}

char *
words_and(const Words *words, const GPtrArray *texts)
{
    return join(words, texts, "and");
}

char *
words_or(const Words *words, const GPtrArray *texts)
{
    return join(words, texts, "or");
}
