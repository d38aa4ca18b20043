/* Doubling waits with jitter that is a function of the message, not of chance. */
#include "mailer/backoff.h"

#define FIRST_WAIT ((gint64)15 * 60)
#define LONGEST_WAIT ((gint64)6 * 60 * 60)

/* FNV-1a, 64 bits. */
static guint64
digest(const char *key, guint attempts)
{
    guint64 hash = 0xcbf29ce484222325u;
    for (const char *p = key; *p; p++)
        hash = (hash ^ (guchar)*p) * 0x100000001b3u;
    hash = (hash ^ attempts) * 0x100000001b3u;
    return hash ^ hash >> 32;
}

gint64
backoff_next(const char *key, guint attempts, gint64 first, gint64 now)
{
    gint64 wait = FIRST_WAIT;
    for (guint i = 1; i < attempts && wait < LONGEST_WAIT; i++)
        wait *= 2;
    wait = MIN(wait, LONGEST_WAIT);
    wait += (gint64)(digest(key, attempts) % (guint64)(wait / 4 + 1));
    if (now - first >= BACKOFF_LIMIT)
        return BACKOFF_GIVE_UP;
    return MIN(now + wait, first + BACKOFF_LIMIT);
}
