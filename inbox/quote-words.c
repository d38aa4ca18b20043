/* A text is searched for all phrases in one pass over its words. */
#include "inbox/quote-words.h"

#include <string.h>
#include "inbox/quote-table.h"

/* Scripts that put no blanks between words: each character is a word for us. Korean has blanks, but
 * its endings grow onto the words that we look for. */
static bool
is_unspaced(gunichar c)
{
    return (c >= 0x0e00 && c <= 0x0eff) || (c >= 0x1100 && c <= 0x11ff) ||
           (c >= 0x2e80 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfaff) ||
           (c >= 0xff66 && c <= 0xff9f) || (c >= 0x20000 && c <= 0x3ffff);
}

gsize
quote_word_length(const char *p)
{
    const char *start = p;

    while (*p) {
        if (!((guchar)*p & 0x80)) {
            if (!g_ascii_isalnum(*p))
                break;
            p++;
            continue;
        }
        gunichar c = g_utf8_get_char(p);
        if (is_unspaced(c) && (g_unichar_isalnum(c) || g_unichar_ismark(c)))
            return p > start ? (gsize)(p - start) : (gsize)(g_utf8_next_char(p) - p);
        if (!g_unichar_isalnum(c) && !g_unichar_ismark(c))
            break;
        p = g_utf8_next_char(p);
    }
    return (gsize)(p - start);
}

/* One character beyond ASCII behind OUT[N]; returns the new N. */
static gsize
fold_char(char *out, gsize n, gunichar c)
{
    if (c == 0xa0 || c == 0x3000 || c == 0xfeff || (c >= 0x2000 && c <= 0x200b) || c == 0x202f ||
        c == 0x2028) {
        if (n && out[n - 1] != ' ')
            out[n++] = ' ';
    } else if (c == 0x2019 || c == 0x2018 || c == 0x02bc) {
        out[n++] = '\'';
    } else if (c != 0xad && c != 0x061c &&
               !(c >= 0x200c && c <= 0x206f && g_unichar_type(c) == G_UNICODE_FORMAT)) {
        n += (gsize)g_unichar_to_utf8(g_unichar_tolower(c), out + n); /* no marks of direction */
    }
    return n;
}

gsize
quote_fold_into(char *out, const char *text, gsize length)
{
    gsize n = 0;

    for (const char *p = text, *end = text + length; p < end;) {
        char c = *p;
        if ((guchar)c & 0x80) {
            n = fold_char(out, n, g_utf8_get_char(p));
            p = g_utf8_next_char(p);
            continue;
        }
        p++;
        if (g_ascii_isspace(c)) {
            if (n && out[n - 1] != ' ')
                out[n++] = ' ';
        } else if (c >= 'A' && c <= 'Z') {
            out[n++] = (char)(c | 0x20);
        } else if (c != '*' && c != '_') {
            out[n++] = c == '`' ? '\'' : c;
        }
    }
    while (n && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    return n;
}

char *
quote_fold(const char *text, gsize length)
{
    char *out = g_malloc(QUOTE_FOLD_ROOM(length));

    quote_fold_into(out, text, length);
    return out;
}

/* A phrase must not end inside a word. */
static bool
ends_word(const char *folded, gsize end)
{
    const char *last = g_utf8_find_prev_char(folded, folded + end);

    if (!folded[end] || !last || is_unspaced(g_utf8_get_char(last)))
        return true;
    return !g_unichar_isalnum(g_utf8_get_char(last)) || quote_word_length(folded + end) == 0 ||
           is_unspaced(g_utf8_get_char(folded + end));
}

QuoteWordKind
quote_words_find(const char *folded, gsize start, guint kinds, gsize *ret_start, gsize *ret_end)
{
    const QuoteTable *table = quote_table();

    for (const char *p = folded + start; *p;) {
        gsize length = quote_word_length(p), best = 0;
        guint kind = 0;
        const QuotePhrase *phrase = length ? quote_table_phrases(table, p, length) : NULL;
        for (; phrase; phrase = phrase->next) {
            if (phrase->kinds & kinds && phrase->length > best &&
                strncmp(p, phrase->text, phrase->length) == 0 &&
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
    const QuotePhrase *phrase =
        quote_table_phrases(quote_table(), folded, quote_word_length(folded));

    for (; phrase; phrase = phrase->next)
        if (phrase->kinds & QUOTE_LABELS && phrase->length == length &&
            memcmp(phrase->text, folded, length) == 0)
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

bool
quote_is_mobile_footer(const char *folded)
{
    const QuoteTable *table = quote_table();
    gsize length, start, end;

    folded += strspn(folded, "<([-~ ");
    length = strlen(folded);
    if (length > 200)
        return false;
    if (quote_words_find(folded, 0, QUOTE_MOBILE, &start, &end) && start == 0 &&
        folded[end] == '\0')
        return true;
    for (guint i = 0; i < table->n_patterns; i++) {
        const QuotePattern *pattern = &table->patterns[i];
        if (length <= pattern->head_length + pattern->tail_length ||
            (pattern->head_length && *pattern->head != *folded) ||
            memcmp(folded, pattern->head, pattern->head_length) != 0)
            continue;
        gsize stop = length;
        while (stop > pattern->head_length && strchr(".!)>]", folded[stop - 1]))
            stop--;
        if (stop <= pattern->head_length + pattern->tail_length ||
            memcmp(folded + stop - pattern->tail_length, pattern->tail, pattern->tail_length) != 0)
            continue;
        if (is_device(folded + pattern->head_length,
                      stop - pattern->head_length - pattern->tail_length))
            return true;
    }
    return false;
}
