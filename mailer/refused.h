/* refused: an address that the relay itself says does not exist is given up, as one that a bounce says so
 * about. */
#ifndef CONVOKE_MAILER_REFUSED_H
#define CONVOKE_MAILER_REFUSED_H

#include "db/store-outbox.h"
#include "mailer/transport.h"

/* Marks the address that ITEM went to as dead where OUTCOME is a refusal for good because of it (RFC 3463 5.1.x),
 * unless so many of the meeting fail that the trouble must be ours. Within a transaction. */
gboolean refused_mark(Store *store, const OutboxItem *item, const Outcome *outcome, gint64 now,
                      GError **error);

#endif
