/* quote-intro: the lines that programs put above what they quote. */
#ifndef CONVOKE_INBOX_QUOTE_INTRO_H
#define CONVOKE_INBOX_QUOTE_INTRO_H

#include "inbox/quote-text.h"

/* Is line I the last one of an attribution ("On 6 April 2027 Ines <i@x.example> wrote:")? It may take
 * several lines, with a blank one between, and stand behind other words. Then true: *RET_START is its
 * first line, *RET_KEEP the bytes of that line before it. A sentence that merely begins like one
 * is none: it takes a verb of writing or an address, a date, and the end of the line. */
bool quote_attribution(const QuoteText *text, guint i, guint *ret_start, guint *ret_keep);

/* Does a block of header lines ("From: ...", "Sent: ...", in any language) start at line I? Then true:
 * *RET_END is the line after it. */
bool quote_header_block(const QuoteText *text, guint i, guint *ret_end);

/* Is line I a ruler with words ("-----Original Message-----", "Begin forwarded message:")? */
bool quote_ruler(const QuoteText *text, guint i);

/* Any words between strokes; such a line above a header block belongs to it. */
bool quote_line_is_framed(const QuoteLine *line);

#endif
