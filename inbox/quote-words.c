/* A text is searched for all phrases in one pass over its words. */
#include "inbox/quote-words.h"

#include <string.h>
#include "inbox/quote-table.h"

typedef struct {
    const QuotePhrase *first, *end;
} Bucket;

/* The phrases that may start with the word of LENGTH bytes at P; of no bytes there are none. */
static Bucket
bucket_at(const char *p, gsize length)
{
    const QuotePhrase *phrases = quote_table.phrases;
    guint bucket = quote_bucket(p, length);
    if (length == 0)
        return (Bucket){0};
    return (Bucket){phrases + quote_table.starts[bucket], phrases + quote_table.starts[bucket + 1]};
}

/* A phrase must not end inside a word. */
static bool
ends_word(const char *folded, gsize end)
{
    const char *last = g_utf8_find_prev_char(folded, folded + end);

    if (!folded[end] || !last || quote_is_unspaced(g_utf8_get_char(last)))
        return true;
    return !g_unichar_isalnum(g_utf8_get_char(last)) || quote_word_length(folded + end) == 0 ||
           quote_is_unspaced(g_utf8_get_char(folded + end));
}

QuoteWordKind
quote_words_find(const char *folded, gsize start, guint kinds, gsize *ret_start, gsize *ret_end)
{
    for (const char *p = folded + start; *p;) {
        gsize length = quote_word_length(p), best = 0;
        guint kind = 0;
        const Bucket bucket = bucket_at(p, length);
        for (const QuotePhrase *phrase = bucket.first; phrase < bucket.end; phrase++) {
            if (phrase->kinds & kinds && phrase->length > best &&
                strncmp(p, quote_table.pool + phrase->text, phrase->length) == 0 &&
                ends_word(folded, (gsize)(p - folded) + phrase->length)) {
                best = phrase->length;
                kind = phrase->kinds & kinds;
            }
        }
        if (kind) {
            if (ret_start)
                *ret_start = (gsize)(p - folded);
            if (ret_end)
                *ret_end = (gsize)(p - folded) + best;
            return kind;
        }
        p = length ? p + length : g_utf8_next_char(p);
    }
    return 0;
}

guint
quote_label_kinds(const char *folded)
{
    gsize length = strlen(folded);
    const Bucket bucket = bucket_at(folded, quote_word_length(folded));

    for (const QuotePhrase *phrase = bucket.first; phrase < bucket.end; phrase++)
        if (phrase->kinds & QUOTE_LABELS && phrase->length == length &&
            memcmp(quote_table.pool + phrase->text, folded, length) == 0)
            return phrase->kinds & QUOTE_LABELS;
    return 0;
}

/* What the star stands for: a few words; after a comma or full stop only an excuse. */
static bool
is_device(const char *text, gsize length)
{
    g_autofree char *words = g_strndup(text, length);
    guint n = 0;

    for (const char *p = words; *p;) {
        gsize word = quote_word_length(p);
        if (*p == '(') { /* a link behind its text says nothing, nor does a bare one */
            p += strcspn(p, ")");
            continue;
        }
        if (*p == '<' || strncmp(p, "http", 4) == 0)
            return n > 0;
        if (strchr(".,;!", *p) && p[1] == ' ')
            return n > 0 && quote_words_find(p, 0, QUOTE_EXCUSE, NULL, NULL);
        if (*p == '?')
            return false;
        n += word > 0 && ((guchar)*p < 0x80 || word > 3);
        if (n > 8)
            return false;
        p = word ? p + word : g_utf8_next_char(p);
    }
    return length > 0;
}

static bool
pattern_holds(const QuotePattern *pattern, const char *folded, gsize length)
{
    const char *head = quote_table.pool + pattern->head, *tail = quote_table.pool + pattern->tail;
    gsize ends = (gsize)pattern->head_length + pattern->tail_length;
    if (length <= ends || (pattern->head_length && *head != *folded) ||
        memcmp(folded, head, pattern->head_length) != 0)
        return false;
    while (length > pattern->head_length && strchr(".!)>]", folded[length - 1]))
        length--;
    return length > ends &&
           memcmp(folded + length - pattern->tail_length, tail, pattern->tail_length) == 0 &&
           is_device(folded + pattern->head_length, length - ends);
}

bool
quote_is_mobile_footer(const char *folded)
{
    gsize length, start, end;

    folded += strspn(folded, "<([-~ ");
    length = strlen(folded);
    if (length > 200)
        return false;
    if (quote_words_find(folded, 0, QUOTE_MOBILE, &start, &end) && start == 0 &&
        folded[end] == '\0')
        return true;
    for (guint i = 0; i < quote_table.pattern_count; i++)
        if (pattern_holds(&quote_table.patterns[i], folded, length))
            return true;
    return false;
}
