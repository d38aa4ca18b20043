/* One pass, character by character; what is not ASCII is rare and takes a way of its own. */
#include "inbox/quote-fold.h"

/* Scripts that put no blanks between words: each character is a word for us. Korean has blanks, but
 * its endings grow onto the words that we look for. */
bool
quote_is_unspaced(gunichar c)
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
        if (quote_is_unspaced(c) && (g_unichar_isalnum(c) || g_unichar_ismark(c)))
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

char *
quote_fold(const char *text, gsize length)
{
    char *out = g_malloc(2 * length + 8);
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
    return out;
}
