/* convoke send: invitations, and everything that waits. */
#include "cli/find.h"
#include "cli/kept.h"
#include "cli/mailing.h"
#include "db/store-control.h"
#include "mailer/outbox.h"
#include <stdio.h>
#include <sysexits.h>

/* To offer one person a seat in waves is to begin with all that are free: cron offers the rest. */
static gboolean
print_unopened(const Mailing *mailing, const Meeting *meeting, gint64 now, GError **error)
{
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
    if (meeting->offer_days == 0)
        return TRUE;
    if (!outbox_owed(&mailing->room, meeting, OUTBOX_INVITATIONS, now, notices, NULL, error))
        return FALSE;
    for (guint i = 0; i < notices->len; i++) {
        const Notice *notice = g_ptr_array_index(notices, i);
        if (notice->kind != NOTICE_SEAT)
            continue;
        printf("Seats are offered in turn, and the first offers go out together: convoke send\n"
               "without --only.\n");
        break;
    }
    return TRUE;
}

/* What waits, for the organizer or for a later hour, would else be forgotten; of what was tried the run told. */
static gboolean
print_rest(const Mailing *mailing, const Meeting *whole, const char *person, bool idle, gint64 now,
           GError **error)
{
    const char *meeting = whole->id;
    const Guest *guest = person ? meeting_guest(whole, person) : NULL;
    Store *store = mailing->workspace->store;
    g_autoptr(GPtrArray) held = store_outbox_list(store, meeting, person, DELIVERY_HELD, error);
    int later, kept = 0;
    if (!held || (!person && !store_kept_count(store, meeting, &kept, error)) ||
        !store_outbox_count_later(store, meeting, person, idle, now, &later, error))
        return FALSE;
    if (held->len > (guint)kept)
        printf("%u held until you release them: convoke outbox.\n", held->len - (guint)kept);
    if (later > 0)
        printf("%d put off until later: convoke plan.\n", later);
    if (idle && held->len == 0 && later == 0)
        printf("Nothing is owed to %s right now.\n", guest    ? guest->name
                                                     : person ? person
                                                              : "anybody");
    if (person && !print_unopened(mailing, whole, now, error))
        return FALSE;
    return kept_print(store, meeting, error);
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean dry_run = FALSE;
    int limit;
    g_autofree char *only = NULL, *most = NULL;
    const GOptionEntry options[] = {
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, "Say what would be sent, and send nothing",
         NULL},
        {"limit", 0, 0, G_OPTION_ARG_STRING, &most, "Send at most N mails in this run", "N"},
        {"only", 0, 0, G_OPTION_ARG_STRING, &only, "Only to this guest (id, address or name)",
         "PERSON"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 1, &args, error) ||
        !mailing_limit(most, &limit, error))
        return EX_USAGE;
    g_autoptr(Mailing) mailing = mailing_open(shell, error);
    const StoreGuests guests = only || dry_run ? STORE_GUESTS_ALL : STORE_GUESTS_NAMED;
    g_autoptr(Meeting) meeting = mailing ? mailing_meeting(mailing, args[0], guests, error) : NULL;
    if (!meeting || !(dry_run ? kept_look(mailing->workspace, NULL, shell->now, error)
                              : kept_hold(mailing->workspace, shell->now, error)))
        return EX_SOFTWARE;
    g_autofree char *person =
        only ? guest_find_ever(mailing->workspace->store, meeting, only, error) : NULL;
    if (only && !person)
        return EX_NOINPUT;
    const unsigned what = OUTBOX_SEND | (person ? OUTBOX_UNOPENED : 0);
    if (dry_run)
        return mailing_print_owed(mailing, meeting, what, person, NULL, shell->now, error) &&
                       mailing_print_waiting(mailing, meeting->id, person, shell->now, error) &&
                       (!person || print_unopened(mailing, meeting, shell->now, error)) &&
                       kept_print(mailing->workspace->store, meeting->id, error)
                   ? EX_OK
                   : EX_SOFTWARE;
    int answers;
    bool more;
    g_autoptr(OutboxQueueing) queueing =
        outbox_queueing_new(&mailing->room, meeting, what, person, shell->now);
    const OutboxFilter filter = {.meeting = meeting->id, .person = person, .limit = limit};
    g_auto(Delivered) done = {0};
    if (!outbox_queueing_next(queueing, &more, error) ||
        !outbox_queue_answers(&mailing->room, 0, shell->now, &answers, error) ||
        !mailing_deliver(mailing, queueing, &filter, MAILING_EACH, &done, error))
        return EX_SOFTWARE;
    const bool idle =
        done.sent + done.later + done.failed + done.unknown + done.dropped + done.held == 0;
    return print_rest(mailing, meeting, person, idle, shell->now, error) ? EX_OK : EX_SOFTWARE;
}

const Command command_send = {
    .name = "send",
    .arguments = "[MEETING]",
    .summary = "invite who was not invited yet, and send what waits",
    .details =
        "Queues an invitation for every guest who has none, a withdrawal for who was taken out of\n"
        "the event file, and all else that is owed; then delivers everything that is due, echoes\n"
        "and what failed for now before included. Sending twice is the same as once. See\n"
        "`convoke plan` for what would go out and why.",
    .run = run,
};
