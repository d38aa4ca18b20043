/* convoke settle: what became of mail whose sending ended in doubt, and what is sent again. */
#include "cli/control.h"
#include "event/error.h"
#include <sysexits.h>

static gboolean
read_control(const char *word, Control *ret_control, GError **error)
{
    static const struct {
        const char *word;
        Control control;
    } controls[] = {{"sent", CONTROL_SENT}, {"failed", CONTROL_FAILED}, {"again", CONTROL_AGAIN}};
    for (size_t i = 0; i < G_N_ELEMENTS(controls); i++) {
        if (g_str_equal(word, controls[i].word)) {
            *ret_control = controls[i].control;
            return TRUE;
        }
    }
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                "settle: `%s` is none of sent, failed, again", word);
    return FALSE;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_autofree char *because = NULL;
    const GOptionEntry options[] = {
        {"because", 'b', 0, G_OPTION_ARG_STRING, &because, "How you know, which convoke why shows",
         "TEXT"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    Control control;
    if (!command_parse(command, options, argv, 2, 3, &args, error))
        return EX_USAGE;
    const int first = args[2] != NULL;
    if (!read_control(args[first + 1], &control, error))
        return EX_USAGE;
    return control_run(shell, first ? args[0] : NULL, args[first], control,
                       because ? because : "the organizer says so", error)
               ? EX_OK
               : EX_SOFTWARE;
}

const Command command_settle = {
    .name = "settle",
    .arguments = "[MEETING] WHICH sent|failed|again",
    .summary = "decide about mail whose sending ended in doubt or failed",
    .details = CONTROL_WHICH
    "\nMail in doubt is never sent again by itself: it may have arrived. With `sent` it did; with\n"
    "`failed` it did not; with `again` it did not, or you do not mind if it comes twice, and\n"
    "the next `convoke send` sends it once more, under the same Message-ID. So it does with\n"
    "mail that failed for good, once the trouble is mended, as far as it is still owed. Mail to\n"
    "guests that was only written to files, before a relay was named, waits for your word, too,\n"
    "and nothing follows from it: with `again` it is sent in earnest; with `sent` it reached\n"
    "them by another way.",
    .run = run,
};
