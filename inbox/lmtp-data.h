/* LMTP data: a message out of the lines of DATA (RFC 5321 4.5.2). Pure.
 *
 * Only CRLF ends a line, so only CRLF "." CRLF ends a message and only a dot behind CRLF was stuffed: whoever takes a bare
 * CR or LF for the end of a line can be made to see an end, and commands behind it, that the
 * system before did not see. Both are kept as the bytes that they are; nothing is passed on from here. */
#ifndef CONVOKE_INBOX_LMTP_DATA_H
#define CONVOKE_INBOX_LMTP_DATA_H

#include <glib.h>
#include <stdbool.h>

/* What the messages of all sessions may take together. */
typedef struct {
    gsize most, taken; /* bytes */
} LmtpRoom;

typedef struct {
    GByteArray *bytes; /* so far; at most LIMIT + 1 are kept, so that a longer message shows */
    gsize limit;
    LmtpRoom *room;
    bool crowded; /* there was no room for all of it: none is kept */
    enum { LMTP_AT_START, LMTP_IN_LINE, LMTP_AFTER_CR, LMTP_AFTER_DOT, LMTP_AFTER_DOT_CR } place;
} LmtpData;

/* Begins a message that takes what it needs of ROOM. */
void lmtp_data_begin(LmtpData *data, gsize limit, LmtpRoom *room);

/* Keeps BYTES as they are. */
void lmtp_data_keep(LmtpData *data, const char *bytes, gsize length);

/* Takes what belongs to the message; returns how many of BYTES that was. *ret_end: its end was among them. */
gsize lmtp_data_feed(LmtpData *data, const char *bytes, gsize length, bool *ret_end);

/* Frees the bytes, and the room that they took. */
void lmtp_data_clear(LmtpData *data);

#endif
