/* convoke init: a new workspace, in which nothing leaves the machine. */
#include "cli/command.h"
#include "cli/config.h"
#include "db/store.h"
#include "event/address.h"
#include "event/error.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sysexits.h>

static gboolean
make_directory(const char *path, GError **error)
{
    if (g_mkdir_with_parents(path, 0700) == 0)
        return TRUE;
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT, "%s: %s", path, g_strerror(errno));
    return FALSE;
}

/* The configuration comes last: a folder without it is no workspace, whatever else went wrong. */
static gboolean
fill(const char *directory, const char *address, GError **error)
{
    g_autofree char *events = g_build_filename(directory, "events", NULL);
    g_autofree char *templates = g_build_filename(directory, "templates", NULL);
    g_autofree char *database = g_build_filename(directory, "convoke.sqlite", NULL);
    g_autofree char *config = g_build_filename(directory, "convoke.conf", NULL);
    g_autofree char *text = config_starter(address);
    if (g_file_test(config, G_FILE_TEST_EXISTS)) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                    "%s is a workspace already; nothing was changed", directory);
        return FALSE;
    }
    if (!make_directory(events, error) || !make_directory(templates, error))
        return FALSE;
    g_autoptr(Store) store = store_open(database, TRUE, error);
    g_autoptr(GError) wrong = NULL;
    if (store &&
        !g_file_set_contents_full(config, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &wrong))
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s", wrong->message);
    return store && !wrong;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_autofree char *given = NULL;
    const GOptionEntry options[] = {
        {"address", 'a', 0, G_OPTION_ARG_STRING, &given,
         "Address that convoke will read (can be changed)", "ADDRESS"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 1, &args, error))
        return EX_USAGE;
    g_autofree char *address = address_parse(given ? given : "convoke@localhost");
    if (!address) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "--address: `%s` is no address; give one like netconf@meet.example", given);
        return EX_USAGE;
    }
    if (address_nobody_reads(address)) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "--address: answers have to come to this address, and nobody reads `%s`, by its"
                    " name; give one like netconf@meet.example",
                    address);
        return EX_USAGE;
    }
    const char *directory = args[0] ? args[0] : shell->directory;
    if (!fill(directory, address, error))
        return EX_CANTCREAT;
    printf("%s is a workspace now. Mail will be written to %s/outbox; nothing leaves this\n"
           "machine until you name a relay in %s/convoke.conf.\n"
           "Next, in there: convoke new \"My Meeting\" events/my-meeting.yaml, edit it, and\n"
           "convoke apply events/my-meeting.yaml; nobody gets mail from that.\n",
           directory, directory, directory);
    return EX_OK;
}

const Command command_init = {
    .name = "init",
    .arguments = "[DIR]",
    .summary = "make a folder into a workspace",
    .details =
        "Makes DIR (default: the current folder) into a workspace: convoke.conf, an empty\n"
        "database, and folders for event files and templates. An existing workspace is left\n"
        "alone. Until a relay is configured, mail is only written to files.",
    .run = run,
};
