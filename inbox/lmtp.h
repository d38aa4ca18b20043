/* LMTP: one session of the Local Mail Transfer Protocol (RFC 2033), as a value: bytes in, replies and
 * messages out. Pure; lmtp-server.h moves the bytes and takes the messages.
 *
 * A session stands still from the end of a message until each of its recipients has an answer, so that no
 * 250 can be said before whoever takes the message has said that it is durable. */
#ifndef CONVOKE_INBOX_LMTP_H
#define CONVOKE_INBOX_LMTP_H

#include "inbox/lmtp-data.h"

typedef struct {
    const char *host;    /* our name */
    const char *address; /* the one that we read */
    char separator;      /* between its local part and a token; or see event/address.h */
    gsize max_size;      /* bytes of a message; SIZE (RFC 1870) */
} LmtpRules;

/* More in one transaction are put off with 452 (RFC 5321 4.5.3.1.8). */
#define LMTP_RECIPIENTS 100
/* Bytes of a command; a longer one ends the session. */
#define LMTP_LINE 2048
/* Bytes of replies that the caller has not taken away; what comes then is not heard. */
#define LMTP_OUT (64 << 10)
/* So many refused commands end it, too. */
#define LMTP_FAULTS 20

typedef enum {
    LMTP_READ,    /* wants bytes */
    LMTP_DELIVER, /* a message stands in data.bytes; wants lmtp_answer */
    LMTP_CLOSE,   /* is over, once what stands in `out` is said */
} LmtpState;

typedef struct {
    const LmtpRules *rules; /* borrowed */
    LmtpRoom *room;         /* borrowed; of all sessions */
    LmtpState state;
    GString *out;          /* what is to be said; the caller takes it away */
    LmtpData data;         /* begins with the Return-Path that final delivery adds (RFC 5321 4.4) */
    gsize front;           /* bytes of that line */
    GPtrArray *recipients; /* char *, of the transaction, as event/address.h has them */
    char *from;            /* its reverse path; NULL = none has begun */
    bool greeted;          /* LHLO was said */
    bool in_data;
    guint faults;  /* commands refused */
    GString *line; /* the command being heard */
} LmtpSession;

/* ROOM is shared with other sessions: whose message finds none is told to come again (452 4.3.1). */
void lmtp_init(LmtpSession *session, const LmtpRules *rules, LmtpRoom *room);
void lmtp_clear(LmtpSession *session);

/* Hears BYTES; returns how many were used. Fewer than LENGTH where the session no longer reads, or LMTP_OUT bytes stand in
 * `out`: the others have to be given again after lmtp_answer, or once some of `out` is said. */
gsize lmtp_hear(LmtpSession *session, const char *bytes, gsize length);

typedef enum {
    LMTP_TAKEN, /* 250: it is durable */
    LMTP_LATER, /* 451: it is not, and may be offered again */
} LmtpVerdict;

/* The answer for the next recipient (RFC 2033 4.2), to be given for each in the order of `recipients`; after the
 * last one the session reads on. */
void lmtp_answer(LmtpSession *session, LmtpVerdict verdict);

/* Ends it with 421: WHY is one line, with an enhanced status code (RFC 3463) in front. */
void lmtp_end(LmtpSession *session, const char *why);

#endif
