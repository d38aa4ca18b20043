/* Forgetting a person: every row that is about them loses what tells who they are and what they wrote;
 * how they answered stays, as that of guest "forgotten-NUMBER". */
#ifndef CONVOKE_DB_STORE_FORGET_H
#define CONVOKE_DB_STORE_FORGET_H

#include <stdbool.h>
#include "db/store.h"
#include "event/forget.h"

/* Somebody who may be forgotten, and everything the database knows them by. */
typedef struct {
    char *meeting;
    char *guest;
    bool invited;   /* still in the event file of an open meeting */
    bool in_force;  /* after store_forget(): an open meeting's event file names them */
    Forget *forget; /* `as` is NULL until store_forget() */
    int messages, mails, answers; /* rows that are about them */
} Forgettable;

void forgettable_free(Forgettable *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Forgettable, forgettable_free)

/* WHO (id, or name or address without regard to case) in MEETING (NULL: in any), and whoever has an
 * address of theirs in another meeting. Those who were taken out of the event file are found, too, by
 * the revisions that had them. They are called what event files call them, and what they were learned to write from
 * or had an answer recorded from; as what they wrote only where the address is theirs and the name is like theirs. Never what
 * the organizer, a meeting, another guest of it or our own address OURS is called. Forgettable *; empty where nobody is
 * called so. */
GPtrArray *store_forget_find(Store *store, const char *ours, const char *meeting, const char *who,
                             GError **error);

/* Says in *ret_names whether a message as it came, RAW, names FORGET's person once it is decoded. */
typedef gboolean (*ForgetLook)(const Forget *forget, GBytes *raw, gpointer data, bool *ret_names,
                               GError **error);

/* Erases PERSON, who must not be invited any more: own rows, and what they are called in every text and
 * raw message. LOOK, with DATA, is asked of each message in whose bytes they are not found. Call between store_begin() and
 * store_commit(), then store_forget_sweep(). CONVOKE_ERROR_DATA where a revision does not read or would not any more: the
 * caller rolls back. */
gboolean store_forget(Store *store, Forgettable *person, gint64 now, ForgetLook look, gpointer data,
                      GError **error);

/* *ret_due: somebody was erased since the last sweep that came to its end. */
gboolean store_forget_due(Store *store, bool *ret_due, GError **error);

/* Takes what was erased out of the file's free pages and its log, outside a transaction.
 * CONVOKE_ERROR_TEMPORARY while another process reads: it is still due. */
gboolean store_forget_sweep(Store *store, GError **error);

#endif
