/* convoke backup: the database in one file. */
#include "cli/command.h"
#include "cli/workspace.h"
#include "db/store-backup.h"
#include <glib/gstdio.h>
#include <stdio.h>
#include <sysexits.h>

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, NULL, argv, 1, 1, &args, error))
        return EX_USAGE;
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    if (!workspace || !store_backup(workspace->store, args[0], error))
        return EX_SOFTWARE;
    GStatBuf made = {0};
    g_stat(args[0], &made);
    printf("%s: %" G_GINT64_FORMAT " bytes\n", args[0], (gint64)made.st_size);
    return EX_OK;
}

const Command command_backup = {
    .name = "backup",
    .arguments = "FILE",
    .summary = "copy the database into one file, while all goes on",
    .details =
        "FILE must not exist; it appears whole, or not at all. It holds what was committed at\n"
        "one moment, and is a database like any other: put it in the place of the workspace's\n"
        "to go back to it. Keep convoke.conf, events and templates beside it.",
    .run = run,
};
