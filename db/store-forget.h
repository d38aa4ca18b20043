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
    bool invited;                 /* still in the event file of an open meeting */
    Forget forget;                /* `as` is NULL until store_forget() */
    int messages, mails, answers; /* rows that are about them */
} Forgettable;

void forgettable_free(Forgettable *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Forgettable, forgettable_free)

/* WHO (id, or name or address without regard to case) in MEETING (NULL: in any), and whoever has an
 * address of theirs in another meeting. Those who were taken out of the event file are found, too, by
 * the revisions that had them. Forgettable *; empty where nobody is called so. */
GPtrArray *store_forget_find(Store *store, const char *meeting, const char *who, GError **error);

/* Erases PERSON, who must not be invited any more: own rows, and what they are called in every text and
 * raw message. Call between store_begin() and store_commit(), then store_forget_sweep(). */
gboolean store_forget(Store *store, Forgettable *person, gint64 now, GError **error);

/* Takes what was erased out of the file's free pages and its log, outside a transaction.
 * CONVOKE_ERROR_TEMPORARY while another process reads. */
gboolean store_forget_sweep(Store *store, GError **error);

#endif
