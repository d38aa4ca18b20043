/* A queue and a list under one lock. */
#include "mailer/handover.h"

/* A further connection is worth opening when this many mails wait for each that is open. */
enum { BACKLOG = 4 };

typedef struct {
    Handover *handover;
    Transport *transport;
    GThread *thread;
    guint hand; /* in the journal */
    bool open;  /* it has taken a mail */
} Connection;

struct Handover {
    GMutex lock;
    GCond for_connections;
    GCond for_owner;
    Journal *journal;
    gboolean (*clock)(gint64 *ret_now, GError **error);
    Connection *connections;
    guint n_connections;
    guint running; /* threads */
    guint open;    /* of these, that have taken a mail */
    guint in_hand;
    GQueue waiting;   /* Sending * */
    GPtrArray *ended; /* Sending * */
    GError *refusal;  /* of the last connection that was */
    int low;          /* what the owner waits for */
    guint many;
    bool awaited; /* by the owner, not woken yet: to wake nobody is a system call, too */
    bool closed, stopped;
};

void
sending_free(Sending *sending)
{
    if (!sending)
        return;
    outbox_item_free(sending->item);
    prepared_clear(&sending->prepared);
    outcome_clear(&sending->outcome);
    g_free(sending);
}

/* --- a connection's side --- */

static bool
is_time(const Handover *handover)
{
    return handover->running == 0 || (int)handover->waiting.length <= handover->low ||
           handover->ended->len >= handover->many;
}

static void
wake_owner(Handover *handover)
{
    if (!handover->awaited || !is_time(handover))
        return;
    handover->awaited = false;
    g_cond_signal(&handover->for_owner);
}

/* Whether CONNECTION may take a mail now: what it comes to must fit into the journal, and a small run needs
 * no second connection. */
static bool
may_take(const Connection *connection)
{
    const Handover *handover = connection->handover;
    guint backlog = connection->open ? 0 : BACKLOG * handover->open;
    return handover->waiting.length > backlog &&
           journal_room(handover->journal) > handover->in_hand;
}

static bool
is_over(const Connection *connection)
{
    const Handover *handover = connection->handover;
    bool nothing = handover->closed && handover->waiting.length == 0;
    /* One that has not begun is there for what a refused one gives back. */
    return handover->stopped || (nothing && (connection->open || handover->in_hand == 0));
}

static void
leaving(const Outgoing *message, bool may_leave)
{
    const Sending *sending = (const Sending *)message;
    const Connection *connection = sending->connection;
    journal_leaving(connection->handover->journal, connection->hand,
                    may_leave ? sending->item->id : 0);
}

static const Outgoing *
take(gpointer user_data, bool wait)
{
    Connection *connection = user_data;
    Handover *handover = connection->handover;
    Sending *sending = NULL;
    g_mutex_lock(&handover->lock);
    while (wait && !is_over(connection) && !may_take(connection))
        g_cond_wait(&handover->for_connections, &handover->lock);
    if (!is_over(connection) && may_take(connection)) {
        sending = g_queue_pop_head(&handover->waiting);
        sending->connection = connection;
        sending->outgoing.leaving = leaving;
        outcome_clear(&sending->outcome);
        handover->in_hand++;
        handover->open += !connection->open;
        connection->open = true;
        wake_owner(handover);
    }
    g_mutex_unlock(&handover->lock);
    return sending ? &sending->outgoing : NULL;
}

/* A session that was refused says nothing about the mail: another connection may take it. */
static void
give_back(Handover *handover, Sending *sending)
{
    g_queue_push_head(&handover->waiting, sending);
    g_cond_broadcast(&handover->for_connections);
}

static void
tell(const Outgoing *message, const Outcome *outcome, gpointer user_data)
{
    Connection *connection = user_data;
    Handover *handover = connection->handover;
    Sending *sending = (Sending *)message;
    if (!handover->clock(&sending->ended_at, NULL))
        sending->ended_at = sending->item->next_at;
    sending->outcome = *outcome;
    sending->outcome.text = g_strdup(outcome->text);
    g_mutex_lock(&handover->lock);
    handover->in_hand--;
    if (outcome->kind == OUTCOME_LATER && outcome->session) {
        leaving(message, false);
        give_back(handover, sending);
    } else {
        journal_end(handover->journal, connection->hand, sending->item->id, outcome,
                    sending->ended_at);
        g_ptr_array_add(handover->ended, sending);
        wake_owner(handover);
    }
    if (handover->closed && handover->in_hand == 0)
        g_cond_broadcast(&handover->for_connections);
    g_mutex_unlock(&handover->lock);
}

