/* quote-known: what of a body stood in an earlier text, compared word by word, so that other line
 * breaks, quote marks and punctuation do not matter. */
#ifndef CONVOKE_INBOX_QUOTE_KNOWN_H
#define CONVOKE_INBOX_QUOTE_KNOWN_H

#include "inbox/quote-text.h"

/* How many of a line's words are known. */
typedef struct {
    guint words, known;
    guint32 tail; /* offset of the first byte behind the last known word; 0 = none is known */
} QuoteCover;

/* One element a line of TEXT; free with g_free. A run of words is known when it stands in KNOWN in the
 * same order and is too long for chance. */
QuoteCover *quote_known(const QuoteText *text, const char *known);

/* Nearly all words of the line are known. */
bool quote_cover_full(const QuoteCover *cover);

#endif
