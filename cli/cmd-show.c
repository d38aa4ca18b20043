/* convoke show: one mail, byte for byte, as it would go out now. */
#include "cli/find.h"
#include "cli/findings.h"
#include "cli/mailing.h"
#include "db/store-meeting.h"
#include "db/store-standing.h"
#include "event/error.h"
#include "mailer/lint.h"
#include "mailer/outbox-put.h"
#include "mailer/outbox.h"
#include "mailer/prepare.h"
#include "mailer/schedule.h"
#include <stdio.h>
#include <sysexits.h>

/* The occasion that such a notice would have now, where it is not in the outbox. */
static char *
next_occasion(const Meeting *meeting, const Standing *standing, NoticeKind kind, gint64 now)
{
    Day due;
    int step;
    switch (kind) {
    case NOTICE_INVITATION:
        g_assert(standing);
        return g_strdup_printf("%d", standing->issue);
    case NOTICE_REMINDER:
        step = schedule_step(meeting, standing, now, &due);
        if (step < 0 && meeting->reminders.days_before->len > 0)
            step = g_array_index(meeting->reminders.days_before, int, 0);
        return g_strdup_printf("%dd", MAX(step, 0));
    case NOTICE_SEAT:
    case NOTICE_WAITING:
    case NOTICE_PROMOTED:
        return g_strdup_printf("%d", MAX(standing->seat.number, 1));
    case NOTICE_ANNOUNCEMENT:
        return g_strdup("1");
    case NOTICE_LOGISTICS:
    case NOTICE_NUDGE:
        return g_strdup("0d");
    case NOTICE_THANKS:
        return g_strdup("1");
    case NOTICE_CANCELLATION:
    case NOTICE_WITHDRAWAL:
        g_assert(standing);
        return standing_next_call(standing);
    case NOTICE_DIGEST:
        return g_strdup("today");
    case NOTICE_ECHO:
    case NOTICE_QUESTION:
    case NOTICE_UNSUBSCRIBED:
    case NOTICE_HELP:
    case NOTICE_DECIDED:
    case NOTICE_CHANGE: /* follows from the news, owed_occasion() */
        break;
    }
    return NULL; /* answers a message; there is none to answer */
}

/* The occasion of the mail of KIND that PERSON is owed now; of changes, once the agenda has settled; NULL = none. */
static gboolean
owed_occasion(const Mailing *mailing, const Meeting *meeting, const char *person, NoticeKind kind,
              gint64 now, char **ret_occasion, GError **error)
{
    const unsigned what = 1u << kind | (kind == NOTICE_CHANGE ? OUTBOX_UNRESTED : 0);
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
    *ret_occasion = NULL;
    if (!outbox_owed(&mailing->room, meeting, what, now, notices, NULL, error))
        return FALSE;
    for (guint i = 0; i < notices->len && !*ret_occasion; i++) {
        const Notice *notice = g_ptr_array_index(notices, i);
        if (notice->kind == kind && g_str_equal(notice->person, person))
            *ret_occasion = g_strdup(notice->occasion);
    }
    return TRUE;
}

/* Of ITEMS the newest of that kind, which has not left where it WAITS; NULL = none. */
static OutboxItem *
newest_item(GPtrArray *items, NoticeKind kind, bool waits)
{
    for (guint i = items->len; i > 0; i--) {
        const OutboxItem *item = g_ptr_array_index(items, i - 1);
        bool left = item->state != DELIVERY_QUEUED && item->state != DELIVERY_HELD;
        if (item->notice->kind == kind && !(waits && left))
            return g_ptr_array_steal_index(items, i - 1);
    }
    return NULL;
}

/* One that is not in the outbox. */
static OutboxItem *
make_item(const Mailing *mailing, const Meeting *meeting, const char *person,
          const Standing *standing, NoticeKind kind, const char *occasion, gint64 now,
          GError **error)
{
    g_auto(Revision) revision = {0};
    if (!store_meeting_revision(mailing->workspace->store, meeting->id, &revision, error))
        return NULL;
    g_autoptr(OutboxItem) item = g_new0(OutboxItem, 1);
    item->notice = notice_new(meeting->id, person, kind, occasion, "to be shown");
    g_autofree char *key = notice_key(item->notice);
    item->received = G_MININT64;
    item->queued_at = now;
    item->recipient = g_strdup(standing ? standing->address : meeting->organizer.address);
    item->envelope_id = g_strnfill(16, 'a');
    item->message_id = outbox_message_id(
        &mailing->room, key, standing ? standing->token : revision.organizer_token, error);
    return item->message_id ? g_steal_pointer(&item) : NULL;
}

static void
refuse_unknown(const char *person, NoticeKind kind, GError **error)
{
    if (kind == NOTICE_CHANGE)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                    "there is no change to show: nothing that `%s` would get a mail about has"
                    " changed since they were last told",
                    person);
    else
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                    "there is no %s to show: it answers a message, and none came from `%s`",
                    notice_kind_name(kind), person);
}

/* What waits, else what is owed, else the newest that left (of changes, which each tell something else, none), else what
 * one would be. */
