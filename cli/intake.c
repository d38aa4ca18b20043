/* One message and many, and what is said about them. */
#include "cli/intake.h"
#include "cli/clock.h"
#include "cli/sha256.h"
#include "cli/mailing.h"
#include "cli/prune.h"
#include "cli/reading.h"
#include "cli/stop.h"
#include "cli/words.h"
#include "inbox/memory.h"
#include "inbox/watch.h"
#include "db/store-meeting.h"
#include "mailer/outbox.h"
#include <stdio.h>
#include <unistd.h>

/* Junk fills the disk no faster than it is looked at: what each one sends is counted. */
typedef struct {
    gint64 newest; /* row */
    gsize bytes;
} Flood;

static Flood *
flood_of(GHashTable *floods, const Receipt *receipt)
{
    g_autofree char *whose = g_strdup_printf("%s %s", receipt->meeting ? receipt->meeting : "",
                                             receipt->guest ? receipt->guest : "");
    Flood *flood = g_hash_table_lookup(floods, whose);
    if (flood)
        return flood;
    flood = g_new0(Flood, 1);
    g_hash_table_insert(floods, g_steal_pointer(&whose), flood);
    return flood;
}

/* What fails here is only late: daily does it, too, and says what is wrong. */
static void
flood_end(const Intake *intake, Flood *flood)
{
    gint64 newest = flood->newest;
    prune_flood(intake->workspace, &newest, 1, NULL);
    flood->bytes = 0;
}

static void
flood_note(const Intake *intake, const Receipt *receipt, gsize length)
{
    enum { MANY = 1 << 20 };
    if (receipt->duplicate || receipt->id == 0)
        return;
    Flood *flood = flood_of(intake->floods, receipt);
    flood->newest = receipt->id;
    flood->bytes += length;
    if (flood->bytes >= MANY)
        flood_end(intake, flood);
}

static void
floods_end(const Intake *intake)
{
    g_autoptr(GArray) newest = g_array_new(FALSE, FALSE, sizeof(gint64));
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, intake->floods);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Flood *flood = value;
        if (flood->bytes > 0)
            g_array_append_val(newest, flood->newest);
        flood->bytes = 0;
    }
    if (newest->len > 0)
        prune_flood(intake->workspace, (gint64 *)newest->data, newest->len, NULL);
}

gboolean
intake_open_reader(Intake *intake, const Shell *shell, bool one, GError **error)
{
    enum { BATCHES = 24 << 20 }; /* also pages of the database */
    intake->shell = shell;
    intake->floods = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    intake->seated = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    intake->workspace = workspace_open_closed(shell, error);
    if (!intake->workspace)
        return FALSE;
    const Config *config = intake->workspace->config;
    if (!one)
        memory_keep(); /* processes that read inherit this */
    intake->reader = reading_open(config, one, error);
    if (!one)
        memory_take(BATCHES);
    intake->packer = packer_new(one, one ? NULL : sha256_load());
    intake->committer = one ? NULL : committer_new(error);
    intake->receiver = (Receiver){
        .last = &intake->last,
        .address = config_get(config, "mail", "address"),
        .separator = config_get_separator(config),
        .authserv_id = config_get(config, "receive", "authserv-id"),
        .reader = intake->reader,
        .packer = intake->packer,
        .committer = intake->committer,
        .max_size = (gsize)config_get_int(config, "receive", "max-size"),
        .room = (gint64)config_get_int(config, "archive", "guest-megabytes") << 20,
    };
    return intake->reader && (one || intake->committer);
}

gboolean
intake_open_store(Intake *intake, GError **error)
{
    if (!workspace_open_store(intake->workspace, error))
        return FALSE;
    intake->receiver.store = intake->workspace->store;
    return TRUE;
}

gboolean
intake_open(Intake *intake, const Shell *shell, bool one, GError **error)
{
    return intake_open_reader(intake, shell, one, error) && intake_open_store(intake, error);
}

void
intake_clear(Intake *intake)
{
    last_event_clear(&intake->last);
    floods_end(intake);
    g_hash_table_unref(intake->floods);
    g_hash_table_unref(intake->seated);
    packer_free(intake->packer);
    committer_free(intake->committer);
    reader_close(intake->reader);
    workspace_free(intake->workspace);
}

static void
print_receipt(const Receipt *receipt)
{
    if (receipt->duplicate) {
        printf("known    this message was received before\n");
        return;
    }
    const Decision *decision = &receipt->decision;
    const char *partstat =
        decision->partstat == PARTSTAT_NONE ? NULL : words_of_partstat(decision->partstat);
    g_autofree char *who =
        words_for_terminal(receipt->name ? receipt->name : receipt->meaning->from, 60);
    printf("%-8s %s: %s%s%s%s\n", decision_kind_name(decision->kind), *who ? who : "somebody",
           decision->why, partstat ? " (" : "", partstat ? partstat : "", partstat ? ")" : "");
}

static void
tell(Intake *intake, const Receipt *receipt, gsize length)
{
    flood_note(intake, receipt, length);
    if (!intake->quiet)
        print_receipt(receipt);
    if (!receipt->duplicate && !intake->silent && (receipt->guest || receipt->decision.orders) &&
        !intake->dry_run) {
        intake->answerable++;
        intake->answer_to = receipt->id;
    }
    if (receipt->seats > 0 && !intake->silent)
        g_hash_table_add(intake->seated, g_strdup(receipt->meeting));
}

static Raw
raw_of(const SourceMessage *message)
{
    return (Raw){message->bytes->data, message->bytes->len, message->recipient, message->digest,
                 message->front};
}

