/* The owner of the database: claims, composes, records. Its work goes in turns, each one transaction that is
 * synced: what has ended since the last turn is recorded, and the next mails are claimed and composed; they
 * are handed over (handover.h) when that is durable. So a mail that may have left is known to, whatever
 * happens; what ended since the last turn is in the journal, and safe against the end of this process, and
 * within a second in the database, and safe against that of the machine. */
#include "mailer/deliver.h"
#include "db/store-epoch.h"
#include "event/error.h"
#include "mailer/claims.h"
#include "mailer/ending.h"
#include "mailer/handover.h"
#include "mailer/run.h"

/* Recorded at the latest, without waiting for the turn that claims more. */
enum { ENDED_MOST = 2 * CLAIMS_MOST };

#define RECORD_TIME G_USEC_PER_SEC
#define LOOK_TIME (G_USEC_PER_SEC / 10) /* for a signal to stop */

typedef struct {
    const DeliveryRun *run;
    Store *store;
    Claims claims;
    Handover *handover;
    Fence *fence;
    gint64 recorded_at; /* monotonic, the last turn */
    bool claimed;       /* anything, ever */
    GPtrArray *ended;   /* Sending *, not yet recorded */
    Delivered done;
} Job;

void
delivered_clear(Delivered *delivered)
{
    g_free(delivered->words);
    *delivered = (Delivered){0};
}

static void
tell(Job *job, const OutboxItem *item, Delivery state, const char *words)
{
    int *counts[] = {
        [DELIVERY_SENT] = &job->done.sent,       [DELIVERY_QUEUED] = &job->done.later,
        [DELIVERY_FAILED] = &job->done.failed,   [DELIVERY_UNKNOWN] = &job->done.unknown,
        [DELIVERY_DROPPED] = &job->done.dropped, [DELIVERY_HELD] = &job->done.held,
    };
    ++*counts[state];
    if (state != DELIVERY_SENT && state != DELIVERY_DROPPED && state != DELIVERY_HELD) {
        g_free(job->done.words);
        job->done.words = g_strdup(words);
    }
    if (job->run->told)
        job->run->told(item, state, words, job->run->user_data);
}

/* --- one turn --- */

/* Records what has ended. */
static gboolean
record(Job *job, GError **error)
{
    for (guint i = 0; i < job->ended->len; i++) {
        Sending *sending = g_ptr_array_index(job->ended, i);
        if (!ending_record(job->store, sending->item, &sending->outcome, sending->ended_at,
                           &sending->state, error) ||
            !pacer_tell(job->claims.pacer, sending->item->recipient, &sending->outcome, error))
            return FALSE;
    }
    return TRUE;
}

static void
tell_all(Job *job, const GPtrArray *mails)
{
    for (guint i = 0; i < mails->len; i++) {
        const Sending *sending = g_ptr_array_index(mails, i);
        tell(job, sending->item, sending->state, sending->outcome.text);
    }
}

/* What has ended is durable: the journal may forget it. */
static void
forget_ended(Job *job)
{
    tell_all(job, job->ended);
    job->claims.left_since += job->ended->len;
    handover_recorded(job->handover, job->ended->len);
    g_ptr_array_set_size(job->ended, 0);
}

/* The next turn's outcomes join those that a failed turn did not get recorded. */
static void
collect(Job *job)
{
    g_autoptr(GPtrArray) ended = handover_ended(job->handover);
    g_ptr_array_extend_and_steal(job->ended, g_steal_pointer(&ended));
}

/* What is copied from the database before is older from now on. */
static gboolean
advance(Job *job, guint count, GError **error)
{
    job->claimed = job->claimed || count > 0;
    return count == 0 || store_epoch_advance(job->store, error);
}

static gboolean
commit_turn(Job *job, bool more, GPtrArray *ready, GPtrArray *settled, GError **error)
{
    if (!store_begin(job->store, error))
        return FALSE;
    if (record(job, error) && (!more || claims_take(&job->claims, ready, settled, error)) &&
        advance(job, job->ended->len + ready->len + settled->len, error) &&
        store_commit(job->store, error))
        return TRUE;
    store_rollback(job->store);
    return FALSE;
}

static gboolean
turn(Job *job, bool more, GError **error)
{
    g_autoptr(GPtrArray) ready = g_ptr_array_new_with_free_func((GDestroyNotify)sending_free);
    g_autoptr(GPtrArray) settled = g_ptr_array_new_with_free_func((GDestroyNotify)sending_free);
    collect(job);
    job->recorded_at = g_get_monotonic_time();
    if (!fence_enter(job->fence, error))
        return FALSE;
    gboolean good = commit_turn(job, more, ready, settled, error);
    if (!fence_leave(job->fence, FALSE, good ? error : NULL) || !good)
        return FALSE;
    forget_ended(job);
    tell_all(job, settled);
    handover_put(job->handover, ready);
    return TRUE;
}

/* --- the run --- */

static bool
is_stopped(const Job *job)
{
    return job->run->stopped && job->run->stopped();
}

static gboolean
queue_some(Job *job, GError **error)
{
    bool more;
    if (!outbox_queueing_next(job->run->queueing, &more, error))
        return FALSE;
    job->claims.all_queued = !more;
    job->claims.thin = false;
    return TRUE;
}

/* Turns until nothing more is due and all connections have ended. The next comes when as many mails are left as it
 * will claim, so that the connections do not wait for it, or none where they are slow. More is queued when nothing is
 * due any more, and while the connections have enough to do. */
