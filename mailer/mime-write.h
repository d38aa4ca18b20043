/* mime-write: what the MIME library writes: domains in ASCII. The one file of the room that
 * knows GMime; in the program it stands in the module mime.so, as inbox/mime-read.h tells. */
#ifndef CONVOKE_MAILER_MIME_WRITE_H
#define CONVOKE_MAILER_MIME_WRITE_H

#include <glib.h>

/* ADDRESS with its domain in ASCII (RFC 5891). New; NULL without an error where it has no such form. */
char *mime_idn_address(const char *address, GError **error);

#endif
