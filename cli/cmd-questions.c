/* convoke questions: what guests asked, until it is answered. */
#include "cli/command.h"
#include "cli/proposals.h"
#include "event/error.h"
#include <sysexits.h>

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, NULL, argv, 0, 2, &args, error))
        return EX_USAGE;
    bool ends = args[0] && args[1];
    if (ends && !g_str_equal(args[0], "done")) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "questions: `%s` is not known; there is `done NUMBER`", args[0]);
        return EX_USAGE;
    }
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    if (!workspace)
        return EX_SOFTWARE;
    gboolean good =
        ends ? proposals_end(workspace, args[1], TRUE, "accepted", "done", shell->now, error)
             : proposals_print(workspace, shell, args[0], TRUE, error);
    return good ? EX_OK : EX_SOFTWARE;
}

const Command command_questions = {
    .name = "questions",
    .arguments = "[MEETING | done NUMBER]",
    .summary = "what guests ask you",
    .details =
        "Lists the questions that stood in answers and are not done with; the organizer's digest\n"
        "has them, too. Answer them yourself, by mail. `done NUMBER` takes one off the list.",
    .run = run,
};
