/* Relay UTF-8: submits to addresses whose local part is outside ASCII, which take SMTPUTF8 (RFC 6531). It is linked
 * into a module of its own (smtputf8.so), loaded when there is the first such mail: libESMTP, which carries all
 * others (relay.h), cannot ask for SMTPUTF8, and libcurl brings much into every start. */
#ifndef CONVOKE_MAILER_RELAY_UTF8_H
#define CONVOKE_MAILER_RELAY_UTF8_H

#include "mailer/relay-config.h"

/* What relay.h promises holds here, too: SENT only with 2xx after the final dot, UNKNOWN only between that and its answer,
 * the password only as CONFIG says, at most per_connection messages a connection. One that the server has closed, or has
 * had enough of, before it has taken a message's MAIL, is replaced by another, once a message. Where the server does not
 * offer SMTPUTF8 the message is FAILED with 5.6.7 (RFC 6531 3.5), for waiting will not change that. */
extern const RelayWide relay_utf8;

#endif
