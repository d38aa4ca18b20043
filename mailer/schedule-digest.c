/* The organizer's digest: once a day, when something happened. */
#include "mailer/schedule-family.h"

void
schedule_digests(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    const Meeting *meeting = state->meeting;
    Day today = schedule_day(meeting, now);
    if (!state->news ||
        (state->digest_at != NEVER && schedule_day(meeting, state->digest_at) >= today))
        return;
    g_autofree char *occasion = day_format(today);
    Notice *notice = notice_new(meeting->id, "organizer", NOTICE_DIGEST, occasion,
                                "something happened since the last digest");
    notice->not_before = schedule_not_before(meeting, NULL, NOTICE_DIGEST, now, now);
    g_ptr_array_add(notices, notice);
}
