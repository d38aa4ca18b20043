/* The owner of the database: claims, composes, records. Its work goes in turns, each one transaction that is
 * synced: what has ended since the last turn is recorded, and the next mails are claimed and composed; they
 * are handed over (handover.h) when that is durable. So a mail that may have left is known to, whatever
 * happens; what ended since the last turn is in the journal, and safe against the end of this process, and
 * within a second in the database, and safe against that of the machine. */
#include "mailer/deliver.h"
#include "db/store-epoch.h"
#include "event/error.h"
#include "mailer/ending.h"
#include "mailer/filing.h"
#include "mailer/handover.h"
#include "mailer/judge.h"
#include "mailer/run.h"

/* Claimed in one turn: few enough that they leave within a second or so, for who answers meanwhile need not
 * be reminded and a power failure puts all of them in doubt; many enough that one sync serves many. The next
 * turn comes when as many are left as it will claim, so that the connections do not wait for it. */
enum { BATCH_LEAST = 8, BATCH_MOST = 256 };

/* Recorded at the latest, without waiting for the turn that claims more. */
enum { ENDED_MOST = 2 * BATCH_MOST };

#define BATCH_TIME (G_USEC_PER_SEC / 4)
#define RECORD_TIME G_USEC_PER_SEC
/* So long a run waits, all in all, for who wants less mail at a time; what is left then stays queued. */
#define PATIENCE ((gint64)10 * 60 * 1000)
#define LOOK_TIME (G_USEC_PER_SEC / 10) /* for a signal to stop */

typedef struct {
    const DeliveryRun *run;
    const char *id; /* of this run */
    Store *store;
    Preparer *preparer;
    Filing *filing;
    Judge *judge; /* NULL = nobody looks */
    Handover *handover;
    Fence *fence;
    Pacer *pacer;
    gint64 waited;    /* milliseconds */
    gint64 resume_at; /* monotonic: nothing is claimed before */
    /* earliest second for which a mail was put off for its domain; 0 = none was */
    gint64 deferred_to;
    gint64 begun;       /* claims only what was due then, so that no mail is tried twice in a run */
    int left;           /* how many more may be claimed */
    guint batch;        /* of the next turn */
    gint64 claimed_at;  /* monotonic, the last turn that claimed */
    gint64 recorded_at; /* monotonic, the last turn */
    bool claimed;       /* anything, ever */
    bool queued;        /* all that is to be */
    bool thin;          /* what is due was claimed; more may be once it is queued */
    bool dry;           /* nothing more is due, or allowed */
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
            !pacer_tell(job->pacer, sending->item->recipient, &sending->outcome, error))
            return FALSE;
    }
    return TRUE;
}

/* What is in the database then is not kept in memory, too: many mails wait at a time. */
static gboolean
claim(Job *job, Sending *sending, gint64 now, GError **error)
{
    Prepared *prepared = &sending->prepared;
    OutboxSent sent = {.revision = prepared->revision, .letter.subject = prepared->subject};
    g_autofree char *text = NULL;
    if (prepared->text &&
        !filing_divide(job->filing, prepared->text, &sent.letter.wording, &text, error))
        return FALSE;
    sent.letter.text = text;
    if (!store_outbox_claim(job->store, sending->item->id, job->id, &sent, now, error))
        return FALSE;
    g_clear_pointer(&prepared->text, part_free);
    g_clear_pointer(&prepared->subject, g_free);
    return TRUE;
}

/* One that cannot be made fails by itself and holds up no other. */
static gboolean
fail(Job *job, Sending *sending, const GError *wrong, gint64 now, GError **error)
{
    sending->outcome = (Outcome){.kind = OUTCOME_FAILED, .text = outcome_words(wrong->message)};
    return claim(job, sending, now, error) &&
           ending_record(job->store, sending->item, &sending->outcome, now, &sending->state, error);
}

/* A broken one is held, and holds up no other. */
static gboolean
approve(Job *job, Sending *sending, bool *ret_good, GError **error)
{
    const OutboxItem *item = sending->item;
    const Outgoing *mail = &sending->outgoing;
    char *wrong = job->judge ? judge_mail(job->judge, item->notice, sending->prepared.language,
                                          item->words, mail->bytes, mail->length)
                             : NULL;
    *ret_good = !wrong;
    if (!wrong)
        return TRUE;
    sending->state = DELIVERY_HELD;
    sending->outcome.text = wrong;
    return store_outbox_hold(job->store, item->id, wrong, error);
}

