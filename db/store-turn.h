/* Turns: when a mail that comes of what arrives (notice_kind_is_caused) may go to an address, since no address gets more
 * than so many of them in a day, whatever arrives and whichever meeting it is about. */
#ifndef CONVOKE_DB_STORE_TURN_H
#define CONVOKE_DB_STORE_TURN_H

#include "db/store.h"
#include "event/notice.h"

#define STORE_TURN_KEPT 20

/* When NOTICE, which is not in the outbox yet, may leave for RECIPIENT, so that in no day more than MOST do: *ret_at is
 * NOW, or later. What has left counts, and what waits to; what the organizer holds does not, nor does what NOTICE
 * overtakes. */
gboolean store_turn(Store *store, const Notice *notice, const char *recipient, int most, gint64 now,
                    gint64 *ret_at, GError **error);

/* Drops what waits for its turn and is overtaken by NOTICE: mail to the same person of its kind, or about a seat
 * where it is about one, and an echo where it says that they have one. Those say how things stand when they leave, so
 * that the newest tells it all.
 * Of the echoes that gave way so, which nobody can tell apart by what became of them, the newest STORE_TURN_KEPT stay: a
 * loop of messages fills no disk. */
gboolean store_turn_give_way(Store *store, const Notice *notice, gint64 now, GError **error);

/* Drops NOTICE, which is in the outbox, because the next digest tells it. */
gboolean store_turn_fold(Store *store, const Notice *notice, gint64 now, GError **error);

#endif
