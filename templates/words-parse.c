/* Words of a language: the table of keys, and the reader. */
#include "templates/words.h"
#include "templates/words-private.h"
#include <string.h>
#include "event/error.h"
#include "event/nearest.h"

static const TemplateName day_names[] = {
    {"weekday", TEMPLATE_TEXT, "its weekday", NULL, false},
    {"day", TEMPLATE_TEXT, "the day of the month, without a zero before it", NULL, false},
    {"month", TEMPLATE_TEXT, "the name of the month", NULL, false},
    {"month_number", TEMPLATE_TEXT, "the month as a number", NULL, false},
    {"year", TEMPLATE_TEXT, "the year", NULL, false},
    {NULL, TEMPLATE_TEXT, NULL, NULL, false}};

static const TemplateName days_names[] = {
    {"first", TEMPLATE_MAP, "the first day", day_names, false},
    {"last", TEMPLATE_MAP, "the last day", day_names, false},
    {NULL, TEMPLATE_TEXT, NULL, NULL, false}};

static const TemplateName time_names[] = {
    {"hour", TEMPLATE_TEXT, "the hour, 00 to 23", NULL, false},
    {"hour12", TEMPLATE_TEXT, "the hour, 1 to 12", NULL, false},
    {"minute", TEMPLATE_TEXT, "the minute, 00 to 59", NULL, false},
    {"half", TEMPLATE_TEXT, "the words for before or after noon, am or pm", NULL, false},
    {NULL, TEMPLATE_TEXT, NULL, NULL, false}};

static const TemplateName elsewhere_names[] = {
    {"clock", TEMPLATE_TEXT, "the time there", NULL, false},
    {"weekday", TEMPLATE_TEXT, "its weekday there, where that is another than here", NULL, false},
    {"city", TEMPLATE_TEXT, "the city; empty for UTC", NULL, false},
    {NULL, TEMPLATE_TEXT, NULL, NULL, false}};

static const TemplateName range_names[] = {
    {"from", TEMPLATE_TEXT, "the start, a time", NULL, false},
    {"to", TEMPLATE_TEXT, "the end, a time", NULL, false},
    {NULL, TEMPLATE_TEXT, NULL, NULL, false}};

static const TemplateName open_names[] = {{"from", TEMPLATE_TEXT, "the start, a time", NULL, false},
                                          {NULL, TEMPLATE_TEXT, NULL, NULL, false}};

static const TemplateName ordinal_names[] = {
    {"number", TEMPLATE_TEXT, "the number", NULL, false},
    {"one", TEMPLATE_FLAG, "said with one at its end, as 21 is, and 11 is not", NULL, false},
    {"two", TEMPLATE_FLAG, "with two", NULL, false},
    {"three", TEMPLATE_FLAG, "with three", NULL, false},
    {NULL, TEMPLATE_TEXT, NULL, NULL, false}};

static const TemplateName join_names[] = {
    {"before", TEMPLATE_TEXT, "what stands before", NULL, false},
    {"after", TEMPLATE_TEXT, "what comes after", NULL, false},
    {NULL, TEMPLATE_TEXT, NULL, NULL, false}};

