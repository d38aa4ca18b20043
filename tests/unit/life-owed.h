/* What is owed in a life by the words of the man pages, but news of the agenda. */
#ifndef CONVOKE_TESTS_LIFE_OWED_H
#define CONVOKE_TESTS_LIFE_OWED_H

#include "tests/unit/life-late.h"

/* --- calling off --- */

/* The last session, which never moves, is over: nobody travels any more. */
static bool
has_ended(const Model *model, gint64 now)
{
    return now >= hour_of(model, model->first_day + 1, 19) + HOUR / 2;
}

static bool
owes_cancellation(const Model *model, int who, gint64 now)
{
    return newest(model)->cancelled && newest(model)->guest[who] && !has_ended(model, now) &&
           counts_on_it(model, who) && !model->people[who].cancelling;
}

static bool
owes_withdrawal(const Model *model, int who, gint64 now)
{
    return !newest(model)->guest[who] && !has_ended(model, now) && counts_on_it(model, who) &&
           model->people[who].known && !model->people[who].withdrawn;
}

/* --- invitations and reminders --- */

/* An invitation that has not left is for them: also where they said yes or maybe after they were called off, for it
 * has the entry for the calendar, but not beside word of a promotion, which has it, too. */
static bool
is_to_be_invited(const Model *model, int who)
{
    const ModelSeat *seat = &model->people[who].seat;
    const bool again = model->people[who].calls > 0;
    switch (said_of(model, who)) {
    case SAID_NOTHING:
        return true;
    case SAID_YES:
        return again && seat->is != WAITING && !(seat->is == TAKEN && seat->came);
    case SAID_MAYBE:
        return again && !in_waves(model);
    default:
        return false;
    }
}

static bool
owes_invitation(const Model *model, int who, gint64 now)
{
    return (!unreachable(model, who) || is_recalled(model, who)) &&
           inviting(model, who) == NO_MAIL && is_to_be_invited(model, who) &&
           !newest(model)->cancelled && !is_past(model, now) &&
           !(in_waves(model) && said_of(model, who) == SAID_NOTHING);
}

static bool
may_remind(const Model *model, int who, gint64 now)
{
    Said said = said_of(model, who);
    return !unreachable(model, who) && !newest(model)->cancelled && !is_past(model, now) &&
           !has_no_seat_left(model, who) && now >= patience_of(model, who) &&
           (said == SAID_NOTHING || said == SAID_MAYBE);
}

static int
index_of(const int *days, int count, int step)
{
    for (int i = 0; i < count; i++)
        if (days[i] == step)
            return i;
    return -1;
}

static int
step_index(int step)
{
    return index_of(steps, G_N_ELEMENTS(steps), step);
}

/* Which time of its step that is, from 0: "14d" and "14d.2". */
static int
time_of(const char *occasion)
{
    const char *dot = strchr(occasion, '.');
    return dot ? (int)g_ascii_strtoll(dot + 1, NULL, 10) - 1 : 0;
}

/* The newest of DAYS before DAY that has come, by its place; -1 = none. */
static int
newest_step(const int *days, int count, int day, int today)
{
    int step = -1;
    for (int i = 0; i < count; i++)
        if (day - days[i] <= today)
            step = i;
    return step;
}

/* The day by which they are to answer; NO_DAY. */
static int
deadline(const Model *model, int who)
{
    const ModelSeat *seat = &model->people[who].seat;
    if (seat->is != OFFERED)
        return newest(model)->answer_by;
    return seat->left ? offer_end(model, seat) - 1 : NO_DAY;
}

static int
step_in_force(const Model *model, int who, int today)
{
    int day = deadline(model, who);
    return day == NO_DAY ? -1 : newest_step(steps, G_N_ELEMENTS(steps), day, today);
}

/* A reminder or nudge rang today or later, or is to, or today by their own clock. */
static bool
rings(const Model *model, int who, const ModelStep *step, gint64 now)
{
    GTimeZone *theirs = model->theirs[who];
    for (int n = 0; n < TIMES; n++)
        if (step->rung[n] &&
            (julian(model, step->rung[n]) >= julian(model, now) ||
             (theirs && julian_in(theirs, step->rung[n]) == julian_in(theirs, now))))
            return true;
    return false;
}

static bool
rang(const Model *model, int who, gint64 now)
{
    const ModelPerson *person = &model->people[who];
    for (int i = 0; i < (int)G_N_ELEMENTS(steps); i++)
        if (rings(model, who, &person->reminded[i], now))
            return true;
    for (int i = 0; i < (int)G_N_ELEMENTS(nudges); i++)
        if (rings(model, who, &person->nudged[i], now))
            return true;
    return false;
}

/* Something rang today, or is to; or this step came already, not too long before it is due. */
static bool
had_it(const Model *model, int who, int step, gint64 now)
{
    const ModelPerson *person = &model->people[who];
    for (int later = step; later < (int)G_N_ELEMENTS(steps); later++)
        for (int n = 0; n < TIMES; n++)
            if (person->reminded[later].queued[n] &&
                julian(model, person->reminded[later].queued[n]) >=
                    deadline(model, who) - 2 * steps[later])
                return true;
    return rang(model, who, now);
}

/* Their invitation, or the offer of a seat that stands, left before that day. */
static bool
was_asked_before(const Model *model, int who, int day)
{
    const ModelPerson *person = &model->people[who];
    gint64 left = person->seat.is == OFFERED          ? person->seat.left
                  : inviting(model, who) == MAIL_LEFT ? person->invitation_left
                                                      : 0;
    return left && julian(model, left) < day;
}

