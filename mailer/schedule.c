/* What is owed, family by family. Everything that happens because somebody wrote or the organizer asked
 * (echoes, announcements) is derived where that is known. */
#include "mailer/schedule.h"
#include "mailer/schedule-family.h"

Day
schedule_day(const Meeting *meeting, gint64 when)
{
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    Day day;
    Minute minute;
    when_local(when, zone, &day, &minute);
    return day;
}

bool
schedule_reaches(const Standing *standing)
{
    return !standing->dead_why && standing->silent_since == NEVER;
}

bool
schedule_recalls(const Standing *standing)
{
    return standing->counted && !standing->dead_why && standing->silent_since != NEVER &&
           standing->silent_since <= standing->called_at;
}

bool
schedule_over(const Meeting *meeting, gint64 now)
{
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    return meeting_over(meeting, zone, now);
}

static bool
has_said(const Standing *standing)
{
    return standing->partstat == PARTSTAT_ACCEPTED || standing->partstat == PARTSTAT_DECLINED ||
           standing->partstat == PARTSTAT_DELEGATED;
}

bool
schedule_asks(const Meeting *meeting, const Standing *standing, Reason reason, gint64 received_at,
              gint64 now)
{
    if (meeting->cancelled || schedule_over(meeting, now) || standing->silent_since != NEVER ||
        reason == REASON_UNPROVEN || reason == REASON_NO_ORDERS ||
        (standing->anew_at != NEVER && received_at <= standing->anew_at))
        return false;
    return !has_said(standing) || (reason != REASON_UNCLEAR && reason != REASON_UNSURE &&
                                   reason != REASON_SLOT && reason != REASON_ASIDE);
}

Notice *
schedule_add(const ScheduleState *state, const Standing *standing, NoticeKind kind,
             const char *occasion, const char *reason, gint64 now, GPtrArray *notices)
{
    const Meeting *meeting = state->meeting;
    Notice *notice = notice_new(meeting->id, standing->guest, kind, occasion, reason);
    notice->not_before = schedule_not_before(meeting, standing, kind, now, now);
    g_ptr_array_add(notices, notice);
    return notice;
}

void
schedule_owed(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    static ScheduleFamily *const always[] = {
        schedule_cancellations,
        schedule_withdrawals,
        schedule_digests,
    };
    /* Nothing of it is owed once the meeting is cancelled. */
    static ScheduleFamily *const confirmed[] = {
        schedule_invitations, schedule_seats,  schedule_reminders, schedule_nudges,
        schedule_logistics,   schedule_thanks, schedule_changes,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(always); i++)
        always[i](state, now, notices);
    for (size_t i = 0; !state->meeting->cancelled && i < G_N_ELEMENTS(confirmed); i++)
        confirmed[i](state, now, notices);
}
