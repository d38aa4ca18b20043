/* authenticity: what the mail server that we trust found out about a sender (Authentication-Results, RFC
 * 8601). Anybody can write that field, so only one counts: the topmost of the message, and only when it
 * bears the authserv-id that convoke.conf names. Pure. */
#ifndef CONVOKE_INBOX_AUTHENTICITY_H
#define CONVOKE_INBOX_AUTHENTICITY_H

#include "inbox/mail.h"

typedef enum {
    AUTHENTICITY_UNKNOWN, /* nobody whom we trust says anything */
    AUTHENTICITY_PASS,    /* the domain of From stands behind the message */
    AUTHENTICITY_FAIL,    /* it says that it does not */
} Authenticity;

/* AUTHSERV_ID NULL = none is trusted.
 * PASS: dmarc=pass for the domain of From (RFC 7489), or a passing DKIM signature of it, or an SPF pass of a
 * MAIL FROM in it; a parent or child domain stands for it, as in DMARC's relaxed alignment, but no domain
 * of a single label. FAIL: none of these, and dmarc=fail. A message with several From addresses is never
 * a pass. */
Authenticity authenticity_of(const Mail *mail, const char *authserv_id);

const char *authenticity_name(Authenticity authenticity); /* "pass" "fail"; NULL for unknown */
bool authenticity_parse(const char *name, Authenticity *ret_authenticity);

#endif
