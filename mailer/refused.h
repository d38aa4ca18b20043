/* refused: an address that the relay itself says does not exist is given up, as one that a bounce says so
 * about. */
#ifndef CONVOKE_MAILER_REFUSED_H
#define CONVOKE_MAILER_REFUSED_H

#include "db/store-outbox.h"
#include "mailer/transport.h"

/* Whether OUTCOME is a refusal for good because of the recipient's address (RFC 3463 5.1.x). Not for what
 * may be about the sender's (5.1.0, 5.1.7, 5.1.8), and not without a status. */
bool refused_is_address(const Outcome *outcome);

/* Marks the address that ITEM went to as dead where OUTCOME is such a refusal, unless so many of the meeting
 * fail that the trouble must be ours. Within a transaction. */
gboolean refused_mark(Store *store, const OutboxItem *item, const Outcome *outcome, gint64 now,
                      GError **error);

#endif