static gboolean
take_turns(Job *job, GError **error)
{
    Claims *claims = &job->claims;
    bool running = true;
    while (running || !claims->all_queued) {
        bool stopped = is_stopped(job);
        guint waiting, ended;
        handover_count(job->handover, &waiting, &ended);
        bool paused = claims_paused(claims);
        bool more = running && !claims->dry && !stopped && !paused && waiting <= claims_low(claims);
        bool late = g_get_monotonic_time() - job->recorded_at >= RECORD_TIME;
        if (!claims->all_queued && (claims->thin || !more) && !queue_some(job, error))
            return FALSE;
        if ((more || ended >= ENDED_MOST || (ended > 0 && late)) && !turn(job, more, error))
            return FALSE;
        if (claims->dry || stopped)
            handover_close(job->handover, stopped);
        running = handover_wait(
            job->handover, claims->dry || stopped || paused ? -1 : (int)claims_low(claims),
            ENDED_MOST, g_get_monotonic_time() + (claims->all_queued ? LOOK_TIME : 0));
    }
    return TRUE;
}

/* Mails that nobody took are anybody's again. Of those that a refused session left, the words are kept, and
 * they go first when the relay is open again: they have had no try. */
static gboolean
give_back(Job *job, const Run *self, GPtrArray *left, GError **error)
{
    gint64 now;
    if (!job->run->clock(&now, error))
        return FALSE;
    for (guint i = 0; i < left->len; i++) {
        const Sending *sending = g_ptr_array_index(left, i);
        const Outcome *outcome = &sending->outcome;
        if (outcome->text &&
            (!store_outbox_put_back(job->store, sending->item->id, outcome->code, outcome->text,
                                    MAX(now, job->claims.begun + 1), error) ||
             !pacer_tell(job->claims.pacer, sending->item->recipient, outcome, error)))
            return FALSE;
    }
    return store_outbox_unclaim(job->store, self->id, error);
}

/* Why something is left; NULL where nothing is. */
static GError *
why_left(const Job *job, const GPtrArray *left)
{
    const GError *refusal = handover_refusal(job->handover);
    if (left->len == 0 && job->claims.dry)
        return NULL;
    if (refusal)
        return g_error_copy(refusal);
    return is_stopped(job) ? g_error_new(CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                                         "stopped by a signal; what is left waits for the next run")
                           : NULL;
}

/* Tells of what a refused session left; the rest of LEFT nobody has touched. */
static void
tell_left(Job *job, const GPtrArray *left)
{
    for (guint i = 0; i < left->len; i++) {
        const Sending *sending = g_ptr_array_index(left, i);
        if (sending->outcome.text)
            tell(job, sending->item, DELIVERY_QUEUED, sending->outcome.text);
    }
}

/* OURS: this database is still the one that sends; the epoch of one that is not must not come near to what a record
 * says. */
static gboolean
commit_last(Job *job, const Run *self, GPtrArray *left, bool ours, GError **error)
{
    if (!store_begin(job->store, error))
        return FALSE;
    if (record(job, error) && give_back(job, self, left, error) && advance(job, ours, error) &&
        store_commit(job->store, error))
        return TRUE;
    store_rollback(job->store);
    return FALSE;
}

/* Whatever happened: the last outcomes are recorded. When even that fails, they stay in the journal. FALSE
 * also when something is left that was to be sent. */
static gboolean
finish(Job *job, Run *self, GError **error)
{
    g_autoptr(GPtrArray) left = handover_finish(job->handover);
    collect(job);
    bool ours = job->claimed && fence_enter(job->fence, NULL);
    gboolean good = commit_last(job, self, left, ours, error);
    if (ours)
        fence_leave(job->fence, TRUE, NULL);
    if (!good)
        return FALSE;
    run_done(self);
    forget_ended(job);
    tell_left(job, left);
    GError *why = why_left(job, left);
    if (why)
        g_propagate_error(error, why);
    return !why;
}

static gboolean
send_all(Job *job, Run *self, GError **error)
{
    g_autoptr(GError) last = NULL;
    job->claims.preparer = preparer_new(job->run->room);
    job->claims.filing = filing_new(job->store);
    job->claims.judge = job->run->judged ? judge_new() : NULL;
    job->handover = handover_new(job->run->transports, self->journal, job->run->clock);
    job->ended = g_ptr_array_new_with_free_func((GDestroyNotify)sending_free);
    gboolean good = take_turns(job, error);
    if (!finish(job, self, &last) && good) {
        g_propagate_error(error, g_steal_pointer(&last));
        good = FALSE;
    }
    handover_free(job->handover);
    filing_free(job->claims.filing);
    preparer_free(job->claims.preparer);
    judge_free(job->claims.judge);
    g_ptr_array_unref(job->ended);
    return good;
}

gboolean
deliver_run(const DeliveryRun *run, Delivered *ret_delivered, GError **error)
{
    Job job = {.run = run, .store = run->room->store};
    Claims *claims = &job.claims;
    g_auto(Run) self = {.fd = -1};
    if (!run_open(run->run_directory, run->room->random, &self, error))
        return FALSE;
    *claims = (Claims){.run = self.id,
                       .store = job.store,
                       .filter = run->filter,
                       .clock = run->clock,
                       .least = MAX(run->transports->len, 1),
                       .all_queued = !run->queueing};
    claims_begin(claims);
    bool begins = run->clock(&claims->begun, error) &&
                  (claims->pacer = pacer_new(job.store, &run->limits, claims->begun)) &&
                  (job.fence = fence_open(job.store, run->places, error)) &&
                  run_recover_dead(run->run_directory, job.store, claims->begun, error);
    if (!begins)
        run_done(&self);
    gboolean good = begins && send_all(&job, &self, error);
    pacer_free(claims->pacer);
    fence_free(job.fence);
    *ret_delivered = job.done;
    return good;
}
