/* Relay TLS: the SSL_CTX that libESMTP is given. Its own would crash in the second session of a
 * process, takes TLS 1.0, sends no SNI, and compares the certificate with what DNS says the host is
 * called. One is used for all connections to one relay, by one thread. */
#ifndef CONVOKE_MAILER_RELAY_TLS_H
#define CONVOKE_MAILER_RELAY_TLS_H

#include <glib.h>
#include <openssl/ssl.h>

typedef struct RelayTlsContext RelayTlsContext;

/* TLS 1.2 or newer; a chain to CA_FILE (NULL = the system's certificates) and HOST, name or address, in
 * the certificate, else the handshake fails; HOST in SNI where it is a name (RFC 6066 3).
 * CONVOKE_ERROR_CONFIG when CA_FILE cannot be used. */
RelayTlsContext *relay_tls_new(const char *host, const char *ca_file, GError **error);
void relay_tls_free(RelayTlsContext *context); /* NULL-safe */

SSL_CTX *relay_tls_ctx(RelayTlsContext *context);

/* Called before each connection: forgets the last one, and what OpenSSL left in this thread's error
 * queue, which would spoil the next call's error. */
void relay_tls_begin(RelayTlsContext *context);

/* Why the handshake since then failed, HOST first: a certificate that is not good is _CONFIG, everything
 * else is _TEMPORARY. */
GError *relay_tls_refusal(const RelayTlsContext *context);

#endif
