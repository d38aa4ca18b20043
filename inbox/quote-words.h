/* quote-words: what mail programs and senders put around quoted text, in many languages. The phrases
 * are data in inbox/quote-words (its README says how they are written); here they are looked up. */
#ifndef CONVOKE_INBOX_QUOTE_WORDS_H
#define CONVOKE_INBOX_QUOTE_WORDS_H

#include <glib.h>
#include <stdbool.h>
#include "inbox/quote-fold.h"

/* Kinds of phrases, to be or-ed. */
typedef enum {
    QUOTE_WROTE = 1 << 0,
    QUOTE_FROM = 1 << 1,
    QUOTE_DATE = 1 << 2,
    QUOTE_TO = 1 << 3,
    QUOTE_CC = 1 << 4,
    QUOTE_SUBJECT = 1 << 5,
    QUOTE_OTHER = 1 << 6,
    QUOTE_RULER = 1 << 7,
    QUOTE_MOBILE = 1 << 8,
    QUOTE_EXCUSE = 1 << 9,
    QUOTE_CLOSING = 1 << 10,
    QUOTE_DISCLAIMER = 1 << 11,
    QUOTE_FOOTER = 1 << 12,
} QuoteWordKind;

#define QUOTE_LABELS (QUOTE_FROM | QUOTE_DATE | QUOTE_TO | QUOTE_CC | QUOTE_SUBJECT | QUOTE_OTHER)

/* The first phrase of one of KINDS in FOLDED at or after offset START, as whole words. Returns its
 * kind or 0; *RET_START and *RET_END (may be NULL) are its offsets. */
QuoteWordKind quote_words_find(const char *folded, gsize start, guint kinds, gsize *ret_start,
                               gsize *ret_end);

/* The kinds of label that FOLDED as a whole is ("sent" -> QUOTE_DATE); 0 = none. */
guint quote_label_kinds(const char *folded);

/* FOLDED is a line that a program adds below what was written ("sent from my iphone"). */
bool quote_is_mobile_footer(const char *folded);

#endif
