/* Reminders: who owes an answer, by the steps of the policy. */
#include "mailer/schedule-family.h"

int
schedule_step(const Meeting *meeting, gint64 now, Day *ret_due)
{
    Day today = schedule_day(meeting, now);
    Day stop =
        meeting->reminders.stop != DAY_NONE ? meeting->reminders.stop : meeting_first_day(meeting);
    int step = -1;
    if (meeting->answer_by == DAY_NONE || today > stop)
        return -1;
    const GArray *steps = meeting->reminders.days_before;
    for (guint i = 0; i < steps->len; i++) {
        int days = g_array_index(steps, int, i);
        if (today >= meeting->answer_by - days && (step < 0 || days < step))
            step = days;
    }
    if (step >= 0)
        *ret_due = meeting->answer_by - step;
    return step;
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

static bool
owes_answer(const Meeting *meeting, const Standing *standing, int step)
{
    if (standing->review || !schedule_reaches(standing))
        return false;
    if (standing->partstat == PARTSTAT_TENTATIVE)
        return standing->promised || (meeting->reminders.maybes && is_last_step(meeting, step));
    return standing->partstat == PARTSTAT_NEEDS_ACTION;
}

static bool
has_step(const Standing *standing, const char *occasion)
{
    return g_ptr_array_find_with_equal_func(standing->reminders, occasion, g_str_equal, NULL);
}

static char *
reminder_reason(const Standing *standing, int step)
{
    const char *why = standing->partstat != PARTSTAT_TENTATIVE ? "has not answered"
                      : standing->promised ? "answered maybe and would know by now"
                                           : "answered maybe";
    return g_strdup_printf("%s, and it is %d day%s or less to the answer-by date", why, step,
                           step == 1 ? "" : "s");
}

void
schedule_reminders(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    const Meeting *meeting = state->meeting;
    const GPtrArray *standings = state->standings;
    Day due;
    int step = schedule_step(meeting, now, &due);
    if (step < 0)
        return;
    Day today = schedule_day(meeting, now);
    g_autofree char *occasion = g_strdup_printf("%dd", step);
    for (guint i = 0; i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        if (standing->invited_at == NEVER || !owes_answer(meeting, standing, step) ||
            has_step(standing, occasion) || schedule_day(meeting, standing->invited_at) >= due)
            continue;
        if (standing->wait_until != NEVER && now < standing->wait_until)
            continue;
        if (standing->reminded_at != NEVER && schedule_day(meeting, standing->reminded_at) >= today)
            continue;
        g_autofree char *reason = reminder_reason(standing, step);
        g_ptr_array_add(
            notices, notice_new(meeting->id, standing->guest, NOTICE_REMINDER, occasion, reason));
    }
}
