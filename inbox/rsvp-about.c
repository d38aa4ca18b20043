/* See rsvp-about.h. */
#include "inbox/rsvp-about.h"

/* A greeting has at most so many words, and a label before a colon. */
#define GREETING_WORDS 5
#define LABEL_WORDS 2
/* So many words behind a word alone may be what it is about. */
#define OBJECT_WORDS 4

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

/* "Hi Olga", "Olga": who is written to. */
static bool
is_salutation(const Reading *reading, guint start, guint end)
{
    if (reading->roles[start] == FACT_GREETING + 1)
        return end - start <= GREETING_WORDS;
    bool name = start == 0 && end - start <= 2;
    for (guint at = start; at < end; at++)
        name &= around_is_stranger(reading, at);
    return name;
}

/* Something is said before it that is no answer. */
static bool
follows_words(const Around *around)
{
    const Reading *reading = around->reading;
    guint start, end;
    for (guint at = 0; at < around->fact->start; at++) {
        if (token_is_break(tokens_at(reading->tokens, at)))
            continue;
        reading_clause(reading, at, &start, &end);
        if (!is_salutation(reading, start, end) &&
            !about_holds(reading, at, MIN(end, around->fact->start),
                         FACT_BIT(FACT_BARE_YES) | FACT_BIT(FACT_BARE_NO)))
            return true;
        at = MAX(at + 1, end) - 1;
    }
    return false;
}

/* Nothing but names between it and the comma before: "Oslo, NO". */
static bool
follows_name(const Around *around)
{
    const Reading *reading = around->reading;
    const Token *token = tokens_at(reading->tokens, around->fact->start);
    guint at = around->start, start, end;
    if (at == 0 || around->fact->start != at || !token->capital || token->line ||
        tokens_at(reading->tokens, at - 1)->kind != TOKEN_COMMA ||
        at - 1 == around->sentence->start)
        return false;
    reading_clause(reading, at - 2, &start, &end);
    for (at = start; at < end; at++)
        if (!around_is_stranger(reading, at))
            return false;
    return true;
}

/* Nothing else in the mail is in its language, and it is none of those that the whole world knows. */
static bool
is_foreign(const Around *around)
{
    const Fact *fact = around->fact;
    const GArray *lists[] = {around->reading->facts, around->reading->remarks};
    const Token *token = tokens_at(around->reading->tokens, fact->start);
    if (g_str_equal(around->reading->languages[fact->language], "en"))
        return false;
    if (token->glyph || (guchar)tokens_key(around->reading->tokens, fact->start)[0] >= 0x80)
        return false; /* no name that a Latin letter could follow */
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        for (guint k = 0; k < lists[i]->len; k++) {
            const Fact *other = &g_array_index(lists[i], Fact, k);
            if (other->language == fact->language &&
                (other->end <= fact->start || other->start >= fact->end))
                return false;
        }
    return true;
}

static bool
is_name(const Reading *reading, guint at)
{
    return reading_find(reading->remarks, FACT_NAME, at, at + 1) != NULL;
}

bool
about_is_signature(const Around *around)
{
    const Fact *fact = around->fact;
    const Reading *reading = around->reading;
    if (__builtin_popcount(fact->mask) != 1 || !follows_words(around))
        return false;
    for (guint i = 0; i < reading->facts->len; i++)
        if (g_array_index(reading->facts, Fact, i).start >= fact->end)
            return false;
    return is_name(reading, fact->start) || is_foreign(around) || follows_name(around);
}

bool
about_is_labelled(const Around *around)
{
    const Reading *reading = around->reading;
    guint words = 0, at = around->start;
    bool known = true;
    if (at == around->sentence->start || tokens_at(reading->tokens, at)->line ||
        reading->tokens->text[tokens_at(reading->tokens, at - 1)->start] != ':')
        return false;
    for (at--; at > around->sentence->start && !token_is_break(tokens_at(reading->tokens, at - 1));
         at--) {
        bool glyph = tokens_at(reading->tokens, at - 1)->glyph;
        words += glyph ? 1 : 2;
        known &= reading->roles[at - 1] != 0 &&
                 !(tokens_at(reading->tokens, at - 1)->capital && is_name(reading, at - 1));
        if (tokens_at(reading->tokens, at - 1)->line)
            break;
    }
    return words && words <= 2 * LABEL_WORDS && (!known || is_name(reading, around->fact->start));
}

/* The sentence before it, in its line, asks, and names no coming. */
static bool
follows_question(const Around *around)
{
    const Reading *reading = around->reading;
    guint at = around->sentence->start;
    if (at < 2 || tokens_at(reading->tokens, at)->line ||
        tokens_at(reading->tokens, at - 1)->kind != TOKEN_ASK)
        return false;
    const Sentence *asked = reading_sentence(reading, at - 2);
    return !reading_find(reading->remarks, FACT_COMING, asked->start, asked->end) &&
           !reading_find(reading->facts, FACT_GREETING, asked->start, asked->end);
}

bool
about_answers_other(const Around *around)
{
    guint words = 0;
    for (guint at = around->fact->end; at < around->end; at++)
        words += around->reading->roles[at] == FACT_PLAIN + 1;
    return words >= OBJECT_WORDS || follows_question(around);
}

bool
about_is_thing(const Around *around)
{
    static const FactKind things[] = {FACT_ASK_OTHER, FACT_TITLE, FACT_TITLED, FACT_TOPIC};
    const Fact *fact = around->fact;
    for (gsize i = 0; i < G_N_ELEMENTS(things); i++)
        if (reading_find(around->reading->remarks, things[i], fact->start, fact->end))
            return true;
    return false;
}

bool
about_is_lent(const Around *around)
{
    const Sentence *sentence = around->sentence;
    return around_find_sentence(around, FACT_BEHALF) &&
           !around_find_sentence(around, FACT_THEY_YES) &&
           !around_find_sentence(around, FACT_THEY_NO) &&
           !reading_find(around->reading->remarks, FACT_THEY, sentence->start, sentence->end);
}
