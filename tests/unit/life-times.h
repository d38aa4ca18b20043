/* When a mail of a life may leave: not in its reader's quiet hours, and not on a day that has another reminder. */
#ifndef CONVOKE_TESTS_LIFE_TIMES_H
#define CONVOKE_TESTS_LIFE_TIMES_H

#include "tests/unit/life-acts.h"

typedef struct {
    gint64 begin, end;
    gint64 before; /* the end of those a day earlier */
} Night;

/* The quiet hours that NOW lies in, by the reader's clock; false where it lies in none. */
static bool
find_night(const Model *model, int who, gint64 now, Night *ret_night)
{
    GTimeZone *clock = model->theirs[who] ? model->theirs[who] : model->zone;
    const int from = model->quiet_from, to = model->quiet_to, day = julian_in(clock, now);
    for (int d = day - 1; d <= day; d++) {
        const int ends = from < to ? d : d + 1;
        *ret_night = (Night){hour_in(clock, d, from), hour_in(clock, ends, to),
                             hour_in(clock, ends - 1, to)};
        if (from != to && now >= ret_night->begin && now < ret_night->end)
            return true;
    }
    return false;
}

static int
days_of(const Notice *notice)
{
    return (int)g_ascii_strtoll(notice->occasion, NULL, 10);
}

/* The step that NOTICE stands for; NULL where its kind has none. */
static ModelStep *
step_of(ModelPerson *person, const Notice *notice)
{
    int days = days_of(notice);
    switch (notice->kind) {
    case NOTICE_REMINDER:
        return &person->reminded[step_index(days)];
    case NOTICE_LOGISTICS:
        return &person->told_where[index_of(logistics, G_N_ELEMENTS(logistics), days)];
    case NOTICE_NUDGE:
        return &person->nudged[index_of(nudges, G_N_ELEMENTS(nudges), days)];
    case NOTICE_THANKS:
        return &person->thanked;
    default:
        return NULL;
    }
}

/* By which late ones go, and the day on which it is due; false where its kind has none. */
static bool
policy_of(const Model *model, int who, const Notice *notice, PolicyIs *ret_policy, int *ret_due)
{
    const int days = days_of(notice);
    switch (notice->kind) {
    case NOTICE_REMINDER:
        *ret_due = deadline(model, who) - days;
        *ret_policy = POLICY_REMINDERS;
        return true;
    case NOTICE_LOGISTICS:
        *ret_due = model->first_day - days;
        *ret_policy = POLICY_LOGISTICS;
        return true;
    case NOTICE_NUDGE:
        *ret_due = model->first_day - days;
        *ret_policy = POLICY_NUDGE;
        return true;
    case NOTICE_THANKS:
        *ret_due = thanks_day(model);
        *ret_policy = POLICY_THANKS;
        return true;
    default:
        return false;
    }
}

/* Whether it can wait for the end of NIGHT, by the words of convoke-event(5). What it waits for no longer is in time:
 * their end, and where they began on the same day of the meeting's, a day later, too. */
static bool
can_wait(const Life *life, int who, NoticeKind kind, const Night *night, gint64 now)
{
    const Model *model = &life->model;
    const ModelSeat *seat = &model->people[who].seat;
    const bool same = julian(model, night->begin) == julian(model, now);
    const gint64 by = same && now + 25 * HOUR > night->end ? now + 25 * HOUR : night->end;
    const int day = julian(model, by);
    gint64 begins = G_MAXINT64;
    g_autofree char *news = NULL;
    switch (kind) {
    case NOTICE_REMINDER:
        return day <= model->first_day &&
               !(seat->is == OFFERED && seat->left && by >= offer_ends(model, who));
    case NOTICE_NUDGE:
    case NOTICE_LOGISTICS:
        return !has_begun(model, by);
    case NOTICE_THANKS:
        return day <= thanks_day(model) + 14;
    case NOTICE_CHANGE:
        news = what_is_new(model, who, life->now, false, &begins);
        return night->end < begins - HOUR;
    case NOTICE_SEAT:
        return day + newest(model)->offer_days < model->first_day;
    case NOTICE_WAITING:
    case NOTICE_PROMOTED:
        return day < model->first_day;
    default:
        return false;
    }
}

/* When it may leave: what was there when the last quiet hours ended has waited. */
static gint64
after_quiet(const Life *life, int who, NoticeKind kind, gint64 queued, gint64 now)
{
    Night night;
    bool waits = find_night(&life->model, who, now, &night) && queued >= night.before &&
                 can_wait(life, who, kind, &night, now);
    return waits ? night.end : now;
}

/* It is night, and this was there already at the end of the last one. */
static bool
has_waited(const Life *life, int who, gint64 queued)
{
    Night night;
    return find_night(&life->model, who, life->now, &night) && queued < night.before;
}

/* The next step does not make this one unnecessary: it has waited for a night, in this one the next would wait, and no
 * day has two of what reminds. */
static bool
is_kept(const Life *life, int who, NoticeKind kind, gint64 queued)
{
    return has_waited(life, who, queued) &&
           (kind != NOTICE_LOGISTICS ||
            after_quiet(life, who, kind, life->now, life->now) > life->now);
}

/* Adds the times of STEP's mails that rang, or are to, but that of OWN. What waits UNTIL then at most does not stand
 * in its way. */
static void
add_rings(const ModelStep *step, const ModelStep *own, int time, gint64 until, gint64 now,
          GArray *rings)
{
    for (int n = 0; n < TIMES; n++) {
        const MailIs is = step->is[n];
        const gint64 at = is == MAIL_LEAVES ? now : step->rung[n];
        if (is == NO_MAIL || is == MAIL_FAILED || (is == MAIL_WAITS && at <= until) ||
            (step == own && n == time))
            continue;
        g_array_append_val(rings, at);
    }
}

/* One of RINGS lies on the day of AT by that clock. */
static bool
rings_on(GTimeZone *clock, const GArray *rings, gint64 at)
{
    for (guint i = 0; clock && i < rings->len; i++)
        if (julian_in(clock, g_array_index(rings, gint64, i)) == julian_in(clock, at))
            return true;
    return false;
}

/* ... and no day has two reminders or nudges, by either clock. NEW: it is queued now. */
static gint64
not_before(Life *life, int who, const Notice *notice, gint64 queued, bool new)
{
    const Model *model = &life->model;
    ModelPerson *person = &life->model.people[who];
    const ModelStep *own = new ? NULL : step_of(person, notice);
    g_autoptr(GArray) rings = g_array_new(FALSE, FALSE, sizeof(gint64));
    /* What is due likewise is not in its way, nor, when it has waited for a night, what is still to come. */
    const gint64 until = new ? G_MININT64 : has_waited(life, who, queued) ? G_MAXINT64 : life->now;
    gint64 at = after_quiet(life, who, notice->kind, queued, life->now);
    if (notice->kind != NOTICE_REMINDER && notice->kind != NOTICE_NUDGE)
        return at;
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        add_rings(&person->reminded[i], own, time_of(notice->occasion), until, life->now, rings);
    for (gsize i = 0; i < G_N_ELEMENTS(nudges); i++)
        add_rings(&person->nudged[i], own, time_of(notice->occasion), until, life->now, rings);
    for (;;) {
        GTimeZone *clock = rings_on(model->zone, rings, at)          ? model->zone
                           : rings_on(model->theirs[who], rings, at) ? model->theirs[who]
                                                                     : NULL;
        if (!clock)
            return at;
        const gint64 next = hour_in(clock, julian_in(clock, at) + 1, 0);
        at = after_quiet(life, who, notice->kind, next, next);
    }
}

#endif
