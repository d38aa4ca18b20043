/* record: what a decision about a message writes: an edge, for receive.c alone. */
#ifndef CONVOKE_INBOX_RECORD_H
#define CONVOKE_INBOX_RECORD_H

#include "inbox/known.h"

/* Writes all rows but that of the message itself, whose id stands in RECEIPT. */
gboolean record_decision(Store *store, const Receipt *receipt, const Known *known, gint64 now,
                         GError **error);

#endif