static gboolean
take_one(Intake *intake, SourceMessage *message, gint64 now, GError **error)
{
    const Raw raw = raw_of(message);
    g_auto(Receipt) receipt = {0};
    if (!receive_message(&intake->receiver, &raw, intake->dry_run, now, &receipt, error))
        return FALSE;
    tell(intake, &receipt, raw.length);
    message->taken = TRUE;
    return TRUE;
}

void
intake_ahead(const SourceMessage *messages, guint count, gpointer user_data)
{
    Intake *intake = user_data;
    g_autofree Raw *raws = g_new(Raw, count);
    for (guint i = 0; i < count; i++)
        raws[i] = raw_of(&messages[i]);
    receive_ahead(&intake->receiver, raws, count);
}

void
intake_offer(const Meanwhile *meanwhile, gpointer user_data)
{
    Intake *intake = user_data;
    intake->receiver.meanwhile = *meanwhile;
}

gboolean
intake_take(SourceMessage *messages, guint count, gpointer user_data, GError **error)
{
    Intake *intake = user_data;
    g_autofree Raw *raws = g_new0(Raw, count);
    g_autofree Receipt *receipts = g_new0(Receipt, count);
    gint64 now;
    if (!clock_read(&now, error))
        return FALSE;
    if (count == 1)
        return take_one(intake, messages, now, error);
    for (guint i = 0; i < count; i++)
        raws[i] = raw_of(&messages[i]);
    gboolean good = receive_messages(&intake->receiver, raws, count, now, receipts, error);
    for (guint i = 0; i < count; i++) {
        messages[i].taken = receipts[i].taken;
        if (receipts[i].taken)
            tell(intake, &receipts[i], raws[i].length);
        receipt_clear(&receipts[i]);
    }
    return good;
}

static gboolean
answer(const Intake *intake, const Mailing *mailing, gint64 now, GError **error)
{
    /* After several, whoever else is owed an answer gets it in the same run. */
    bool one = intake->answerable == 1;
    gint64 received = one ? intake->answer_to : 0;
    const OutboxFilter filter = {.received = one ? received : OUTBOX_ANSWERS};
    int queued = 0;
    if (intake->answerable == 0)
        return TRUE;
    return outbox_queue_answers(&mailing->room, received, now, &queued, error) &&
           (queued == 0 || mailing_deliver(mailing, NULL, &filter, MAILING_SILENT, NULL, error));
}

/* Whom a seat went to learns it at once. */
static gboolean
tell_of_seats(const Mailing *mailing, const char *id, gint64 now, GError **error)
{
    static const NoticeKind kinds[] = {NOTICE_PROMOTED, NOTICE_SEAT, NOTICE_WAITING};
    int queued = 0;
    g_autoptr(Meeting) meeting =
        store_meeting_load(mailing->workspace->store, id, STORE_GUESTS_NAMED, error);
    if (!meeting || !outbox_queue(&mailing->room, meeting, OUTBOX_SEATS, NULL, now, &queued, error))
        return FALSE;
    for (gsize i = 0; queued > 0 && i < G_N_ELEMENTS(kinds); i++) {
        const OutboxFilter filter = {.meeting = id, .kind = notice_kind_name(kinds[i])};
        if (!mailing_deliver(mailing, NULL, &filter, MAILING_SILENT, NULL, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
send_now(const Intake *intake, GError **error)
{
    gint64 now;
    GHashTableIter iter;
    gpointer id;
    g_autoptr(Mailing) mailing = mailing_open(intake->shell, error);
    if (!mailing || !clock_read(&now, error) || !answer(intake, mailing, now, error))
        return FALSE;
    g_hash_table_iter_init(&iter, intake->seated);
    while (g_hash_table_iter_next(&iter, &id, NULL))
        if (!tell_of_seats(mailing, id, now, error))
            return FALSE;
    return TRUE;
}

void
intake_answer(Intake *intake)
{
    g_autoptr(GError) wrong = NULL;
    bool none = intake->answerable == 0 && g_hash_table_size(intake->seated) == 0;
    if (none || !config_get_bool(intake->workspace->config, "send", "echo"))
        return;
    if (!send_now(intake, &wrong))
        fprintf(stderr, "convoke: the message was taken; its echo will go out later: %s\n",
                wrong->message);
    intake->answerable = 0;
    g_hash_table_remove_all(intake->seated);
}

gboolean
intake_goes_on(const Intake *intake, GError **wrong, GError **error)
{
    if (reader_is_lost(intake->reader)) {
        g_propagate_error(error, g_steal_pointer(wrong));
        return FALSE;
    }
    fprintf(stderr, "convoke: %s\n", (*wrong)->message);
    return TRUE;
}

gboolean
intake_watch(Intake *intake, const char *directory, int stop_fd, GError **error)
{
    enum { LOOK_MILLISECONDS = 60000 }; /* also after what could not be taken */
    int fd = watch_maildir(directory, error);
    if (fd < 0)
        return FALSE;
    gboolean good = TRUE;
    do {
        g_autoptr(GError) wrong = NULL;
        int taken;
        gint64 now;
        watch_drain(fd);
        if (!clock_read(&now, &wrong) ||
            !source_maildir(directory, intake->receiver.max_size, now, intake_ahead, intake_take,
                            intake, &taken, &wrong))
            good = intake_goes_on(intake, &wrong, error);
        intake_answer(intake);
        fflush(stdout);
    } while (good && stop_wait(stop_fd, fd, LOOK_MILLISECONDS));
    close(fd);
    return good;
}
