/* See rsvp-decide.h. */
#include "inbox/rsvp-decide.h"

#include "inbox/rsvp-about.h"
#include "inbox/rsvp-vote.h"

/* What there is of one answer: the last vote of each kind. */
typedef struct {
    const Vote *firm, *doubt, *alone, *hint;
    const Vote *pending, *wish;
    bool all_part, all_remote, all_busy, settled;
} Side;

static Side
side_of(const GArray *votes, Partstat partstat)
{
    Side side = {.all_part = true, .all_remote = true, .all_busy = true};
    for (guint i = 0; i < votes->len; i++) {
        const Vote *vote = &g_array_index(votes, Vote, i);
        if (vote->partstat != partstat)
            continue;
        if (vote->pending)
            side.pending = vote;
        if (vote->wish)
            side.wish = vote;
        if (vote->strength == VOTE_HINT)
            side.hint = vote;
        if (vote->strength == VOTE_ALONE)
            side.alone = vote;
        if (vote->strength == VOTE_DOUBT)
            side.doubt = vote;
        if (vote->strength != VOTE_FIRM)
            continue;
        side.firm = vote;
        side.all_part &= vote->part;
        side.all_remote &= vote->remote;
        side.all_busy &= vote->busy;
        side.settled |= vote->settled;
    }
    return side;
}

static Conclusion
decision(const Reading *reading, const Vote *vote, bool sure)
{
    return (Conclusion){
        .partstat = vote->partstat,
        .sure = sure,
        .start = vote->start,
        .end = vote->end,
        .rule = vote->rule,
        .language = reading->languages[vote->language],
        .conditional = vote->conditional,
        .remote = vote->remote,
        .busy = vote->busy,
    };
}

/* In one sentence "but" stands between FIRST and the statement THEN. */
static bool
is_overruled(const Reading *reading, const Vote *first, const Vote *then)
{
    return then->statement && then->start > first->start &&
           reading_sentence(reading, first->start) == reading_sentence(reading, then->start) &&
           reading_find(reading->facts, FACT_CONTRAST, first->start, then->start);
}

/* "Looks like I'm free, so please add me." */
static bool
is_assured(const Reading *reading, const Vote *maybe, const Vote *yes)
{
    return maybe->hedged && yes->statement && yes->start > maybe->start &&
           reading_sentence(reading, maybe->start) == reading_sentence(reading, yes->start);
}

/* "I had to ask my wife, but she agrees: I'm coming." */
static bool
is_past(const Reading *reading, const Side *yes, const Side *maybe)
{
    const Vote *pending = maybe->doubt, *then = yes->firm;
    return pending && pending->pending && pending == maybe->pending && then->statement &&
           then->start > pending->start &&
           (yes->settled ||
            reading_find(reading->facts, FACT_CONTRAST, pending->start, then->start));
}

/* Firm votes for two answers: sure only where one of them is explained away. */
static Conclusion
settle(const Reading *reading, const Side *yes, const Side *no, const Side *maybe)
{
    if (yes->firm && no->firm && !maybe->firm) {
        if (no->all_part && !yes->all_part)
            return decision(reading, yes->firm, true); /* "but I cannot do the dinner" */
        if (no->all_part && yes->all_part)
            return decision(reading, yes->firm, true); /* "Wednesday yes, Tuesday no" */
        if (yes->all_remote)
            return decision(reading, yes->firm, true); /* "I cannot travel, but join by video" */
        if (no->all_busy && yes->firm->statement && yes->firm->start > no->firm->start)
            return decision(reading, yes->firm, true); /* "no budget ... keep a chair for me" */
        if (is_overruled(reading, no->firm, yes->firm))
            return decision(reading, yes->firm, true); /* "the 13th is impossible, but I'll come" */
        if (yes->settled != no->settled)
            return decision(reading, yes->settled ? yes->firm : no->firm, true);
    }
    if (maybe->firm && yes->firm && !no->firm && is_assured(reading, maybe->firm, yes->firm))
        return decision(reading, yes->firm, true);
    if (maybe->firm && yes->firm && !no->firm && is_overruled(reading, yes->firm, maybe->firm))
        return decision(reading, maybe->firm, true); /* "I mean to come, but can't promise" */
    if (maybe->firm && no->firm && !yes->firm && no->all_busy)
        return decision(reading, maybe->firm, true); /* "I am away then, but try to join" */
    const Vote *last = yes->firm;
    if (no->firm && (!last || no->firm->start > last->start))
        last = no->firm;
    if (maybe->firm && (!last || maybe->firm->start > last->start))
        last = maybe->firm;
    if (maybe->firm && last->settled && last != maybe->firm)
        return decision(reading, last, true); /* "wasn't sure, now I am" */
    Conclusion unsure = decision(reading, last, false);
    unsure.rule = "contradiction";
    return unsure;
}

