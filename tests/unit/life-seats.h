/* Who has a seat in a life, by the words of convoke-event(5): what has ended is given back, and then one seat after
 * the other goes to whoever is first in turn, until there is none left or nobody to have it. */
#ifndef CONVOKE_TESTS_LIFE_SEATS_H
#define CONVOKE_TESTS_LIFE_SEATS_H

#include "tests/unit/life-quotas.h"

#define NO_DAY G_MININT
#define NOBODY (-1)

static bool
in_waves(const Model *model)
{
    return newest(model)->seats > 0 && newest(model)->offer_days > 0;
}

/* The day on which the offer that left no longer stands. */
static int
offer_end(const Model *model, const ModelSeat *seat)
{
    int day = julian(model, seat->left);
    return MAX(MIN(day + seat->days + 1, model->first_day), day + 1);
}

/* It stands until that day begins there and, for whoever lives by another clock, by that. */
static gint64
offer_ends(const Model *model, int who)
{
    const int day = offer_end(model, &model->people[who].seat);
    GTimeZone *theirs = model->theirs[who];
    return MAX(hour_of(model, day, 0), theirs ? hour_in(theirs, day, 0) : G_MININT64);
}

static int
seats_held(const Model *model)
{
    int held = 0;
    for (int who = 0; who < PEOPLE; who++)
        held += holds_seat(&model->people[who].seat);
    return held;
}

/* There was one for them, and is none that a yes could still have. */
static bool
has_no_seat_left(const Model *model, int who)
{
    const ModelSeat *seat = &model->people[who].seat;
    return in_waves(model) && (seat->is == EXPIRED || (seat->is == RELEASED && !seat->open));
}

static ModelSeat *
becomes(Model *model, int who, SeatIs is, gint64 now)
{
    ModelPerson *person = &model->people[who];
    person->seat =
        (ModelSeat){.is = is, .number = person->seat.number + 1, .at = now, .turn = ++model->turns};
    if (is == TAKEN) {
        person->taken = person->seat.number;
        person->missed = false;
    }
    return &person->seat;
}

static void
takes(Model *model, int who, bool waited, gint64 now)
{
    ModelSeat *seat = becomes(model, who, TAKEN, now);
    seat->came = seat->promoting = waited;
}

/* As if there never was one; nor an offer, if they were called off since. */
static void
becomes_anew(Model *model, int who, gint64 now)
{
    ModelPerson *person = &model->people[who];
    if (person->seat.past)
        person->offering = NO_MAIL;
    becomes(model, who, RELEASED, now)->anew = true;
}

/* Nothing more can come of what was offered to them. */
static bool
is_lost(const ModelPerson *person)
{
    return person->dead || person->seat.failed || (person->silent && !person->seat.left);
}

static void
end_offer(Model *model, int who, gint64 now)
{
    const ModelPerson *person = &model->people[who];
    const gint64 left = person->seat.left;
    const bool yes = said_of(model, who) == SAID_YES;
    gint64 end = left ? offer_ends(model, who) : G_MAXINT64;
    if (!yes && is_lost(person))
        becomes(model, who, RELEASED, now)->lost = true;
    else if (!yes && newest(model)->seats == 0)
        becomes(model, who, RELEASED, now)->open = true;
    else if ((yes ? person->answered_at : now) >= end)
        becomes(model, who, EXPIRED, now);
    else if (yes)
        becomes(model, who, TAKEN, now);
}

/* They were taken out, and word of it is owed, or waits. */
static bool
is_to_be_told(const Model *model, int who)
{
    const ModelPerson *person = &model->people[who];
    return counts_on_it(model, who) && person->known && !person->withdrawn_in_vain;
}

/* Word that a seat came free would not get to them, or did not. */
static bool
is_out_of_reach(const ModelPerson *person)
{
    return person->dead || person->silent ||
           (person->missed && (person->seat.came || person->seat.lost));
}

/* They do not know of theirs, and never will. */
static bool
has_missed(const Model *model, const ModelPerson *person)
{
    const ModelSeat *seat = &person->seat;
    const bool untold = person->missed || (seat->promoting && !seat->leaving);
    return newest(model)->seats > 0 && seat->is == TAKEN && seat->came && untold &&
           is_out_of_reach(person);
}

static void
end_seat(Model *model, int who, gint64 now)
{
    const ModelSeat *seat = &model->people[who].seat;
    const Said said = said_of(model, who);
    if (newest(model)->guest[who] && seat->past) {
        becomes_anew(model, who, now);
        return;
    }
    if (!holds_seat(seat) && seat->is != WAITING)
        return;
    if (!newest(model)->guest[who] && is_to_be_told(model, who))
        return;
    if (!newest(model)->guest[who])
        becomes_anew(model, who, now);
    else if (said == SAID_NO || seat->said_no || (seat->is == WAITING && said != SAID_YES))
        becomes(model, who, RELEASED, now);
    else if (has_missed(model, &model->people[who]))
        becomes(model, who, said == SAID_YES ? WAITING : RELEASED, now)->lost = true;
    else if (seat->is == OFFERED)
        end_offer(model, who, now);
}

