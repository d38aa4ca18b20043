/* What quotas leave of the seats of a life, by the words of convoke-event(5): at most so many for one affiliation or
 * group, each that there is, or those that are named. */
#ifndef CONVOKE_TESTS_LIFE_QUOTAS_H
#define CONVOKE_TESTS_LIFE_QUOTAS_H

#include "tests/unit/life-model.h"

static bool
holds_seat(const ModelSeat *seat)
{
    return seat->is == OFFERED || seat->is == TAKEN;
}

/* NO_LIMIT where there is none for THIS of them. */
static int
most_of(const ModelQuota *quota, int this)
{
    return quota->each ? quota->each : quota->most[this];
}

static bool
belongs(const ModelState *state, int who, QuotaIs quota, int this)
{
    return (state->member[who][quota] >> this) & 1;
}

/* How many seats they have; who was taken out and has not been told keeps theirs. */
static int
held_by(const Model *model, QuotaIs quota, int this)
{
    int held = 0;
    for (int who = 0; who < PEOPLE; who++)
        held += holds_seat(&model->people[who].seat) && belongs(newest(model), who, quota, this);
    return held;
}

/* No quota keeps them out. */
static bool
is_let_in(const Model *model, int who)
{
    const ModelState *state = newest(model);
    for (int quota = 0; quota < QUOTAS && state->seats > 0; quota++)
        for (int this = 0; this < COLLECTIVES; this ++) {
            const int most = most_of(&state->quotas[quota], this);
            if (most != NO_LIMIT && belongs(state, who, quota, this) &&
                held_by(model, quota, this) >= most)
                return false;
        }
    return true;
}

#endif
