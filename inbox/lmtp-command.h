/* LMTP command: one line of a client, taken apart (RFC 5321 4.1.1, 4.1.2). Pure. */
#ifndef CONVOKE_INBOX_LMTP_COMMAND_H
#define CONVOKE_INBOX_LMTP_COMMAND_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
    LMTP_UNKNOWN,
    LMTP_LHLO,
    LMTP_HELO, /* and EHLO: another protocol */
    LMTP_MAIL,
    LMTP_RCPT,
    LMTP_DATA,
    LMTP_BDAT, /* RFC 3030: not offered */
    LMTP_RSET,
    LMTP_NOOP,
    LMTP_VRFY,
    LMTP_QUIT,
} LmtpVerb;

/* What is wrong with an argument. */
typedef enum {
    LMTP_FINE,
    LMTP_SYNTAX,  /* no path, or words where none belong */
    LMTP_VALUE,   /* a known parameter with a value that is none */
    LMTP_FOREIGN, /* a parameter that was not offered */
} LmtpFault;

typedef struct {
    LmtpVerb verb;
    LmtpFault fault;
    /* of MAIL and RCPT, between the brackets and without a source route; "" is the null path */
    char *path;
    guint64 size; /* SIZE of MAIL (RFC 1870); 0 = not said */
} LmtpCommand;

void lmtp_command_clear(LmtpCommand *command);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LmtpCommand, lmtp_command_clear)

/* Parses LINE, which is without its end and holds no NUL. Blanks around a path are borne, as old clients
 * write them. */
LmtpCommand lmtp_command_parse(const char *line);

#endif
