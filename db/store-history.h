/* What happened, from the rows alone: a guest's history for `why`, and what is new for the digest. */
#ifndef CONVOKE_DB_STORE_HISTORY_H
#define CONVOKE_DB_STORE_HISTORY_H

#include <stdbool.h>
#include "db/store.h"

typedef enum { /* in the order in which they are told when they happened in one second */
               HISTORY_GUEST,    /* first came into the event file; text: the name */
               HISTORY_RECEIVED, /* a message; text: its kind and outcome, words: subject */
               HISTORY_ANSWER, /* a row of the ledger; text: PARTSTAT, words: that decided, why: rule and trust */
               HISTORY_REVIEW, /* waits, or was decided; text: decision or "waits", why: reason */
               HISTORY_BOUNCE, /* text: "permanent 5.1.1", words: reason */
               HISTORY_PATIENCE, /* reminders wait; text: until when and why, words: that named the day */
               HISTORY_SILENCE, /* no more mail is wanted, or it is again; text: which */
               HISTORY_PROPOSAL, /* a question, topic or title; text: which and whether it was taken up, words: it */
               HISTORY_SEAT, /* an entry of the ledger of seats; text: its state, why: its reason */
               HISTORY_QUEUED, /* a notice; text: its kind and occasion, why: its reason */
               HISTORY_MAIL, /* a notice left, failed, …; text: state, kind; words: the other side's */
               HISTORY_DECISION, /* about a notice that waits or is in doubt; text: which, words: reason */
} HistoryKind;

const char *history_kind_name(HistoryKind kind); /* "guest" "received" "answer" … */

typedef struct {
    gint64 at;
    HistoryKind kind;
    char *person; /* guest id; NULL = unknown */
    char *name;   /* of the guest; NULL */
    char *text;
    char *words;     /* NULL = none; foreign, to be escaped by whoever shows it */
    char *why;       /* NULL = none */
    gint64 row;      /* id of the row it comes from; 0 for a guest */
    gint64 received; /* message behind it; 0 = none */
} History;

void history_free(History *history);

/* Everything about one guest (id) in the order in which it happened. History *. */
GPtrArray *store_history_of(Store *store, const char *meeting, const char *guest, GError **error);

#endif
