/* IMAP reply: what a server says (RFC 3501 7), response by response. Pure. */
#ifndef CONVOKE_INBOX_IMAP_REPLY_H
#define CONVOKE_INBOX_IMAP_REPLY_H

#include <glib.h>
#include <stdbool.h>
#include "inbox/fingerprint.h"

/* Bytes of a response without its literals, of which the UIDs of a million messages are the longest; a server that says more
 * is not believed. */
#define IMAP_LINE (16 << 20)

/* One response, being heard. */
typedef struct {
    GString *text;       /* its lines without CRLF; a literal stands there as its "{N}" alone */
    GByteArray *literal; /* the last one; at most LIMIT + 1 bytes are kept. NULL = none */
    gsize limit;
    Fingerprint *cut; /* of a literal that is longer, while it comes */
    char *digest;     /* ... when it is here: of all of it; NULL */
    gsize since;      /* offset in the text of the line being heard */
    guint64 awaited;  /* bytes of it that are still to come */
    bool whole;       /* set by imap_hear: look at it, then imap_next */
    bool
        broken; /* no IMAP, or too long; or a literal has another length than it was said to have */
} ImapReply;

void imap_reply_init(ImapReply *reply, gsize limit);
void imap_reply_clear(ImapReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImapReply, imap_reply_clear)

/* Hears BYTES up to the end of a response; returns how many were used. */
gsize imap_hear(ImapReply *reply, const char *bytes, gsize length);
void imap_next(ImapReply *reply);

typedef enum { IMAP_OTHER, IMAP_OK, IMAP_NO, IMAP_BAD, IMAP_BYE } ImapStatus;

/* What a whole response says to the command TAG: the status of its end, IMAP_BYE where the server leaves, IMAP_OTHER
 * else. *ret_words is borrowed. */
ImapStatus imap_status(const char *text, const char *tag, const char **ret_words);

/* The number behind WORD in a response ("UIDVALIDITY 7" or "UID 7"); 0 = it is not there. */
guint32 imap_number(const char *text, const char *word);

/* Appends the numbers of "* SEARCH 2 3" to UIDS (guint32). */
void imap_search(const char *text, GArray *uids);

/* True for "* N FETCH (...)". */
bool imap_is_fetch(const char *text);

/* TEXT as a quoted string (RFC 3501 4.3); it has no control characters. */
char *imap_quote(const char *text);

/* UIDS (guint32, in order) as a set: "2:4,9". */
char *imap_set(const GArray *uids);

#endif
