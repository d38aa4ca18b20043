/* The archive: messages that came in, as they came, for as long as they are worth keeping. */
#ifndef CONVOKE_DB_STORE_ARCHIVE_H
#define CONVOKE_DB_STORE_ARCHIVE_H

#include "db/store.h"

/* What messages may take, each counted as it came; the oldest go first. Stray mail belongs to no meeting: junk,
 * mostly, and anybody can send it. Whoever has got hold of an invitation can send in its guest's name. */
typedef struct {
    gint64 stray_bytes; /* all that are stray, together, beside those that wait in a review */
    gint64 guest_bytes; /* all of one guest, and all in a meeting that are of none */
} Room;

typedef struct {
    int days;       /* the bytes of a message are kept so long … */
    int stray_days; /* … and a stray one at all; both from 1 */
    Room room;
} Retention;

/* Ends the retention of what is older, in a transaction of its own where something is. What waits in a
 * review keeps its bytes; of a guest whose mail takes more room than it may, it goes last. *ret_ended counts messages. */
gboolean store_archive_prune(Store *store, const Retention *retention, gint64 now, int *ret_ended,
                             GError **error);

/* The same for what is beyond the room of whoever sent one of the COUNT messages RECEIVED, and nothing else. Their
 * order is lost. */
gboolean store_archive_make_room(Store *store, const Room *room, gint64 *received, guint count,
                                 GError **error);

#endif
