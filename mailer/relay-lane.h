/* Relay lane: the letters of a connection behind its first one, where the server takes commands in groups
 * (PIPELINING, RFC 2920). libESMTP waits three times for each letter. Here the end of one and MAIL, RCPT and DATA of
 * the next are said together, as RFC 2920 3.1 allows, so that a letter costs one round trip and wakes the server
 * once. libESMTP has opened the connection, logged in and sent the first letter, and says QUIT behind the last. */
#ifndef CONVOKE_MAILER_RELAY_LANE_H
#define CONVOKE_MAILER_RELAY_LANE_H

#include "mailer/relay-feed.h"
#include "mailer/relay-line.h"

/* How far a letter is in its transaction. */
typedef enum {
    RELAY_ENVELOPE, /* the server has not asked for the message yet */
    RELAY_DATA,
    RELAY_DOT, /* all of it is handed over, and the final dot with it */
} RelayPhase;

/* What of the letters given to a connection has no outcome at its end. */
typedef struct {
    const Outgoing *letter; /* NULL = none */
    const Outgoing *ahead;  /* the one behind it: at most its envelope was said; NULL = none */
    RelayPhase phase;       /* of the letter */
    int code;               /* of the reply that ended it, where one did */
    GError *why;            /* the connection cannot go on; NULL = it can */
} RelayRest;

/* Sends what FEED gives, at most MOST letters, over LINE, where no transaction is under way. Every letter's outcome
 * is told but those of *ret_rest, whose `why` the caller frees; where that is set, LINE is cut. */
void relay_lane_run(RelayLine *line, RelayFeed *feed, guint most, RelayRest *ret_rest);

#endif
