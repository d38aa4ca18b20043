/* base64: a part's body in base64, decoded however it was damaged. */
#ifndef CONVOKE_INBOX_BASE64_H
#define CONVOKE_INBOX_BASE64_H

#include <glib.h>

/* Decodes BYTES in place. Foreign characters are stepped over, missing padding is made up for, and what
 * follows the padding is decoded only where it is base64 itself: lists add their footers there as
 * plain text, some senders join two encoded pieces. */
void base64_decode(GByteArray *bytes);

#endif
