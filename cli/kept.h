/* Kept: mail that was only written to files, before a relay was named (db/store-control.h). */
#ifndef CONVOKE_CLI_KEPT_H
#define CONVOKE_CLI_KEPT_H

#include "cli/workspace.h"

/* Lets it wait for the organizer's word, where a relay is named. */
gboolean kept_hold(const Workspace *workspace, gint64 now, GError **error);

/* The same for a command that changes nothing: within a transaction, which is never committed. *ret_open is false where
 * there was nothing to write, and so none was begun; it may be NULL. */
gboolean kept_look(const Workspace *workspace, bool *ret_open, gint64 now, GError **error);

/* Says how much of it waits, in MEETING or every open one (NULL), and what is to be done about it. */
gboolean kept_print(Store *store, const char *meeting, GError **error);

#endif