static gpointer
connection_run(gpointer data)
{
    Connection *connection = data;
    Handover *handover = connection->handover;
    Transport *transport = connection->transport;
    GError *error = NULL;
    gboolean good = transport->send(transport, take, tell, connection, &error);
    g_mutex_lock(&handover->lock);
    handover->running--;
    handover->open -= connection->open;
    if (!good) {
        g_clear_error(&handover->refusal);
        handover->refusal = error;
    }
    g_cond_broadcast(&handover->for_connections);
    wake_owner(handover);
    g_mutex_unlock(&handover->lock);
    return NULL;
}

/* --- the owner's side --- */

Handover *
handover_new(const GPtrArray *transports, Journal *journal,
             gboolean (*clock)(gint64 *ret_now, GError **error))
{
    Handover *handover = g_new0(Handover, 1);
    g_mutex_init(&handover->lock);
    g_cond_init(&handover->for_connections);
    g_cond_init(&handover->for_owner);
    handover->journal = journal;
    handover->clock = clock;
    handover->ended = g_ptr_array_new_with_free_func((GDestroyNotify)sending_free);
    handover->n_connections = handover->running = MIN(transports->len, JOURNAL_HANDS);
    handover->connections = g_new0(Connection, handover->n_connections);
    for (guint i = 0; i < handover->n_connections; i++) {
        Connection *connection = &handover->connections[i];
        *connection = (Connection){
            .handover = handover, .transport = g_ptr_array_index(transports, i), .hand = i};
        connection->thread = g_thread_new("connection", connection_run, connection);
    }
    return handover;
}

void
handover_put(Handover *handover, GPtrArray *mails)
{
    gsize count;
    g_autofree gpointer *all = g_ptr_array_steal(mails, &count);
    g_mutex_lock(&handover->lock);
    for (gsize i = 0; i < count; i++)
        g_queue_push_tail(&handover->waiting, all[i]);
    g_cond_broadcast(&handover->for_connections);
    g_mutex_unlock(&handover->lock);
}

gboolean
handover_wait(Handover *handover, int low, guint many, gint64 until)
{
    g_mutex_lock(&handover->lock);
    handover->low = low;
    handover->many = many;
    bool in_time = true;
    while (in_time && !is_time(handover)) {
        handover->awaited = true;
        in_time = g_cond_wait_until(&handover->for_owner, &handover->lock, until);
    }
    handover->awaited = false;
    gboolean running = handover->running > 0;
    g_mutex_unlock(&handover->lock);
    return running;
}

const GError *
handover_refusal(const Handover *handover)
{
    return handover->refusal;
}

GPtrArray *
handover_ended(Handover *handover)
{
    GPtrArray *fresh = g_ptr_array_new_with_free_func((GDestroyNotify)sending_free);
    g_mutex_lock(&handover->lock);
    GPtrArray *ended = handover->ended;
    handover->ended = fresh;
    g_mutex_unlock(&handover->lock);
    /* The largest part of it. A connection that gave it back would wait for whoever composes the next ones: memory goes
     * back under the lock of where it came from. */
    for (guint i = 0; i < ended->len; i++)
        g_clear_pointer(&((Sending *)g_ptr_array_index(ended, i))->prepared.bytes, g_bytes_unref);
    return ended;
}

void
handover_recorded(Handover *handover, guint count)
{
    g_mutex_lock(&handover->lock);
    journal_recorded(handover->journal, count);
    g_cond_broadcast(&handover->for_connections);
    g_mutex_unlock(&handover->lock);
}

void
handover_count(Handover *handover, guint *ret_waiting, guint *ret_ended)
{
    g_mutex_lock(&handover->lock);
    *ret_waiting = handover->waiting.length;
    *ret_ended = handover->ended->len;
    g_mutex_unlock(&handover->lock);
}

void
handover_close(Handover *handover, bool stop)
{
    g_mutex_lock(&handover->lock);
    handover->closed = true;
    handover->stopped = handover->stopped || stop;
    g_cond_broadcast(&handover->for_connections);
    g_mutex_unlock(&handover->lock);
}

GPtrArray *
handover_finish(Handover *handover)
{
    GPtrArray *left = g_ptr_array_new_with_free_func((GDestroyNotify)sending_free);
    handover_close(handover, true);
    for (guint i = 0; i < handover->n_connections; i++)
        g_thread_join(handover->connections[i].thread);
    handover->n_connections = 0;
    while (handover->waiting.length > 0)
        g_ptr_array_add(left, g_queue_pop_head(&handover->waiting));
    return left;
}

void
handover_free(Handover *handover)
{
    if (!handover)
        return;
    g_ptr_array_unref(handover_finish(handover));
    g_ptr_array_unref(handover->ended);
    g_clear_error(&handover->refusal);
    g_free(handover->connections);
    g_mutex_clear(&handover->lock);
    g_cond_clear(&handover->for_connections);
    g_cond_clear(&handover->for_owner);
    g_free(handover);
}
