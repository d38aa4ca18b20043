/* source: where raw messages come from, and how each is acknowledged. Edge. */
#ifndef CONVOKE_INBOX_SOURCE_H
#define CONVOKE_INBOX_SOURCE_H

#include <glib.h>

/* Everything of FD, but at most LIMIT + 1 bytes are kept: a longer message shows by its length, and the
 * rest is read and dropped, so that whoever writes is not cut off. CONVOKE_ERROR_TEMPORARY. */
GByteArray *source_read_fd(int fd, gsize limit, GError **error);

/* Takes one message; FALSE leaves it where it is. */
typedef gboolean (*SourceTake)(const char *bytes, gsize length, gpointer user_data, GError **error);

/* Gives every message in DIRECTORY/new of a Maildir, by name, to TAKE and moves each to cur, marked
 * seen, once TAKE has returned TRUE. A message that TAKE refuses stays and does not hold up the others;
 * the first such error is given back at the end. *ret_taken counts. CONVOKE_ERROR_NOT_FOUND where
 * DIRECTORY is no Maildir. */
gboolean source_maildir(const char *directory, gsize limit, SourceTake take, gpointer user_data,
                        int *ret_taken, GError **error);

#endif
