/* Relay feed: the caller's messages on their way into connections. A message that a connection ended
 * without touching is given back and comes again; one that no transport may send is told at once. */
#ifndef CONVOKE_MAILER_RELAY_FEED_H
#define CONVOKE_MAILER_RELAY_FEED_H

#include "mailer/transport.h"

typedef struct {
    TransportNext next;
    TransportDone done;
    gpointer user_data;
    const Outgoing *back[2]; /* given back, in order */
    guint n_back;
    bool dry; /* NEXT has given NULL and is not asked again */
} RelayFeed;

/* NULL at the end, or (not WAIT) where there is none yet. */
const Outgoing *relay_feed_next(RelayFeed *feed, bool wait);

/* At most two at a time. */
void relay_feed_give_back(RelayFeed *feed, const Outgoing *message);

void relay_feed_tell(RelayFeed *feed, const Outgoing *message, const Outcome *outcome);

/* The relay is closed to us for now, because of ERROR: all that was given back is LATER. */
void relay_feed_close(RelayFeed *feed, const GError *error);

#endif
