/* Backoff: when a message that could not be sent for now is tried again. Pure: the same arguments
 * give the same time for ever. */
#ifndef CONVOKE_MAILER_BACKOFF_H
#define CONVOKE_MAILER_BACKOFF_H

#include <glib.h>

#define BACKOFF_GIVE_UP ((gint64)-1)

/* Tries end four days after the first one (RFC 5321 4.5.4.1 asks for four to five). */
#define BACKOFF_LIMIT ((gint64)4 * 24 * 60 * 60)

/* The UTC second of the next try of the message KEY, of which ATTEMPTS (1 or more) failed for now, the
 * first at FIRST, the last at NOW. The first wait is 15 minutes, which greylisting asks for at most
 * (RFC 6647 2.1), and waits double up to six hours. Up to a quarter is added by the digest of KEY and
 * ATTEMPTS, so that messages which failed together do not come back together. The last try is at the
 * limit; after it, BACKOFF_GIVE_UP. */
gint64 backoff_next(const char *key, guint attempts, gint64 first, gint64 now);

#endif
