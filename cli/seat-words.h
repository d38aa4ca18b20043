/* Seats for the terminal and for programs: how many are used, by quota, and how somebody stands. */
#ifndef CONVOKE_CLI_SEAT_WORDS_H
#define CONVOKE_CLI_SEAT_WORDS_H

#include <jansson.h>
#include "cli/command.h"
#include "db/store-seat.h"

/* How the seats of one meeting are used, by the ledger. */
typedef struct {
    int seats;
    SeatCount count;
    GPtrArray *quotas; /* QuotaUse * */
} SeatUse;

/* MEETING has all its guests. */
gboolean seat_use_load(Store *store, const Meeting *meeting, SeatUse *ret_use, GError **error);
void seat_use_clear(SeatUse *use);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SeatUse, seat_use_clear)

/* "15 seats: 9 taken, 2 offered, 4 free; 1 waits.", and a line for each quota, at most WIDTH columns wide. */
void seat_use_print(const SeatUse *use, int width);

/* Why it is no trouble that there are fewer seats than are taken; NULL where there are enough. */
char *seat_use_excess(const SeatUse *use);

/* Whose seats convoke send frees: a sentence; NULL where it frees none. */
char *seat_use_leaving(const SeatUse *use);

json_t *seat_use_json(const SeatUse *use);

/* "offered until 2004-06-08", "on the waiting list, place 2", that word of it is held; NULL where nothing is to be said. */
char *words_of_seat(const Meeting *meeting, const Standing *standing, GTimeZone *zone);

/* Says where an answer has put GUEST, where seats are limited. */
gboolean seat_say(const Shell *shell, Store *store, const Meeting *meeting, const char *guest,
                  GError **error);

#endif
