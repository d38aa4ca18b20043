/* Claims, sending, outcomes. Commits: the claim of a batch (before anything of it leaves), the start of
 * each mail (before its bytes are given to the transport), its ending. The first two are synced; an
 * ending need not be, for a mail whose ending a power failure undoes is unknown, and not sent again. */
#include "mailer/deliver.h"
#include "event/error.h"
#include "mailer/backoff.h"
#include "mailer/prepare.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Claimed at once: small enough that a dead run holds up little, large enough to be one commit in many. */
enum { BATCH = 200 };

/* One mail between its preparation and its outcome. */
typedef struct {
    Outgoing outgoing; /* first, so that what the transport gives back is this */
    const OutboxItem *item;
    Prepared prepared;
} Sending;

typedef struct {
    const DeliveryRun *run;
    Preparer *preparer;
    gint64 begun;     /* claims only what was due then, so that no mail is tried twice in a run */
    GPtrArray *batch; /* OutboxItem * */
    guint next;       /* index into it */
    Delivered done;
    GError *error; /* of the database: ends the run */
} Job;

void
delivered_clear(Delivered *delivered)
{
    g_free(delivered->words);
    *delivered = (Delivered){0};
}

/* --- runs and their locks --- */

static char *
lock_path(const DeliveryRun *run, const char *id)
{
    return g_build_filename(run->run_directory, id, NULL);
}

/* A run is alive while its lock file is locked. -1 and errno when it cannot be had. */
static int
lock_open(const char *path, int flags)
{
    int fd = open(path, O_RDWR | O_CLOEXEC | flags, 0600);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
        int wrong = errno;
        close(fd);
        errno = wrong;
        return -1;
    }
    return fd;
}

static gboolean
lock_failed(const char *path, GError **error)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", path, g_strerror(errno));
    return FALSE;
}

static gboolean
recover_one(const DeliveryRun *run, const char *id, gint64 now, GError **error)
{
    g_autofree char *path = lock_path(run, id);
    int fd = lock_open(path, 0);
    if (fd < 0 && errno == EWOULDBLOCK)
        return TRUE; /* alive */
    if (fd < 0 && errno != ENOENT)
        return lock_failed(path, error);
    gboolean good = store_begin(run->room->store, error) &&
                    store_outbox_recover(run->room->store, id, now, error) &&
                    store_commit(run->room->store, error);
    if (!good)
        store_rollback(run->room->store);
    else
        unlink(path);
    if (fd >= 0)
        close(fd);
    return good;
}

static gboolean
recover_dead(const DeliveryRun *run, gint64 now, GError **error)
{
    g_autoptr(GPtrArray) runs = store_outbox_runs(run->room->store, error);
    for (guint i = 0; runs && i < runs->len; i++)
        if (!recover_one(run, g_ptr_array_index(runs, i), now, error))
            return FALSE;
    return runs != NULL;
}

/* --- one mail --- */

static void
tell(Job *job, const OutboxItem *item, Delivery state, const char *words)
{
    int *counts[] = {
        [DELIVERY_SENT] = &job->done.sent,       [DELIVERY_QUEUED] = &job->done.later,
        [DELIVERY_FAILED] = &job->done.failed,   [DELIVERY_UNKNOWN] = &job->done.unknown,
        [DELIVERY_DROPPED] = &job->done.dropped,
    };
    ++*counts[state];
    if (state != DELIVERY_SENT && state != DELIVERY_DROPPED) {
        g_free(job->done.words);
        job->done.words = g_strdup(words);
    }
    if (job->run->told)
        job->run->told(item, state, words, job->run->user_data);
}

/* Runs one write in a transaction of its own; a failure ends the run. */
typedef gboolean (*Write)(Job *job, const Sending *sending, gconstpointer data, gint64 now,
                          GError **error);

static bool
write_now(Job *job, Write write, bool synced, const Sending *sending, gconstpointer data)
{
    Store *store = job->run->room->store;
    gint64 now;
    if (job->error)
        return false;
    if (job->run->clock(&now, &job->error) && store_set_durable(store, synced, &job->error) &&
        store_begin(store, &job->error) && write(job, sending, data, now, &job->error) &&
        store_commit(store, &job->error))
        return true;
    store_rollback(store);
    return false;
}

static gboolean
write_start(Job *job, const Sending *sending, gconstpointer data, gint64 now, GError **error)
{
    const Prepared *prepared = &sending->prepared;
    (void)data;
    const OutboxSent sent = {.revision = prepared->revision,
                             .digest = prepared->digest,
                             .subject = prepared->subject,
                             .text = prepared->text};
    return store_outbox_start(job->run->room->store, sending->item->id, &sent, now, error);
}

static gboolean
write_drop(Job *job, const Sending *sending, gconstpointer data, gint64 now, GError **error)
{
    return store_outbox_drop(job->run->room->store, sending->item->id, data, now, error);
}

static Delivery
state_of(const Outcome *outcome)
{
    static const Delivery states[] = {
        [OUTCOME_SENT] = DELIVERY_SENT,
        [OUTCOME_LATER] = DELIVERY_QUEUED,
        [OUTCOME_FAILED] = DELIVERY_FAILED,
        [OUTCOME_UNKNOWN] = DELIVERY_UNKNOWN,
    };
    return states[outcome->kind];
}

/* The relay is closed to all mail: this one has had no try, and goes first when the relay is open again. */
static gboolean
write_put_back(Job *job, const Sending *sending, gconstpointer data, gint64 now, GError **error)
{
    const Outcome *outcome = data;
    if (!store_outbox_put_back(job->run->room->store, sending->item->id, outcome->code,
                               outcome->text, MAX(now, job->begun + 1), error))
        return FALSE;
    tell(job, sending->item, DELIVERY_QUEUED, outcome->text);
    return TRUE;
}

