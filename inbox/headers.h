/* headers: the header block of a message, field by field, into a Mail. */
#ifndef CONVOKE_INBOX_HEADERS_H
#define CONVOKE_INBOX_HEADERS_H

#include <glib.h>
#include "inbox/limits.h"
#include "inbox/mail.h"
#include "inbox/raw.h"

/* Adds one field, whose strings are taken: to MAIL's headers, and where its name is known to what that means. Of
 * fields that should stand once, the first counts (a second one was put there by somebody else), but of From every
 * address is kept. HINT as for charset_decode. */
void headers_add(Mail *mail, const ParseLimits *limits, RawField *field, const char *hint);

/* RAW as one line, undecoded, valid UTF-8. */
char *header_unfold(const char *raw);

#endif
