/* convoke drop: mail that waits is never sent. */
#include "cli/control.h"
#include "event/error.h"
#include <sysexits.h>

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_autofree char *because = NULL;
    const GOptionEntry options[] = {
        {"because", 'b', 0, G_OPTION_ARG_STRING, &because,
         "Your reason, which convoke why shows (needed)", "TEXT"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 1, 2, &args, error))
        return EX_USAGE;
    if (!because || !*because) {
        g_set_error(
            error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
            "drop: why? say it with --because TEXT; it is kept, and the mail is never sent");
        return EX_USAGE;
    }
    const char *meeting = args[1] ? args[0] : NULL, *which = args[1] ? args[1] : args[0];
    return control_run(shell, meeting, which, CONTROL_DROP, because, error) ? EX_OK : EX_SOFTWARE;
}

const Command command_drop = {
    .name = "drop",
    .arguments = "[MEETING] WHICH",
    .summary = "never send mail that waits",
    .details =
        CONTROL_WHICH "\nA dropped mail counts as dealt with: the same notice is not queued again.",
    .run = run,
};
