/* run: one run of the sender: its name, its lock, its journal, and what becomes of mails that a dead run had
 * claimed. A run is alive while the file of its name is locked, so the end of a process, however it comes, is
 * seen at once. That file is its journal (journal.h). The name holds the boot of the machine: what a journal
 * holds outlives the process, but not the machine. */
#ifndef CONVOKE_MAILER_RUN_H
#define CONVOKE_MAILER_RUN_H

#include "db/store-guest.h"
#include "db/store-outbox.h"
#include "mailer/journal.h"

typedef struct {
    char *id; /* the outbox's claimed_by */
    char *path;
    int fd;
    Journal *journal;
} Run;

/* Makes DIRECTORY, when it is missing, and a locked file in it. CONVOKE_ERROR_TEMPORARY. */
gboolean run_open(const char *directory, RandomBytes random, Run *ret_run, GError **error);

/* The run's journal is needed no more: all that it claimed is ended or given back. */
void run_done(Run *run);

/* Lets the run go; one that is not done is dead from now on, and the next run reads its journal. Harmless on
 * one that was not opened. */
void run_close(Run *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_close)

/* Ends the claims of every run that is dead: what ended gets its outcome, what may have left is unknown, all
 * else is queued again. Where there is no journal that can be believed, after a power failure or when somebody
 * removed the file, all of them may have left. */
gboolean run_recover_dead(const char *directory, Store *store, gint64 now, GError **error);

#endif