/* Whoever said maybe is asked again at the last step, and where they promised to know by then, at each. */
static bool
asks_maybes(const Model *model, int who, int step)
{
    return step == (int)G_N_ELEMENTS(steps) - 1 || model->people[who].promised;
}

/* The step that is owed to them, or -1: the newest one whose day has come. */
static int
owes_reminder(const Model *model, int who, gint64 now)
{
    int today = julian(model, now), step = step_in_force(model, who, today);
    if (today > model->first_day || !may_remind(model, who, now) || step < 0 ||
        had_it(model, who, step, now) ||
        !was_asked_before(model, who, deadline(model, who) - steps[step]) ||
        is_skipped(model, who, POLICY_REMINDERS, deadline(model, who) - steps[step], now))
        return -1;
    return said_of(model, who) == SAID_MAYBE && !asks_maybes(model, who, step) ? -1 : steps[step];
}

/* --- what follows from a yes --- */

/* By what they said, and the seat that they have. */
static bool
is_coming(const Model *model, int who)
{
    return said_of(model, who) == SAID_YES && model->people[who].seat.is != WAITING;
}

static bool
comes(const Model *model, int who)
{
    return !unreachable(model, who) && !newest(model)->cancelled && is_coming(model, who) &&
           !model->people[who].seat.withheld;
}

static bool
speaks(const Model *model, int who)
{
    for (int slot = 0; slot < SLOTS; slot++)
        if (newest(model)->slots[slot].held && newest(model)->slots[slot].speaker == who)
            return true;
    return false;
}

static const char *const audiences[] = {"all", "accepted", "pending", "speakers"};

/* An announcement to that audience is for them. */
static bool
is_meant(const Model *model, int who, int audience)
{
    Said said = said_of(model, who);
    if (unreachable(model, who))
        return false;
    switch (audience) {
    case 0:
        return true;
    case 1:
        return is_coming(model, who);
    case 2:
        return said == SAID_NOTHING || said == SAID_MAYBE;
    default:
        return speaks(model, who) && said != SAID_NO;
    }
}

/* ... and goes to them: nobody hears of the agenda before their invitation, unless they answered all the same. */
static bool
is_in(const Model *model, int who, int audience)
{
    bool asked = model->people[who].invitation_left || said_of(model, who) != SAID_NOTHING;
    return asked && is_meant(model, who, audience);
}

/* The first session, which never moves. */
static bool
has_begun(const Model *model, gint64 now)
{
    return now >= hour_of(model, model->first_day, 8);
}

/* Days of the step that is owed to them, or -1. */
static int
owes_logistics(const Model *model, int who, gint64 now)
{
    int step =
        newest_step(logistics, G_N_ELEMENTS(logistics), model->first_day, julian(model, now));
    if (step < 0 || has_begun(model, now) || !comes(model, who) ||
        model->people[who].told_where[step].queued[0] ||
        is_skipped(model, who, POLICY_LOGISTICS, model->first_day - logistics[step], now))
        return -1;
    return logistics[step];
}

static bool
speaks_untitled(const Model *model, int who)
{
    const ModelSlot *slot = &newest(model)->slots[UNTITLED];
    return slot->held && slot->speaker == who;
}

static int
owes_nudge(const Model *model, int who, gint64 now)
{
    const ModelPerson *person = &model->people[who];
    int today = julian(model, now);
    int step = newest_step(nudges, G_N_ELEMENTS(nudges), model->first_day, today);
    if (step < 0 || has_begun(model, now) || !comes(model, who) || !speaks_untitled(model, who) ||
        now < patience_of(model, who) || person->nudged[step].queued[0] || rang(model, who, now) ||
        is_skipped(model, who, POLICY_NUDGE, model->first_day - nudges[step], now))
        return -1;
    return nudges[step];
}

static int
thanks_day(const Model *model)
{
    return model->first_day + 1 + THANKS;
}

static bool
may_thank(const Model *model, int who, gint64 now)
{
    int after = julian(model, now) - thanks_day(model);
    return after >= 0 && after <= 14 && comes(model, who) &&
           !is_past(model, model->people[who].says_since);
}

static bool
owes_thanks(const Model *model, int who, gint64 now)
{
    return may_thank(model, who, now) && !model->people[who].thanked.queued[0] &&
           !is_skipped(model, who, POLICY_THANKS, thanks_day(model), now);
}

/* --- seats --- */

typedef enum { TELLS_NO_SEAT, TELLS_OFFER, TELLS_WAITING, TELLS_PROMOTED } SeatMail;

/* What they have to be told about their seat, whether it was said or not. */
static SeatMail
seat_mail(const Model *model, int who, gint64 now)
{
    const ModelPerson *person = &model->people[who];
    if (unreachable(model, who) || newest(model)->cancelled || is_past(model, now))
        return TELLS_NO_SEAT;
    switch (person->seat.is) {
    case OFFERED:
        return TELLS_OFFER;
    case TAKEN:
        return person->seat.came ? TELLS_PROMOTED : TELLS_NO_SEAT;
    case WAITING: /* the echo of their yes says it where that was what brought them there */
        return person->seat.at > person->answered_at && !person->seat.lost &&
                       !is_about_to_sit(model, who, now)
                   ? TELLS_WAITING
                   : TELLS_NO_SEAT;
    default:
        return TELLS_NO_SEAT;
    }
}

static SeatMail
owes_seat_mail(const Model *model, int who, gint64 now)
{
    return model->people[who].seat.queued ? TELLS_NO_SEAT : seat_mail(model, who, now);
}

#endif
