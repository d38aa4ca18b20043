/* The archive: messages that came in, as they came, for as long as they are worth keeping. */
#ifndef CONVOKE_DB_STORE_ARCHIVE_H
#define CONVOKE_DB_STORE_ARCHIVE_H

#include "db/store.h"

/* Stray mail belongs to no meeting: junk, mostly, and anybody can send it. */
typedef struct {
    int days;       /* the bytes of a message are kept so long … */
    int stray_days; /* … and a stray one at all; both from 1 */
    gint64
        stray_bytes; /* the bytes of all stray messages take no more than this; the oldest go first */
} Retention;

/* Ends the retention of what is older, in a transaction of its own where something is. What waits in a
 * review keeps its bytes, unless stray mail takes more room than it may. *ret_ended counts messages. */
gboolean store_archive_prune(Store *store, const Retention *retention, gint64 now, int *ret_ended,
                             GError **error);

#endif
