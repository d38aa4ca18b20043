/* Relay session: one connection to a relay and the messages that go over it. */
#ifndef CONVOKE_MAILER_RELAY_SESSION_H
#define CONVOKE_MAILER_RELAY_SESSION_H

#include "mailer/relay-config.h"
#include "mailer/relay-feed.h"
#include "mailer/relay-tls.h"

/* So many connections may break inside or behind DATA before a relay is left alone for now. */
#define RELAY_BREAKS_MAX 3

/* Connects, and sends FIRST and what FEED gives until it is dry or the connection has carried enough.
 * What was sent, refused or left in doubt is told to FEED; what the end of the connection has left
 * untouched is given back to it. TRUE when another connection is worth while; else FEED is closed and
 * ERROR set as transport.h says. TLS is NULL where none is wanted; *BREAKS counts over connections. */
bool relay_session_run(const RelayConfig *config, RelayTlsContext *tls, RelayFeed *feed,
                       const Outgoing *first, guint *breaks, GError **error);

#endif
