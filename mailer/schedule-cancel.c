/* Cancellations: of the meeting, to whom it counts; and of one guest's invitation. Both take the entry out of
 * the guest's calendar, so both are owed to those who want no other mail. */
#include "mailer/schedule-family.h"

/* Each time that somebody is called off has a number of its own, for they may be invited again, and so has the next
 * time where word of the last one never got to them. */
static void
add(const ScheduleState *state, const Standing *standing, NoticeKind kind, const char *what,
    gint64 now, GPtrArray *notices)
{
    g_autofree char *occasion = standing_next_call(standing);
    g_autofree char *reason = g_strdup_printf(
        "%s, and %s", standing->last_invited_at != NEVER ? "was invited" : "comes or may come",
        what);
    if (!(standing->calling & 1u << kind))
        schedule_add(state, standing, kind, occasion, reason, now, notices);
}

bool
schedule_ended(const Meeting *meeting, gint64 now)
{
    gint64 start, end;
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    if (!zone || !meeting_has_hours(meeting))
        return schedule_over(meeting, now);
    meeting_span(meeting, zone, &start, &end);
    return end <= now;
}

void
schedule_cancellations(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    if (!state->meeting->cancelled || schedule_ended(state->meeting, now))
        return;
    for (guint i = 0; i < state->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(state->standings, i);
        if (standing_counts_on_it(standing))
            add(state, standing, NOTICE_CANCELLATION, "the meeting is cancelled", now, notices);
    }
}

void
schedule_withdrawals(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    if (schedule_ended(state->meeting, now))
        return;
    for (guint i = 0; state->gone && i < state->gone->len; i++) {
        const Standing *standing = g_ptr_array_index(state->gone, i);
        if (standing_counts_on_it(standing))
            add(state, standing, NOTICE_WITHDRAWAL, "is no longer in the event file", now, notices);
    }
}
