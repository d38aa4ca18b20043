/* digest: what the organizer is told, gathered from the database. */
#ifndef CONVOKE_MAILER_DIGEST_H
#define CONVOKE_MAILER_DIGEST_H

#include "db/store.h"
#include "mailer/letter.h"

typedef struct Digest Digest;

/* What happened in MEETING since the digests that left (db/store-reach.h), but for the one that is OUTBOX, and how all
 * stand. */
Digest *digest_load(Store *store, const char *meeting, gint64 outbox, GError **error);
void digest_free(Digest *digest); /* NULL-safe */

/* Borrowed from DIGEST. */
const LetterDigest *digest_facts(const Digest *digest);

/* As far as those went: of a Reach. */
gint64 digest_trouble(const Digest *digest);

#endif
