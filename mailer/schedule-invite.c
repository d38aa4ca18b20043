/* Invitations: who is a guest and was not invited yet. The entry for the calendar comes with them, so they are for
 * those, too, of whom the organizer wrote down that they come, or who said so since they were called off. */
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
                 standing->calls > 0  ? "was called off, and is invited again"
                 : standing->reissued ? "the token of their invitation was taken back"
                 : standing->partstat != PARTSTAT_NEEDS_ACTION
                     ? "comes or may come, and was not invited yet"
                     : "is a guest and was not invited yet",
                 now, notices);
}

bool
schedule_in_waves(const Meeting *meeting)
{
    return meeting->seats > 0 && meeting->offer_days > 0;
}

/* Whoever answers by themselves has an invitation; but one from before they were called off left no entry. */
bool
schedule_invites(const Meeting *meeting, const Standing *standing)
{
    const Seat *seat = &standing->seat;
    bool lacks_entry = standing->again > 0 ||
                       (g_strcmp0(standing->channel, "organizer") == 0 && !standing->reissued);
    if (standing->partstat != PARTSTAT_NEEDS_ACTION && !lacks_entry)
        return false;
    if (standing->partstat == PARTSTAT_ACCEPTED) /* word that one came free is an invitation, too */
        return standing_comes(standing) && !(seat->state == SEAT_TAKEN && seat->why == SEAT_CAME);
    return standing->partstat == PARTSTAT_NEEDS_ACTION ||
           (standing->partstat == PARTSTAT_TENTATIVE && !schedule_in_waves(meeting));
}

void
schedule_invitations(const ScheduleState *state, gint64 now, GPtrArray *notices)
{
    const Meeting *meeting = state->meeting;
    const bool in_waves = schedule_in_waves(meeting);
    if (schedule_over(meeting, now))
        return;
    for (guint i = 0; i < state->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(state->standings, i);
        const bool offered = standing->seat.state == SEAT_OFFERED; /* which invites them */
        if (standing->invitation == DELIVERY_NONE && !offered &&
            (schedule_reaches(standing) || schedule_recalls(standing)) && standing->token &&
            schedule_invites(meeting, standing) &&
            !(in_waves && standing->partstat == PARTSTAT_NEEDS_ACTION))
            add(state, standing, now, notices);
    }
}
