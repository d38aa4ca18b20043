/* watch: whether something has come into a Maildir. Edge. */
#ifndef CONVOKE_INBOX_WATCH_H
#define CONVOKE_INBOX_WATCH_H

#include <glib.h>

/* A descriptor that becomes readable when a message comes into DIRECTORY/new, or is written to its end there
 * (inotify(7)). It says nothing of what other machines write into a shared file system: look every minute, too.
 * CONVOKE_ERROR_NOT_FOUND where DIRECTORY is no Maildir, CONVOKE_ERROR_TEMPORARY where the system watches no more; and
 * -1. */
int watch_maildir(const char *directory, GError **error);

/* Forgets what has come, before looking for it. */
void watch_drain(int fd);

#endif
