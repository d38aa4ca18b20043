/* See rsvp-around.h. */
#include "inbox/rsvp-around.h"

/* A word in [START, END) that no phrase explains and that is no name. */
bool
around_knows_not(const Reading *reading, guint start, guint end)
{
    for (guint at = start; at < end; at++) {
        const Token *token = tokens_at(reading->tokens, at);
        if (!reading->roles[at] && token->kind == TOKEN_WORD && !token->capital && !token->glyph)
            return true;
    }
    return false;
}

bool
around_is_stranger(const Reading *reading, guint at)
{
    const Token *token = tokens_at(reading->tokens, at);
    return !reading->roles[at] && token->kind == TOKEN_WORD && (token->capital || token->glyph);
}

const Fact *
around_find(const Around *around, FactKind kind)
{
    return reading_find(around->reading->facts, kind, around->start, around->end);
}

/* A negation that no phrase accounts for. One behind a no goes with it ("I can't, not this year"), if
 * nothing stands behind it that it could deny: "not coming is not an option". */
bool
around_is_denied(const Around *around, Partstat partstat)
{
    const GArray *facts = around->reading->facts;
    const Fact *fact = around->fact, *not ;
    if (partstat == PARTSTAT_ACCEPTED && fact->end < around->end &&
        around->reading->denials[fact->end] &&
        reading_find(around->reading->remarks, FACT_PARTIAL, fact->end, fact->end + 1u))
        return true; /* "ik kom niet naar het diner" */
    if (partstat != PARTSTAT_DECLINED)
        return around_find(around, FACT_NOT) ||
               (partstat == PARTSTAT_ACCEPTED && around_find(around, FACT_BARE_NO));
    if (around->reading->verb_last >> fact->language & 1)
        return false; /* what stands before it is a reason: "they do not pay, so I cannot" */
    if (reading_find(facts, FACT_NOT, around->start, fact->start))
        return true;
    not = reading_find(facts, FACT_BARE_NO, around->start, fact->start);
    if (not &&not ->weight > 1) /* "no way I'm staying at home" */
        return true;
    not = reading_find(facts, FACT_NOT, fact->end, around->end);
    return not &&around_knows_not(around->reading, not ->end, around->end);
}

const Fact *
around_find_sentence(const Around *around, FactKind kind)
{
    return reading_find(around->reading->facts, kind, around->sentence->start,
                        around->sentence->end);
}

const Fact *
around_remark(const Around *around, FactKind kind)
{
    return reading_find(around->reading->remarks, kind, around->start, around->end);
}

bool
around_mail_has(const Around *around, FactKind kind)
{
    return reading_find(around->reading->facts, kind, 0, around->reading->count) != NULL;
}

Around
around_fact(const Reading *reading, const Fact *fact, GArray *votes)
{
    Around around = {.reading = reading, .fact = fact, .votes = votes};
    around.sentence = reading_sentence(reading, fact->start);
    guint last_start, last_end;
    reading_clause(reading, fact->start, &around.start, &around.end);
    reading_clause(reading, fact->end - 1u, &last_start, &last_end);
    around.end = MAX(around.end, last_end);
    return around;
}

bool
around_is_quoted(const Around *around)
{
    for (guint at = around->fact->start; at < around->fact->end; at++) {
        const Token *token = tokens_at(around->reading->tokens, at);
        if (!token->quoted && !token_is_break(token))
            return false;
    }
    return true;
}

/* A question asks nothing of the statements in the clauses before its last one: "I'm in, where do I
 * sign?" */
static bool
is_asked(const Around *around)
{
    if (!around->sentence->asked)
        return false;
    if (around_find(around, FACT_QUESTION))
        return true;
    const Fact *question = around_find_sentence(around, FACT_QUESTION);
    if (question)
        return question->start < around->start && around->end == around->sentence->end;
    return around->end == around->sentence->end ||
           reading_condition(around->reading, around->end, around->sentence->end) != NULL;
}

