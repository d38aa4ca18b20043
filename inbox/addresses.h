/* addresses: the mailboxes of a From, To or Cc header (RFC 5322 3.4), as leniently as mail is written.
 * Read before encoded-words are decoded, so that nothing hidden in one becomes an address. */
#ifndef CONVOKE_INBOX_ADDRESSES_H
#define CONVOKE_INBOX_ADDRESSES_H

#include <glib.h>
#include <stdbool.h>

/* Appends MailAddress * to INTO until it holds LIMIT of them; false where there are more. RAW is one header's
 * value, folded or not; groups are flattened; an entry without an address is skipped. HINT as for charset_decode. */
bool addresses_parse(const char *raw, const char *hint, guint limit, GPtrArray *into);

#endif
