/* seen: whether a message was received before. An edge, for receive.c alone.
 *
 * One that came by two ways, or twice by one, is the same message: it has the Message-ID and the fingerprint of one that
 * is here, or the fingerprint alone where it has no Message-ID. A Message-ID that came with another fingerprint is no
 * proof: some programs use one twice, and anybody can write one that they have read. Such a message is known only where it
 * says the same as the one before: from the same address, to the same invitation, with the same words,
 * as when a mailing list or a mail server has written another line under it or encoded it anew.
 *
 * What a person wrote may be sent to several invitations, of which the envelope tells where the fields do not (Bcc). Each
 * of their guests has a copy then, which is new once, and judged as if it were the only one. */
#ifndef CONVOKE_INBOX_SEEN_H
#define CONVOKE_INBOX_SEEN_H

#include "db/store.h"
#include "inbox/meaning.h"

/* RAW is the message as it is kept, DIGEST its fingerprint, TOKEN that of the envelope's recipient (NULL = none). *ret_identity
 * is the one to record it under where it is new. */
gboolean seen_before(Store *store, const Meaning *meaning, GBytes *raw, const char *digest,
                     const char *token, bool *ret_seen, char **ret_identity, GError **error);

#endif
