/* record-attachments: the files that came with a message: an edge, for receive.c alone. */
#ifndef CONVOKE_INBOX_RECORD_ATTACHMENTS_H
#define CONVOKE_INBOX_RECORD_ATTACHMENTS_H

#include "inbox/known.h"

/* Writes those of a person's mail that is known to come from a guest: by the token, or by an address that our
 * mail server vouches for. The rest stays in the message alone. */
gboolean record_attachments(const Receiver *receiver, const Receipt *receipt, const Known *known,
                            GError **error);

#endif
