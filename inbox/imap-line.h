/* IMAP line: the connection to a server, and commands with their responses over it. Edge; the one file that knows
 * libcurl, which connects, secures and logs in. */
#ifndef CONVOKE_INBOX_IMAP_LINE_H
#define CONVOKE_INBOX_IMAP_LINE_H

#include "inbox/imap-reply.h"
#include "inbox/imap.h"

typedef struct ImapLine ImapLine;

/* Connected and logged in. */
ImapLine *imap_line_open(const ImapAccount *account, GError **error);
void imap_line_close(ImapLine *line); /* without LOGOUT */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapLine, imap_line_close)

/* Told each untagged response. */
typedef void (*ImapHeard)(const ImapReply *reply, gpointer user_data);

/* Says COMMAND and hears to its end. *ret_status is IMAP_OK, IMAP_NO or IMAP_BAD, *ret_words (a copy; may be NULL) why.
 * FALSE with CONVOKE_ERROR_TEMPORARY where the connection is over, or the answer has no end within the account's patience
 * or IMAP_LINE bytes beside its literals. HEARD may be NULL. */
gboolean imap_line_say(ImapLine *line, const char *command, ImapHeard heard, gpointer user_data,
                       ImapStatus *ret_status, char **ret_words, GError **error);

#endif
