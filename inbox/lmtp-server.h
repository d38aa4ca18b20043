/* LMTP server: many sessions (lmtp.h) in one process, and one commit for all the messages that are there at a time.
 * Edge. */
#ifndef CONVOKE_INBOX_LMTP_SERVER_H
#define CONVOKE_INBOX_LMTP_SERVER_H

#include "inbox/lmtp.h"
#include "inbox/source.h"

/* Seconds that a client may be silent (RFC 5321 4.5.3.2.7), and that one message may take. */
#define LMTP_SILENCE 300
#define LMTP_MESSAGE 600

typedef struct {
    const LmtpRules *rules;
    const GArray *sockets; /* int: listening, not blocking */
    guint connections;     /* at most so many at a time; who comes then is told to come again */
    gsize room;            /* bytes of messages at a time, of all connections; the same */
    int stop_fd;           /* readable = end */
    SourceAhead ahead;     /* told of messages when they are whole */
    SourceTake take;       /* gets each once for each recipient, many at a time */
    /* Told at the start what TAKE may do while it waits for the disk: hear the sessions. AHEAD is called from there. */
    void (*offer)(const Meanwhile *hear, gpointer user_data);
    gpointer user_data;
    /* Told why messages could not be taken; their clients were told to try later. FALSE: none will be, and the server is to
     * end. */
    gboolean (*trouble)(const GError *error, gpointer user_data);
} LmtpServer;

/* Serves until stop_fd; what was taken by then is answered, other sessions end with 421 and lose nothing.
 * CONVOKE_ERROR_TEMPORARY where the system gives no descriptors to wait with, or nothing will be taken any more. */
gboolean lmtp_serve(const LmtpServer *server, GError **error);

#endif