static gboolean
write_finish(Job *job, const Sending *sending, gconstpointer data, gint64 now, GError **error)
{
    const Outcome *outcome = data;
    const OutboxItem *item = sending->item;
    gint64 first = item->first_at == NEVER ? now : item->first_at;
    gint64 next = now;
    Delivery state = state_of(outcome);
    if (state == DELIVERY_QUEUED)
        next = backoff_next(item->message_id, (guint)item->attempts + 1, first, now);
    if (next == BACKOFF_GIVE_UP) {
        state = DELIVERY_FAILED;
        next = now;
    }
    if (!store_outbox_finish(job->run->room->store, item->id, state, outcome->code, outcome->status,
                             outcome->text, next, now, error))
        return FALSE;
    tell(job, item, state, outcome->text);
    return TRUE;
}

static void
sending_free(Sending *sending)
{
    prepared_clear(&sending->prepared);
    g_free(sending);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sending, sending_free)

/* True when the mail is ready to go. One that cannot be made fails by itself and holds up no other. */
static bool
prepare(Job *job, Sending *sending)
{
    g_autoptr(GError) wrong = NULL;
    gint64 now;
    if (!job->run->clock(&now, &job->error))
        return false;
    if (!prepare_message(job->preparer, sending->item, now, &sending->prepared, &wrong)) {
        const Outcome outcome = {.kind = OUTCOME_FAILED, .text = wrong->message};
        if (g_error_matches(wrong, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY))
            job->error = g_steal_pointer(&wrong);
        else
            write_now(job, write_finish, false, sending, &outcome);
        return false;
    }
    const char *moot = sending->prepared.moot;
    if (!moot)
        return write_now(job, write_start, true, sending, NULL);
    if (write_now(job, write_drop, false, sending, moot))
        tell(job, sending->item, DELIVERY_DROPPED, moot);
    return false;
}

static const Outgoing *
give_next(gpointer user_data)
{
    Job *job = user_data;
    while (!job->error && job->next < job->batch->len) {
        g_autoptr(Sending) sending = g_new0(Sending, 1);
        sending->item = g_ptr_array_index(job->batch, job->next++);
        if (!prepare(job, sending))
            continue;
        sending->outgoing = (Outgoing){
            .envelope_from = sending->prepared.envelope_from,
            .recipient = sending->item->recipient,
            .envelope_id = sending->item->envelope_id,
        };
        sending->outgoing.bytes =
            g_bytes_get_data(sending->prepared.bytes, &sending->outgoing.length);
        return &g_steal_pointer(&sending)->outgoing;
    }
    return NULL;
}

static void
take_outcome(const Outgoing *message, const Outcome *outcome, gpointer user_data)
{
    Job *job = user_data;
    g_autoptr(Sending) sending = (Sending *)message;
    bool closed = outcome->kind == OUTCOME_LATER && outcome->session;
    write_now(job, closed ? write_put_back : write_finish, false, sending, outcome);
}

/* --- the run --- */

static gboolean
run_batch(Job *job, const char *id, int limit, GError **error)
{
    const DeliveryRun *run = job->run;
    OutboxFilter filter = run->filter;
    filter.limit = limit;
    g_clear_pointer(&job->batch, g_ptr_array_unref);
    if (!store_set_durable(run->room->store, TRUE, error))
        return FALSE;
    job->batch = store_outbox_claim(run->room->store, &filter, id, job->begun, error);
    job->next = 0;
    if (!job->batch)
        return FALSE;
    if (job->batch->len == 0)
        return TRUE;
    gboolean good = run->transport->send(run->transport, give_next, take_outcome, job, error);
    if (job->error) {
        g_clear_error(error);
        g_propagate_error(error, g_steal_pointer(&job->error));
        good = FALSE;
    }
    /* Whatever happened, what was not even tried is anybody's again. */
    g_autoptr(GError) wrong = NULL;
    if (!store_set_durable(run->room->store, TRUE, &wrong) ||
        !store_begin(run->room->store, &wrong) ||
        !store_outbox_unclaim(run->room->store, id, &wrong) ||
        !store_commit(run->room->store, &wrong)) {
        store_rollback(run->room->store);
        if (good)
            g_propagate_error(error, g_steal_pointer(&wrong));
        return FALSE;
    }
    return good;
}

static gboolean
run_all(Job *job, const char *id, GError **error)
{
    int limit = job->run->filter.limit, given = 0;
    do {
        int batch = limit > 0 ? MIN(limit - given, BATCH) : BATCH;
        if (!run_batch(job, id, batch, error))
            return FALSE;
        given += (int)job->batch->len;
    } while (job->batch->len > 0 && (limit == 0 || given < limit));
    return TRUE;
}

gboolean
deliver_run(const DeliveryRun *run, Delivered *ret_delivered, GError **error)
{
    Job job = {.run = run};
    guint8 bytes[8];
    run->room->random(bytes, sizeof bytes);
    g_autofree char *id = g_strdup_printf("%ld-%02x%02x%02x%02x", (long)getpid(), bytes[0],
                                          bytes[1], bytes[2], bytes[3]);
    g_autofree char *path = lock_path(run, id);
    if (g_mkdir_with_parents(run->run_directory, 0700) != 0)
        return lock_failed(run->run_directory, error);
    int fd = lock_open(path, O_CREAT);
    if (fd < 0)
        return lock_failed(path, error);
    job.preparer = preparer_new(run->room);
    gboolean good = run->clock(&job.begun, error) && recover_dead(run, job.begun, error) &&
                    run_all(&job, id, error);
    g_clear_pointer(&job.batch, g_ptr_array_unref);
    preparer_free(job.preparer);
    unlink(path);
    close(fd);
    *ret_delivered = job.done;
    return good;
}