/* Nothing in [START, END) that a phrase explains as more than a word beside others, and words enough to
 * say something. */
static bool
is_dark(const Reading *reading, guint start, guint end)
{
    guint unknown = 0;
    for (guint at = start; at < end; at++) {
        const Token *token = tokens_at(reading->tokens, at);
        guint8 role = reading->roles[at];
        if (role && role != FACT_PLAIN + 1 && role != FACT_JOINT + 1 && role != FACT_LEAD + 1 &&
            role != FACT_THEN + 1 && role != FACT_NOT + 1)
            return false;
        unknown += !reading->roles[at] && token->kind == TOKEN_WORD;
    }
    return unknown > 1;
}

/* "But for another meeting", "but next year": the yes before it may speak of that. */
static bool
is_elsewhere(const Reading *reading, guint start, guint end)
{
    return reading_find(reading->remarks, FACT_ELSEWHEN, start, end) ||
           reading_find(reading->remarks, FACT_ASIDE, start, end) ||
           reading_find(reading->facts, FACT_CONFLICT, start, end);
}

static bool
ends_sentence(const Reading *reading, guint at)
{
    return at >= reading->count || tokens_at(reading->tokens, at)->kind > TOKEN_COMMA;
}

/* "I'll be there, but ...": what follows may take it back, and we did not understand it. "I cannot travel,
 * but what about video": nor is that no the last word. */
static bool
is_turned(const Reading *reading, const Conclusion *decision)
{
    bool turns = decision->partstat == PARTSTAT_ACCEPTED || decision->busy;
    const Sentence *last = reading_sentence(reading, decision->start);
    for (guint i = 0; i < reading->facts->len; i++) {
        const Fact *fact = &g_array_index(reading->facts, Fact, i);
        guint start, end;
        if (fact->fact != FACT_CONTRAST || fact->start < decision->end ||
            fact->start > last->end + 1 || ends_sentence(reading, fact->end))
            continue;
        reading_clause(reading, fact->end, &start, &end);
        if (turns && !reading_sentence(reading, fact->end)->asked && is_dark(reading, start, end))
            return true;
        if (decision->partstat == PARTSTAT_ACCEPTED && is_elsewhere(reading, start, end))
            return true;
        if (decision->partstat == PARTSTAT_DECLINED &&
            reading_find(reading->remarks, FACT_REMOTE, start, end) &&
            !reading_find(reading->facts, FACT_NO, start, end))
            return true;
    }
    return false;
}

/* "I cannot come on the 15th", "No, 11:00 does not work". */
static bool
is_slot(const Vote *vote)
{
    return vote->slot;
}

/* "That time does not work for me", "I have a lecture then". */
static bool
is_time(const Vote *vote)
{
    return vote->time;
}

/* Every no in a statement may be to so small a PART alone. */
static bool
is_no_to(const GArray *votes, bool (*part)(const Vote *))
{
    bool found = false;
    for (guint i = 0; i < votes->len; i++) {
        const Vote *vote = &g_array_index(votes, Vote, i);
        if (vote->partstat != PARTSTAT_DECLINED || vote->strength == VOTE_HINT)
            continue;
        if (vote->statement && !part(vote) && vote->strength == VOTE_FIRM)
            return false;
        found |= part(vote);
    }
    return found;
}

