/* quote-table: the phrases of inbox/quote-words in memory. For quote-words.c alone. Made on first use,
 * once a process; since a process may read just one message, everything lies in three blocks. */
#ifndef CONVOKE_INBOX_QUOTE_TABLE_H
#define CONVOKE_INBOX_QUOTE_TABLE_H

#include <glib.h>

typedef struct QuotePhrase {
    const char *text; /* folded */
    gsize length;
    guint kinds;
    const struct QuotePhrase *next; /* of those whose first words share a hash */
} QuotePhrase;

/* "sent from *", "*から送信": what stands before and after the star, folded. */
typedef struct {
    const char *head, *tail;
    gsize head_length, tail_length;
} QuotePattern;

#define QUOTE_BUCKETS 4096

typedef struct {
    char *text;
    QuotePhrase *phrases;
    QuotePattern *patterns;
    guint n_phrases, n_patterns;
    QuotePhrase *buckets[QUOTE_BUCKETS];
} QuoteTable;

const QuoteTable *quote_table(void);

/* The phrases that may start with the word of LENGTH bytes at P; the caller compares. */
const QuotePhrase *quote_table_phrases(const QuoteTable *table, const char *p, gsize length);

#endif
