/* Within the owner's transaction; nothing here lasts but what is committed. */
#include "mailer/claims.h"
#include "db/store-reach.h"
#include "event/error.h"
#include "mailer/ending.h"
#include "mailer/handover.h"

/* Claimed in one turn: few enough that they leave within a second or so, for who answers meanwhile need not
 * be reminded and a power failure puts all of them in doubt; many enough that one sync serves many. Of a relay that is
 * slower than that each connection has one in hand. */
enum { BATCH_MOST = CLAIMS_MOST };

#define BATCH_TIME (G_USEC_PER_SEC / 4)
#define BATCH_GLANCE                                                                               \
    (G_USEC_PER_SEC / 100) /* too short to tell how fast mails leave, unless many have */
/* So long a run waits, all in all, for who wants less mail at a time; what is left then stays queued. */
#define PATIENCE ((gint64)10 * 60 * 1000)

void
claims_begin(Claims *claims)
{
    claims->left = claims->filter.limit > 0 ? claims->filter.limit : G_MAXINT;
    claims->batch = claims->least;
}

guint
claims_low(const Claims *claims)
{
    return claims->batch > claims->least ? claims->batch : 0;
}

bool
claims_paused(const Claims *claims)
{
    return g_get_monotonic_time() < claims->resume_at;
}

/* What is in the database then is not kept in memory, too: many mails wait at a time. */
static gboolean
claim(Claims *claims, Sending *sending, gint64 now, GError **error)
{
    Prepared *prepared = &sending->prepared;
    OutboxSent sent = {.revision = prepared->revision,
                       .lead = prepared->lead,
                       .letter.subject = prepared->subject};
    g_autofree char *text = NULL;
    if (prepared->text &&
        !filing_divide(claims->filing, prepared->text, &sent.letter.wording, &text, error))
        return FALSE;
    sent.letter.text = text;
    if (!store_outbox_claim(claims->store, sending->item->id, claims->run, &sent, now, error) ||
        !store_reach_note(claims->store, sending->item->notice, error))
        return FALSE;
    g_clear_pointer(&prepared->text, part_free);
    g_clear_pointer(&prepared->subject, g_free);
    return TRUE;
}

/* One that cannot be made fails by itself and holds up no other. */
static gboolean
fail(Claims *claims, Sending *sending, const GError *wrong, gint64 now, GError **error)
{
    sending->outcome = (Outcome){.kind = OUTCOME_FAILED, .text = outcome_words(wrong->message)};
    return claim(claims, sending, now, error) &&
           ending_record(claims->store, sending->item, &sending->outcome, now, &sending->state,
                         error);
}

/* A broken one is held, and holds up no other. */
static gboolean
approve(Claims *claims, Sending *sending, bool *ret_good, GError **error)
{
    const OutboxItem *item = sending->item;
    const Outgoing *mail = &sending->outgoing;
    char *wrong = claims->judge
                      ? judge_mail(claims->judge, item->notice, sending->prepared.language,
                                   sending->prepared.own, item->words, mail->bytes, mail->length)
                      : NULL;
    *ret_good = !wrong;
    if (!wrong)
        return TRUE;
    sending->state = DELIVERY_HELD;
    sending->outcome.text = wrong;
    return store_outbox_hold(claims->store, item->id, wrong, error);
}

/* Composes and claims one mail; *ret_ready when it is to be handed over. */
static gboolean
prepare(Claims *claims, Sending *sending, gint64 now, bool *ret_ready, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    Prepared *prepared = &sending->prepared;
    bool good;
    *ret_ready = false;
    if (!prepare_message(claims->preparer, sending->item, now, prepared, &wrong)) {
        if (!g_error_matches(wrong, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY))
            return fail(claims, sending, wrong, now, error);
        g_propagate_error(error, g_steal_pointer(&wrong));
        return FALSE;
    }
    if (prepared->moot) {
        sending->state = DELIVERY_DROPPED;
        sending->outcome.text = g_strdup(prepared->moot);
        return store_outbox_drop(claims->store, sending->item->id, prepared->moot, now, error);
    }
    if (prepared->held) {
        sending->state = DELIVERY_HELD;
        sending->outcome.text = g_strdup(prepared->held);
        return store_outbox_hold(claims->store, sending->item->id, prepared->held, error);
    }
    if (prepared->not_before > now) {
        sending->state = DELIVERY_QUEUED;
        return store_outbox_defer(claims->store, sending->item->id, prepared->not_before,
                                  prepared->reason, error);
    }
    sending->outgoing = (Outgoing){
        .envelope_from = prepared->envelope_from,
        .recipient = prepared->recipient,
        .envelope_id = sending->item->envelope_id,
    };
    sending->outgoing.bytes = g_bytes_get_data(prepared->bytes, &sending->outgoing.length);
    if (!approve(claims, sending, &good, error))
        return FALSE;
    if (!good)
        return TRUE;
    *ret_ready = true;
    return claim(claims, sending, now, error);
}