const Fact *
reading_lone_condition(const Reading *reading, guint from)
{
    static const guint64 telling = FACT_BIT(FACT_YES) | FACT_BIT(FACT_NO) | FACT_BIT(FACT_MAYBE) |
                                   FACT_BIT(FACT_WISH) | FACT_BIT(FACT_BARE_YES) |
                                   FACT_BIT(FACT_BARE_NO);
    for (guint i = 0; i < reading->sentences->len; i++) {
        const Sentence *sentence = &g_array_index(reading->sentences, Sentence, i);
        const Fact *condition = reading_condition(reading, sentence->start, sentence->end);
        if (!condition || sentence->start < from || sentence->asked ||
            about_holds(reading, sentence->start, sentence->end, telling))
            continue;
        bool turns = reading->roles[sentence->start] == FACT_CONTRAST + 1, alone = true;
        for (guint at = condition->start; at < sentence->end; at++)
            alone &= tokens_at(reading->tokens, at)->kind != TOKEN_COMMA;
        if (turns || (alone && condition->start <= sentence->start + 1))
            return condition;
    }
    return NULL;
}

static Conclusion
count_votes(const Reading *reading, const GArray *votes)
{
    Side yes = side_of(votes, PARTSTAT_ACCEPTED), no = side_of(votes, PARTSTAT_DECLINED),
         maybe = side_of(votes, PARTSTAT_TENTATIVE);
    guint firm = (yes.firm != NULL) + (no.firm != NULL) + (maybe.firm != NULL);
    if (firm > 1)
        return settle(reading, &yes, &no, &maybe);
    if (no.firm)
        return decision(reading, no.firm, !no.all_part && !maybe.doubt && !yes.doubt);
    if (maybe.firm)
        return decision(reading, maybe.firm, !no.doubt);
    if (yes.firm)
        return decision(reading, yes.firm,
                        !no.doubt && !yes.doubt &&
                            (!maybe.doubt || is_past(reading, &yes, &maybe)));
    if (yes.wish && maybe.pending && !no.doubt)
        return decision(reading, maybe.pending, true); /* "would love to, must ask my boss" */
    if (yes.alone && !yes.doubt && !maybe.doubt && !no.doubt && !no.alone && !no.hint &&
        !maybe.hint)
        return decision(reading, yes.alone, true);
    if (no.alone && !yes.doubt && !maybe.doubt && !no.doubt && !maybe.hint &&
        (!yes.hint || yes.hint->wish))
        return decision(reading, no.alone, true);
    const Vote *guesses[] = {no.doubt,   maybe.doubt, yes.doubt, no.alone,
                             maybe.hint, yes.hint,    no.hint};
    for (gsize i = 0; i < G_N_ELEMENTS(guesses); i++)
        if (guesses[i])
            return decision(reading, guesses[i], false);
    return (Conclusion){.rule = "nothing about coming"};
}

/* "I can't come tomorrow": who writes of another matter may do so to the end. */
static bool
has_aside(const Reading *reading)
{
    static const FactKind answers[] = {FACT_YES, FACT_NO, FACT_NOT};
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        guint start, end;
        if (fact->fact != FACT_ASIDE || reading_is_then(reading, fact))
            continue;
        reading_clause(reading, fact->start, &start, &end);
        for (gsize k = 0; k < G_N_ELEMENTS(answers); k++)
            if (reading_find(reading->facts, answers[k], start, end))
                return true;
    }
    return false;
}

/* All that decided is a phrase that only agrees: "I confirm". */
static bool
only_agrees(const Reading *reading, const Conclusion *decision)
{
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *fact = &g_array_index(reading->remarks, Fact, i);
        if (fact->fact == FACT_AGREE && fact->start <= decision->start &&
            fact->end >= decision->end)
            return decision->partstat != PARTSTAT_NONE;
    }
    return false;
}

/* Some sentence that says what was decided names coming; "I would have come" says what will not be. */
static bool
names_coming(const Reading *reading, const GArray *votes, Partstat partstat)
{
    for (guint i = 0; i < votes->len; i++) {
        const Vote *vote = &g_array_index(votes, Vote, i);
        const Sentence *sentence = reading_sentence(reading, vote->start);
        if (vote->partstat == partstat && vote->strength != VOTE_HINT && !vote->wished &&
            reading_find(reading->remarks, FACT_COMING, sentence->start, sentence->end))
            return true;
    }
    return false;
}

/* "No, I eat everything", "Can't do gluten": we asked for what they do not eat, too, and who does not come does not speak
 * of it. "Yes, I am vegetarian": so does a yes answer that with a sentence about the writer. */
