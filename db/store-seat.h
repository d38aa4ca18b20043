/* The ledger of seats: what people were told about theirs. An entry is written in the same transaction as what
 * it follows from (an answer, a failure, a new revision), so two last-seat answers at the same moment find
 * their seats one after the other. */
#ifndef CONVOKE_DB_STORE_SEAT_H
#define CONVOKE_DB_STORE_SEAT_H

#include "db/store.h"
#include "event/seats.h"

/* What is known of the guests of MEETING (which has all of them) that matters for seats, in the order of the
 * file, and of those no longer in it who had to do with one. SeatClaim *. */
GPtrArray *store_seat_claims(Store *store, const Meeting *meeting, GError **error);

/* The entries that are due in the meeting as it is in the database (SeatStep), and how all would stand with them
 * (if asked for; without what the event file says of them); none, at little cost, where its seats are not limited
 * and never were. Changes nothing. */
gboolean store_seat_due(Store *store, const char *meeting, bool opening, gint64 now,
                        GPtrArray **ret_claims, GArray **ret_steps, GError **error);

/* How all would stand with them: guest id, borrowed -> SeatClaim *. */
GHashTable *store_seat_foreseen(Store *store, const char *meeting, bool opening, gint64 now,
                                GError **error);

/* Writes the entries that are due in MEETING at NOW (seats.h), within a transaction. *ret_count (if asked for) is
 * how many. */
gboolean store_seat_settle(Store *store, const Meeting *meeting, gint64 now, int *ret_count,
                           GError **error);

/* Writes what store_seat_due() finds. */
gboolean store_seat_settle_newest(Store *store, const char *meeting, bool opening, gint64 now,
                                  int *ret_count, GError **error);

/* Offers GUEST anew, for as many days, what they have been offered, if anything, by a mail that they cannot answer any
 * more. Within a transaction. */
gboolean store_seat_offer_anew(Store *store, const char *meeting, const char *guest, gint64 now,
                               GError **error);

/* Fills in what STANDINGS of MEETING say of seats, for store-standing.c. WHOM narrows to those guests ("" = all):
 * " AND person = ?2", ONLY being the second parameter, where there is one. */
gboolean store_seat_standings(Store *store, const char *meeting, const char *whom, const char *only,
                              const GPtrArray *standings, GError **error);

#endif
