/* See rsvp-days.h. */
#include "inbox/rsvp-days.h"

#include <string.h>

#define DAY_MAX 31
#define MONTH_MAX 12
/* "From the 10th of July to the 20th": so many tokens may stand between the days of a span. */
#define SPAN_TOKENS 6
#define PARTS_MAX 4

/* "15.7.2027" cut into its numbers; LETTERS are what stands behind the first one: "th", "pm". */
typedef struct {
    guint numbers[PARTS_MAX];
    guint count;
    char separator; /* the first one; 0 = none. A dash of any length is '-' */
    const char *letters;
} Parts;

static Parts
parts_of(const char *key)
{
    Parts parts = {.letters = ""};
    while (*key && parts.count < PARTS_MAX) {
        gsize digits = strspn(key, "0123456789");
        guint number = digits <= 4 ? (guint)g_ascii_strtoull(key, NULL, 10) : G_MAXUINT;
        if (digits && (digits <= 2 || (number >= 1970 && number < 2200)))
            parts.numbers[parts.count++] = number;
        key += digits;
        if (!digits && g_ascii_isalpha(*key) && !*parts.letters)
            parts.letters = key;
        if (*key && !g_ascii_isalnum(*key) && !parts.separator)
            parts.separator = (guchar)*key >= 0x80 ? '-' : *key;
        key += !digits && *key;
    }
    return parts;
}

static bool
is_hour(const Parts *parts)
{
    static const char *const marks[] = {"am", "pm", "h", "u", "hrs", "uhr"};
    if (parts->separator == ':' || (parts->count > 1 && !parts->separator))
        return true; /* "11:00", "14h30" */
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
        if (strcmp(parts->letters, marks[i]) == 0)
            return true;
    return false;
}

/* Takes the month and the year out of a date; what is left are days. */
static void
keep_days(Parts *parts, guint month)
{
    guint *n = parts->numbers, kept = 0;
    bool year_first = parts->count == 3 && n[0] > DAY_MAX;
    for (guint i = 0; i < parts->count; i++)
        if (n[i] <= DAY_MAX)
            n[kept++] = n[i];
    parts->count = kept;
    if (kept < 2 || (parts->separator == '-' && !year_first) || parts->separator == ',')
        return;
    if (year_first)
        n[0] = n[1];
    else if (parts->separator == '/' && n[0] == month)
        n[0] = n[1];
    else if (parts->separator == '/' && n[1] != month)
        return; /* "13/14" */
    parts->count = 1;
}

static guint32
bits(guint first, guint last)
{
    return (guint32)(((guint64)2 << last) - ((guint64)1 << first));
}

static bool
is_dash(const Tokens *tokens, guint at)
{
    const Token *token = tokens_at(tokens, at);
    const char *text = tokens->text + token->start;
    return *text == '~' || (token->kind == TOKEN_COMMA && (*text == '-' || (guchar)*text >= 0xe2));
}

/* A dash or a word between the tokens FROM and TO makes a span of both. */
static bool
is_span(const Tokens *tokens, const GArray *facts, guint from, guint to)
{
    if (to - from > SPAN_TOKENS)
        return false;
    for (guint at = from + 1; at < to; at++)
        if (is_dash(tokens, at))
            return true;
    for (guint i = 0; i < facts->len; i++) {
        const Fact *fact = &g_array_index(facts, Fact, i);
        if (fact->fact == FACT_SPAN && fact->start > from && fact->end <= to)
            return true;
    }
    return false;
}

/* The "7" of "7月". */
static bool
is_month(const Tokens *tokens, const GArray *facts, guint at)
{
    if (at + 1 >= tokens->list->len || !tokens_at(tokens, at + 1)->glyph)
        return false;
    for (guint i = 0; i < facts->len; i++) {
        const Fact *fact = &g_array_index(facts, Fact, i);
        if (fact->fact == FACT_MONTH && fact->start == at)
            return true;
    }
    return false;
}

static void
add_day(Days *days, guint day, bool spans, guint at)
{
    if (spans && days->last && days->last < day) {
        days->spans |= bits(days->last, day);
        days->single &= ~((guint32)1 << days->last);
    } else
        days->single |= (guint32)1 << day;
    days->last = day;
    days->last_at = at;
}

void
days_add(Days *days, const Tokens *tokens, const GArray *facts, guint at, int month)
{
    Parts parts = parts_of(tokens_key(tokens, at));
    if (is_month(tokens, facts, at))
        return;
    bool clock = parts.separator == '.' && parts.count == 2 && parts.numbers[1] > MONTH_MAX;
    if (is_hour(&parts) || clock) {
        days->hour = true;
        return;
    }
    keep_days(&parts, (guint)month);
    for (guint i = 0; i < parts.count; i++) {
        if (parts.numbers[i] == 0)
            continue;
        bool spans = i > 0 ? parts.separator == '-'
                           : days->last && is_span(tokens, facts, days->last_at, at);
        add_day(days, parts.numbers[i], spans, at);
    }
}
