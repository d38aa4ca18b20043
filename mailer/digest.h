/* digest: what the organizer is told, gathered from the database. */
#ifndef CONVOKE_MAILER_DIGEST_H
#define CONVOKE_MAILER_DIGEST_H

#include "db/store.h"
#include "mailer/letter.h"

typedef struct Digest Digest;

/* What happened in MEETING since the digest before the one queued at QUEUED_AT, and how all stand. */
Digest *digest_load(Store *store, const char *meeting, gint64 queued_at, GError **error);
void digest_free(Digest *digest); /* NULL-safe */

/* Borrowed from DIGEST. */
const LetterDigest *digest_facts(const Digest *digest);

#endif
