/* Prune: the retention of old messages, as convoke.conf has it. */
#ifndef CONVOKE_CLI_PRUNE_H
#define CONVOKE_CLI_PRUNE_H

#include "cli/workspace.h"

/* Ends it for those whose time is over. */
gboolean prune_archive(const Workspace *workspace, gint64 now, GError **error);

/* Holds the mail of whoever sent one of the COUNT messages RECEIVED, whose order is lost, to its room, while it comes in. */
gboolean prune_flood(const Workspace *workspace, gint64 *received, guint count, GError **error);

#endif
