/* Pipe: a transport that hands each message to a command like sendmail(8): one process a message, no
 * shell. */
#ifndef CONVOKE_MAILER_PIPE_H
#define CONVOKE_MAILER_PIPE_H

#include "mailer/transport.h"

/* So many seconds one command may take where nothing else is said. */
#define PIPE_SECONDS 300

/* COMMAND is the argument vector, NULL-terminated; it is copied. In each argument %t stands for the
 * recipient, %f for the envelope sender ("<>" for the null one) and %% for a percent sign. The
 * message is on standard input, with LF line ends as local commands expect them, and whole from the
 * start: should we die, no half of it is taken for a message. Standard output is dropped.
 *
 * The exit status decides (sysexits(3)): 0 is SENT; EX_DATAERR, EX_NOUSER, EX_NOHOST, EX_UNAVAILABLE
 * are FAILED; EX_USAGE, EX_NOPERM, EX_CONFIG, 126 and 127 mean that the command itself is wrong: LATER
 * for the whole session, and CONVOKE_ERROR_CONFIG; everything else is LATER. A command that dies of a
 * signal or is killed after SECONDS (all its process group is) may have passed the message on
 * before: UNKNOWN. Of standard error the outcome's text is the line that says that the relay passes no mail of ours on
 * (outcome_denies_relay), which before the first SENT means that the command is wrong, too; else a server's refusal
 * (outcome_find_reply), else the first line.
 *
 * SIGCHLD is set to its default in the whole process. CONVOKE_ERROR_CONFIG when COMMAND is empty. */
Transport *pipe_open(const char *const *command, guint seconds, GError **error);

#endif
