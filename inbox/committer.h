/* committer: commits in a thread of its own, so that whoever has to wait for the disk can go on with what is no part of the
 * transaction. Edge. */
#ifndef CONVOKE_INBOX_COMMITTER_H
#define CONVOKE_INBOX_COMMITTER_H

#include "db/store.h"

typedef struct Committer Committer;

/* Processes are to be forked before. CONVOKE_ERROR_TEMPORARY. */
Committer *committer_new(GError **error);
void committer_free(Committer *committer); /* NULL-safe; nothing may be under way */

/* Begins store_commit(STORE), which is not touched until committer_end. Returns a descriptor that is readable once that
 * would not wait. */
int committer_begin(Committer *committer, Store *store);

/* Waits for the end, and returns what store_commit did. */
gboolean committer_end(Committer *committer, GError **error);

#endif
