/* control: what hold, release, drop and settle share: finding out about which notices the organizer
 * speaks, deciding, and saying what came of it. */
#ifndef CONVOKE_CLI_CONTROL_H
#define CONVOKE_CLI_CONTROL_H

#include "cli/command.h"
#include "db/store-control.h"

/* Which notices a word means, in every command of this kind. */
#define CONTROL_WHICH                                                                              \
    "WHICH is the number of a mail (convoke outbox shows it), a person (id, address or name), a\n" \
    "kind (invitation, reminder, announcement ...), both as PERSON/KIND, or `all`."

/* Runs one of them; NAMED is the meeting, NULL for the only open one. Prints what it did.
 * CONVOKE_ERROR_NOT_FOUND where nothing is in the state that CONTROL leaves. */
gboolean control_run(const Shell *shell, const char *named, const char *which, Control control,
                     const char *because, GError **error);

#endif
