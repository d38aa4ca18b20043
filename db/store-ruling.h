/* Rulings: what the organizer decides about reviews, by command or by mail. */
#ifndef CONVOKE_DB_STORE_RULING_H
#define CONVOKE_DB_STORE_RULING_H

#include "db/store-received.h"

/* Ends REVIEW: PARTSTAT goes into the ledger as the organizer's decision, with the message as evidence;
 * PARTSTAT_NONE dismisses it, which is all that can be done with one that is no answer (review_is_answer). */
gboolean store_ruling_take(Store *store, const Review *review, Partstat partstat, gint64 now,
                           GError **error);

/* One decision of a mail, as it was written and what became of it. */
typedef struct {
    gint64 number;     /* of the review */
    char *name;        /* of its guest; NULL = unknown */
    Partstat partstat; /* PARTSTAT_NONE = dismiss */
    char *refused;     /* NULL = done; "missing" "nobody" "twice" */
} Ruling;

void ruling_free(Ruling *ruling);

/* Adds one; POSITION counts from 0 in the mail RECEIVED. Name is not kept. */
gboolean store_ruling_add(Store *store, gint64 received, int position, const Ruling *ruling,
                          GError **error);

/* Those of a mail, in its order. Ruling *. */
GPtrArray *store_ruling_list(Store *store, gint64 received, GError **error);

/* Those of MEETING that no mail confirms, since there were too many behind TROUBLE (store-turn.h, store-reach.h): each once, however often it
 * was written, and at most 200. Ruling *. */
GPtrArray *store_ruling_list_folded(Store *store, const char *meeting, gint64 trouble,
                                    GError **error);

#endif
