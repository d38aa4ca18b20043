/* Transport: how composed messages leave. One interface, three ways: a relay (relay.h), a command
 * (pipe.h), a directory (directory.h). A transport is used by one thread and knows nothing of the
 * database; deliver.c records what it says. */
#ifndef CONVOKE_MAILER_TRANSPORT_H
#define CONVOKE_MAILER_TRANSPORT_H

#include <glib.h>
#include <stdbool.h>

/* How far one message got. */
typedef enum {
    OUTCOME_SENT,      /* the next system has taken responsibility (2xx after the final dot) */
    OUTCOME_LATER,     /* certainly not sent; may work later (4xx, connection, before the final dot) */
    OUTCOME_FAILED,    /* certainly not sent; will never work (5xx for this message or recipient) */
    OUTCOME_UNKNOWN,   /* the final dot was given and no answer came: nobody can tell (RFC 5321 4.5.3.2.6) */
} OutcomeKind;

typedef struct {
    OutcomeKind kind;
    int code;           /* SMTP reply code, or 0 */
    char status[16];    /* RFC 3463 "5.1.1"; "" = none given */
    char *text;         /* the other side's words, one line, no control characters; never NULL */
    bool session;       /* LATER: the whole session is refused (greeting, TLS, AUTH, 421): stop for now */
} Outcome;

void outcome_clear(Outcome *outcome);

/* A message ready to go: one recipient, CRLF line ends, 7-bit, at most 998 bytes a line. */
typedef struct {
    const char *envelope_from; /* "" = null reverse-path */
    const char *recipient;     /* normal form of address.h */
    const char *envelope_id;   /* ENVID, plain printable ASCII of at most 60 bytes; NULL */
    const char *bytes;
    gsize length;
} Outgoing;

/* Gives the next message, NULL at the end; borrowed until its outcome has been told. */
typedef const Outgoing *(*TransportNext)(gpointer user_data);
/* Told once for every message that was given, in any order. OUTCOME is borrowed. */
typedef void (*TransportDone)(const Outgoing *message, const Outcome *outcome, gpointer user_data);

typedef struct Transport Transport;
struct Transport {
    /* Sends what NEXT gives until it gives NULL or the other side is closed to us for now; the
     * messages not asked for stay with the caller. Every message asked for gets its outcome before
     * this returns. FALSE and CONVOKE_ERROR_TEMPORARY or _CONFIG when nothing could be tried. */
    gboolean (*send)(Transport *transport, TransportNext next, TransportDone done,
                     gpointer user_data, GError **error);
    void (*free)(Transport *transport);
};

void transport_free(Transport *transport); /* NULL-safe */

#endif
