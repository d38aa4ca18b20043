/* Journal: what a run of the sender must not forget when it is killed, in a file that is mapped into
 * memory. To write there costs nothing and outlives the process at once, though not the machine: what
 * must survive a power failure is in the database, and a journal of another boot is not read.
 *
 * For each hand (a connection) it holds the mail whose final dot is about to be given, and in a ring the
 * outcomes that the database does not have yet. The hands may be used by a thread each; all else is done
 * by one thread at a time. */
#ifndef CONVOKE_MAILER_JOURNAL_H
#define CONVOKE_MAILER_JOURNAL_H

#include "mailer/transport.h"

#define JOURNAL_HANDS 64
#define JOURNAL_ENDINGS 1024 /* in the ring */

typedef struct Journal Journal;

/* Makes the file behind FD a new journal; its blocks are there before the first mail leaves, since a full
 * disk is no moment to forget. CONVOKE_ERROR_TEMPORARY. FD stays the caller's. */
Journal *journal_create(int fd, const char *path, GError **error);

/* That of a dead run; NULL where FD holds none that can be read. */
Journal *journal_read(int fd);
void journal_close(Journal *journal); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Journal, journal_close)

/* From now on, until it has ended, HAND's mail ID (a row of the outbox) may have left. */
void journal_leaving(Journal *journal, guint hand, gint64 id);

/* How many endings fit before the next journal_recorded(). */
guint journal_room(const Journal *journal);

/* HAND's mail ID has come to OUTCOME at AT. */
void journal_end(Journal *journal, guint hand, gint64 id, const Outcome *outcome, gint64 at);

/* The first COUNT endings are in the database, and durable. */
void journal_recorded(Journal *journal, guint count);

/* For a dead run's: the mails that may have left (0 = none) ... */
gint64 journal_left(const Journal *journal, guint hand);

/* ... and the endings that may not be in the database. */
guint journal_endings(const Journal *journal);
gint64 journal_ending(const Journal *journal, guint n, Outcome *ret_outcome, gint64 *ret_at);

#endif
