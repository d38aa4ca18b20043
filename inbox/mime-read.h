/* mime-read: what the MIME library reads: structures that entity.h leaves to it, and dates in any form. The one
 * file of the room that knows GMime.
 *
 * The library brings two dozen others, so the program is not linked with it: there these functions are those of
 * cli/mime-load.c, which load the module mime.so when first called and go on to the ones of the same
 * names in it. */
#ifndef CONVOKE_INBOX_MIME_READ_H
#define CONVOKE_INBOX_MIME_READ_H

#include "inbox/walk.h"

/* Walks the entity (header and body) that SOURCE is; false where it is none. */
bool mime_read(Walk *walk, GByteArray *source);

/* The UTC seconds and the offset in minutes that the Date field TEXT means; false where it means none. */
bool mime_read_date(const char *text, gint64 *ret_when, int *ret_offset);

#endif
