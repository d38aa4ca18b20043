/* What is owed, family by family, and when what waits is no longer owed. Everything that happens because
 * somebody wrote or the organizer asked (echoes, announcements) is derived where that is known. */
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
schedule_over(const Meeting *meeting, gint64 now)
{
    return schedule_day(meeting, now) > meeting_last_day(meeting);
}

void
schedule_owed(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    static ScheduleFamily *const families[] = {
        schedule_invitations,
        schedule_seats,
        schedule_reminders,
        schedule_changes,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(families); i++)
        families[i](state, now, notices);
}

const char *
schedule_moot(const Meeting *meeting, const Standing *standing, const Notice *notice, gint64 now)
{
    bool invites = notice->kind == NOTICE_INVITATION;
    if (standing->removed)
        return "is no longer a guest";
    if (standing->dead_why)
        return "mail to the address fails for good";
    if (standing->silent_since != NEVER && !notice_kind_answers(notice->kind))
        return "asked for no more mail";
    if (notice_is_about_seat(notice->kind))
        return schedule_seat_moot(meeting, standing, notice, now);
    if (!invites && notice->kind != NOTICE_REMINDER && notice->kind != NOTICE_CHANGE)
        return NULL;
    if (schedule_over(meeting, now))
        return "the meeting is over";
    if (notice->kind == NOTICE_CHANGE)
        return NULL; /* whether it still says what is new follows from the news */
    if (!invites && standing->wait_until != NEVER && now < standing->wait_until)
        return "asked for patience meanwhile";
    if (standing->partstat == PARTSTAT_TENTATIVE && !invites &&
        (meeting->reminders.maybes || standing->promised))
        return NULL;
    return standing->partstat == PARTSTAT_NEEDS_ACTION ? NULL : "has answered meanwhile";
}
