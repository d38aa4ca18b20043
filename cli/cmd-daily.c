/* convoke daily: the one line for cron. */
#include "cli/kept.h"
#include "cli/mailing.h"
#include "cli/prune.h"
#include "db/store-meeting.h"
#include "mailer/outbox.h"
#include <stdio.h>
#include <sysexits.h>

static gboolean
print_waiting(const Mailing *mailing, gint64 now, GError **error)
{
    g_autoptr(GPtrArray) meetings = store_meeting_list(mailing->workspace->store, FALSE, error);
    for (guint i = 0; meetings && i < meetings->len; i++)
        if (!mailing_print_waiting(mailing, g_ptr_array_index(meetings, i), NULL, now, error))
            return FALSE;
    return meetings != NULL;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean dry_run = FALSE;
    const GOptionEntry options[] = {
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run,
         "Say who would be written to and what waits, and send nothing", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    int queued = 0;
    if (!command_parse(command, options, argv, 0, 0, &args, error))
        return EX_USAGE;
    g_autoptr(Mailing) mailing = mailing_open(shell, error);
    if (!mailing || !(dry_run ? kept_look(mailing->workspace, NULL, shell->now, error)
                              : kept_hold(mailing->workspace, shell->now, error)))
        return EX_SOFTWARE;
    if (dry_run)
        return mailing_queue(mailing, NULL, NULL, OUTBOX_DAILY, TRUE, shell->now, &queued, error) &&
                       print_waiting(mailing, shell->now, error) &&
                       kept_print(mailing->workspace->store, NULL, error)
                   ? EX_OK
                   : EX_SOFTWARE;
    const OutboxFilter all = {0};
    g_auto(Delivered) done = {0};
    if (!mailing_daily(mailing, NULL, shell->now, error) ||
        !mailing_deliver(mailing, NULL, &all, MAILING_SILENT, &done, error) ||
        !prune_archive(mailing->workspace, shell->now, error))
        return EX_SOFTWARE;
    if (done.failed > 0 || done.unknown > 0)
        printf("%d failed, %d in doubt: %s\nSee convoke status.\n", done.failed, done.unknown,
               done.words ? done.words : "");
    if (done.held > 0)
        printf("%d held, since they should not go out as they are: convoke outbox.\n", done.held);
    return kept_print(mailing->workspace->store, NULL, error) ? EX_OK : EX_SOFTWARE;
}

const Command command_daily = {
    .name = "daily",
    .arguments = "",
    .summary = "the one line for cron: reminders, news, retries, your digest",
    .details =
        "For every open meeting: queues the reminders and other notices that are due, what is new\n"
        "in an agenda that has settled and, when something happened, the organizer's digest; then\n"
        "delivers all that waits, and ends the retention of old messages (convoke.conf(5)). It\n"
        "invites nobody. Silent when all is well, so that cron mails only trouble. Run it once a\n"
        "day or every hour; nobody gets anything twice.",
    .run = run,
};
