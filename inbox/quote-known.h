/* quote-known: what of a body stood in an earlier text, compared word by word, so that other line
 * breaks, quote marks and punctuation do not matter. */
#ifndef CONVOKE_INBOX_QUOTE_KNOWN_H
#define CONVOKE_INBOX_QUOTE_KNOWN_H

#include "inbox/quote-text.h"

/* How many of a line's words are known. */
typedef struct {
    guint words, known;
    guint words_to_tail; /* words up to the last known one */
    guint32 tail;        /* offset of the first byte behind that one; 0 = none is known */
} QuoteCover;

/* One element a line of TEXT; free with g_free. A run of words is known when it stands in KNOWN in the
 * same order and is too long for chance. */
QuoteCover *quote_known(const QuoteText *text, const char *known);

/* The line is known: nearly all of its words are, and none was added at its end but a link. */
bool quote_cover_full(const QuoteLine *line, const QuoteCover *cover);

/* Offset of the words that were added behind known ones; 0 = none were. */
guint32 quote_cover_added(const QuoteLine *line, const QuoteCover *cover);

#endif
