/* The outbox: every notice once, and how far each got. queued -> claimed -> sent, unknown, failed, or
 * queued again; queued -> dropped. What the organizer holds is not claimed (store-control.h). */
#ifndef CONVOKE_DB_STORE_OUTBOX_H
#define CONVOKE_DB_STORE_OUTBOX_H

#include <stdbool.h>
#include "db/store-letter.h"
#include "event/notice.h"
#include "event/reason.h"
#include "event/standing.h"

typedef struct {
    const Notice *notice;
    const char *recipient;
    const char *message_id;
    const char *envelope_id;
    gint64 received; /* message that it answers; G_MININT64 = none */
    /* it waits for the organizer's word, who reads this; NULL = it does not */
    const char *held_why;
} NewOutbox;

/* Puts a notice in unless its key is there already; *ret_new tells which. One that was dropped because it
 * was no longer owed, and not by the organizer, is queued anew. It is queued, or held: by
 * held_why, or because the organizer holds what is like it. */
gboolean store_outbox_add(Store *store, const NewOutbox *item, gint64 now, bool *ret_new,
                          GError **error);

/* Why the organizer holds what is like NOTICE; NULL = they do not. */
gboolean store_outbox_hold_why(Store *store, const Notice *notice, char **ret_why, GError **error);

typedef struct {
    gint64 id;
    Notice *notice;
    gint64 received; /* G_MININT64 = none */
    char *recipient;
    char *message_id;
    char *envelope_id;
    Delivery state;
    gint64 queued_at;
    gint64 next_at;
    gint64 first_at; /* first try; NEVER */
    gint64 ended_at; /* NEVER */
    int attempts;
    int code;
    char *status;
    char *words;
    char *held_why; /* NULL = not held */
    gint64 trouble; /* as in store-reach.h; 0 = none */
} OutboxItem;

void outbox_item_free(OutboxItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutboxItem, outbox_item_free)

/* What to claim. NULL and 0 set no bound. */
typedef struct {
    const char *meeting;
    const char *person;
    const char *kind;
    gint64 received; /* only what answers this message, or any (OUTBOX_ANSWERS); 0 = whatever */
    int limit;
} OutboxFilter;

#define OUTBOX_ANSWERS (-1)

/* What is due and matches FILTER, oldest first. OutboxItem *. */
GPtrArray *store_outbox_due(Store *store, const OutboxFilter *filter, gint64 now, GError **error);

/* The Message-ID of the notice with that key; NULL where it is not in the outbox. */
gboolean store_outbox_message_id(Store *store, const char *key, char **ret_id, GError **error);

/* What is about to be sent. */
typedef struct {
    int revision;
    int lead;            /* as in event/standing.h */
    StoredLetter letter; /* its text is NULL where none could be made */
} OutboxSent;

/* Claims for RUN what is queued: durably, before the first byte of it leaves. */
gboolean store_outbox_claim(Store *store, gint64 id, const char *run, const OutboxSent *sent,
                            gint64 now, GError **error);

/* Runs that hold claims. char *. */
GPtrArray *store_outbox_runs(Store *store, GError **error);

/* What RUN has claimed. OutboxItem *. */
GPtrArray *store_outbox_claimed(Store *store, const char *run, GError **error);

/* Ends a claim, and counts as a try: *STATE is sent, unknown, failed, or queued to be tried at NEXT_AT. Where it has
 * not left, and the guest's address was corrected meanwhile, it is queued for the new one (also below). */
gboolean store_outbox_finish(Store *store, gint64 id, Delivery *state, int code, const char *status,
                             const char *words, gint64 next_at, gint64 now, GError **error);

/* Ends a claim as if this try had not been made: not this mail was refused but all of them. */
gboolean store_outbox_put_back(Store *store, gint64 id, int code, const char *words, gint64 next_at,
                               GError **error);

/* Puts off a queued notice; REASON is why it is owed, and then only; NULL = as it stands. */
gboolean store_outbox_defer(Store *store, gint64 id, gint64 next_at, const char *reason,
                            GError **error);

/* Gives back all that RUN has claimed, and that has not left. */
gboolean store_outbox_unclaim(Store *store, const char *run, GError **error);

/* Drops what is queued and no longer owed. */
gboolean store_outbox_drop(Store *store, gint64 id, const char *why, gint64 now, GError **error);

/* True where a later message of the same person has an answer of ITEM's kind in the outbox. */
gboolean store_outbox_overtaken(Store *store, const OutboxItem *item, bool *ret_overtaken,
                                GError **error);

/* What waits for guests of MEETING goes to the addresses that they have now, and is tried as if new there. */
gboolean store_outbox_redirect(Store *store, const char *meeting, gint64 now, GError **error);

/* What waits for the guest who has the address with that key, likewise. */
gboolean store_outbox_redirect_owner(Store *store, const char *meeting, const char *key, gint64 now,
                                     GError **error);

/* So do digests of it that wait for the organizer, who is ORGANIZER now. */
gboolean store_outbox_redirect_digests(Store *store, const char *meeting, const char *organizer,
                                       gint64 now, GError **error);

/* What is queued waits for the organizer, who reads why; its words say so, too, also when it is released. */
gboolean store_outbox_hold(Store *store, gint64 id, const char *why, GError **error);

/* Everything of MEETING in that state (DELIVERY_NONE: in any), oldest first; PERSON may be NULL. */
GPtrArray *store_outbox_list(Store *store, const char *meeting, const char *person, Delivery state,
                             GError **error);

/* How much of MEETING is in that state. */
gboolean store_outbox_count(Store *store, const char *meeting, Delivery state, int *ret_count,
                            GError **error);

/* How much is due and matches FILTER, at most as much as its limit. */
gboolean store_outbox_count_due(Store *store, const OutboxFilter *filter, gint64 now,
                                int *ret_count, GError **error);

/* How much is queued that is not to leave yet; what was tried already only with TRIED. */
gboolean store_outbox_count_later(Store *store, const char *meeting, const char *person, bool tried,
                                  gint64 now, int *ret_count, GError **error);

/* When something is due next, among what is queued; NEVER where nothing is. */
gboolean store_outbox_next(Store *store, gint64 *ret_next, GError **error);

/* A received message that its sender has heard nothing about yet. */
typedef struct {
    gint64 received;
    char *identity;
    char *meeting;
    char *guest;     /* NULL = the organizer */
    NoticeKind kind; /* that is owed */
    char *address;   /* the guest's first; NULL for the organizer */
    gint64 at;       /* when it came in */
    Reason reason;   /* why it waits for the organizer; REASON_NONE = it does not */
} Unanswered;

void unanswered_free(Unanswered *unanswered);

/* Messages of guests that are owed an echo (recorded), a question (in review, and the guest was not asked
 * since their last answer), the word that they get no more mail (they asked for that), or help (likewise,
 * and had none within a day before). RECEIVED 0 = all. Unanswered *. */
GPtrArray *store_unanswered_list(Store *store, gint64 received, GError **error);

#endif
