/* Serve: the parts that `convoke serve` runs. */
#ifndef CONVOKE_CLI_SERVE_H
#define CONVOKE_CLI_SERVE_H

#include "cli/command.h"

/* What a part is handed; it opens the workspace itself. */
typedef struct {
    const Shell *shell;
    GArray *sockets; /* int: for LMTP */
} Serve;

/* Each runs until stop_fd (cli/stop.h), says on standard error what goes wrong, and returns an exit
 * status. USER_DATA is a Serve. */
int serve_lmtp(gpointer user_data, int stop_fd);
int serve_maildir(gpointer user_data, int stop_fd);
int serve_imap(gpointer user_data, int stop_fd);
int serve_mail(gpointer user_data, int stop_fd);

#endif
