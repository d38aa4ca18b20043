/* Transport: how composed messages leave. One interface, three ways: a relay (relay.h), a command
 * (pipe.h), a directory (directory.h); relay-url.h tells which one a setting means. A transport is
 * used by one thread and knows nothing of the database; deliver.c records what it says. */
#ifndef CONVOKE_MAILER_TRANSPORT_H
#define CONVOKE_MAILER_TRANSPORT_H

#include <glib.h>
#include <stdbool.h>

/* How far one message got. */
typedef enum {
    OUTCOME_SENT,   /* the next system has taken responsibility (2xx after the final dot) */
    OUTCOME_LATER,  /* certainly not sent; may work later (4xx, connection, before the final dot) */
    OUTCOME_FAILED, /* certainly not sent; will never work (5xx for this message or recipient) */
    OUTCOME_UNKNOWN, /* the final dot was given and no answer came: nobody can tell (RFC 5321
                        4.5.3.2.6) */
} OutcomeKind;

typedef struct {
    OutcomeKind kind;
    int code;        /* SMTP reply code, or 0 */
    char status[16]; /* RFC 3463 "5.1.1"; "" = none given */
    char *text;      /* the other side's words, one line, no control characters; never NULL */
    bool session;    /* LATER: nothing of this message was refused, but the whole session was (no
                        connection, TLS, AUTH, 421): it need not count as a try of this message */
} Outcome;

/* Longest text of an outcome, in bytes. */
#define OUTCOME_TEXT_MAX 400

/* Foreign words as one line of valid UTF-8 without control or format characters, cut at
 * OUTCOME_TEXT_MAX: no terminal, header or log line can be steered by them. NULL gives "". */
char *outcome_words(const char *words);

/* Replaces what OUTCOME held; it must hold something or be all zero. WORDS are foreign (NULL = none);
 * an enhanced status at their head that agrees with CODE moves into `status`. */
void outcome_set(Outcome *outcome, OutcomeKind kind, int code, const char *words);
void outcome_clear(Outcome *outcome);

/* The refusal of a server that a program passes on in WORDS, "550 5.1.1 no such user", from its enhanced status on;
 * NULL where there is none. */
const char *outcome_find_reply(const char *words, int *ret_code);

/* WORDS, with which a recipient was refused, say that the relay passes no mail of ours on to others: the trouble is
 * in how we come to it, and not in the mail or its recipient. */
bool outcome_denies_relay(const char *words);

/* A message ready to go: one recipient, CRLF line ends, 7-bit, at most 998 bytes a line. To a recipient whose
 * local part is outside ASCII, UTF-8 instead, by SMTPUTF8 (RFC 6531). */
typedef struct Outgoing Outgoing;
struct Outgoing {
    const char *envelope_from; /* "" = null reverse-path */
    const char *recipient;     /* normal form of address.h */
    const char *envelope_id;   /* ENVID, plain printable ASCII of at most 60 bytes; NULL */
    const char *bytes;
    gsize length;
    /* Told (unless it is NULL) that the message may leave now (TRUE: a relay's final dot, the start of a
     * command), before it can, and that it certainly has not (FALSE) when it is tried anew. A transport
     * that finds a repeat by itself (directory.h) has nothing to tell. */
    void (*leaving)(const Outgoing *message, bool may_leave);
};

/* Longest ENVID that a transport takes, and longest message. */
#define OUTGOING_ID_MAX 60
#define OUTGOING_MAX (64 << 20)

/* Whether MESSAGE is what the type says. Every transport asks this before a byte leaves: a line break
 * in an address would be a command of its own, a bare LF before a dot another message (SMTP
 * smuggling). When not, ret_outcome is set to FAILED with the reason. */
bool outgoing_check(const Outgoing *message, Outcome *ret_outcome);

/* Only SMTPUTF8 reaches the recipient. */
bool outgoing_is_wide(const Outgoing *message);

/* Tells MESSAGE's owner, where there is one. */
void outgoing_leaving(const Outgoing *message, bool may_leave);

/* Gives the next message; borrowed until its outcome has been told. A transport may hold several at a time (relay:
 * two, directory: DIRECTORY_BATCH). WAIT: until there is one, and NULL is the end; else NULL also where there is none
 * yet, for whoever has another in hand. */
typedef const Outgoing *(*TransportNext)(gpointer user_data, bool wait);
/* Told once for every message that was given, in any order. OUTCOME is borrowed. */
typedef void (*TransportDone)(const Outgoing *message, const Outcome *outcome, gpointer user_data);

typedef struct Transport Transport;
struct Transport {
    /* Sends what NEXT gives until it gives NULL (then TRUE), or the other side is closed to us for
     * now: then FALSE with CONVOKE_ERROR_TEMPORARY, or _CONFIG where waiting will not help but the
     * organizer can. Either way every message asked for has got its outcome before this returns; the
     * messages not asked for stay with the caller. To stop early, let NEXT give NULL. */
    gboolean (*send)(Transport *transport, TransportNext next, TransportDone done,
                     gpointer user_data, GError **error);
    void (*free)(Transport *transport);
};

void transport_free(Transport *transport); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Transport, transport_free)

#endif
