/* ending: what an outcome means for a mail's row in the outbox. For the run that sent it, and for the one
 * that finds it in the journal of a dead run. */
#ifndef CONVOKE_MAILER_ENDING_H
#define CONVOKE_MAILER_ENDING_H

#include "db/store-outbox.h"
#include "mailer/transport.h"

/* Ends the claim of ITEM, whose try came to OUTCOME at AT: sent, failed, unknown, or queued with a wait
 * (backoff.h) until that is used up. An address that is refused for good
 * is given up (refused.h). *ret_state tells. Within a transaction. */
gboolean ending_record(Store *store, const OutboxItem *item, const Outcome *outcome, gint64 at,
                       Delivery *ret_state, GError **error);

#endif
