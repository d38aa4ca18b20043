/* When a mail of a life may leave: not in its reader's quiet hours, and not on a day that has another reminder. */
#ifndef CONVOKE_TESTS_LIFE_TIMES_H
#define CONVOKE_TESTS_LIFE_TIMES_H

#include "tests/unit/life-acts.h"

/* When they end that NOW lies in, by the reader's clock; NOW where it lies in none. */
static gint64
quiet_end(const Model *model, int who, gint64 now)
{
    GTimeZone *clock = model->theirs[who] ? model->theirs[who] : model->zone;
    const int from = model->quiet_from, to = model->quiet_to, day = julian_in(clock, now);
    for (int d = day - 1; d <= day; d++) {
        const gint64 begin = hour_in(clock, d, from),
                     end = hour_in(clock, from < to ? d : d + 1, to);
        if (from != to && now >= begin && now < end)
            return end;
    }
    return now;
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

/* When it may leave: what can wait does so to the end of the quiet hours, by the words of convoke-event(5), but what
 * would come too late does not, nor anything for more than two days. */
static gint64
after_quiet(const Life *life, int who, NoticeKind kind, gint64 queued)
{
    const Model *model = &life->model;
    const gint64 end = quiet_end(model, who, life->now);
    const int day = julian(model, end);
    gint64 begins = G_MAXINT64;
    bool waits;
    g_autofree char *news = NULL;
    switch (kind) {
    case NOTICE_REMINDER:
    case NOTICE_NUDGE:
    case NOTICE_THANKS:
        waits = true;
        break;
    case NOTICE_LOGISTICS:
        waits = !has_begun(model, end);
        break;
    case NOTICE_CHANGE:
        news = what_is_new(model, who, life->now, false, &begins);
        waits = end < begins - HOUR;
        break;
    case NOTICE_SEAT:
        waits = day + newest(model)->offer_days < model->first_day;
        break;
    case NOTICE_WAITING:
    case NOTICE_PROMOTED:
        waits = day < model->first_day;
        break;
    default:
        waits = false;
        break;
    }
    return waits && life->now < queued + 48 * HOUR ? end : life->now;
}

/* Adds the times of STEP's mails that rang, or are to, but that of SELF. What is due like that one does not stand in
 * its way. */
static void
add_rings(const ModelStep *step, const ModelStep *own, int time, gint64 now, GArray *rings)
{
    for (int n = 0; n < TIMES; n++) {
        const MailIs is = step->is[n];
        const gint64 at = is == MAIL_LEAVES ? now : step->rung[n];
        if (is == NO_MAIL || is == MAIL_FAILED || (own && is == MAIL_WAITS && at <= now) ||
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
    gint64 at = after_quiet(life, who, notice->kind, queued);
    if (notice->kind != NOTICE_REMINDER && notice->kind != NOTICE_NUDGE)
        return at;
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        add_rings(&person->reminded[i], own, time_of(notice->occasion), life->now, rings);
    for (gsize i = 0; i < G_N_ELEMENTS(nudges); i++)
        add_rings(&person->nudged[i], own, time_of(notice->occasion), life->now, rings);
    for (;;) {
        GTimeZone *clock = rings_on(model->zone, rings, at)          ? model->zone
                           : rings_on(model->theirs[who], rings, at) ? model->theirs[who]
                                                                     : NULL;
        if (!clock)
            return at;
        at = quiet_end(model, who, hour_in(clock, julian_in(clock, at) + 1, 0));
    }
}

#endif
