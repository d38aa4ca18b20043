/* convoke release: what was held may go. */
#include "cli/control.h"
#include <sysexits.h>

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, NULL, argv, 1, 2, &args, error))
        return EX_USAGE;
    const char *meeting = args[1] ? args[0] : NULL, *which = args[1] ? args[1] : args[0];
    return control_run(shell, meeting, which, CONTROL_RELEASE, "", error) ? EX_OK : EX_SOFTWARE;
}

const Command command_release = {
    .name = "release",
    .arguments = "[MEETING] WHICH",
    .summary = "let mail go that was held",
    .details = CONTROL_WHICH "\nThe next `convoke send` or `convoke daily` sends it, if it is still"
                             " owed by then.",
    .run = run,
};
