/* convoke remind: those who owe an answer. */
#include "cli/find.h"
#include "cli/kept.h"
#include "cli/mailing.h"
#include "mailer/outbox.h"
#include <stdio.h>
#include <sysexits.h>

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean dry_run = FALSE;
    g_autofree char *only = NULL, *most = NULL;
    int queued = 0, limit;
    g_auto(Delivered) done = {0};
    const GOptionEntry options[] = {
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run,
         "Say who would be reminded, and send nothing", NULL},
        {"limit", 0, 0, G_OPTION_ARG_STRING, &most, "Send at most N mails in this run", "N"},
        {"only", 0, 0, G_OPTION_ARG_STRING, &only, "Only this guest (id, address or name)",
         "PERSON"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 1, &args, error) ||
        !mailing_limit(most, &limit, error))
        return EX_USAGE;
    g_autoptr(Mailing) mailing = mailing_open(shell, error);
    if (!mailing || !(dry_run ? kept_look(mailing->workspace, NULL, shell->now, error)
                              : kept_hold(mailing->workspace, shell->now, error)))
        return EX_SOFTWARE;
    const bool one = args[0] || only;
    g_autofree char *named = one ? workspace_meeting(mailing->workspace, args[0], error) : NULL;
    g_autoptr(Meeting) meeting =
        only && named ? mailing_meeting(mailing, named, STORE_GUESTS_ALL, error) : NULL;
    const Guest *guest = meeting ? guest_find(meeting, only, error) : NULL;
    if (only && !named && !args[0])
        g_prefix_error(error, "--only is about a guest of one meeting: ");
    if ((one && !named) || (only && !guest))
        return EX_NOINPUT;
    const char *person = guest ? guest->id : NULL;
    const OutboxFilter filter = {.meeting = named,
                                 .person = person,
                                 .kind = notice_kind_name(NOTICE_REMINDER),
                                 .limit = limit};
    if (!mailing_queue(mailing, named, person, OUTBOX_REMINDERS, dry_run, shell->now, &queued,
                       error) ||
        (!dry_run && !mailing_deliver(mailing, NULL, &filter, MAILING_SUMMARY, &done, error)))
        return EX_SOFTWARE;
    int left =
        queued - done.sent - done.later - done.failed - done.unknown - done.dropped - done.held;
    if (!dry_run && limit == 0 && left > 0)
        printf("%d wait; convoke plan says until when.\n", left);
    return kept_print(mailing->workspace->store, named, error) ? EX_OK : EX_SOFTWARE;
}

const Command command_remind = {
    .name = "remind",
    .arguments = "[MEETING]",
    .summary = "remind those who owe an answer",
    .details =
        "Of the one meeting named, or of every open one. Safe to run any number of times a day:\n"
        "each guest gets at most one reminder a step of the meeting's policy, one a day of all\n"
        "meetings, and only while an answer is owed. Silent when all is well. With --only it is\n"
        "about a guest of one meeting, which is named where several are open.",
    .run = run,
};
