/* Messages that came in, and the reviews that some of them wait in. */
#ifndef CONVOKE_DB_STORE_RECEIVED_H
#define CONVOKE_DB_STORE_RECEIVED_H

#include <stdbool.h>
#include "db/store.h"
#include "event/answer.h"
#include "event/reason.h"

typedef struct {
    /* unique: the Message-ID with brackets, with RECEIVED_DIGEST and the digest behind it where
     * another message had that one; "sha256:" and the digest where it has none; with
     * RECEIVED_FOR and "MEETING/GUEST" behind it where somebody else had a copy before */
    const char *identity;
    const char *digest; /* its fingerprint (inbox/fingerprint.h); NULL = not taken */
    const char *recipient;
    const char *meeting;
    const char *guest;
    const char *kind;
    const char *outcome; /* "recorded" "review" "noted" "ignored" */
    const char *meaning; /* JSON */
    const char *rules;   /* by which it was understood; NULL = not said */
    GBytes *raw;         /* NULL = none is kept */
    GBytes *packed;      /* what store_received_pack makes of it; NULL = that is to be made */
} NewReceived;

/* A smaller form of RAW, or RAW itself where there is none. New; needs no Store, and may be called by any thread. */
GBytes *store_received_pack(GBytes *raw);

/* Stands between the Message-ID and the digest of an identity. */
#define RECEIVED_DIGEST " sha256:"

/* Stands between that and whom a further copy is for. */
#define RECEIVED_FOR " for "

/* Whether GUEST has a copy of the message of that IDENTITY (with nothing behind it). */
gboolean store_received_by(Store *store, const char *identity, const char *meeting,
                           const char *guest, bool *ret_has, GError **error);

/* A message that was here with a Message-ID. */
typedef struct {
    char *digest; /* NULL = nothing was taken down by which it could be told from another one */
    char *meaning;
} Namesake;

void namesake_free(Namesake *namesake);

/* At most MAX of those whose identity is IDENTITY, as it is or with a digest behind it. Namesake *. */
GPtrArray *store_received_namesakes(Store *store, const char *identity, int max, GError **error);

/* True in *ret_known when a message of that identity was received before. */
gboolean store_received_known(Store *store, const char *identity, bool *ret_known, GError **error);

/* What stands in place of IDENTITY when its sender is forgotten: its digest. New. */
char *store_forgotten_identity(const char *identity);

/* True where GUEST wrote after SINCE what the organizer has found to be no answer, or not yet looked at. */
gboolean store_received_unclear(Store *store, const char *meeting, const char *guest, gint64 since,
                                bool *ret_wrote, GError **error);

/* The new row's id in *ret_id. Its bytes are packed. */
gboolean store_received_add(Store *store, const NewReceived *received, gint64 now, gint64 *ret_id,
                            GError **error);

/* Why the message RECEIVED waits for the organizer, or waited; REASON_NONE where it never did. */
gboolean store_review_reason(Store *store, gint64 received, Reason *ret_reason, GError **error);

/* A message that waits for the organizer, or the reason why it did not count. */
typedef struct {
    gint64 id;
    gint64 received;
    char *meeting;
    char *guest;    /* id; NULL = unknown */
    char *name;     /* of the guest, else From; NULL = neither */
    char *from;     /* as the message has it; NULL */
    Partstat guess; /* PARTSTAT_NONE = no guess */
    char *why;
    char *proposal; /* time that a calendar proposes, a PERIOD (event/period.h); NULL */
    bool report;    /* about the delivery of a mail to the guest */
    bool unread;    /* none of its words could be read */
    char *defects;  /* what was malformed or cut; NULL = nothing */
} Review;

void review_free(Review *review);

/* Whether it can be decided as an answer: it is known whose, and there are words of theirs. Else it can only be
 * dismissed. */
bool review_is_answer(const Review *review);

gboolean store_review_open(Store *store, gint64 received, const char *meeting, const char *guest,
                           Partstat guess, const char *why, gint64 now, GError **error);

/* Open reviews of MEETING (NULL: of all), and those of none, which are for every organizer, oldest first. Review *. */
GPtrArray *store_review_list(Store *store, const char *meeting, GError **error);

/* Ends one. DECISION is a PARTSTAT name, "settled" or "dismissed". */
gboolean store_review_decide(Store *store, gint64 review, const char *decision, gint64 now,
                             GError **error);

/* Ends what waits for GUEST because a sure answer has come; but not what somebody else wrote who was handed their
 * invitation, and may want to come, too: neither From's address nor its name is like theirs. */
gboolean store_review_settle(Store *store, const char *meeting, const char *guest, gint64 now,
                             GError **error);

/* Of the message ID: its Message-ID with brackets (NULL where it had none) and the newly written words, a calendar's
 * comment, or the reason of a delivery report; each pointer may be NULL. */
gboolean store_received_words(Store *store, gint64 id, char **ret_message_id, char **ret_words,
                              GError **error);

/* What recorded messages to MEETING answered to our questions, newest message first; GUEST narrows to theirs, from
 * addresses that are known as theirs (NULL = everybody's, from wherever). QuestionAnswer *. */
GPtrArray *store_question_answers(Store *store, const char *meeting, const char *guest,
                                  GError **error);

#endif
