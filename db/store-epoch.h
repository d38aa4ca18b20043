/* epoch: how far this database has come in sending. mailer/fence.h compares it with what is written outside
 * the database. */
#ifndef CONVOKE_DB_STORE_EPOCH_H
#define CONVOKE_DB_STORE_EPOCH_H

#include <stdbool.h>
#include "db/store.h"

#define EPOCH_WORKSPACE_LENGTH 32

typedef struct {
    char workspace[EPOCH_WORKSPACE_LENGTH + 1]; /* copies of a database have the same */
    gint64 claims;                              /* batches claimed, ever */
    bool bound;                                 /* a record outside the workspace was made */
} Epoch;

gboolean store_epoch_load(Store *store, Epoch *ret_epoch, GError **error);

/* One claim more. */
gboolean store_epoch_advance(Store *store, GError **error);

/* Claims so far, and with BIND that there is a record outside. */
gboolean store_epoch_set(Store *store, gint64 claims, bool bind, GError **error);

/* When it last became unknown what another copy of this database had sent; 0 = never. What is sent since then is of another
 * epoch: its Message-IDs (event/notice.h), and how high its SEQUENCE is (store-meeting.h), follow from it. */
gboolean store_epoch_taken(Store *store, gint64 *ret_taken_at, GError **error);

/* Such an epoch begins: everything of every meeting that waits or is being sent may have been sent, and is unknown.
 * *ret_count is how many those were. */
gboolean store_epoch_doubt(Store *store, gint64 now, int *ret_count, GError **error);

#endif
