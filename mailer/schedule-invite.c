/* Invitations: who is a guest and was not invited yet. */
#include "mailer/schedule-family.h"

void
schedule_invitations(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    const Meeting *meeting = state->meeting;
    /* In waves, an offer of a seat invites. */
    if (schedule_over(meeting, now) || (meeting->seats > 0 && meeting->offer_days > 0))
        return;
    for (guint i = 0; i < state->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(state->standings, i);
        if (standing->invitation != DELIVERY_NONE || !schedule_reaches(standing) ||
            !standing->token || standing->partstat != PARTSTAT_NEEDS_ACTION)
            continue;
        g_autofree char *occasion = g_strdup_printf("%d", standing->issue);
        g_ptr_array_add(notices, notice_new(meeting->id, standing->guest, NOTICE_INVITATION,
                                            occasion, "is a guest and was not invited yet"));
    }
}
