/* sha256: by OpenSSL, which knows what the processor can do; six times as fast as GLib here, and slower to load than to
 * take the digest of a hundred mails. */
#ifndef CONVOKE_INBOX_SHA256_H
#define CONVOKE_INBOX_SHA256_H

#include <glib.h>

/* A Sha256 (inbox/fingerprint.h), for one thread at a time. */
char *sha256_openssl(const void *bytes, gsize length);

#endif
