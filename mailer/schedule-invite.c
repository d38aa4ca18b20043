/* Invitations: who is a guest and was not invited yet. */
#include "mailer/schedule-family.h"

char *
schedule_invitation_occasion(const Standing *standing)
{
    return standing->again > 0 ? g_strdup_printf("%d.%d", standing->issue, standing->again)
                               : g_strdup_printf("%d", standing->issue);
}

/* Who was called off after the invitation and is a guest again needs another one. */
static void
add(const ScheduleState *state, const Standing *standing, gint64 now, GPtrArray *notices)
{
    g_autofree char *occasion = schedule_invitation_occasion(standing);
    schedule_add(state, standing, NOTICE_INVITATION, occasion,
                 standing->calls > 0 ? "was called off, and is invited again"
                                     : "is a guest and was not invited yet",
                 now, notices);
}

bool
schedule_in_waves(const Meeting *meeting)
{
    return meeting->seats > 0 && meeting->offer_days > 0;
}

void
schedule_invitations(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    const Meeting *meeting = state->meeting;
    if (schedule_over(meeting, now) || schedule_in_waves(meeting))
        return;
    for (guint i = 0; i < state->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(state->standings, i);
        if (standing->invitation == DELIVERY_NONE && schedule_reaches(standing) &&
            standing->token && standing->partstat == PARTSTAT_NEEDS_ACTION)
            add(state, standing, now, notices);
    }
}
