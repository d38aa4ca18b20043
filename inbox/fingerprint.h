/* fingerprint: the digest of a message, the same whichever way it came here. Taken are the fields that its writer's
 * program writes (From, To, Cc, Date, Subject, Message-ID, In-Reply-To, Content-Type, Content-Transfer-Encoding),
 * their white space made one space, lines of the header that are no fields, and the body; not what each mail system
 * on the way adds, how lines end, and how many empty ones end the message. Pure. */
#ifndef CONVOKE_INBOX_FINGERPRINT_H
#define CONVOKE_INBOX_FINGERPRINT_H

#include <glib.h>

typedef struct Fingerprint Fingerprint;

/* SHA-256 (FIPS 180-4) of LENGTH bytes, in hexadecimal. New. */
typedef char *(*Sha256)(const void *bytes, gsize length);

/* SHA-256 in hexadecimal, of LENGTH bytes; by SHA256, or NULL. New. */
char *fingerprint_of(const void *bytes, gsize length, Sha256 sha256);

/* The same in pieces. The end frees it. */
Fingerprint *fingerprint_new(void);
void fingerprint_feed(Fingerprint *fingerprint, const void *bytes, gsize length);
char *fingerprint_end(Fingerprint *fingerprint);
void fingerprint_free(Fingerprint *fingerprint); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fingerprint, fingerprint_free)

/* Appends a PIECE of a message to KEPT, of which at most LIMIT + 1 bytes are kept, so that a longer one shows. From
 * where it is longer on, *WHOLE is there and knows all of it. */
void fingerprint_keep(GByteArray *kept, gsize limit, Fingerprint **whole, const void *piece,
                      gsize length);

#endif
