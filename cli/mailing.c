/* Opening the mailroom, queueing, and telling what a run did. */
#include "cli/mailing.h"
#include "cli/calendar.h"
#include "cli/clock.h"
#include "cli/kept.h"
#include "cli/places.h"
#include "cli/progress.h"
#include "cli/random.h"
#include "cli/stop.h"
#include "cli/transports.h"
#include "cli/words.h"
#include "db/store-meeting.h"
#include "db/store-seat.h"
#include "event/error.h"
#include "event/standing.h"
#include "mailer/apart.h"
#include "mailer/outbox-put.h"
#include "mailer/outbox.h"
#include <malloc.h>
#include <stdio.h>

/* Bytes: what the mails of one turn give back, those of the next take again; the system would be asked for it, and
 * given it back, many times a second. */
#define MEMORY_KEPT (8 << 20)

Mailing *
mailing_open(const Shell *shell, GError **error)
{
    g_autoptr(Mailing) mailing = g_new0(Mailing, 1);
    mailing->shell = shell;
    mailing->workspace = workspace_open(shell, error);
    if (!mailing->workspace || !store_keep_little(mailing->workspace->store, error))
        return NULL;
    const Config *config = mailing->workspace->config;
    mailing->room = (Mailroom){
        .store = mailing->workspace->store,
        .address = config_get(config, "mail", "address"),
        .separator = config_get_separator(config),
        .name = config_get(config, "mail", "name"),
        .library = workspace_templates(mailing->workspace, error),
        .calendar = calendar_write,
        .random = random_bytes,
        .answers = config_get_int(config, "send", "answers-a-day"),
        .approve = config_get_bool(config, "send", "approve"),
    };
    return mailing->room.library ? g_steal_pointer(&mailing) : NULL;
}

void
mailing_free(Mailing *mailing)
{
    if (!mailing)
        return;
    template_library_free(mailing->room.library);
    workspace_free(mailing->workspace);
    g_free(mailing);
}

/* What a run says while it goes on. */
typedef struct {
    MailingTalk talk;
    bool bar;
    Progress progress;
} Account;

static void
print_each(const OutboxItem *item, Delivery state, const char *words)
{
    printf("%-8s %-12s %s%s%s\n", delivery_name(state), notice_kind_name(item->notice->kind),
           item->recipient, words && *words && state != DELIVERY_SENT ? ": " : "",
           words && state != DELIVERY_SENT ? words : "");
}

static void
account_told(const OutboxItem *item, Delivery state, const char *words, gpointer user_data)
{
    Account *account = user_data;
    if (account->bar && state != DELIVERY_SENT)
        progress_clear(&account->progress);
    if (account->bar ? state != DELIVERY_SENT : account->talk == MAILING_EACH)
        print_each(item, state, words);
    if (account->bar)
        progress_step(&account->progress);
}

/* One mail is sent before anybody has looked. A bar says how many there are, so all are queued before. */
static gboolean
account_open(const Mailing *mailing, OutboxQueueing *queueing, const OutboxFilter *filter,
             MailingTalk talk, Account *ret_account, GError **error)
{
    gint64 now;
    int due = 0;
    *ret_account = (Account){.talk = talk};
    if (talk == MAILING_SILENT || !mailing->shell->terminal)
        return TRUE;
    for (bool more = queueing; more;)
        if (!outbox_queueing_next(queueing, &more, error))
            return FALSE;
    if (!clock_read(&now, error) ||
        !store_outbox_count_due(mailing->room.store, filter, now, &due, error))
        return FALSE;
    ret_account->bar = due > 1;
    progress_begin(&ret_account->progress, due, mailing->shell->width);
    return TRUE;
}

static void
print_summary(const Delivered *done)
{
    const struct {
        int count;
        const char *what;
    } pieces[] = {
        {done->sent, "sent"},        {done->later, "to be tried again"}, {done->failed, "failed"},
        {done->unknown, "in doubt"}, {done->dropped, "no longer owed"},
    };
    g_autoptr(GString) line = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++)
        if (pieces[i].count > 0)
            g_string_append_printf(line, "%s%d %s", line->len ? ", " : "", pieces[i].count,
                                   pieces[i].what);
    if (line->len > 0)
        printf("%s.%s%s\n", line->str, done->words ? " Last trouble: " : "",
               done->words ? done->words : "");
}