static void
pause_claims(Claims *claims, gint64 milliseconds)
{
    claims->waited += milliseconds;
    claims->dry = claims->waited > PATIENCE;
    claims->resume_at = g_get_monotonic_time() + milliseconds * 1000;
}

/* Where it is the relay that wants less, all have to wait; what has to wait for its domain is put off, and holds
 * up no other. */
static gboolean
ask_pace(Claims *claims, const OutboxItem *item, bool *ret_go, GError **error)
{
    gint64 wait;
    bool all;
    if (!pacer_ask(claims->pacer, item->recipient, &wait, &all, error))
        return FALSE;
    *ret_go = wait == 0;
    if (wait > 0 && all)
        pause_claims(claims, wait);
    if (wait == 0 || all)
        return TRUE;
    gint64 next = pacer_now(claims->pacer) + (wait + 999) / 1000;
    claims->deferred_to = claims->deferred_to == 0 ? next : MIN(claims->deferred_to, next);
    return store_outbox_defer(claims->store, item->id, next, NULL, error);
}

/* All else is done: the turn of those comes that were put off. */
static void
await_deferred(Claims *claims)
{
    if (!claims->dry || claims->deferred_to == 0)
        return;
    claims->begun = MAX(claims->begun, claims->deferred_to);
    pause_claims(claims, MAX(claims->deferred_to - pacer_now(claims->pacer), 0) * 1000);
    claims->deferred_to = 0;
}

/* As many as leave in BATCH_TIME, going by how many have left since the last turn. */
static void
size_batch(Claims *claims)
{
    gint64 now = g_get_monotonic_time(), took = MAX(now - claims->claimed_at, 1);
    gint64 fitting = (gint64)claims->left_since * BATCH_TIME / took;
    if (claims->claimed_at != 0 && took < BATCH_GLANCE && claims->left_since < claims->batch / 2)
        return;
    if (claims->claimed_at != 0)
        claims->batch = (guint)CLAMP(fitting, claims->least,
                                     MAX(claims->least, MIN(BATCH_MOST, 4 * claims->batch)));
    claims->claimed_at = now;
    claims->left_since = 0;
}

gboolean
claims_take(Claims *claims, GPtrArray *ready, GPtrArray *settled, GError **error)
{
    OutboxFilter filter = claims->filter;
    gint64 now;
    size_batch(claims);
    filter.limit = (int)MIN((guint)claims->left, claims->batch);
    if (filter.limit == 0) {
        claims->dry = true;
        return TRUE;
    }
    g_autoptr(GPtrArray) items =
        claims->clock(&now, error) ? store_outbox_due(claims->store, &filter, claims->begun, error)
                                   : NULL;
    if (!items || !preparer_expect(claims->preparer, items, error))
        return FALSE;
    claims->thin = items->len < (guint)filter.limit;
    claims->dry = claims->thin && claims->all_queued;
    for (guint i = 0; i < items->len; i++) {
        g_autoptr(Sending) sending = g_new0(Sending, 1);
        bool is_ready, go;
        if (!ask_pace(claims, g_ptr_array_index(items, i), &go, error))
            return FALSE;
        if (!go && claims_paused(claims))
            return TRUE;
        if (!go)
            continue;
        claims->left--;
        sending->item = g_steal_pointer(&g_ptr_array_index(items, i));
        if (!prepare(claims, sending, now, &is_ready, error))
            return FALSE;
        if (sending->state != DELIVERY_QUEUED) /* else it was put off, which is no ending */
            g_ptr_array_add(is_ready ? ready : settled, g_steal_pointer(&sending));
    }
    await_deferred(claims);
    return TRUE;
}
