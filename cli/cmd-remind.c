/* convoke remind: those who owe an answer. */
#include "cli/mailing.h"
#include "mailer/outbox.h"
#include <sysexits.h>

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean dry_run = FALSE;
    int queued = 0;
    const GOptionEntry options[] = {
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run,
         "Say who would be reminded, and send nothing", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 1, &args, error))
        return EX_USAGE;
    g_autoptr(Mailing) mailing = mailing_open(shell, error);
    if (!mailing)
        return EX_SOFTWARE;
    g_autofree char *named = args[0] ? workspace_meeting(mailing->workspace, args[0], error) : NULL;
    if (args[0] && !named)
        return EX_NOINPUT;
    const OutboxFilter filter = {.meeting = named, .kind = notice_kind_name(NOTICE_REMINDER)};
    if (!mailing_queue(mailing, named, OUTBOX_REMINDERS, dry_run, shell->now, &queued, error) ||
        (!dry_run && !mailing_deliver(mailing, &filter, MAILING_SUMMARY, NULL, error)))
        return EX_SOFTWARE;
    return EX_OK;
}

const Command command_remind = {
    .name = "remind",
    .arguments = "[MEETING]",
    .summary = "remind those who owe an answer",
    .details =
        "Of the one meeting named, or of every open one. Safe to run any number of times a day:\n"
        "each guest gets at most one reminder a step of the meeting's policy and one a day, and\n"
        "only while an answer is owed. Silent when all is well.",
    .run = run,
};
