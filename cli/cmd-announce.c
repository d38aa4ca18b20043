/* convoke announce: the agenda, list style. */
#include "cli/mailing.h"
#include "event/error.h"
#include "mailer/outbox.h"
#include "mailer/schedule.h"
#include <stdio.h>
#include <sysexits.h>

/* Why the announcement goes to fewer than one might think. */
static void
say_left_out(const Meeting *meeting, const Announced *announced, gint64 now)
{
    bool in_turn = meeting->seats > 0 && meeting->offer_days > 0;
    const char *why = schedule_over(meeting, now) ? "not invited (the meeting is over)"
                      : in_turn                   ? "not invited yet (seats are offered in turn)"
                                                  : "not invited yet (`convoke send` invites)";
    if (announced->uninvited > 0)
        printf("Left out: %d %s.\n", announced->uninvited, why);
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean dry_run = FALSE, again = FALSE;
    g_autofree char *note = NULL, *most = NULL;
    int limit;
    const GOptionEntry options[] = {
        {"note", 'm', 0, G_OPTION_ARG_STRING, &note, "Words of yours above the agenda", "TEXT"},
        {"again", 0, 0, G_OPTION_ARG_NONE, &again, "Even if this revision was announced to them",
         NULL},
        {"limit", 0, 0, G_OPTION_ARG_STRING, &most,
         "Send at most N now; the others wait for the next run", "N"},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, "Say what would be sent, and send nothing",
         NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 1, 2, &args, error) ||
        !mailing_limit(most, &limit, error))
        return EX_USAGE;
    const char *audience = args[1] ? args[1] : args[0];
    g_autoptr(Mailing) mailing = mailing_open(shell, error);
    g_autoptr(Meeting) meeting =
        mailing ? mailing_meeting(mailing, args[1] ? args[0] : NULL, STORE_GUESTS_ALL, error)
                : NULL;
    Announced announced;
    if (!meeting || !outbox_announce(&mailing->room, meeting, audience, note ? note : "", again,
                                     dry_run, shell->now, &announced, error))
        return EX_SOFTWARE;
    if (announced.recipients == 0) {
        printf("Nobody is in `%s` right now; nothing was sent.\n", audience);
        say_left_out(meeting, &announced, shell->now);
        return EX_OK;
    }
    if (announced.again && !again) {
        g_set_error(
            error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
            "this agenda went to `%s` already, as announcement %d; --again sends it once more",
            audience, announced.number);
        return EX_CANTCREAT;
    }
    if (dry_run) {
        printf("would send the agenda to %d in `%s`\n", announced.recipients, audience);
        say_left_out(meeting, &announced, shell->now);
        return EX_OK;
    }
    printf("Announcement %d to %d in `%s`.\n", announced.number, announced.recipients, audience);
    say_left_out(meeting, &announced, shell->now);
    const OutboxFilter filter = {
        .meeting = meeting->id, .kind = notice_kind_name(NOTICE_ANNOUNCEMENT), .limit = limit};
    return mailing_deliver(mailing, NULL, &filter, MAILING_SUMMARY, NULL, error) ? EX_OK
                                                                                 : EX_SOFTWARE;
}

const Command command_announce = {
    .name = "announce",
    .arguments = "[MEETING] GROUP",
    .summary = "mail the agenda to a group, list style",
    .details =
        "GROUP is all, accepted, declined, maybe, pending (no answer yet, or maybe), speakers, or\n"
        "a group of the event file. Whoever said no gets it only with all, declined or a group\n"
        "of theirs, and nobody before their invitation. The same agenda goes to the same group\n"
        "only once, unless --again.",
    .run = run,
};
