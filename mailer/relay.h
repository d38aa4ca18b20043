/* Relay: a transport that submits to one SMTP server, many messages a connection. It is linked into a
 * module of its own (relay.so), since libESMTP brings OpenSSL into every start; relay_open is what the
 * module is loaded for.
 *
 * What is promised beyond transport.h:
 * - A message is SENT only when the server said 2xx after the final dot; when the connection ends
 *   between the dot and the answer it is UNKNOWN, and never before it.
 * - A connection that ends after some messages were answered is opened again and the sending goes on
 *   (servers close after so many messages, 421). One that ends before anything was answered closes the
 *   relay for now. A message on which the connection breaks inside DATA is LATER by itself, so one
 *   poisoned message does not stop the others.
 * - The relay's certificate must be good for the host as it was configured, whatever DNS says. TLS is
 *   1.2 or newer. Anything the server says before it is its turn ends the session.
 * - The password leaves only inside TLS, or where auth_in_clear is set; a token (OAUTHBEARER, XOAUTH2) only
 *   inside TLS. A relay that refuses it for
 *   good, or offers no TLS where TLS is required, or has a wrong certificate, is CONVOKE_ERROR_CONFIG;
 *   the messages stay LATER, for they are not at fault.
 * - A message to an address that only SMTPUTF8 reaches goes by config->wide (relay-utf8.h), over
 *   a connection beside the other.
 * - DSN (RFC 3461) where offered: NOTIFY=FAILURE,DELAY RET=HDRS with ENVID and ORCPT; not for messages
 *   with the null reverse-path, which nobody could be told about. */
#ifndef CONVOKE_MAILER_RELAY_H
#define CONVOKE_MAILER_RELAY_H

#include "mailer/relay-config.h"
#include "mailer/transport.h"

/* CONFIG is copied; nothing is connected yet. SIGPIPE is ignored in the whole process from now on.
 * CONVOKE_ERROR_CONFIG when the password could only go in clear, or ca_file cannot be read. */
Transport *relay_open(const RelayConfig *config, GError **error);

#endif
