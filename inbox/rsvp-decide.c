/* See rsvp-decide.h. */
#include "inbox/rsvp-decide.h"

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

static Decision
decision(const Reading *reading, const Vote *vote, bool sure)
{
    return (Decision){
        .partstat = vote->partstat,
        .sure = sure,
        .start = vote->start,
        .end = vote->end,
        .rule = vote->rule,
        .language = reading->languages[vote->language],
        .conditional = vote->conditional,
        .remote = vote->remote,
    };
}

/* Firm votes for two answers: sure only where one of them is explained away. */
static Decision
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
        if (yes->settled != no->settled)
            return decision(reading, yes->settled ? yes->firm : no->firm, true);
    }
    if (maybe->firm && no->firm && !yes->firm && no->all_busy)
        return decision(reading, maybe->firm, true); /* "I am away then, but try to join" */
    const Vote *last = yes->firm;
    if (no->firm && (!last || no->firm->start > last->start))
        last = no->firm;
    if (maybe->firm && (!last || maybe->firm->start > last->start))
        last = maybe->firm;
    if (maybe->firm && last->settled && last != maybe->firm)
        return decision(reading, last, true); /* "wasn't sure, now I am" */
    Decision unsure = decision(reading, last, false);
    unsure.rule = "contradiction";
    return unsure;
}

Decision
reading_decide(const Reading *reading)
{
    g_autoptr(GArray) votes = reading_votes(reading);
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
        return decision(reading, yes.firm, !no.doubt && !maybe.doubt && !yes.doubt);
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
    return (Decision){.rule = "nothing about coming"};
}