static bool
is_about_food(const Reading *reading, const Conclusion *decision)
{
    for (guint i = 0; i < reading->remarks->len; i++) {
        const Fact *food = &g_array_index(reading->remarks, Fact, i);
        const Sentence *sentence = reading_sentence(reading, food->start);
        guint start, end;
        if (food->fact != FACT_DIET || reading->muted[food->start])
            continue;
        if (decision->partstat == PARTSTAT_DECLINED)
            return true;
        reading_clause(reading, food->start, &start, &end);
        if (decision->partstat == PARTSTAT_ACCEPTED &&
            reading_find(reading->facts, FACT_BARE_YES, sentence->start, start) &&
            (!reading_find(reading->remarks, FACT_JOINT, start, start + 1) ||
             reading_find(reading->remarks, FACT_ME, start, start + 1)))
            return true;
    }
    return false;
}

/* Where the line behind the one with token AT begins; *RET_WORDS: so many are in that. */
static guint
line_end(const Reading *reading, guint at, guint *ret_words)
{
    guint end = at;
    for (*ret_words = 0; end < reading->count; end++) {
        if (end > at && tokens_at(reading->tokens, end)->line)
            break;
        *ret_words += !token_is_break(tokens_at(reading->tokens, end));
    }
    return end;
}

/* Somebody answers so before token AT. */
static bool
is_said_before(const GArray *votes, Partstat partstat, guint at)
{
    for (guint i = 0; i < votes->len; i++) {
        const Vote *vote = &g_array_index(votes, Vote, i);
        if (vote->partstat == partstat && vote->strength != VOTE_HINT && vote->start < at)
            return true;
    }
    return false;
}

/* All that says so stands below "Best," and a name, each on a line of its own: there stands what ends each mail of theirs
 * ("Meet us at the fair, we will be there!"). */
static bool
is_below_name(const Reading *reading, const GArray *votes, const Conclusion *decision)
{
    enum { LINE_WORDS = 3 };
    for (guint i = 0; i < reading->facts->len; i++) {
        const Fact *fact = &g_array_index(reading->facts, Fact, i);
        guint words;
        if (fact->fact != FACT_SIGNOFF || fact->start == 0 ||
            !tokens_at(reading->tokens, fact->start)->line)
            continue;
        guint name = line_end(reading, fact->start, &words);
        if (words > LINE_WORDS || name >= decision->start)
            continue;
        guint below = line_end(reading, name, &words);
        if (words > 0 && words <= LINE_WORDS && !is_said_before(votes, decision->partstat, below))
            return true;
    }
    return false;
}

Conclusion
reading_decide(const Reading *reading)
{
    g_autoptr(GArray) votes = reading_votes(reading);
    Conclusion decision = count_votes(reading, votes);
    bool no = decision.sure && decision.partstat == PARTSTAT_DECLINED;
    if (no && is_no_to(votes, is_slot)) {
        decision.sure = false;
        decision.rule = "a day or an hour";
    } else if (no && is_no_to(votes, is_time))
        decision.rule = "no to a time";
    if (decision.sure && has_aside(reading)) {
        decision.sure = false;
        decision.rule = "another matter";
    }
    if (decision.sure && reading_find(reading->remarks, FACT_ASTRAY, 0, reading->count)) {
        decision.sure = false;
        decision.rule = "meant for others";
    }
    if (decision.sure && decision.partstat == PARTSTAT_ACCEPTED &&
        reading_lone_condition(reading, decision.end)) {
        decision.sure = false;
        decision.rule = "a condition behind it";
    }
    if (decision.sure && is_turned(reading, &decision)) {
        decision.sure = false;
        decision.rule = "a turn not understood";
    }
    if (decision.sure && is_below_name(reading, votes, &decision)) {
        decision.sure = false;
        decision.rule = "below the name";
    }
    if (decision.sure && only_agrees(reading, &decision))
        decision.rule = "agrees";
    decision.open = decision.sure && !names_coming(reading, votes, decision.partstat);
    if (decision.open && is_about_food(reading, &decision)) {
        decision.sure = decision.open = false;
        decision.rule = "may be about food";
    }
    return decision;
}
