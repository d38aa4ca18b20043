/* convoke hold: mail waits until it is released. */
#include "cli/control.h"
#include <sysexits.h>

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_autofree char *because = NULL;
    const GOptionEntry options[] = {
        {"because", 'b', 0, G_OPTION_ARG_STRING, &because, "Your reason, shown by outbox and why",
         "TEXT"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 1, 2, &args, error))
        return EX_USAGE;
    const char *meeting = args[1] ? args[0] : NULL, *which = args[1] ? args[1] : args[0];
    return control_run(shell, meeting, which, CONTROL_HOLD, because ? because : "", error)
               ? EX_OK
               : EX_SOFTWARE;
}

const Command command_hold = {
    .name = "hold",
    .arguments = "[MEETING] WHICH",
    .summary = "let mail wait until you release it",
    .details = CONTROL_WHICH
    "\nExcept for a number, what is queued later waits as well. Mail to you, the organizer,\n"
    "does not, unless you name `organizer`.",
    .run = run,
};
