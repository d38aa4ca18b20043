/* quote-table: the phrases of inbox/quote-words, compiled at build time into one constant table by
 * words/phrases.c, and searched by quote-words.c; nobody else knows its layout. */
#ifndef CONVOKE_INBOX_QUOTE_TABLE_H
#define CONVOKE_INBOX_QUOTE_TABLE_H

#include <glib.h>

typedef struct {
    guint32 text; /* in the pool, folded */
    guint16 length;
    guint16 kinds; /* QuoteWordKind, or-ed */
} QuotePhrase;

/* "sent from *", "*から送信": what stands before and after the star, folded. */
typedef struct {
    guint32 head, tail; /* in the pool */
    guint16 head_length, tail_length;
} QuotePattern;

#define QUOTE_BUCKETS 4096

typedef struct {
    const char *pool;
    const QuotePhrase *phrases; /* by the hash of their first word … */
    const guint16 *starts;      /* … of which those of bucket B are [starts[B], starts[B + 1]) */
    const QuotePattern *patterns;
    guint pattern_count;
} QuoteTable;

extern const QuoteTable quote_table;

/* The bucket of phrases that start with the word of LENGTH bytes at P. */
static inline guint
quote_bucket(const char *p, gsize length)
{
    guint32 hash = 2166136261u; /* FNV-1a */
    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar)p[i]) * 16777619u;
    return hash % QUOTE_BUCKETS;
}

#endif
