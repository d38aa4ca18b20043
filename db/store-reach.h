/* Reach: how far an organizer's digests went, and what stands behind that. */
#ifndef CONVOKE_DB_STORE_REACH_H
#define CONVOKE_DB_STORE_REACH_H

#include <stdbool.h>
#include "db/store.h"
#include "event/notice.h"

/* Everything until these rows, and with them; 0 = nothing. */
typedef struct {
    gint64 received;
    gint64 trouble; /* of outbox */
    gint64 seat;
} Reach;

/* What the digests of MEETING tell of that left, or may have, or are about to, but for the one that is OUTBOX. One that
 * failed or was dropped has told nothing. */
gboolean store_reach_told(Store *store, const char *meeting, gint64 outbox, Reach *ret_reach,
                          GError **error);

/* What they were made for, whatever became of them: nothing of that is reason enough for another one, but where the
 * digest was dropped, and not by the organizer. */
gboolean store_reach_queued(Store *store, const char *meeting, Reach *ret_reach, GError **error);

/* NOTICE, which is in the outbox, tells of everything until now, if it is a digest. Within a transaction: that in which
 * it is made or put there. */
gboolean store_reach_note(Store *store, const Notice *notice, GError **error);

/* Whether there is anything behind REACH that the organizer of MEETING is to hear of: answers, reviews, bounces, wishes
 * for silence, proposals, files that came with nothing of these, mail that failed, ended in doubt or waits for
 * approval, confirmations left to the digest, and offers of seats that ended without a yes; with STRANGERS also what
 * came in and is of no meeting, and waits. What the organizer did by hand and what became of digests is not. */
gboolean store_reach_news(Store *store, const char *meeting, const Reach *reach, bool strangers,
                          bool *ret_news, GError **error);

/* Of what stands behind it. The answer is the one that stands, unless the organizer wrote it down. */
typedef enum {
    REACH_ANSWERED = 1 << 0,
    REACH_CHANGED = 1 << 1, /* the answer before was another one */
    REACH_SILENT = 1 << 2,  /* they want no more mail */
    REACH_SEAT = 1 << 3,    /* an entry in the ledger of seats */
} ReachNews;

/* Guests with any of these: id -> ReachNews (GUINT_TO_POINTER). */
GHashTable *store_reach_guests(Store *store, const char *meeting, const Reach *reach,
                               GError **error);

/* When the newest digest of MEETING is to leave, or left; G_MININT64 where there is none. And whether one waits. */
gboolean store_digest_day(Store *store, const char *meeting, gint64 *ret_at, bool *ret_waits,
                          GError **error);

#endif
