/* Both texts become rows of word hashes. Every three neighbours of the known row are remembered with their
 * place; where three neighbours of the body are found again, the run is followed as long as it
 * lasts. Linear in both. */
#include "inbox/quote-known.h"

#include <string.h>
#include "inbox/quote-words.h"

#define GRAM 3
#define MIN_WEIGHT 10 /* of a run: a word weighs 2, a character of an unspaced script 1 */
#define MAX_KNOWN (1 << 20)

typedef struct {
    guint32 hash;
    guint32 line; /* of the body */
    guint32 end;  /* offset behind it in its line */
    guint8 weight;
    bool known;
} Word;

static guint32
hash_word(const char *p, gsize length)
{
    guint32 h = 2166136261u; /* FNV-1a over lower case */

    for (gsize i = 0; i < length;) {
        gunichar c = (guchar)p[i] < 0x80 ? (gunichar)g_ascii_tolower(p[i])
                                         : g_unichar_tolower(g_utf8_get_char(p + i));
        h = (h ^ c) * 16777619u;
        i += (guchar)p[i] < 0x80 ? 1 : (gsize)g_utf8_skip[(guchar)p[i]];
    }
    return h;
}

static void
add_words(GArray *words, const char *text, gsize length, guint line)
{
    for (const char *p = text, *end = text + length; p < end;) {
        gsize n = quote_word_length(p);
        n = MIN(n, (gsize)(end - p));
        if (n) {
            Word word = {hash_word(p, n), line, (guint32)((gsize)(p - text) + n),
                         (guint8)(n == 3 && (guchar)*p >= 0xe0 ? 1 : 2), false};
            g_array_append_val(words, word);
        }
        p = n ? p + n : g_utf8_next_char(p);
    }
}

/* Zero is never a key. */
static gpointer
gram_at(const Word *words)
{
    guint64 h = 14695981039346656037ull;

    for (guint i = 0; i < GRAM; i++)
        h = (h ^ words[i].hash) * 1099511628211ull;
    return GSIZE_TO_POINTER(h | 1);
}

static GHashTable *
index_grams(const Word *words, guint n)
{
    GHashTable *grams = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i + GRAM <= n; i++) {
        gpointer key = gram_at(words + i);
        if (!g_hash_table_contains(grams, key)) /* the first place, plus one */
            g_hash_table_insert(grams, key, GUINT_TO_POINTER(i + 1));
    }
    return grams;
}

/* Marks the run that starts at word I of the body; returns its length. */
static guint
mark_run(Word *body, guint n, guint i, const Word *known, guint n_known, guint at)
{
    guint length = 0, weight = 0;

    while (i + length < n && at + length < n_known &&
           body[i + length].hash == known[at + length].hash) {
        weight += body[i + length].weight;
        length++;
    }
    if (weight < MIN_WEIGHT && at + length < n_known && at > 0)
        return 0;
    for (guint k = 0; k < length; k++)
        body[i + k].known = true;
    return length;
}

static void
mark_known(Word *body, guint n, const Word *known, guint n_known)
{
    g_autoptr(GHashTable) grams = index_grams(known, n_known);

    for (guint i = 0; i + GRAM <= n;) {
        guint place = GPOINTER_TO_UINT(g_hash_table_lookup(grams, gram_at(body + i)));
        guint run = place ? mark_run(body, n, i, known, n_known, place - 1) : 0;
        i += MAX(run, 1);
    }
}

QuoteCover *
quote_known(const QuoteText *text, const char *known)
{
    g_autoptr(GArray) body = g_array_new(FALSE, FALSE, sizeof(Word));
    g_autoptr(GArray) earlier = g_array_new(FALSE, FALSE, sizeof(Word));
    QuoteCover *covers = g_new0(QuoteCover, text->n + 1);

    add_words(earlier, known, strnlen(known, MAX_KNOWN), 0);
    for (guint i = 0; i < text->n; i++)
        add_words(body, text->lines[i].text, text->lines[i].length, i);
    mark_known((Word *)(void *)body->data, body->len, (Word *)(void *)earlier->data, earlier->len);
    for (guint i = 0; i < body->len; i++) {
        const Word *word = &g_array_index(body, Word, i);
        covers[word->line].words++;
        covers[word->line].known += word->known;
        if (word->known) {
            covers[word->line].tail = word->end;
            covers[word->line].words_to_tail = covers[word->line].words;
        }
    }
    return covers;
}

guint32
quote_cover_added(const QuoteLine *line, const QuoteCover *cover)
{
    guint32 from = cover->tail;

    if (cover->known < 2 || cover->words_to_tail == cover->words)
        return 0;
    while (from < line->length && strchr(" \t?:.,;)_*", line->text[from]))
        from++;
    if (line->text[from] == '<' || line->text[from] == '[' ||
        strncmp(line->text + from, "http", 4) == 0)
        return 0;
    return from;
}

bool
quote_cover_full(const QuoteLine *line, const QuoteCover *cover)
{
    return cover->words && cover->known * 5 >= cover->words * 4 && !quote_cover_added(line, cover);
}
