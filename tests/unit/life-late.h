/* What becomes of a mail of a life that is late, by the words of convoke-event(5): it goes all the same, is skipped, or
 * waits for the organizer. */
#ifndef CONVOKE_TESTS_LIFE_LATE_H
#define CONVOKE_TESTS_LIFE_LATE_H

#include "tests/unit/life-seats.h"

/* Whoever is back too late is not waited for beyond answer-by. */
static gint64
patience_of(const Model *model, int who)
{
    const gint64 patience = model->people[who].patience;
    const int by = newest(model)->answer_by;
    return patience > hour_of(model, model->first_day, 0) ? hour_of(model, by, 0) : patience;
}

/* Since when it is theirs by what they said, by a seat that came free, and by their patience. */
static gint64
theirs_since(const Model *model, int who, PolicyIs policy)
{
    const ModelPerson *person = &model->people[who];
    const bool asks = policy == POLICY_REMINDERS || policy == POLICY_NUDGE;
    gint64 since = said_of(model, who) == SAID_NOTHING ? 0 : person->says_since;
    if (person->seat.is == TAKEN && person->seat.came && policy != POLICY_REMINDERS)
        since = MAX(since, person->seat.at);
    return asks ? MAX(since, patience_of(model, who)) : since;
}

/* It was due on DUE, and could have gone out for a day since. */
static bool
is_late(const Model *model, int who, PolicyIs policy, int due, gint64 now)
{
    return now >= hour_of(model, due + 1, 0) && now >= theirs_since(model, who, policy) + 24 * HOUR;
}

static bool
is_skipped(const Model *model, int who, PolicyIs policy, int due, gint64 now)
{
    return newest(model)->late[policy] == LATE_IS_SKIPPED && is_late(model, who, policy, due, now);
}

static bool
asks_first(const Model *model, int who, PolicyIs policy, int due, gint64 now)
{
    return newest(model)->late[policy] == LATE_IS_ASKED && is_late(model, who, policy, due, now);
}

/* So it is with what waits to leave, unless the organizer let it go: a day after it was to. */
static ModelLate
waited(const Model *model, const ModelStep *step, int time, PolicyIs policy, gint64 now)
{
    const bool late = now >= step->rung[time] + 24 * HOUR;
    return late && !step->released[time] ? newest(model)->late[policy] : LATE_GOES;
}

#endif