/* "My boss said yes, so I'm coming": behind a pause and such a word the writer speaks again. */
static bool
is_concluded(const Around *around, const Fact *said)
{
    const Reading *reading = around->reading;
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        if (fact->fact == FACT_JOINT && fact->start > said->end &&
            fact->start <= around->fact->start &&
            tokens_at(reading->tokens, fact->start - 1)->kind == TOKEN_COMMA)
            return true;
    }
    return false;
}

/* "I said that I could not come": said earlier, and in the same sentence, with no turn between. */
static bool
is_reported(const Around *around)
{
    if (reading_find(around->reading->facts, FACT_TOLD, around->fact->start, around->end))
        return true;
    const Fact *said = NULL;
    for (guint i = 0; i < around->reading->facts->len; i++) {
        const Fact *fact = &g_array_index(around->reading->facts, Fact, i);
        if (fact->start < around->sentence->start || fact->start >= around->fact->start)
            continue;
        if (fact->fact == FACT_SAID)
            said = fact;
        if (fact->fact == FACT_CONTRAST || fact->fact == FACT_SETTLED || fact->fact == FACT_SCRATCH)
            said = NULL;
    }
    return said && !is_concluded(around, said);
}

/* MODIFIER stands in a clause that speaks of something else: "I'll come, arrival TBD", "I'm in, maybe with my wife". */
static bool
is_separate(const Around *around, const Fact *modifier)
{
    static const FactKind others[] = {FACT_ASK_OTHER, FACT_ARRIVAL, FACT_DEPARTURE,
                                      FACT_TITLE,     FACT_GUESTS,  FACT_DIET};
    guint start, end;
    reading_clause(around->reading, modifier->start, &start, &end);
    if (start == around->start && end == around->end)
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if (reading_find(around->reading->remarks, others[i], start, end))
            return true;
    for (guint at = start; at < end; at++)
        if (!around->reading->roles[at] &&
            tokens_at(around->reading->tokens, at)->kind == TOKEN_WORD)
            return true; /* the clause says something of its own */
    return reading_find(around->reading->facts, FACT_YES, start, end) ||
           reading_find(around->reading->facts, FACT_NO, start, end);
}

bool
around_goes_on(const Reading *reading, const Fact *fact)
{
    guint end = MIN(fact->end + 1u, reading->count);
    return !(reading->verb_last >> fact->language & 1) && around_knows_not(reading, fact->end, end);
}

bool
around_is_governed(const Around *around)
{
    const Reading *reading = around->reading;
    guint start = around->start;
    if (reading->verb_last >> around->fact->language & 1)
        return false;
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        if (fact->fact == FACT_JOINT && fact->start >= start && fact->end <= around->fact->start)
            start = fact->end; /* "it is fun and I'll come" */
    }
    return around_knows_not(reading, start, around->fact->start);
}

bool
around_is_others(const Around *around)
{
    const Reading *reading = around->reading;
    const GArray *remarks = reading->remarks;
    guint at = around->fact->start;
    if (reading_find(remarks, FACT_ME, around->start, around->fact->end))
        return false;
    if (reading_find(remarks, FACT_THEY, around->sentence->start, around->fact->start))
        return !around_mail_has(around, FACT_BEHALF);
    if (reading->verb_last >> around->fact->language & 1)
        return false;
    while (at > around->start &&
           (reading->roles[at - 1] == FACT_REGRET + 1 || reading->roles[at - 1] == FACT_HEDGE + 1))
        at--;
    guint end = at;
    while (at > around->start && around_is_stranger(reading, at - 1))
        at--;
    return at < end && !(at > around->start && reading->roles[at - 1] == FACT_GREETING + 1);
}

