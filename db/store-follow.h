/* What follows from mail beside answers: patience, silence, proposals. */
#ifndef CONVOKE_DB_STORE_FOLLOW_H
#define CONVOKE_DB_STORE_FOLLOW_H

#include <stdbool.h>
#include "db/store.h"

/* Notes that a guest is not to be reminded before a day. */
typedef struct {
    gint64 received; /* the message that says so */
    const char *meeting;
    const char *guest;
    const char *why;   /* "promise" "absence" */
    const char *day;   /* ISO date in the meeting's zone */
    gint64 until;      /* its first instant */
    const char *words; /* that named it */
} NewPatience;

gboolean store_patience_add(Store *store, const NewPatience *patience, GError **error);

/* Notes that GUEST wants no more mail; once is enough. An answer of theirs ends it (store_silence_end). */
gboolean store_silence_add(Store *store, const char *meeting, const char *guest, gint64 received,
                           gint64 now, GError **error);
gboolean store_silence_end(Store *store, const char *meeting, const char *guest, gint64 now,
                           GError **error);

/* Something that a guest wrote for the organizer to take up. */
typedef struct {
    gint64 id;
    char *meeting;
    char *guest;
    char *name; /* of the guest */
    char *kind; /* "question" "topic" "title" */
    char *words;
    gint64 at;
} Proposal;

void proposal_free(Proposal *proposal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Proposal, proposal_free)

typedef struct {
    gint64 received; /* the message that it stands in */
    const char *meeting;
    const char *guest;
    const char *kind;
    const char *words;
} NewProposal;

/* The same words of the same guest once more are nothing new. */
gboolean store_proposal_add(Store *store, const NewProposal *proposal, gint64 now, GError **error);

/* Open questions of MEETING, or its topics and titles, oldest first. Proposal *. */
GPtrArray *store_proposal_list(Store *store, const char *meeting, gboolean questions,
                               GError **error);

/* One of these; CONVOKE_ERROR_NOT_FOUND where none with that number is open. */
Proposal *store_proposal_load(Store *store, gint64 id, gboolean questions, GError **error);

/* Ends one; DECISION is "accepted" or "dismissed". */
gboolean store_proposal_decide(Store *store, gint64 id, const char *decision, gint64 now,
                               GError **error);

#endif