gboolean
mailing_deliver(const Mailing *mailing, OutboxQueueing *queueing, const OutboxFilter *filter,
                MailingTalk talk, Delivered *ret_delivered, GError **error)
{
    g_auto(Delivered) done = {0};
    g_auto(Places) places = {0};
    Account account;
    if (!places_find(mailing->workspace, &places, error))
        return FALSE;
    g_autoptr(GPtrArray) transports = transports_open(mailing->workspace, error);
    if (!transports || !account_open(mailing, queueing, filter, talk, &account, error))
        return FALSE;
    stop_listen();
    mallopt(M_TRIM_THRESHOLD, MEMORY_KEPT);
    const DeliveryRun run = {
        .room = &mailing->room,
        .transports = transports,
        .run_directory = places.run,
        .places = &places.fence,
        .limits = {.relay = config_get_int(mailing->workspace->config, "send", "rate"),
                   .domain = config_get_int(mailing->workspace->config, "send", "domain-rate")},
        .filter = *filter,
        .queueing = queueing,
        .judged = true,
        .clock = clock_read,
        .stopped = stop_asked,
        .told = account_told,
        .user_data = &account,
    };
    gboolean good = deliver_run(&run, &done, error);
    progress_clear(&account.progress);
    if (talk != MAILING_SILENT)
        print_summary(&done);
    if (talk == MAILING_EACH && done.sent > 0 && transports_keep(mailing->workspace))
        printf("Only written to files: no relay is named in convoke.conf.\n");
    if (ret_delivered) {
        *ret_delivered = done;
        done = (Delivered){0};
    }
    return good;
}

Meeting *
mailing_meeting(const Mailing *mailing, const char *named, StoreGuests guests, GError **error)
{
    g_autofree char *id = workspace_meeting(mailing->workspace, named, error);
    return id ? store_meeting_load(mailing->workspace->store, id, guests, error) : NULL;
}

const char *
mailing_name(const Meeting *meeting, const GPtrArray *standings, const char *person)
{
    const Guest *guest = meeting_guest(meeting, person);
    for (guint i = 0; !guest && standings && i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        if (g_str_equal(standing->guest, person))
            return standing->name;
    }
    return guest ? guest->name : person;
}

gboolean
mailing_owed(const Mailing *mailing, const Meeting *meeting, unsigned what, gint64 now,
             GPtrArray *notices, GPtrArray **ret_standings, GError **error)
{
    g_autoptr(GPtrArray) standings = NULL;
    if (!outbox_owed(&mailing->room, meeting, what, now, notices, &standings, error))
        return FALSE;
    g_autoptr(GHashTable) by_guest = standings_by_guest(standings);
    for (guint i = 0; i < notices->len; i++) {
        Notice *notice = g_ptr_array_index(notices, i);
        const Standing *standing = g_hash_table_lookup(by_guest, notice->person);
        if (standing && standing->address &&
            !outbox_put_off(&mailing->room, notice, standing->address, now, error))
            return FALSE;
    }
    *ret_standings = g_steal_pointer(&standings);
    return TRUE;
}

char *
mailing_start(const Meeting *meeting, gint64 at, gint64 now)
{
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    if (at <= now)
        return g_strdup("");
    g_autofree char *words = words_of_instant(at, zone);
    return g_strdup_printf("not before %s", words);
}

gboolean
mailing_print_owed(const Mailing *mailing, const Meeting *meeting, unsigned what,
                   const char *person, GPtrArray *former, gint64 now, GError **error)
{
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
    g_autoptr(GPtrArray) standings = NULL;
    if (!mailing_owed(mailing, meeting, what, now, notices, &standings, error) ||
        (former &&
         !apart_plan(mailing->room.store, meeting, standings, former, notices, now, error)))
        return FALSE;
    for (guint i = 0; i < notices->len; i++) {
        const Notice *notice = g_ptr_array_index(notices, i);
        g_autofree char *start = mailing_start(meeting, notice->not_before, now);
        if (!person || g_str_equal(person, notice->person))
            printf("would send %-12s %s: %s%s%s\n", notice_kind_name(notice->kind),
                   mailing_name(meeting, standings, notice->person), start, *start ? "; " : "",
                   notice->reason);
    }
    if (former)
        g_ptr_array_extend_and_steal(former, g_steal_pointer(&notices));
    return TRUE;
}

gboolean
mailing_print_waiting(const Mailing *mailing, const char *meeting, const char *person, gint64 now,
                      GError **error)
{
    g_autoptr(GPtrArray) items =
        store_outbox_list(mailing->workspace->store, meeting, person, DELIVERY_QUEUED, error);
    guint due = 0;
    for (guint i = 0; items && i < items->len; i++)
        due += ((const OutboxItem *)g_ptr_array_index(items, i))->next_at <= now;
    if (due > 0)
        printf("would send %u that wait in the outbox of %s (convoke plan %s)\n", due, meeting,
               meeting);
    if (items && items->len > due)
        printf("%u more of %s put off until later (convoke plan %s)\n", items->len - due, meeting,
               meeting);
    return items != NULL;
}

