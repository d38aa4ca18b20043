/* From the four outcomes of a transport to the states of the outbox. */
#include "mailer/ending.h"
#include "mailer/backoff.h"
#include "mailer/refused.h"

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

gboolean
ending_record(Store *store, const OutboxItem *item, const Outcome *outcome, gint64 at,
              Delivery *ret_state, GError **error)
{
    gint64 first = item->first_at == NEVER ? at : item->first_at;
    gint64 next = at;
    *ret_state = state_of(outcome);
    if (*ret_state == DELIVERY_QUEUED)
        next = backoff_next(item->message_id, (guint)item->attempts + 1, first, at);
    if (next == BACKOFF_GIVE_UP) {
        *ret_state = DELIVERY_FAILED;
        next = at;
    }
    return store_outbox_finish(store, item->id, ret_state, outcome->code, outcome->status,
                               outcome->text, next, at, error) &&
           refused_mark(store, item, outcome, at, error);
}