const WordsKey words_keys[] = {
    {"language", "direction", 0, NULL, "ltr, or rtl where people write from right to left"},
    {"calendar", "weekdays", 7, NULL, "the days of the week, from Monday"},
    {"calendar", "months", 12, NULL, "the months, from January, as they are said in a date"},
    {"calendar", "am", 0, NULL, "before noon"},
    {"calendar", "pm", 0, NULL, "after noon"},
    {"calendar", "ordinals", 10, NULL, "first to tenth"},
    {"patterns", "ordinal", 0, ordinal_names, "every other ordinal"},
    {"patterns", "date", 0, day_names, "a day with its weekday"},
    {"patterns", "date_plain", 0, day_names,
     "a day without its weekday; month and year are empty where the next of a list says them"},
    {"patterns", "dates_month", 0, days_names,
     "days of one month; month and year of the last are empty as above"},
    {"patterns", "dates_year", 0, days_names,
     "days of one year, in several months; the year of the last is empty as above"},
    {"patterns", "dates_years", 0, days_names, "days of several years"},
    {"patterns", "time", 0, time_names, "a time in a table"},
    {"patterns", "clock", 0, time_names, "a time in a sentence"},
    {"patterns", "time_range", 0, range_names, "from one time to another"},
    {"patterns", "time_open", 0, open_names, "from a time on, as long as it takes"},
    {"patterns", "elsewhere", 0, elsewhere_names, "a time by another clock"},
    {"patterns", "comma", 0, join_names, "between the items of a list"},
    {"patterns", "and", 0, join_names, "before the last item, where all hold"},
    {"patterns", "or", 0, join_names, "before the last item, where one is to be chosen"},
    {"answers", "accepted", 0, NULL, "somebody comes"},
    {"answers", "declined", 0, NULL, "somebody does not come"},
    {"answers", "tentative", 0, NULL, "somebody may come"},
    {"answers", "delegated", 0, NULL, "somebody sends somebody else"},
    {"answers", "needs-action", 0, NULL, "somebody has not answered"},
    {"reasons", "unclear", 0, NULL, "it does not say clearly whether they come"},
    {"reasons", "unsure", 0, NULL, "it may be an answer"},
    {"reasons", "not-theirs", 0, NULL,
     "it answers a guest's invitation from somebody else's address"},
    {"reasons", "several", 0, NULL, "it carries the tokens of several invitations"},
    {"reasons", "forged", 0, NULL, "our mail server found that it is not from whom it says"},
    {"reasons", "named", 0, NULL, "it carries no token, but comes from a guest's address"},
    {"reasons", "unproven", 0, NULL,
     "our mail server could not make sure that it is from a guest's address"},
    {"reasons", "counter", 0, NULL, "it proposes another time by calendar"},
    {"reasons", "other-event", 0, NULL, "it is a calendar answer about another event"},
    {"reasons", "other-attendee", 0, NULL, "it is a calendar answer for somebody else"},
    {"reasons", "other-organizer", 0, NULL, "it answers the organizer's mail from another address"},
    {"reasons", "forged-organizer", 0, NULL,
     "our mail server found that it is not from the organizer"},
    {"reasons", "unproven-organizer", 0, NULL,
     "our mail server could not make sure that it is from the organizer"},
    {"reasons", "no-orders", 0, NULL, "it is from the organizer and decides nothing"},
    {"reasons", "no-token", 0, NULL, "it carries no invitation's token"},
    {"reasons", "revoked", 0, NULL, "it carries a token that was taken back"},
    {"reasons", "removed", 0, NULL, "it is from somebody who is no longer a guest"},
    {"reasons", "unreadable", 0, NULL, "it cannot be read"},
    {"reasons", "refused", 0, NULL,
     "mail to the guest is refused for what it says or where it comes from"},
    {"reasons", "own-trouble", 0, NULL, "many addresses fail at once"},
    {"reasons", "unfitting", 0, NULL,
     "it reports that mail to the guest failed, but does not fit what was sent"},
    {"reasons", "late", 0, NULL,
     "it says something else than the answer that stands, and is older"},
    {"reasons", "slot", 0, NULL, "it may be a no to the guest's own time in the agenda alone"},
    {"reasons", "aside", 0, NULL,
     "it answers mail that did not ask whether they come, and may be about that mail alone"},
    {"reasons", "redated", 0, NULL,
     "it answers mail with dates that have moved since, as they were told"},
    {NULL, NULL, 0, NULL, NULL}};

static void
times_free(char **times)
{
    for (int i = 0; i < DAY_MINUTES; i++)
        g_free(times[i]);
    g_free(times);
}

void
words_free(Words *words)
{
    if (!words)
        return;
    g_hash_table_unref(words->plain);
    g_hash_table_unref(words->lists);
    g_hash_table_unref(words->patterns);
    g_hash_table_unref(words->dates);
    times_free(words->times);
    times_free(words->clocks);
    g_free(words);
}