static OutboxItem *
find_item(const Mailing *mailing, const Meeting *meeting, const char *person, NoticeKind kind,
          gint64 now, GError **error)
{
    Store *store = mailing->workspace->store;
    g_autofree char *occasion = NULL;
    g_autoptr(GPtrArray) items =
        store_outbox_list(store, meeting->id, person, DELIVERY_NONE, error);
    OutboxItem *item = items ? newest_item(items, kind, true) : NULL;
    if (!items || item)
        return item;
    if (!owed_occasion(mailing, meeting, person, kind, now, &occasion, error))
        return NULL;
    item = occasion || kind == NOTICE_CHANGE ? NULL : newest_item(items, kind, false);
    if (item)
        return item;
    g_autoptr(GPtrArray) standings = store_standing_list(store, meeting->id, person, error);
    if (!standings)
        return NULL;
    const Standing *standing = standings->len ? g_ptr_array_index(standings, 0) : NULL;
    g_assert(standing || kind == NOTICE_DIGEST);
    if (!occasion)
        occasion = next_occasion(meeting, standing, kind, now);
    if (!occasion) {
        refuse_unknown(person, kind, error);
        return NULL;
    }
    return make_item(mailing, meeting, person, standing, kind, occasion, now, error);
}

/* What mail programs would have to say; gives the exit status. */
static int
print_check(const OutboxItem *item, const char *bytes, gsize length, int width)
{
    g_autoptr(GPtrArray) findings = lint_message(bytes, length);
    const char *kind = notice_kind_name(item->notice->kind);
    if (findings->len == 0)
        printf("%s to %s: good, by %u rules\n", kind, item->recipient, lint_rule_count());
    else
        printf("%s to %s should not go out like this:\n", kind, item->recipient);
    findings_print(findings, 4, width);
    return findings->len == 0 ? EX_OK : EX_DATAERR;
}

/* How a mail is shown. */
typedef struct {
    gboolean check;
    int width;
    gint64 now;
} View;

/* What became of a seat can be told only to who was told of one. */
static void
refuse_moot(const OutboxItem *item, const char *moot, GError **error)
{
    const NoticeKind kind = item->notice->kind;
    const bool seatless = item->id == 0 && g_str_equal(moot, SCHEDULE_SEAT_ELSE);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT, "no %s would go to `%s`%s: %s",
                notice_kind_name(kind), item->notice->person, item->id == 0 ? " now" : "",
                seatless ? "nothing of the kind became of a seat for them" : moot);
}

static int
print_mail(const Mailing *mailing, const OutboxItem *item, const View *view, GError **error)
{
    g_auto(Prepared) prepared = {0};
    g_autoptr(Preparer) preparer = preparer_new(&mailing->room);
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    g_ptr_array_add(items, (gpointer)item);
    if (!preparer_expect(preparer, items, error) ||
        !prepare_message(preparer, item, view->now, &prepared, error))
        return EX_SOFTWARE;
    if (prepared.moot) {
        refuse_moot(item, prepared.moot, error);
        return EX_SOFTWARE;
    }
    gsize length;
    const char *bytes = g_bytes_get_data(prepared.bytes, &length);
    if (view->check)
        return print_check(item, bytes, length, view->width);
    fwrite(bytes, 1, length, stdout);
    return EX_OK;
}

/* A mail is shown as if what is due about seats were written already; it is not kept. */
static int
show(const Mailing *mailing, const Meeting *meeting, const char *person, NoticeKind kind,
     const View *view, GError **error)
{
    Store *store = mailing->workspace->store;
    g_autoptr(OutboxItem) item = mailing_foresee_state(mailing, meeting->id, view->now, error)
                                     ? find_item(mailing, meeting, person, kind, view->now, error)
                                     : NULL;
    int status = item ? print_mail(mailing, item, view, error) : EX_SOFTWARE;
    store_rollback(store);
    return status;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    View view = {.width = shell->width, .now = shell->now};
    const GOptionEntry options[] = {
        {"check", 0, 0, G_OPTION_ARG_NONE, &view.check, "Say what is wrong with it instead", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    NoticeKind kind;
    if (!command_parse(command, options, argv, 2, 3, &args, error))
        return EX_USAGE;
    const int first = args[2] != NULL;
    if (!kind_find(args[first + 1], &kind, error))
        return EX_USAGE;
    g_autoptr(Mailing) mailing = mailing_open(shell, error);
    g_autoptr(Meeting) meeting =
        mailing ? mailing_meeting(mailing, first ? args[0] : NULL, STORE_GUESTS_ALL, error) : NULL;
    if (!meeting)
        return EX_SOFTWARE;
    const bool organizer = g_str_equal(args[first], "organizer");
    if (organizer != (kind == NOTICE_DIGEST)) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                    organizer ? "a guest gets the %s, not the organizer; name one"
                              : "the organizer gets the %s: convoke show organizer digest",
                    notice_kind_name(kind));
        return EX_NOINPUT;
    }
    g_autofree char *person =
        organizer ? g_strdup("organizer")
                  : guest_find_ever(mailing->workspace->store, meeting, args[first], error);
    return person ? show(mailing, meeting, person, kind, &view, error) : EX_NOINPUT;
}

const Command command_show = {
    .name = "show",
    .arguments = "[MEETING] PERSON KIND",
    .summary = "print one mail, byte for byte",
    .details =
        "PERSON is an id, an address or a name, or organizer; of who is no longer a guest, the\n"
        "id. KIND is invitation, reminder, announcement, change, logistics, nudge, thanks,\n"
        "cancellation, withdrawal, echo, question, digest, seat, waiting or promoted. The mail\n"
        "is composed as it would go out now; nothing is stored or sent. With --check it is\n"
        "judged instead, by rules that each stand for what goes wrong in somebody's mail\n"
        "program or calendar; 65 when it breaks one.",
    .run = run,
};