/* Composes and claims one mail; *ret_ready when it is to be handed over. */
static gboolean
prepare(Job *job, Sending *sending, gint64 now, bool *ret_ready, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    Prepared *prepared = &sending->prepared;
    bool good;
    *ret_ready = false;
    if (!prepare_message(job->preparer, sending->item, now, prepared, &wrong)) {
        if (!g_error_matches(wrong, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY))
            return fail(job, sending, wrong, now, error);
        g_propagate_error(error, g_steal_pointer(&wrong));
        return FALSE;
    }
    if (prepared->moot) {
        sending->state = DELIVERY_DROPPED;
        sending->outcome.text = g_strdup(prepared->moot);
        return store_outbox_drop(job->store, sending->item->id, prepared->moot, now, error);
    }
    if (prepared->held) {
        sending->state = DELIVERY_HELD;
        sending->outcome.text = g_strdup(prepared->held);
        return store_outbox_hold(job->store, sending->item->id, prepared->held, error);
    }
    if (prepared->not_before > now) {
        sending->state = DELIVERY_QUEUED;
        return store_outbox_defer(job->store, sending->item->id, prepared->not_before, error);
    }
    sending->outgoing = (Outgoing){
        .envelope_from = prepared->envelope_from,
        .recipient = prepared->recipient,
        .envelope_id = sending->item->envelope_id,
    };
    sending->outgoing.bytes = g_bytes_get_data(prepared->bytes, &sending->outgoing.length);
    if (!approve(job, sending, &good, error))
        return FALSE;
    if (!good)
        return TRUE;
    *ret_ready = true;
    return claim(job, sending, now, error);
}

static void
pause_claims(Job *job, gint64 milliseconds)
{
    job->waited += milliseconds;
    job->dry = job->waited > PATIENCE;
    job->resume_at = g_get_monotonic_time() + milliseconds * 1000;
}

/* Where it is the relay that wants less, all have to wait; what has to wait for its domain is put off, and holds
 * up no other. */
static gboolean
ask_pace(Job *job, const OutboxItem *item, bool *ret_go, GError **error)
{
    gint64 wait;
    bool all;
    if (!pacer_ask(job->pacer, item->recipient, &wait, &all, error))
        return FALSE;
    *ret_go = wait == 0;
    if (wait > 0 && all)
        pause_claims(job, wait);
    if (wait == 0 || all)
        return TRUE;
    gint64 next = pacer_now(job->pacer) + (wait + 999) / 1000;
    job->deferred_to = job->deferred_to == 0 ? next : MIN(job->deferred_to, next);
    return store_outbox_defer(job->store, item->id, next, error);
}

/* All else is done: the turn of those comes that were put off. */
static void
await_deferred(Job *job)
{
    if (!job->dry || job->deferred_to == 0)
        return;
    job->begun = MAX(job->begun, job->deferred_to);
    pause_claims(job, MAX(job->deferred_to - pacer_now(job->pacer), 0) * 1000);
    job->deferred_to = 0;
}

/* As many as leave in BATCH_TIME, going by how long the last ones took. */
static void
size_batch(Job *job)
{
    gint64 now = g_get_monotonic_time(), took = MAX(now - job->claimed_at, 1);
    gint64 fitting = (gint64)job->batch * BATCH_TIME / took;
    if (job->claimed_at != 0)
        job->batch = (guint)CLAMP(fitting, BATCH_LEAST, MIN(BATCH_MOST, 4 * job->batch));
    job->claimed_at = now;
}

/* Claims and composes the next mails: READY are to be handed over, SETTLED (moot, or impossible) have ended
 * already. Sending *. */
