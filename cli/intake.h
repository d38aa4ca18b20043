/* Intake: what every way in shares: messages of a source into the database of a workspace, the lines that say
 * what became of them, and the echo. */
#ifndef CONVOKE_CLI_INTAKE_H
#define CONVOKE_CLI_INTAKE_H

#include "cli/workspace.h"
#include "inbox/receive.h"
#include "inbox/source.h"

typedef struct {
    Workspace *workspace;
    const Shell *shell; /* borrowed */
    Reader *reader;
    Packer *packer;
    Committer *committer; /* NULL for a single message */
    Receiver receiver;
    LastEvent last;
    gboolean dry_run;   /* says what would be recorded, and changes nothing */
    gboolean quiet;     /* prints no receipts */
    gboolean silent;    /* whoever else runs sends the echoes */
    GHashTable *floods; /* char *, whose: what came from them since their room was looked at */
    guint answerable;   /* new messages whose senders may be owed an echo */
    gint64 answer_to;   /* row of the newest of these */
    GHashTable *seated; /* char *: meetings in which something became of a seat */
} Intake;

/* Starts the processes that read messages, then opens the workspace that SHELL names. ONE: a single
 * message will come. INTAKE is zero, and to be cleared in any case, which
 * ends what is beyond the room of whoever sent something, too. */
gboolean intake_open(Intake *intake, const Shell *shell, bool one, GError **error);
void intake_clear(Intake *intake);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Intake, intake_clear)

/* The same in two steps; between them intake_ahead may be called already. */
gboolean intake_open_reader(Intake *intake, const Shell *shell, bool one, GError **error);
gboolean intake_open_store(Intake *intake, GError **error);

/* A SourceAhead; its user data is an Intake. The next messages that are taken must be these. */
void intake_ahead(const SourceMessage *messages, guint count, gpointer user_data);

/* What is to go on while intake_take waits for the disk; its user data is an Intake. It may call intake_ahead. */
void intake_offer(const Meanwhile *meanwhile, gpointer user_data);

/* A SourceTake; its user data is an Intake. Takes all in few commits, and each by itself where that fails. */
gboolean intake_take(SourceMessage *messages, guint count, gpointer user_data, GError **error);

/* The echoes of what was taken since, at once where configured, and mail to whom a seat went because of it. The
 * messages are in the database by now: whatever goes wrong here is only late, is said on standard error, and the next
 * run of daily makes up for it. */
void intake_answer(Intake *intake);

/* Says what is WRONG on standard error. FALSE where nothing can be taken any more until this process is started anew: WRONG
 * moves to ERROR then. */
gboolean intake_goes_on(const Intake *intake, GError **wrong, GError **error);

/* Takes what is in the Maildir DIRECTORY and what comes into it, until stop_fd (cli/stop.h). What cannot be taken
 * for now is said on standard error, stays, and is tried again. CONVOKE_ERROR_NOT_FOUND where it is none, or as
 * intake_goes_on(). */
gboolean intake_watch(Intake *intake, const char *directory, int stop_fd, GError **error);

#endif
