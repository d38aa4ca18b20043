/* run: one run of the sender, its name and its lock, and what becomes of mails that a dead run had claimed.
 * A run is alive while the lock file of its name is locked, so the end of a process, however it comes, is
 * seen at once; and its name holds the boot of the machine, because a commit that was not synced
 * outlives the process but not the machine. */
#ifndef CONVOKE_MAILER_RUN_H
#define CONVOKE_MAILER_RUN_H

#include "db/store-guest.h"
#include "db/store-outbox.h"

typedef struct {
    char *id; /* the outbox's claimed_by */
    char *path;
    int fd;
} Run;

/* Makes DIRECTORY, when it is missing, and a locked file in it. CONVOKE_ERROR_TEMPORARY. */
gboolean run_open(const char *directory, RandomBytes random, Run *ret_run, GError **error);

/* Ends the run; it must have given back its claims. Harmless on one that was not opened. */
void run_close(Run *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_close)

/* Ends the claims of every run that is dead: what certainly did not leave is queued again, what may have
 * left is unknown. */
gboolean run_recover_dead(const char *directory, Store *store, gint64 now, GError **error);

#endif
