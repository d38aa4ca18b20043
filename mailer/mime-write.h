/* mime-write: what the MIME library writes: transfer encodings, and domains in ASCII. The one file of the room that
 * knows GMime; in the program it stands in the module mime.so, as inbox/mime-read.h tells. */
#ifndef CONVOKE_MAILER_MIME_WRITE_H
#define CONVOKE_MAILER_MIME_WRITE_H

#include <glib.h>

/* LENGTH bytes of TEXT, encoded (RFC 2045 6.7, 6.8) in lines that end with LF. New; not terminated. */
char *mime_quoted_printable(const char *text, gsize length, gsize *ret_length);
char *mime_base64(const char *text, gsize length, gsize *ret_length);

/* ADDRESS with its domain in ASCII (RFC 5891), where it has such a form. New; may be NULL. */
char *mime_idn_address(const char *address);

#endif
