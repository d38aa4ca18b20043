/* fence: keeps a database that does not know all that was sent from sending it again: one restored from an
 * older copy, and a copy whose original goes on sending. A record of how far the sending has come is kept
 * in the workspace, and, where mail leaves the workspace, in a directory outside of it, too; both are
 * moved on with each claim, before the first byte of it leaves. A database that is behind a record, or is
 * another file or on another machine than the record says, sends nothing.
 *
 * Not told: a clone of the whole machine, which brings the record along; a workspace restored as a whole
 * under an account that has never sent from it; and, after a power failure, a copy of the last second
 * before it. */
#ifndef CONVOKE_MAILER_FENCE_H
#define CONVOKE_MAILER_FENCE_H

#include "db/store.h"

typedef struct {
    const char *database; /* the file of STORE */
    const char *inside;   /* directory in the workspace, made when missing */
    const char *outside; /* directory outside of it, likewise; NULL = mail stays in the workspace */
} FencePlaces;

typedef struct Fence Fence;

/* Compares. CONVOKE_ERROR_CONFLICT with the remedy where this database may not send, _TEMPORARY where a
 * record cannot be read or written. */
Fence *fence_open(Store *store, const FencePlaces *places, GError **error);
void fence_free(Fence *fence); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fence, fence_free)

/* Around each transaction that moves the epoch on (store-epoch.h): to enter compares anew, and keeps others out who
 * send from copies of this database; to leave, after the commit, moves the records on, with SYNC durably, and else
 * within a second. Nothing of what was claimed may leave before that has succeeded. Who has entered has to leave,
 * whatever became of the transaction; who may not enter must leave the epoch and the records alone: another copy
 * may send by now. */
gboolean fence_enter(Fence *fence, GError **error);
gboolean fence_leave(Fence *fence, gboolean sync, GError **error);

/* Makes this database the one that sends, whatever the records say. DOUBT: all that waits in it becomes
 * unknown (*ret_count notices), since it may have been sent. */
gboolean fence_take_over(Store *store, const FencePlaces *places, gboolean doubt, gint64 now,
                         int *ret_count, GError **error);

#endif
