/* The caller's two callbacks, and a shelf for two messages. */
#include "mailer/relay-feed.h"

const Outgoing *
relay_feed_next(RelayFeed *feed, bool wait)
{
    if (feed->n_back > 0) {
        const Outgoing *first = feed->back[0];
        feed->back[0] = feed->back[1];
        feed->n_back--;
        return first;
    }
    while (!feed->dry) {
        const Outgoing *message = feed->next(feed->user_data, wait);
        Outcome outcome = {0};
        feed->dry = !message && wait;
        if (!message || outgoing_check(message, &outcome))
            return message;
        relay_feed_tell(feed, message, &outcome);
        outcome_clear(&outcome);
    }
    return NULL;
}

void
relay_feed_give_back(RelayFeed *feed, const Outgoing *message)
{
    g_assert(feed->n_back < G_N_ELEMENTS(feed->back));
    outgoing_leaving(message, false);
    feed->back[feed->n_back++] = message;
}

void
relay_feed_tell(RelayFeed *feed, const Outgoing *message, const Outcome *outcome)
{
    feed->done(message, outcome, feed->user_data);
}

void
relay_feed_close(RelayFeed *feed, const GError *error)
{
    Outcome outcome = {0};
    outcome_set(&outcome, OUTCOME_LATER, 0, error->message);
    outcome.session = true;
    for (guint i = 0; i < feed->n_back; i++)
        relay_feed_tell(feed, feed->back[i], &outcome);
    feed->n_back = 0;
    outcome_clear(&outcome);
}
