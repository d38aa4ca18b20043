/* imap: a folder of an IMAP account as a source. Edge, in a module of its own, for libcurl is heavy.
 *
 * Everything in the folder is taken in, so it should be one that holds nothing else. Each message is fetched without
 * being marked, taken, and then moved away or marked as seen; what cannot be taken stays as it is. That the server refuses
 * to give one message, or to put away what was taken, holds up nothing else; the latter is moved next time. How far the
 * folder was read stands in the database, by UID and UIDVALIDITY (RFC 3501 2.3.1.1). */
#ifndef CONVOKE_INBOX_IMAP_H
#define CONVOKE_INBOX_IMAP_H

#include "db/store-source.h"
#include "inbox/imap-url.h"
#include "inbox/source.h"

typedef struct {
    const ImapUrl *url;
    const char *password; /* or */
    const char *token;    /* OAuth 2.0 access token (RFC 7628; XOAUTH2) */
    /* folder that takes what was taken, made when missing; NULL = mark it as seen */
    const char *move;
    gsize limit;    /* bytes of a message; one more is kept of a longer one */
    guint patience; /* seconds in which a command is answered, as the fetching of one message is */
} ImapAccount;

/* Gives what is new to TAKE, at most SOURCE_BATCH at a time. TLS always, with the certificate checked against the host.
 * A server that goes on for longer than it may, or says more, is left; what was taken stays taken.
 * *ret_taken counts, also before FALSE. CONVOKE_ERROR_CONFIG for a certificate or login that is refused,
 * CONVOKE_ERROR_TEMPORARY for all else. */
gboolean imap_take(const ImapAccount *account, Store *store, SourceTake take, gpointer user_data,
                   int *ret_taken, GError **error);

#endif
