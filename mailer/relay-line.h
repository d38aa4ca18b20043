/* Relay line: the connection between libESMTP and the server, held by us in the middle. libESMTP polls,
 * reads and writes a descriptor of its own; what that descriptor is, the line decides:
 *
 * - the true connection, with time limits and without Nagle's delay (relay-socket.h);
 * - for smtps at first a conversation with us, since libESMTP knows no TLS before the greeting;
 * - after the TLS handshake, until it speaks, a stand-in.
 *
 * The line knows TLS, but not libESMTP. Order of use: open, connected, heed for all that passes (from
 * libESMTP's monitor), secured when TLS stands, clear. */
#ifndef CONVOKE_MAILER_RELAY_LINE_H
#define CONVOKE_MAILER_RELAY_LINE_H

#include "mailer/relay-config.h"
#include "mailer/relay-dialogue.h"
#include "mailer/relay-socket.h"
#include <openssl/ssl.h>

typedef struct {
    const RelayConfig *config; /* borrowed */
    RelayDialogue dialogue;
    RelayDoor door;
    int fd;         /* the connection; -1 */
    SSL *ssl;       /* libESMTP's TLS; NULL = in clear */
    int library_fd; /* libESMTP's descriptor */
    int prompter;   /* smtps: where we speak the server's part until TLS can start; -1 */
    bool prompted;  /* all of that part has been said */
    bool shaded;    /* library_fd is the stand-in */
    bool handshake; /* TLS has begun */
    bool cut;       /* by us */
    bool gone;      /* the server had closed it before */
} RelayLine;

/* Connects, and opens the door that libESMTP is sent to (line->door.place). CONVOKE_ERROR_TEMPORARY;
 * the line must be cleared either way. */
bool relay_line_open(RelayLine *line, const RelayConfig *config, GError **error);
void relay_line_clear(RelayLine *line);

/* libESMTP believes that it is connected. */
void relay_line_connected(RelayLine *line);

/* libESMTP is about to write, or has just read, BYTES (which may be changed in place). Cuts the line
 * when relay-dialogue.h says that the session must end. */
void relay_line_heed(RelayLine *line, char *bytes, gsize length, bool writing);

/* libESMTP has finished the handshake; the certificate is good. */
void relay_line_secured(RelayLine *line, SSL *ssl);

/* libESMTP writes a message in pieces of 2 KB. HOLD: they are kept together in the kernel, which sends full
 * segments only (TCP_CORK), so that the server is not woken for each; else what is kept leaves now. */
void relay_line_hold(RelayLine *line, bool hold);

/* Ends the connection under libESMTP, which cannot be told to stop. */
void relay_line_cut(RelayLine *line);

/* The server is gone; asked without waiting. */
bool relay_line_closed(const RelayLine *line);

#endif
