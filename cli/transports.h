/* Transports: the way out that convoke.conf names. */
#ifndef CONVOKE_CLI_TRANSPORTS_H
#define CONVOKE_CLI_TRANSPORTS_H

#include "cli/workspace.h"

/* Transport *, one for each connection that there may be at a time; nothing is connected yet. CONVOKE_ERROR_CONFIG, or
 * that of the command which gives the password (cli/secret.h). */
GPtrArray *transports_open(const Workspace *workspace, GError **error);

/* Whether mail is only written to files, if anywhere: no relay is named. */
bool transports_keep(const Workspace *workspace);

#endif
