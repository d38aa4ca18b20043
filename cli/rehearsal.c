/* The copy, the clock, the answers and the hours. */
#include "cli/rehearsal.h"
#include "cli/clock.h"
#include "cli/find.h"
#include "cli/kept.h"
#include "db/store-answer.h"
#include "db/store-backup.h"
#include "db/store-control.h"
#include "db/store-follow.h"
#include "db/store-guest.h"
#include "db/store-received.h"
#include "db/store-seat.h"
#include "db/store-standing.h"
#include "mailer/lint.h"
#include "mailer/outbox.h"
#include <glib/gstdio.h>
#include <string.h>

#define HOUR ((gint64)60 * 60)
#define ONE_DAY (24 * HOUR)

/* Everything of one rehearsal. */
typedef struct {
    char *directory; /* private, gone at the end */
    char *database;  /* in it */
    Workspace workspace;
    Mailing mailing;
    const Meeting *meeting;
    const GPtrArray *assumptions;
    gint64 from;
    gint64 now;
    GPtrArray *rehearsed;
    GHashTable *seats;    /* guest id -> number of the newest entry about them that was seen */
    GHashTable *findings; /* of mails that are being sent: envelope id -> LintFinding * array */
} Stage;

void
assumption_free(Assumption *assumption)
{
    g_free(assumption->guest);
    g_free(assumption);
}

static void
rehearsed_free(Rehearsed *rehearsed)
{
    g_free(rehearsed->person);
    g_free(rehearsed->name);
    g_free(rehearsed->what);
    g_free(rehearsed->occasion);
    g_free(rehearsed->reason);
    g_clear_pointer(&rehearsed->findings, g_ptr_array_unref);
    g_free(rehearsed);
}

/* --- the copy --- */

static void
remove_folder(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;
    while (folder && (name = g_dir_read_name(folder))) {
        g_autofree char *inside = g_build_filename(path, name, NULL);
        if (g_file_test(inside, G_FILE_TEST_IS_DIR))
            remove_folder(inside);
        else
            g_unlink(inside);
    }
    g_rmdir(path);
}

