/* armor: what programs wrap around or put into plain text: inline PGP (RFC 9580 6, 7) and uuencoded
 * files. */
#ifndef CONVOKE_INBOX_ARMOR_H
#define CONVOKE_INBOX_ARMOR_H

#include <glib.h>

/* TEXT (LF line ends) as its author wrote it: the lines of a signed message without its frame and
 * signature, no keys, no encrypted blocks, no uuencoded files. NULL when there is nothing of the kind. */
char *armor_strip(const char *text);

#endif