gboolean
mailing_limit(const char *text, int *ret_limit, GError **error)
{
    gint64 limit = 0;
    if (text && !g_ascii_string_to_signed(text, 10, 1, G_MAXINT, &limit, NULL)) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "--limit: `%s` is no whole number above 0", text);
        return FALSE;
    }
    *ret_limit = (int)limit;
    return TRUE;
}

/* Nobody is reminded twice a day, and what is asked for first comes first. */
static gint
by_answer_by(gconstpointer a, gconstpointer b)
{
    const Meeting *first = *(Meeting *const *)a, *second = *(Meeting *const *)b;
    Day x = first->answer_by, y = second->answer_by;
    if (x == y)
        return 0;
    return x == DAY_NONE ? 1 : y == DAY_NONE ? -1 : x < y ? -1 : 1;
}

/* The open meetings, or the one that is NAMED, without their guests. Meeting *. */
static GPtrArray *
load_open(Store *store, const char *named, GError **error)
{
    g_autoptr(GPtrArray) ids = store_meeting_list(store, FALSE, error);
    g_autoptr(GPtrArray) meetings = g_ptr_array_new_with_free_func((GDestroyNotify)meeting_free);
    for (guint i = 0; ids && i < ids->len; i++) {
        const char *id = g_ptr_array_index(ids, i);
        if (named && !g_str_equal(named, id))
            continue;
        Meeting *meeting = store_meeting_load(store, id, STORE_GUESTS_NONE, error);
        if (!meeting)
            return NULL;
        g_ptr_array_add(meetings, meeting);
    }
    g_ptr_array_sort(meetings, by_answer_by);
    return ids ? g_steal_pointer(&meetings) : NULL;
}

gboolean
mailing_foresee(const Mailing *mailing, const Meeting *meeting, const GPtrArray *standings,
                GPtrArray *notices, gint64 now, GError **error)
{
    Store *store = mailing->room.store;
    g_autoptr(GPtrArray) meetings = load_open(store, NULL, error);
    g_autoptr(GPtrArray) former = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
    for (guint i = 0; meetings && i < meetings->len; i++) {
        const Meeting *other = g_ptr_array_index(meetings, i);
        g_autoptr(GPtrArray) theirs = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
        g_autoptr(GPtrArray) readers = NULL;
        if (g_str_equal(other->id, meeting->id))
            break;
        if (!outbox_owed(&mailing->room, other, OUTBOX_REMINDERS | 1 << NOTICE_NUDGE, now, theirs,
                         &readers, error) ||
            !apart_plan(store, other, readers, former, theirs, now, error))
            return FALSE;
        g_ptr_array_extend_and_steal(former, g_steal_pointer(&theirs));
    }
    return meetings && apart_plan(store, meeting, standings, former, notices, now, error);
}

gboolean
mailing_foresee_state(const Mailing *mailing, const char *meeting, gint64 now, GError **error)
{
    Store *store = mailing->room.store;
    g_autoptr(GArray) steps = NULL;
    bool open = false;
    if (!kept_look(mailing->workspace, &open, now, error) ||
        !store_seat_due(store, meeting, true, now, NULL, &steps, error))
        return FALSE;
    return steps->len == 0 || ((open || store_begin(store, error)) &&
                               store_seat_settle_newest(store, meeting, true, now, NULL, error));
}

gboolean
mailing_queue(const Mailing *mailing, const char *named, const char *person, unsigned what,
              gboolean dry_run, gint64 now, int *queued, GError **error)
{
    Store *store = mailing->workspace->store;
    g_autoptr(GPtrArray) meetings = load_open(store, named, error);
    g_autoptr(GPtrArray) former = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
    for (guint i = 0; meetings && i < meetings->len; i++) {
        const Meeting *meeting = g_ptr_array_index(meetings, i);
        int count = 0;
        g_autoptr(Meeting) whole =
            dry_run ? store_meeting_load(store, meeting->id, STORE_GUESTS_ALL, error) : NULL;
        if (dry_run
                ? !whole || !mailing_print_owed(mailing, whole, what, person, former, now, error)
                : !outbox_queue(&mailing->room, meeting, what, person, now, &count, error))
            return FALSE;
        *queued += count;
    }
    return meetings != NULL;
}

gboolean
mailing_daily(const Mailing *mailing, const char *named, gint64 now, GError **error)
{
    int queued = 0, answers;
    return mailing_queue(mailing, named, NULL, OUTBOX_DAILY, FALSE, now, &queued, error) &&
           outbox_queue_answers(&mailing->room, 0, now, &answers, error);
}
