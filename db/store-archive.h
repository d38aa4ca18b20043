/* The archive: messages that came in, as they came, for as long as they are worth keeping. */
#ifndef CONVOKE_DB_STORE_ARCHIVE_H
#define CONVOKE_DB_STORE_ARCHIVE_H

#include "db/store.h"

/* Stray mail belongs to no meeting: junk, mostly, and anybody can send it. */
typedef struct {
    int days;           /* the bytes of a message are kept so long … */
    int stray_days;     /* … and a stray one at all; both from 1 */
    gint64 stray_bytes; /* all of them together have no more than this; the oldest go first */
} Retention;

/* Ends the retention of what is older, in a transaction of its own where something is. What waits in a
 * review keeps its bytes, unless stray mail takes more room than it may. *ret_ended counts messages. */
gboolean store_archive_prune(Store *store, const Retention *retention, gint64 now, int *ret_ended,
                             GError **error);

/* The same for stray mail that takes more room than it may, and nothing else. */
gboolean store_archive_make_room(Store *store, gint64 stray_bytes, GError **error);

#endif