static gboolean
claim_more(Job *job, GPtrArray *ready, GPtrArray *settled, GError **error)
{
    OutboxFilter filter = job->run->filter;
    gint64 now;
    size_batch(job);
    filter.limit = (int)MIN((guint)job->left, job->batch);
    if (filter.limit == 0) {
        job->dry = true;
        return TRUE;
    }
    g_autoptr(GPtrArray) items = job->run->clock(&now, error)
                                     ? store_outbox_due(job->store, &filter, job->begun, error)
                                     : NULL;
    if (!items || !preparer_expect(job->preparer, items, error))
        return FALSE;
    job->thin = items->len < (guint)filter.limit;
    job->dry = job->thin && job->queued;
    for (guint i = 0; i < items->len; i++) {
        g_autoptr(Sending) sending = g_new0(Sending, 1);
        bool is_ready, go;
        if (!ask_pace(job, g_ptr_array_index(items, i), &go, error))
            return FALSE;
        if (!go && job->resume_at > g_get_monotonic_time())
            return TRUE;
        if (!go)
            continue;
        job->left--;
        sending->item = g_steal_pointer(&g_ptr_array_index(items, i));
        if (!prepare(job, sending, now, &is_ready, error))
            return FALSE;
        if (sending->state != DELIVERY_QUEUED) /* else it was put off, which is no ending */
            g_ptr_array_add(is_ready ? ready : settled, g_steal_pointer(&sending));
    }
    await_deferred(job);
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
    if (record(job, error) && (!more || claim_more(job, ready, settled, error)) &&
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
    if (!fence_leave(job->fence, good ? error : NULL) || !good)
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
    job->queued = !more;
    job->thin = false;
    return TRUE;
}

/* Turns until nothing more is due and all connections have ended. More is queued when nothing is due any more, and
 * while the connections have enough to do. */
static gboolean
take_turns(Job *job, GError **error)
{
    bool running = true;
    while (running || !job->queued) {
        bool stopped = is_stopped(job);
        guint waiting, ended;
        handover_count(job->handover, &waiting, &ended);
        bool paused = g_get_monotonic_time() < job->resume_at;
        bool more = running && !job->dry && !stopped && !paused && waiting <= job->batch;
        bool late = g_get_monotonic_time() - job->recorded_at >= RECORD_TIME;
        if (!job->queued && (job->thin || !more) && !queue_some(job, error))
            return FALSE;
        if ((more || ended >= ENDED_MOST || (ended > 0 && late)) && !turn(job, more, error))
            return FALSE;
        if (job->dry || stopped)
            handover_close(job->handover, stopped);
        running = handover_wait(job->handover, job->dry || stopped || paused ? -1 : (int)job->batch,
                                ENDED_MOST, g_get_monotonic_time() + (job->queued ? LOOK_TIME : 0));
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
                                    MAX(now, job->begun + 1), error) ||
             !pacer_tell(job->pacer, sending->item->recipient, outcome, error)))
            return FALSE;
    }
    return store_outbox_unclaim(job->store, self->id, error);
}

/* Why something is left; NULL where nothing is. */
static GError *
why_left(const Job *job, const GPtrArray *left)
{
    const GError *refusal = handover_refusal(job->handover);
    if (left->len == 0 && job->dry)
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

/* Whatever happened: the last outcomes are recorded. When even that fails, they stay in the journal. FALSE
 * also when something is left that was to be sent. */
static gboolean
finish(Job *job, Run *self, GError **error)
{
    g_autoptr(GPtrArray) left = handover_finish(job->handover);
    collect(job);
    if (!store_begin(job->store, error))
        return FALSE;
    if (!record(job, error) || !give_back(job, self, left, error) ||
        !advance(job, job->claimed, error) || !store_commit(job->store, error)) {
        store_rollback(job->store);
        return FALSE;
    }
    run_done(self);
    fence_follow(job->fence);
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
    job->preparer = preparer_new(job->run->room);
    job->filing = filing_new(job->store);
    job->judge = job->run->judged ? judge_new() : NULL;
    job->handover = handover_new(job->run->transports, self->journal, job->run->clock);
    job->ended = g_ptr_array_new_with_free_func((GDestroyNotify)sending_free);
    gboolean good = take_turns(job, error);
    if (!finish(job, self, &last) && good) {
        g_propagate_error(error, g_steal_pointer(&last));
        good = FALSE;
    }
    handover_free(job->handover);
    filing_free(job->filing);
    preparer_free(job->preparer);
    judge_free(job->judge);
    g_ptr_array_unref(job->ended);
    return good;
}

gboolean
deliver_run(const DeliveryRun *run, Delivered *ret_delivered, GError **error)
{
    Job job = {.run = run,
               .store = run->room->store,
               .left = run->filter.limit > 0 ? run->filter.limit : G_MAXINT,
               .batch = BATCH_LEAST,
               .queued = !run->queueing};
    g_auto(Run) self = {.fd = -1};
    if (!run_open(run->run_directory, run->room->random, &self, error))
        return FALSE;
    job.id = self.id;
    gboolean good = run->clock(&job.begun, error) &&
                    (job.pacer = pacer_new(run->room->store, &run->limits, job.begun)) &&
                    (job.fence = fence_open(run->room->store, run->places, error)) &&
                    run_recover_dead(run->run_directory, run->room->store, job.begun, error) &&
                    send_all(&job, &self, error);
    pacer_free(job.pacer);
    fence_free(job.fence);
    *ret_delivered = job.done;
    return good;
}
