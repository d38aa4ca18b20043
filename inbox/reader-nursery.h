/* reader-nursery: where processes that read messages come from. It is forked early and does nothing but
 * fork them, so that one that is made late holds no more than one that was made at first. Edge, for
 * reader.c alone. */
#ifndef CONVOKE_INBOX_READER_NURSERY_H
#define CONVOKE_INBOX_READER_NURSERY_H

#include <sys/types.h>
#include "inbox/reader.h"

typedef struct Nursery Nursery;

/* As reader_ahead(). */
void nursery_ahead(const ReaderAhead *ahead);

/* NULL: CONVOKE_ERROR_TEMPORARY. */
Nursery *nursery_open(const ReaderOptions *options, GError **error);
void nursery_close(Nursery *nursery); /* and whom it forked; NULL-safe */

/* Whether it is gone, or does not answer any more. This process has become rich meanwhile, and makes no other one. */
bool nursery_is_lost(const Nursery *nursery);

/* A new process and our end of its socket, which does not block. */
gboolean nursery_fork(Nursery *nursery, int *ret_fd, pid_t *ret_pid, GError **error);

/* Kills PID if it still runs, and says how it ended, as waitpid(2) does; -1 = nobody knows. */
int nursery_end(Nursery *nursery, pid_t pid);

#endif
