/* Relay digest: SHA-256 as OpenSSL computes it, which uses what the processor has for it and is some twenty times
 * faster than GLib. It stands in the relay's module because OpenSSL does. */
#ifndef CONVOKE_MAILER_RELAY_DIGEST_H
#define CONVOKE_MAILER_RELAY_DIGEST_H

#include <glib.h>

/* In hexadecimal. */
char *relay_digest(const void *bytes, gsize length);

#endif
