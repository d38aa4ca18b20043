/* Guests who want seats, in one line each, for the tests of seats. */
#ifndef CONVOKE_TESTS_SEAT_CLAIMS_H
#define CONVOKE_TESTS_SEAT_CLAIMS_H

#include "event/seats.h"
#include <string.h>

static inline GPtrArray *
claims_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)seat_claim_free);
}

/* A guest at the end of MEETING and their claim at the end of CLAIMS. */
static inline SeatClaim *
claim_add(Meeting *meeting, GPtrArray *claims, const char *id)
{
    Guest *guest = guest_new();
    SeatClaim *claim = g_new0(SeatClaim, 1);
    guest->id = g_strdup(id);
    *claim = (SeatClaim){.id = g_strdup(id),
                         .guest = guest,
                         .partstat = PARTSTAT_NEEDS_ACTION,
                         .arrived_at = NEVER,
                         .offered_at = NEVER,
                         .seat = {.at = NEVER}};
    g_ptr_array_add(meeting->guests, guest);
    g_ptr_array_add(claims, claim);
    return claim;
}

/* Taken out of the file, and not told yet. */
static inline void
claim_leave(SeatClaim *claim)
{
    claim->former = guest_new();
    claim->former->affiliation = g_strdup(claim->guest->affiliation);
    for (guint i = 0; i < claim->guest->groups->len; i++)
        g_ptr_array_add(claim->former->groups,
                        g_strdup(g_ptr_array_index(claim->guest->groups, i)));
    claim->guest = NULL;
}

/* A meeting on 14 and 15 July 2004 in Oslo. */
static inline Meeting *
seats_meeting(int seats, int offer_days)
{
    Meeting *meeting = meeting_new();
    meeting->id = g_strdup("oslo");
    meeting->zone = g_strdup("Europe/Oslo");
    meeting->seats = seats;
    meeting->offer_days = offer_days;
    g_ptr_array_add(meeting->days, agenda_day_new(day_of(2004, 7, 14)));
    g_ptr_array_add(meeting->days, agenda_day_new(day_of(2004, 7, 15)));
    return meeting;
}

#endif
