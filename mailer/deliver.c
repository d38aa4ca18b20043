/* Claims, sending, outcomes. Commits: the claim of a batch (before anything of it leaves), the start of
 * each mail (before its bytes are given to the transport), its ending. The claim is synced, so that after a
 * power failure whatever may have left is known to be unknown, and not sent again; the others outlive this
 * process, and are synced within a second of work, so that few are unknown. */
#include "mailer/deliver.h"
#include "event/error.h"
#include "mailer/backoff.h"
#include "mailer/prepare.h"
#include "mailer/run.h"

/* Claimed at once: small enough that a power failure leaves few in doubt, large enough to be one sync in
 * many. */
enum { BATCH = 50 };

/* One mail between its preparation and its outcome. */
typedef struct {
    Outgoing outgoing; /* first, so that what the transport gives back is this */
    OutboxItem *item;
    Prepared prepared;
} Sending;

typedef struct {
    const DeliveryRun *run;
    Preparer *preparer;
    gint64 begun;     /* claims only what was due then, so that no mail is tried twice in a run */
    const char *id;   /* of this run */
    GPtrArray *batch; /* OutboxItem *, claimed; NULL where taken out */
    guint next;       /* index into it */
    int left;         /* how many more may be claimed */
    gint64 synced_at; /* monotonic, of the last commit that was */
    Delivered done;
    GError *error; /* of the database: ends the run */
} Job;

void
delivered_clear(Delivered *delivered)
{
    g_free(delivered->words);
    *delivered = (Delivered){0};
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

/* The next commits are synced, or only those that come a second after one that was. */
static gboolean
set_synced(Job *job, bool synced, GError **error)
{
    gint64 now = g_get_monotonic_time();
    synced = synced || now - job->synced_at >= G_USEC_PER_SEC;
    if (synced)
        job->synced_at = now;
    return store_set_durable(job->run->room->store, synced, error);
}

static bool
write_now(Job *job, Write write, const Sending *sending, gconstpointer data)
{
    Store *store = job->run->room->store;
    gint64 now;
    if (job->error)
        return false;
    if (job->run->clock(&now, &job->error) && set_synced(job, false, &job->error) &&
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
    outbox_item_free(sending->item);
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
            write_now(job, write_finish, sending, &outcome);
        return false;
    }
    const char *moot = sending->prepared.moot;
    if (!moot)
        return write_now(job, write_start, sending, NULL);
    if (write_now(job, write_drop, sending, moot))
        tell(job, sending->item, DELIVERY_DROPPED, moot);
    return false;
}

/* False when nothing more is due, or allowed. The transport keeps its connection meanwhile. */
static bool
claim_more(Job *job)
{
    OutboxFilter filter = job->run->filter;
    filter.limit = MIN(job->left, BATCH);
    g_clear_pointer(&job->batch, g_ptr_array_unref);
    job->next = 0;
    if (filter.limit == 0 || !set_synced(job, true, &job->error))
        return false;
    job->batch =
        store_outbox_claim(job->run->room->store, &filter, job->id, job->begun, &job->error);
    if (!job->batch || job->batch->len == 0)
        return false;
    job->left -= (int)job->batch->len;
    return true;
}

static bool
has_next(Job *job)
{
    return !job->error && ((job->batch && job->next < job->batch->len) || claim_more(job));
}

static const Outgoing *
give_next(gpointer user_data)
{
    Job *job = user_data;
    while (has_next(job)) {
        g_autoptr(Sending) sending = g_new0(Sending, 1);
        sending->item = g_steal_pointer(&g_ptr_array_index(job->batch, job->next));
        job->next++;
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
    write_now(job, closed ? write_put_back : write_finish, sending, outcome);
}

/* --- the run --- */

/* Whatever happened, what was not even tried is anybody's again, and what ended stands for good. */
static gboolean
give_back(Job *job, GError **error)
{
    Store *store = job->run->room->store;
    if (store_set_durable(store, TRUE, error) && store_begin(store, error) &&
        store_outbox_unclaim(store, job->id, error) && store_commit(store, error))
        return TRUE;
    store_rollback(store);
    return FALSE;
}

static gboolean
send_all(Job *job, GError **error)
{
    Transport *transport = job->run->transport;
    gboolean good =
        !has_next(job) || transport->send(transport, give_next, take_outcome, job, error);
    if (job->error) {
        g_clear_error(error);
        g_propagate_error(error, g_steal_pointer(&job->error));
        good = FALSE;
    }
    return give_back(job, good ? error : NULL) && good;
}

gboolean
deliver_run(const DeliveryRun *run, Delivered *ret_delivered, GError **error)
{
    Job job = {.run = run, .left = run->filter.limit > 0 ? run->filter.limit : G_MAXINT};
    g_auto(Run) self = {.fd = -1};
    if (!run_open(run->run_directory, run->room->random, &self, error))
        return FALSE;
    job.id = self.id;
    job.preparer = preparer_new(run->room);
    gboolean good = run->clock(&job.begun, error) &&
                    run_recover_dead(run->run_directory, run->room->store, job.begun, error) &&
                    send_all(&job, error);
    g_clear_pointer(&job.batch, g_ptr_array_unref);
    preparer_free(job.preparer);
    *ret_delivered = job.done;
    return good;
}