/* Of those who said yes and have none: who waits, longest first, or who does not, first come; LET_IN: whom no quota
 * keeps out. */
static int
next_yes(const Model *model, bool waiting, bool let_in)
{
    int next = NOBODY;
    for (int who = 0; who < PEOPLE; who++) {
        const ModelPerson *person = &model->people[who], *other = &model->people[MAX(next, 0)];
        if (!newest(model)->guest[who] || said_of(model, who) != SAID_YES ||
            holds_seat(&person->seat) || (person->seat.is == WAITING) != waiting ||
            (let_in && !is_let_in(model, who)))
            continue;
        if (waiting && newest(model)->seats > 0 && is_out_of_reach(person))
            continue;
        if (next == NOBODY || (waiting ? person->seat.turn < other->seat.turn
                                       : person->answer_turn < other->answer_turn))
            next = who;
    }
    return next;
}

/* Who is offered the next: who was not yet, did not say no, and is not kept out by a quota, by wave and place. */
static int
next_in_rank(const Model *model)
{
    int next = NOBODY;
    for (int who = 0; who < PEOPLE; who++) {
        const ModelSeat *seat = &model->people[who].seat;
        const MailIs offering = model->people[who].offering;
        bool anew = seat->anew || (seat->open && offering != MAIL_LEFT) ||
                    (seat->lost && offering != MAIL_FAILED && !model->people[who].missed);
        bool fresh = seat->is == NO_SEAT || (seat->is == RELEASED && anew);
        if (fresh && is_let_in(model, who) && model->people[who].invitation == NO_MAIL &&
            !unreachable(model, who) &&
            (said_of(model, who) == SAID_NOTHING || said_of(model, who) == SAID_MAYBE) &&
            (next == NOBODY || waves[who] < waves[next]))
            next = who;
    }
    return next;
}

/* Since somebody was last told that it is off, somebody was invited, or offered a seat. */
static bool
was_opened(const Model *model)
{
    for (int who = 0; who < PEOPLE; who++) {
        const ModelPerson *person = &model->people[who];
        bool counts = newest(model)->guest[who] || person->seat.number > 0;
        bool waits = person->invitation != NO_MAIL && person->invitation_queued > model->off_at;
        if (counts && (waits || person->invitation_ended > model->off_at))
            return true;
    }
    return model->opened > model->off_at;
}

/* BY_HAND: the organizer sends, so that the first may be offered. */
static void
give_seats(Model *model, bool by_hand, gint64 now)
{
    const int seats = newest(model)->seats > 0 ? newest(model)->seats : PEOPLE;
    int who;
    if (newest(model)->cancelled || is_past(model, now))
        return;
    for (who = 0; who < PEOPLE; who++)
        end_seat(model, who, now);
    for (int waiting = 1; waiting >= 0; waiting--)
        while (seats_held(model) < seats && (who = next_yes(model, waiting, true)) != NOBODY)
            takes(model, who, waiting, now);
    while ((who = next_yes(model, false, false)) != NOBODY)
        becomes(model, who, WAITING, now);
    if (!in_waves(model) || julian(model, now) >= model->first_day ||
        !(by_hand || was_opened(model)))
        return;
    while (seats_held(model) < seats && (who = next_in_rank(model)) != NOBODY) {
        ModelSeat *seat = becomes(model, who, OFFERED, now);
        seat->days = newest(model)->offer_days;
        model->people[who].offer = seat->number;
        model->people[who].offering = NO_MAIL;
        model->opened = now;
    }
}

/* They wait, and not for long: somebody is out, and leaves them a seat on being told so. That is not waited for while the
 * organizer keeps it from them, nor when two days have gone by with both as they are. */
static bool
is_about_to_sit(const Model *model, int who, gint64 now)
{
    Model later = *model;
    for (int other = 0; other < PEOPLE; other++) {
        ModelPerson *person = &later.people[other];
        const gint64 since = MAX(person->out_at, model->people[who].seat.at);
        if (person->withdrawing != MAIL_HELD && now < since + 48 * HOUR)
            person->withdrawn_in_vain = true; /* just as if it was said */
    }
    give_seats(&later, false, now);
    return later.people[who].seat.is == TAKEN;
}

/* Of a meeting where they never were limited no count is kept. */
static void
settle_seats(Model *model, bool by_hand, gint64 now)
{
    bool counted = newest(model)->seats > 0;
    for (int who = 0; who < PEOPLE; who++)
        counted |= model->people[who].seat.number > 0;
    if (counted)
        give_seats(model, by_hand, now);
}

#endif
