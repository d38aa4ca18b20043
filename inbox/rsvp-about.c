/* See rsvp-about.h. */
#include "inbox/rsvp-about.h"

bool
about_holds(const Reading *reading, guint start, guint end, guint64 kinds)
{
    for (guint i = 0; i < reading->facts->len; i++) {
        const Fact *fact = &g_array_index(reading->facts, Fact, i);
        if (fact->start >= start && fact->start < end && kinds >> fact->fact & 1 &&
            !(fact->fact == FACT_NO && around_goes_on(reading, fact)))
            return true;
    }
    return false;
}

bool
about_is_apart(const Around *around)
{
    const Reading *reading = around->reading;
    const Sentence *sentence = around->sentence;
    const Fact *condition = reading_condition(reading, sentence->start, sentence->end);
    bool inner = condition && condition->start > sentence->start &&
                 around_knows_not(reading, sentence->start, condition->start);
    for (guint at = sentence->start; at < around->fact->start; at++) {
        const Token *token = tokens_at(reading->tokens, at);
        if (reading->tokens->text[token->start] == ':')
            return true;
        if (inner && token->kind == TOKEN_COMMA && at > condition->start &&
            reading_find(reading->remarks, FACT_JOINT, at + 1, at + 2))
            return true;
    }
    return false;
}

static bool
is_booked(const Reading *reading, guint at)
{
    return reading->roles[at] == FACT_ASK_OTHER + 1 || reading->roles[at] == FACT_ASK_DINNER + 1;
}

bool
about_doubts_other(const Around *around)
{
    static const FactKind ours[] = {FACT_CONDITION, FACT_THEN, FACT_PROMISE, FACT_IF};
    static const guint64 telling = FACT_BIT(FACT_YES) | FACT_BIT(FACT_NO) | FACT_BIT(FACT_MAYBE) |
                                   FACT_BIT(FACT_WISH) | FACT_BIT(FACT_GOING) |
                                   FACT_BIT(FACT_PENDING) | FACT_BIT(FACT_HEDGE);
    const Reading *reading = around->reading;
    const Sentence *sentence = reading_sentence(reading, around->fact->end - 1u);
    guint start = around->fact->start, end = around->fact->end;
    while (start < end && !reading->denials[start])
        start++;
    if (start == end)
        return false; /* "I'll try to" */
    bool object = end < sentence->end && is_booked(reading, end);
    if (object || around_goes_on(reading, around->fact)) {
        end = sentence->end;
    } else {
        if (end + 1 >= sentence->end ||
            reading->tokens->text[tokens_at(reading->tokens, end)->start] != ',')
            return false;
        reading_clause(reading, end + 1, &start, &end);
        if (!around_knows_not(reading, start, end))
            return false;
    }
    start = around->fact->end;
    for (gsize i = 0; i < G_N_ELEMENTS(ours); i++)
        if (reading_find(reading->remarks, ours[i], start, end))
            return false;
    return !about_holds(reading, start, end, telling);
}

/* "Please cancel my hotel": something else that people book stands in, or right beside, the statement. */
static bool
has_object(const Around *around)
{
    const Reading *reading = around->reading;
    const Fact *fact = around->fact;
    guint start = fact->start, end = fact->end;
    while (end < around->end && reading->roles[end] == FACT_PLAIN + 1)
        end++;
    if (reading->verb_last >> fact->language & 1)
        while (start > around->start && !is_booked(reading, start) &&
               (start == fact->start || (reading->roles[start] == FACT_PLAIN + 1 &&
                                         tokens_at(reading->tokens, start)->glyph)))
            start--;
    for (guint at = start; at < around->end && at <= end; at++)
        if (is_booked(reading, at))
            return true;
    return false;
}

bool
about_denies_other(const Around *around)
{
    if (has_object(around))
        return true;
    static const guint64 telling =
        FACT_BIT(FACT_YES) | FACT_BIT(FACT_NO) | FACT_BIT(FACT_MAYBE) | FACT_BIT(FACT_WISH);
    const Reading *reading = around->reading;
    const Sentence *sentence = reading_sentence(reading, around->fact->end - 1u);
    guint start, end, at = around->fact->end;
    if (at < sentence->end && tokens_at(reading->tokens, at)->kind == TOKEN_COMMA)
        at++;
    if (at >= sentence->end ||
        !reading_find(reading->remarks, FACT_LEAD, around->fact->end - 1u, at + 1))
        return false;
    reading_clause(reading, at, &start, &end);
    for (start = at; start < end && reading->roles[start]; start++)
        ;
    return start < end && !about_holds(reading, at, end, telling);
}

bool
about_is_here(const Around *around)
{
    const Sentence *sentence = around->sentence;
    for (guint at = sentence->start; at < sentence->end; at++)
        if (around->reading->here[at])
            return !around_find_sentence(around, FACT_NO) &&
                   !around_find_sentence(around, FACT_NOT) &&
                   !around_find_sentence(around, FACT_BARE_NO);
    return false;
}
