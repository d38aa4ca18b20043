/* mbox: messages out of the lines of an mbox file (RFC 4155, and what programs write). Pure.
 *
 * A message begins with a line "From SENDER DATE" at the start or behind an empty line; DATE has to have a time and a
 * year, since some writers leave a "From " at the start of a sentence as it is. One ">" is
 * taken off lines that begin with ">From ", ">>From " and so on (mboxrd; what mboxo quotes comes out right, too). */
#ifndef CONVOKE_INBOX_MBOX_H
#define CONVOKE_INBOX_MBOX_H

#include <glib.h>
#include <stdbool.h>
#include "inbox/fingerprint.h"

typedef struct {
    GByteArray *message; /* so far, without its From line; at most LIMIT + 1 bytes are kept */
    gsize limit;
    Fingerprint *cut; /* of all of one that is longer; NULL */
    GString *line;    /* not yet whole */
    gint64 offset;    /* in the file, of that line */
    gint64 next;      /* offset of the From line behind the message, once it is whole */
    bool whole;       /* set by mbox_feed and mbox_end: take the message, then mbox_next */
    bool begun;       /* a From line was seen */
    bool empty_line;  /* the one before was; it is held back, for it may belong to a From line */
    bool crlf;        /* that one ended with CRLF */
    bool inside;      /* the line is the rest of a long one */
    bool foreign;     /* what came first is no From line: this is no mbox */
} Mbox;

/* Begins at OFFSET of the file, where a From line should stand. */
void mbox_init(Mbox *mbox, gint64 offset, gsize limit);
void mbox_clear(Mbox *mbox);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Mbox, mbox_clear)

/* Reads BYTES up to the end of a message; returns how many were used. */
gsize mbox_feed(Mbox *mbox, const char *bytes, gsize length);

/* The file is at its end. */
void mbox_end(Mbox *mbox);

/* The message was taken. */
void mbox_next(Mbox *mbox);

/* Whether LINE, ended by LF, is one that begins a message. */
bool mbox_is_from(const char *line, gsize length);

#endif
