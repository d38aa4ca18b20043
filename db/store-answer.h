/* The ledger of answers: append-only, each row with what proves it. */
#ifndef CONVOKE_DB_STORE_ANSWER_H
#define CONVOKE_DB_STORE_ANSWER_H

#include <stdbool.h>
#include "db/store.h"
#include "event/answer.h"

typedef struct {
    const char *meeting;
    const char *guest;
    Partstat partstat;
    const Details *details;
    const char *channel; /* "reply" "calendar" "organizer" */
    gint64 received;     /* G_MININT64 = by hand */
    const char *words;
    const char *rule;
    const char *trust; /* "token+from" "token" "uid+from" "organizer" */
    bool counts;
    gint64 sequence; /* G_MININT64 = no calendar answer */
    const char *dtstamp;
} NewAnswer;

gboolean store_answer_add(Store *store, const NewAnswer *answer, gint64 now, GError **error);

/* SEQUENCE and DTSTAMP of the newest calendar answer of a guest that counts, by that order;
 * *ret_sequence is G_MININT64 where there is none. */
gboolean store_answer_newest_itip(Store *store, const char *meeting, const char *guest,
                                  gint64 *ret_sequence, char **ret_dtstamp, GError **error);

/* The message that the answer of GUEST that stands is from, or the organizer's decision was about; 0 = none. */
gboolean store_answer_source(Store *store, const char *meeting, const char *guest,
                             gint64 *ret_received, GError **error);

#endif
