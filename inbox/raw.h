/* raw: a message's own header, and what is left for the MIME library. The header is split here because
 * the library's objects for it cost more than all the rest of a reply, and because only we know
 * what of a broken one to keep. */
#ifndef CONVOKE_INBOX_RAW_H
#define CONVOKE_INBOX_RAW_H

#include <glib.h>
#include <stdbool.h>
#include "inbox/limits.h"

typedef struct {
    char *name;  /* printable ASCII */
    char *value; /* folded, any bytes, with its line end */
} RawField;

typedef struct {
    GPtrArray *fields;  /* RawField *, all of the header; empty when there is none */
    bool cut;           /* a limit cut something off: of the body … */
    bool header_cut;    /* … or of the header */
    GByteArray *entity; /* the Content-* fields and the body; without a header all there is */
} RawMessage;

/* Splits LENGTH bytes within LIMITS. A mailbox's "From " line and blank lines before the header are
 * dropped, bare CR counts as a line end where there is no LF at all, a second Content-Type and lines
 * that are no fields are left out, a missing blank line is made up for. Appends to DEFECTS. */
RawMessage *raw_message_read(const ParseLimits *limits, const char *bytes, gsize length,
                             GPtrArray *defects);
void raw_message_free(RawMessage *raw);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RawMessage, raw_message_free)

#endif