/* The line that KEY is set in, 0 where none is found; the key file itself forgets. */
static int
line_of(const char *text, const char *key)
{
    int line = 1;
    gsize length = strlen(key);
    for (const char *at = text; at; line++) {
        const char *word = at + strspn(at, " \t");
        if (strncmp(word, key, length) == 0 && word[length + strspn(word + length, " \t")] == '=')
            return line;
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    return 0;
}

G_GNUC_PRINTF(4, 5)
static gboolean
wrong(const Words *words, const char *key, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    int line = line_of(words->text, key);
    g_autofree char *number = line ? g_strdup_printf(":%d", line) : g_strdup("");
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s%s: %s", words->file, number, what);
    return FALSE;
}

static gboolean
take_pattern(Words *words, const WordsKey *key, const char *text, GError **error)
{
    int line = line_of(words->text, key->key);
    g_autoptr(Template) pattern = template_parse(words->file, line, text, error);
    if (!pattern)
        return FALSE;
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    const TemplateName *scopes[] = {key->names, NULL};
    template_check(pattern, scopes, TEMPLATE_ESCAPE_NONE, NULL, NULL, faults);
    if (faults->len > 0)
        return wrong(words, key->key, error, "%s",
                     strstr((const char *)g_ptr_array_index(faults, 0), ": ") + 2);
    g_hash_table_insert(words->patterns, (gpointer)key->key, g_steal_pointer(&pattern));
    return TRUE;
}

static gboolean
take_list(Words *words, const WordsKey *key, const char *text, GError **error)
{
    g_auto(GStrv) items = g_strsplit(text, ";", -1);
    guint count = g_strv_length(items);
    if (count > 0 && !*g_strstrip(items[count - 1])) /* a ";" may end the list */
        g_clear_pointer(&items[--count], g_free);
    for (guint i = 0; i < count; i++)
        g_strstrip(items[i]);
    if (count != key->count)
        return wrong(words, key->key, error, "%s has %u items; give %u with \";\" between them",
                     key->key, count, key->count);
    g_hash_table_insert(words->lists, (gpointer)key->key, g_steal_pointer(&items));
    return TRUE;
}

static gboolean
take_key(Words *words, GKeyFile *file, const WordsKey *key, GError **error)
{
    g_autofree char *text = g_key_file_get_string(file, key->group, key->key, NULL);
    if (!text)
        return wrong(words, key->key, error, "[%s] %s is missing: %s", key->group, key->key,
                     key->meaning);
    if (key->names)
        return take_pattern(words, key, text, error);
    if (key->count > 0)
        return take_list(words, key, text, error);
    if (strcmp(key->key, "direction") == 0 && strcmp(text, "ltr") != 0 && strcmp(text, "rtl") != 0)
        return wrong(words, key->key, error, "direction is \"%s\"; it is ltr or rtl", text);
    g_hash_table_insert(words->plain, (gpointer)key->key, g_steal_pointer(&text));
    return TRUE;
}

static gboolean
refuse_unknown(const Words *words, GKeyFile *file, const char *group, GError **error)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (const WordsKey *key = words_keys; key->key; key++) {
        if (strcmp(key->group, group) == 0)
            g_ptr_array_add(known, (gpointer)key->key);
    }
    g_ptr_array_add(known, NULL);
    const char *const *names = (const char *const *)known->pdata;
    if (!names[0])
        return wrong(words, "", error, "[%s] is no group of this file", group);
    g_auto(GStrv) keys = g_key_file_get_keys(file, group, NULL, NULL);
    for (char **key = keys; key && *key; key++) {
        if (g_strv_contains(names, *key))
            continue;
        const char *nearest = nearest_name(*key, names);
        return wrong(words, *key, error, "[%s] has no key \"%s\"%s%s%s", group, *key,
                     nearest ? "; did you mean \"" : "", nearest ? nearest : "",
                     nearest ? "\"?" : "");
    }
    return TRUE;
}

static gboolean
take_all(Words *words, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) cause = NULL;
    if (!g_key_file_load_from_data(file, words->text, (gsize)-1, G_KEY_FILE_NONE, &cause))
        return wrong(words, "", error, "%s", cause->message);
    g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
    for (char **group = groups; *group; group++) {
        if (!refuse_unknown(words, file, *group, error))
            return FALSE;
    }
    for (const WordsKey *key = words_keys; key->key; key++) {
        if (!take_key(words, file, key, error))
            return FALSE;
    }
    return TRUE;
}

Words *
words_parse(const char *file, const char *text, GError **error)
{
    g_autoptr(Words) words = g_new0(Words, 1);
    words->plain = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    words->lists = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_strfreev);
    words->patterns =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)template_free);
    words->dates = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    words->times = g_new0(char *, DAY_MINUTES);
    words->clocks = g_new0(char *, DAY_MINUTES);
    words->file = file;
    words->text = text;
    return take_all(words, error) ? g_steal_pointer(&words) : NULL;
}