/* A hedge in the clause, or in a clause of the sentence that holds little else. */
/* "I was unsure, but I'm in"; "first maybe, now I'm in", "perhaps and now yes". */
static bool
is_left(const Around *around, const Fact *hedge)
{
    const GArray *facts = around->reading->facts;
    guint start = hedge->start, end = around->fact->start;
    const Fact *settled = start < end ? reading_find(facts, FACT_SETTLED, start, end) : NULL;
    return start < end &&
           (reading_find(facts, FACT_CONTRAST, start, end) ||
            (settled && (start < around->start || reading_find(around->reading->remarks, FACT_JOINT,
                                                               hedge->end, settled->start))));
}

bool
around_is_hedged(const Around *around)
{
    for (guint i = 0; i < around->reading->facts->len; i++) {
        const Fact *fact = &g_array_index(around->reading->facts, Fact, i);
        if ((fact->fact != FACT_HEDGE && fact->fact != FACT_BARE_MAYBE) ||
            fact->start < around->sentence->start || fact->start >= around->sentence->end ||
            tokens_at(around->reading->tokens, fact->start)->quoted)
            continue;
        if (is_left(around, fact))
            continue;
        bool here = fact->start >= around->start && fact->start < around->end;
        if (here && fact->start > around->fact->end &&
            reading_find(around->reading->remarks, FACT_JOINT, around->fact->end, fact->start))
            continue; /* "I come, and probably Bob" */
        if (here || !is_separate(around, fact))
            return true;
    }
    return false;
}

static bool
is_aside(const Around *around)
{
    const Fact *aside = around_remark(around, FACT_ASIDE);
    return aside && !reading_is_then(around->reading, aside);
}

/* In a month of the half year before the meeting's, and in none of its months. */
static bool
is_before(const Around *around)
{
    const Reading *reading = around->reading;
    int meeting = reading->months ? __builtin_ctz(reading->months) : 0;
    bool before = false;
    for (guint i = 0; meeting && i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        if (fact->fact != FACT_MONTH || fact->start < around->start || fact->start >= around->end)
            continue;
        int months = (meeting - fact->value + 12) % 12;
        if (months == 0 || months > 6 || reading->months >> fact->value & 1)
            return false;
        before = true;
    }
    return before;
}

bool
around_is_in_other_month(const Around *around)
{
    const Reading *reading = around->reading;
    bool other = false;
    for (guint i = 0; reading->months && i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        if (fact->fact != FACT_MONTH || fact->start < around->sentence->start ||
            fact->start >= around->fact->start)
            continue;
        if (reading->months >> fact->value & 1)
            return false;
        other = !reading_find(reading->facts, FACT_CONTRAST, fact->end, around->fact->start);
    }
    return other;
}

/* About another time; but "maybe next year" is a no that has the other time in it. */
static bool
is_elsewhen(const Around *around)
{
    const Fact *fact = around->fact, *time = around_remark(around, FACT_ELSEWHEN);
    bool within = time && time->start < fact->end && fact->start < time->end;
    bool answer = fact->fact == FACT_YES || fact->fact == FACT_NO || fact->fact == FACT_CONFLICT ||
                  fact->fact == FACT_OBSTACLE;
    return (time && !(within && fact->fact == FACT_NO)) || (answer && is_aside(around)) ||
           ((fact->fact == FACT_YES || fact->fact == FACT_CONFLICT) && is_before(around));
}

/* Words that are mentioned, asked, or told of another time do not vote. */
bool
around_is_idle(const Around *around)
{
    return around_is_quoted(around) || is_asked(around) || is_reported(around) ||
           is_elsewhen(around) || around->reading->titled[around->fact->start];
}

bool
around_is_conditional(const Around *around)
{
    return reading_condition(around->reading, around->sentence->start, around->sentence->end) !=
           NULL;
}

bool
around_is_unreal(const Around *around)
{
    return reading_find(around->reading->remarks, FACT_UNREAL, around->sentence->start,
                        around->sentence->end) != NULL;
}
