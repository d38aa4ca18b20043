/* record: what a decision about a message writes: an edge. */
#ifndef CONVOKE_INBOX_RECORD_H
#define CONVOKE_INBOX_RECORD_H

#include "inbox/known.h"

/* Where the sending of what the message is about had ended in doubt, it may end the doubt. */
gboolean record_arrival(Store *store, const Receipt *receipt, const Known *known, gint64 now,
                        GError **error);

/* Writes all rows but that of the message itself, whose id stands in RECEIPT, and nothing about what was sent. */
gboolean record_decision(Store *store, const Receipt *receipt, const Known *known, gint64 now,
                         GError **error);

/* After the organizer has decided about the message RECEIVED, and may have learned its address: where that makes it
 * the guest's, what it asks and proposes is theirs, as if it had been known when it came. */
gboolean record_vouched(Store *store, gint64 received, gint64 now, GError **error);

#endif
