/* Relay wire: bytes to and from the server past libESMTP, in clear or through its TLS, with a time limit for each
 * step. */
#ifndef CONVOKE_MAILER_RELAY_WIRE_H
#define CONVOKE_MAILER_RELAY_WIRE_H

#include <glib.h>
#include <openssl/ssl.h>
#include <stdbool.h>
#include <sys/uio.h>

typedef struct {
    int fd;   /* does not block */
    SSL *ssl; /* NULL = in clear */
} RelayWire;

/* Says all of PIECES (COUNT, which are used up), one behind the other and in as few segments as they fill, waiting at
 * most SECONDS for some of it to be taken. MORE follows soon, and is worth waiting for: what does not fill a segment
 * stays in the kernel. FALSE: the connection is gone, or nobody reads. *ret_taken (NULL = never mind) is then how much
 * may have left; in TLS all of the piece that was being said. */
bool relay_wire_say_all(const RelayWire *wire, struct iovec *pieces, guint count, bool more,
                        guint seconds, gsize *ret_taken);

/* The same of one piece that nothing follows. */
bool relay_wire_say(const RelayWire *wire, const char *bytes, gsize length, guint seconds);

/* What has come, at least one byte and at most SIZE, once there is any. 0: nothing comes within SECONDS, or ever. */
gsize relay_wire_hear(const RelayWire *wire, char *bytes, gsize size, guint seconds);

#endif
