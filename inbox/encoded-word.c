/* A small scanner over "=?charset?B?...?=": literal runs and words alternate, neighbours of one charset
 * are collected as bytes and converted together. */
#include "inbox/encoded-word.h"

#include <string.h>
#include "inbox/charset.h"

typedef struct {
    char charset[40];
    char encoding; /* 'B' or 'Q' */
    const char *text, *text_end;
    const char *after;
} Word;

/* Reads the word that starts at P ("=?"). */
static bool
word_scan(const char *p, Word *ret_word)
{
    const char *mark = strchr(p + 2, '?');
    const char *star, *end, *next;
    gsize length;

    if (!mark || mark == p + 2 || !strchr("BbQq", mark[1]) || !mark[1] || mark[2] != '?')
        return false;
    length = (gsize)(mark - p - 2);
    star = memchr(p + 2, '*', length);
    if (star)
        length = (gsize)(star - p - 2); /* RFC 2231 5: a language */
    if (length == 0 || length >= sizeof ret_word->charset)
        return false;
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isgraph(p[2 + i]))
            return false;
    memcpy(ret_word->charset, p + 2, length);
    ret_word->charset[length] = '\0';
    ret_word->encoding = g_ascii_toupper(mark[1]);
    ret_word->text = mark + 3;
    /* Up to its end; where another one starts before that, it has none. */
    next = strstr(ret_word->text, "=?");
    end = g_strstr_len(ret_word->text, next ? next + 3 - ret_word->text : -1, "?=");
    if (next && !end) {
        ret_word->text_end = ret_word->after = next;
        return true;
    }
    ret_word->text_end = end ? end : p + strlen(p); /* unterminated: all that is left */
    ret_word->after = end ? end + 2 : ret_word->text_end;
    return true;
}

static void
append_q(GString *bytes, const Word *word)
{
    for (const char *p = word->text; p < word->text_end; p++) {
        if (*p == '=' && word->text_end - p >= 3 && g_ascii_isxdigit(p[1]) &&
            g_ascii_isxdigit(p[2])) {
            g_string_append_c(bytes,
                              (char)(g_ascii_xdigit_value(p[1]) << 4 | g_ascii_xdigit_value(p[2])));
            p += 2;
        } else {
            g_string_append_c(bytes, *p == '_' ? ' ' : *p);
        }
    }
}

/* STATE and SAVE live on over neighbours, so that a quantum split between two words survives; padding
 * starts afresh. */
static void
append_b(GString *bytes, const Word *word, int *state, guint *save)
{
    gsize length = (gsize)(word->text_end - word->text), start = bytes->len;

    g_string_set_size(bytes, start + length + 3);
    gsize n = g_base64_decode_step(word->text, length, (guchar *)bytes->str + start, state, save);
    g_string_set_size(bytes, start + n);
    if (memchr(word->text, '=', length))
        *state = 0, *save = 0;
}

static void
flush(GString *text, GString *bytes, const char *charset, const char *hint)
{
    if (bytes->len) {
        g_autofree char *part = charset_decode(bytes->str, bytes->len, charset, hint, NULL);
        g_string_append(text, part);
        g_string_truncate(bytes, 0);
    }
}

/* Appends the word at *P and its neighbours of the same charset; moves *P behind them. */
static void
append_words(GString *text, const char **p, Word *word, const char *hint)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autofree char *charset = g_strdup(word->charset);
    int state = 0;
    guint save = 0;

    for (;;) {
        if (word->encoding == 'B')
            append_b(bytes, word, &state, &save);
        else
            append_q(bytes, word);
        *p = word->after;
        const char *next = *p + strspn(*p, " \t\r\n");
        if (strncmp(next, "=?", 2) != 0 || !word_scan(next, word))
            break;
        *p = next;
        if (g_ascii_strcasecmp(word->charset, charset) != 0) {
            flush(text, bytes, charset, hint);
            g_free(charset);
            charset = g_strdup(word->charset);
            state = 0, save = 0;
        }
    }
    flush(text, bytes, charset, hint);
}

static void
make_line(GString *text)
{
    gsize to = 0;

    for (gsize i = 0; i < text->len; i++) {
        guchar c = (guchar)text->str[i];
        if (c == '\r' || c == '\n')
            continue; /* the blank that follows a fold stays */
        text->str[to++] = c < 0x20 || c == 0x7f ? ' ' : (char)c;
    }
    g_string_truncate(text, to);
}

/* By byte: not as it stands, or the first of an encoded word. */
static const bool odd[256] = {
    [0 ... '\n' - 1] = true,
    ['\n' + 1 ... '\r' - 1] = true,
    ['\r' + 1 ... 0x1f] = true,
    [0x7f ... 0xff] = true,
    ['='] = true,
};

bool
encoded_word_is_plain(const char *raw)
{
    for (const char *p = raw;; p++) {
        while (!odd[(guchar)*p])
            p++;
        if (*p != '=' || p[1] == '?')
            return *p == '\0';
    }
}

char *
line_unfold(char *line)
{
    const char *p = line;
    char *to = line;

    while (*p) {
        gsize length = strcspn(p, "\r\n");
        memmove(to, p, length);
        to += length;
        p += length + strspn(p + length, "\r\n");
    }
    *to = '\0';
    return g_strstrip(line);
}

char *
encoded_word_decode(const char *raw, const char *hint)
{
    if (encoded_word_is_plain(raw))
        return line_unfold(g_strdup(raw));

    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) literal = g_string_new(NULL);
    Word word;

    for (const char *p = raw; *p;) {
        gsize run = strcspn(p, "=");
        g_string_append_len(literal, p, (gssize)run);
        p += run;
        if (*p && p[1] == '?' && word_scan(p, &word)) {
            flush(text, literal, NULL, hint);
            append_words(text, &p, &word, hint);
        } else if (*p) {
            g_string_append_c(literal, *p++);
        }
    }
    flush(text, literal, NULL, hint);
    make_line(text);
    return g_strstrip(g_string_free(g_steal_pointer(&text), FALSE));
}
