/* Reminders: who owes an answer, by the steps of the policy. */
#include "event/seats.h"
#include "mailer/schedule-family.h"

#define DAY_SECONDS ((gint64)24 * 60 * 60)

static bool
is_offered(const Standing *standing)
{
    return standing->seat.state == SEAT_OFFERED;
}

Day
schedule_answer_by(const Meeting *meeting, const Standing *standing)
{
    if (!standing || !is_offered(standing))
        return meeting->answer_by;
    if (standing->offer != standing->seat.number || standing->offered_at == NEVER)
        return DAY_NONE;
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    return seat_offer_last(meeting, zone, standing->seat.days, standing->offered_at);
}

gint64
schedule_waits_until(const Meeting *meeting, const Standing *standing)
{
    const Day first = meeting_first_day(meeting), by = meeting->answer_by;
    if (standing->wait_until == NEVER || standing->wait_until <= schedule_midnight(meeting, first))
        return standing->wait_until;
    return schedule_midnight(meeting, by != DAY_NONE ? MIN(by, first) : first);
}

bool
schedule_would_know(const Standing *standing, gint64 now)
{
    return standing->promised && standing->wait_until != NEVER && standing->wait_until <= now;
}

gint64
schedule_asked_at(const Standing *standing)
{
    return is_offered(standing) ? standing->offered_at : standing->invited_at;
}

bool
schedule_reminders_end(const Meeting *meeting, gint64 now)
{
    Day stop = meeting->reminders.stop;
    return schedule_day(meeting, now) > (stop != DAY_NONE ? stop : meeting_first_day(meeting));
}

int
schedule_step(const Meeting *meeting, const Standing *standing, gint64 now, Day *ret_due)
{
    Day answer_by = schedule_answer_by(meeting, standing);
    Day today = schedule_day(meeting, now);
    if (answer_by == DAY_NONE || schedule_reminders_end(meeting, now))
        return -1;
    return schedule_step_before(meeting->reminders.days_before, answer_by, today, ret_due);
}

/* The step of those that are counted from the meeting itself, for who said maybe; -1 = none. */
static int
step_ahead(const Meeting *meeting, gint64 now, Day *ret_due)
{
    if (schedule_reminders_end(meeting, now))
        return -1;
    return schedule_step_before(meeting->reminders.maybe_days, meeting_first_day(meeting),
                                schedule_day(meeting, now), ret_due);
}

static bool
is_last_step(const Meeting *meeting, int step)
{
    const GArray *steps = meeting->reminders.days_before;
    for (guint i = 0; i < steps->len; i++)
        if (g_array_index(steps, int, i) < step)
            return false;
    return true;
}

/* That step before answer-by. USUAL is that of all who have no offer of a seat. */
static ScheduleStep
step_before(const Meeting *meeting, const Standing *standing, const ScheduleStep *usual, gint64 now)
{
    if (!is_offered(standing))
        return *usual;
    ScheduleStep step = {.prefix = "", .until = "end of the offer"};
    step.days = schedule_step(meeting, standing, now, &step.due);
    return step;
}

bool
schedule_owes_answer(const Meeting *meeting, const Standing *standing, int step)
{
    const ReminderPolicy *policy = &meeting->reminders;
    if (standing->partstat != PARTSTAT_TENTATIVE)
        return standing->partstat == PARTSTAT_NEEDS_ACTION;
    /* Steps of their own come when a seat that is offered to them is somebody else's. */
    return standing->promised ||
           (policy->maybes && (policy->maybe_days->len == 0 || is_offered(standing)) &&
            is_last_step(meeting, step));
}

bool
schedule_rang_today(const Meeting *meeting, const Standing *standing, gint64 now)
{
    gint64 rang = standing->reminded_at;
    if (rang == NEVER || now - rang > 2 * DAY_SECONDS)
        return false;
    if (schedule_day(meeting, rang) >= schedule_day(meeting, now))
        return true;
    g_autoptr(GTimeZone) zone = standing->zone ? zone_open(standing->zone) : NULL;
    return zone && when_same_day(rang, now, zone);
}

/* Mail may go to them now, and did not today. */
static bool
lets_be_reminded(const Meeting *meeting, const Standing *standing, gint64 now)
{
    if (standing_in_review(standing) || !schedule_reaches(standing) ||
        standing->invited_at == NEVER || schedule_seat_gone(meeting, standing))
        return false;
    if (now < schedule_waits_until(meeting, standing))
        return false;
    return !schedule_rang_today(meeting, standing, now);
}

static char *
reminder_reason(const Meeting *meeting, const Standing *standing, const ScheduleStep *step,
                gint64 now)
{
    const int over = schedule_day(meeting, now) - (step->due + step->days);
    const char *why = standing->partstat != PARTSTAT_TENTATIVE ? "has not answered"
                      : schedule_would_know(standing, now) ? "answered maybe and would know by now"
                                                           : "answered maybe";
    if (over > 0)
        return g_strdup_printf("%s, and the %s was %d day%s ago", why, step->until, over,
                               over == 1 ? "" : "s");
    return g_strdup_printf("%s, and it is %d day%s or less to the %s", why, step->days,
                           step->days == 1 ? "" : "s", step->until);
}

static void
add(const ScheduleState *state, const Standing *standing, const ScheduleStep *step, gint64 now,
    GPtrArray *notices)
{
    const Meeting *meeting = state->meeting;
    const char *held;
    if (schedule_day(meeting, schedule_asked_at(standing)) >= step->due ||
        !schedule_in_time(meeting, standing, NOTICE_REMINDER, step->due, now, &held))
        return;
    g_autofree char *occasion = schedule_occasion(meeting, standing, NOTICE_REMINDER, step);
    if (!occasion)
        return;
    g_autofree char *reason = reminder_reason(meeting, standing, step, now);
    Notice *notice = schedule_add(state, standing, NOTICE_REMINDER, occasion, reason, now, notices);
    notice->held_why = g_strdup(held);
}

void
schedule_reminders(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    const Meeting *meeting = state->meeting;
    ScheduleStep usual = {.prefix = "", .until = "answer-by date"};
    ScheduleStep ahead = {.prefix = SCHEDULE_AHEAD, .until = "meeting"};
    usual.days = schedule_step(meeting, NULL, now, &usual.due);
    ahead.days = step_ahead(meeting, now, &ahead.due);
    if (usual.days < 0 && ahead.days < 0 && meeting->seats == 0)
        return;
    for (guint i = 0; i < state->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(state->standings, i);
        if (!lets_be_reminded(meeting, standing, now))
            continue;
        ScheduleStep before = step_before(meeting, standing, &usual, now);
        if (before.days >= 0 && schedule_owes_answer(meeting, standing, before.days))
            add(state, standing, &before, now, notices);
        else if (ahead.days >= 0 && standing->partstat == PARTSTAT_TENTATIVE)
            add(state, standing, &ahead, now, notices);
    }
}
