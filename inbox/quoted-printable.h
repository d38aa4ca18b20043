/* quoted-printable: a part's body in that encoding (RFC 2045 6.7), decoded however it was damaged. */
#ifndef CONVOKE_INBOX_QUOTED_PRINTABLE_H
#define CONVOKE_INBOX_QUOTED_PRINTABLE_H

#include <glib.h>

/* Decodes BYTES in place. An equals sign with no two digits behind it stands for itself; one that was
 * cut off at the end is dropped with what follows it. */
void quoted_printable_decode(GByteArray *bytes);

#endif
