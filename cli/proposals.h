/* Proposals: what guests ask and propose, as the commands about them list and end it. */
#ifndef CONVOKE_CLI_PROPOSALS_H
#define CONVOKE_CLI_PROPOSALS_H

#include "cli/workspace.h"
#include "db/store-follow.h"

/* Prints the open questions of the meeting NAMED (NULL: the only one), or its topics and titles. */
gboolean proposals_print(const Workspace *workspace, const Shell *shell, const char *named,
                         gboolean questions, GError **error);

/* What NUMBER, as typed, stands for. CONVOKE_ERROR_NOT_FOUND where nothing with it is open, CONVOKE_ERROR_USAGE where it
 * is no number. */
Proposal *proposals_find(const Workspace *workspace, const char *number, gboolean questions,
                         GError **error);

/* Ends it without taking it up, in a transaction of its own, and says so with the word DONE. */
gboolean proposals_end(const Workspace *workspace, const char *number, gboolean questions,
                       const char *decision, const char *done, gint64 now, GError **error);

/* Prints what became of one, and which. */
void proposals_say(const char *done, const Proposal *proposal);

#endif