static void
stage_clear(Stage *stage)
{
    g_clear_pointer(&stage->workspace.store, store_close);
    if (stage->directory)
        remove_folder(stage->directory);
    g_free(stage->directory);
    g_free(stage->database);
    g_clear_pointer(&stage->rehearsed, g_ptr_array_unref);
    g_clear_pointer(&stage->seats, g_hash_table_unref);
    g_clear_pointer(&stage->findings, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stage, stage_clear)

static gboolean
stage_open(Stage *stage, const Mailing *mailing, GError **error)
{
    stage->rehearsed = g_ptr_array_new_with_free_func((GDestroyNotify)rehearsed_free);
    stage->seats = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    stage->findings =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    stage->directory = g_dir_make_tmp("convoke-rehearsal-XXXXXX", error);
    if (!stage->directory)
        return FALSE;
    stage->database = g_build_filename(stage->directory, "convoke.sqlite", NULL);
    if (!store_backup(mailing->workspace->store, stage->database, error))
        return FALSE;
    stage->workspace = *mailing->workspace;
    stage->workspace.store = store_open(stage->database, FALSE, error);
    stage->mailing = *mailing;
    stage->mailing.workspace = &stage->workspace;
    stage->mailing.room.store = stage->workspace.store;
    return stage->workspace.store && kept_hold(&stage->workspace, mailing->shell->now, error);
}

static void
set_clock(Stage *stage, gint64 now)
{
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(now);
    g_autofree char *text = g_date_time_format_iso8601(when);
    g_setenv("CONVOKE_NOW", text, TRUE);
    stage->now = now;
}

static Rehearsed *
note(Stage *stage, const char *person, const char *what, const char *occasion, const char *reason)
{
    Rehearsed *rehearsed = g_new(Rehearsed, 1);
    *rehearsed = (Rehearsed){
        .at = stage->now,
        .person = g_strdup(person),
        .name = person_name(stage->workspace.store, stage->meeting, person),
        .what = g_strdup(what),
        .occasion = g_strdup(occasion),
        .reason = g_strdup(reason),
        .answer = !occasion,
    };
    g_ptr_array_add(stage->rehearsed, rehearsed);
    return rehearsed;
}

/* --- the answers --- */

static Assumption *
assumption_of(const Stage *stage, const char *guest)
{
    Assumption *found = NULL;
    for (guint i = 0; i < stage->assumptions->len; i++) {
        Assumption *assumption = g_ptr_array_index(stage->assumptions, i);
        if (!assumption->guest && !found)
            found = assumption;
        if (g_strcmp0(assumption->guest, guest) == 0)
            found = assumption;
    }
    return found;
}

static const char *
words_for(Partstat partstat)
{
    return partstat == PARTSTAT_ACCEPTED   ? "Yes, I am coming."
           : partstat == PARTSTAT_DECLINED ? "Sorry, I cannot come."
                                           : "Maybe.";
}

static gboolean
is_time(const Stage *stage, const Assumption *assumption, const Standing *standing)
{
    if (assumption->at != NEVER)
        return stage->now >= assumption->at;
    return standing->invited_at != NEVER && standing->partstat == PARTSTAT_NEEDS_ACTION &&
           stage->now >= MAX(standing->invited_at, stage->from) + ONE_DAY;
}

/* Records what receiving a sure answer records, so that what follows from one follows here, too. */
static gboolean
record(Stage *stage, const Standing *standing, Partstat partstat, const char *words, GError **error)
{
    Store *store = stage->workspace.store;
    gint64 id;
    g_autofree char *meaning = g_strdup_printf("{\"reply\":\"%s\"}", words);
    g_autofree char *identity =
        g_strdup_printf("rehearsal %s %" G_GINT64_FORMAT, standing->guest, stage->now);
    g_autoptr(GBytes) raw = g_bytes_new(words, strlen(words));
    const NewReceived received = {.identity = identity,
                                  .meeting = stage->meeting->id,
                                  .guest = standing->guest,
                                  .kind = "reply",
                                  .outcome = "recorded",
                                  .meaning = meaning,
                                  .rules = "rehearsal",
                                  .raw = raw};
    NewAnswer row = {.meeting = stage->meeting->id,
                     .guest = standing->guest,
                     .partstat = partstat,
                     .channel = "reply",
                     .words = words,
                     .rule = "rehearsal",
                     .trust = "token+from",
                     .counts = true,
                     .sequence = G_MININT64};
    return store_received_add(store, &received, stage->now, &id, error) &&
           (row.received = id, store_answer_add(store, &row, stage->now, error)) &&
           store_silence_end(store, row.meeting, row.guest, stage->now, error) &&
           store_review_settle(store, row.meeting, row.guest, stage->now, error);
}

static gboolean
answer(Stage *stage, const Standing *standing, Partstat partstat, GError **error)
{
    Store *store = stage->workspace.store;
    const char *words = words_for(partstat);
    if (!store_begin(store, error))
        return FALSE;
    if (!record(stage, standing, partstat, words, error) || !store_commit(store, error)) {
        store_rollback(store);
        return FALSE;
    }
    note(stage, standing->guest, "answer", NULL, words);
    return TRUE;
}

/* One for all has no end: whoever is invited later answers, too. */
static gboolean
answer_all(Stage *stage, GError **error)
{
    if (stage->assumptions->len == 0)
        return TRUE;
    g_autoptr(GPtrArray) standings =
        store_standing_list(stage->workspace.store, stage->meeting->id, NULL, error);
    for (guint i = 0; standings && i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        Assumption *assumption = assumption_of(stage, standing->guest);
        if (!assumption || assumption->done || assumption->partstat == PARTSTAT_NEEDS_ACTION ||
            !standing->token || !is_time(stage, assumption, standing))
            continue;
        assumption->done = assumption->guest != NULL;
        if (!answer(stage, standing, assumption->partstat, error))
            return FALSE;
    }
    return standings != NULL;
}

/* --- the mail --- */

typedef struct {
    Transport base;
    Stage *stage;
} Judge;

static void
judge(Stage *stage, const Outgoing *message)
{
    g_autoptr(GPtrArray) findings = lint_message(message->bytes, message->length);
    if (findings->len > 0)
        g_hash_table_insert(stage->findings, g_strdup(message->envelope_id),
                            g_steal_pointer(&findings));
}

static gboolean
accept_all(Transport *transport, TransportNext next, TransportDone done, gpointer user_data,
           GError **error)
{
    const Outgoing *message;
    (void)error;
    while ((message = next(user_data, true))) {
        Outcome outcome = {0};
        judge(((Judge *)transport)->stage, message);
        outcome_set(&outcome, OUTCOME_SENT, 0, "rehearsed");
        done(message, &outcome, user_data);
        outcome_clear(&outcome);
    }
    return TRUE;
}

static void
note_mail(const OutboxItem *item, Delivery state, const char *words, gpointer user_data)
{
    Stage *stage = user_data;
    const Notice *notice = item->notice;
    (void)words;
    if (state != DELIVERY_SENT)
        return;
    Rehearsed *rehearsed = note(stage, notice->person, notice_kind_name(notice->kind),
                                notice->occasion, notice->reason);
    GPtrArray *findings = g_hash_table_lookup(stage->findings, item->envelope_id);
    rehearsed->findings = findings ? g_ptr_array_ref(findings) : NULL;
}

static gboolean
deliver(Stage *stage, GError **error)
{
    Judge all = {.base = {.send = accept_all}, .stage = stage};
    g_autofree char *runs = g_build_filename(stage->directory, "run", NULL);
    g_autoptr(GPtrArray) transports = g_ptr_array_new();
    g_auto(Delivered) done = {0};
    g_ptr_array_add(transports, &all);
    const FencePlaces places = {.database = stage->database, .inside = stage->directory};
    const DeliveryRun run = {
        .room = &stage->mailing.room,
        .transports = transports,
        .run_directory = runs,
        .places = &places,
        .filter = {.meeting = stage->meeting->id},
        .clock = clock_read,
        .told = note_mail,
        .user_data = stage,
    };
    return deliver_run(&run, &done, error);
}

/* What becomes of seats without a mail that tells it, which is why the next one has theirs. TELL: else it was so when
 * the rehearsal began. */
static gboolean
note_seats(Stage *stage, bool tell, GError **error)
{
    if (stage->meeting->seats == 0)
        return TRUE;
    g_autoptr(GPtrArray) claims = store_seat_claims(stage->workspace.store, stage->meeting, error);
    for (guint i = 0; claims && i < claims->len; i++) {
        const SeatClaim *claim = g_ptr_array_index(claims, i);
        const Seat *seat = &claim->seat;
        const char *what = seat->state == SEAT_EXPIRED   ? "offer ends"
                           : seat->state == SEAT_WAITING ? "waits"
                                                         : NULL;
        if (seat->number == GPOINTER_TO_INT(g_hash_table_lookup(stage->seats, claim->id)))
            continue;
        g_hash_table_insert(stage->seats, g_strdup(claim->id), GINT_TO_POINTER(seat->number));
        if (tell && what)
            note(stage, claim->id, what, NULL, seat_reason(seat));
    }
    return claims != NULL;
}

static gboolean
live_an_hour(Stage *stage, GError **error)
{
    const char *id = stage->meeting->id;
    Store *store = stage->workspace.store;
    gint64 next;
    return answer_all(stage, error) && mailing_daily(&stage->mailing, id, stage->now, error) &&
           note_seats(stage, true, error) && store_outbox_next(store, &next, error) &&
           (next == NEVER || next > stage->now || deliver(stage, error));
}

gboolean
rehearsal_frees(const Mailing *mailing, const char *meeting, bool *ret_frees, GError **error)
{
    g_autoptr(GPtrArray) holds = store_hold_list(mailing->room.store, meeting, error);
    if (!holds)
        return FALSE;
    *ret_frees = mailing->room.approve || holds->len > 0;
    return TRUE;
}

/* What is held leaves when the organizer says so, which no clock knows. */
static gboolean
let_all_go(Stage *stage, GError **error)
{
    Store *store = stage->workspace.store;
    const Choice all = {.meeting = stage->meeting->id};
    int released, rules;
    stage->mailing.room.approve = FALSE;
    if (!store_begin(store, error))
        return FALSE;
    if (!store_control(store, &all, CONTROL_RELEASE, "", stage->from, &released, error) ||
        !store_hold_end(store, &all, stage->from, &rules, error)) {
        store_rollback(store);
        return FALSE;
    }
    return store_commit(store, error);
}

GPtrArray *
rehearsal_run(const Mailing *mailing, const Meeting *meeting, const GPtrArray *assumptions,
              gint64 from, gint64 until, GError **error)
{
    int queued;
    g_auto(Stage) stage = {.meeting = meeting, .assumptions = assumptions, .from = from};
    if (!stage_open(&stage, mailing, error))
        return NULL;
    set_clock(&stage, from);
    if (!let_all_go(&stage, error) || !note_seats(&stage, false, error) ||
        !outbox_queue(&stage.mailing.room, meeting, OUTBOX_SEND, NULL, from, &queued, error))
        return NULL;
    for (gint64 now = from; now <= until; now += HOUR) {
        set_clock(&stage, now);
        if (!live_an_hour(&stage, error))
            return NULL;
    }
    return g_steal_pointer(&stage.rehearsed);
}
