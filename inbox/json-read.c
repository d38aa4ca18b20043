/* RFC 8259 without white space and without numbers that are no int. */
#include "inbox/json-read.h"

#include <string.h>

bool
json_take(JsonCursor *cursor, char c)
{
    if (cursor->at == cursor->end || *cursor->at != c)
        return false;
    cursor->at++;
    return true;
}

bool
json_take_word(JsonCursor *cursor, const char *word)
{
    gsize n = strlen(word);
    if ((gsize)(cursor->end - cursor->at) < n || memcmp(cursor->at, word, n) != 0)
        return false;
    cursor->at += n;
    return true;
}

/* The four digits of \uXXXX; -1 where they are none. */
static int
hex_take(JsonCursor *cursor)
{
    int value = 0;
    if (cursor->end - cursor->at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = g_ascii_xdigit_value(*cursor->at++);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* After \u. A character beyond the first plane is two of them. */
static bool
unicode_take(JsonCursor *cursor, char **out)
{
    int c = hex_take(cursor);
    if (c >= 0xd800 && c < 0xdc00) {
        int low = json_take_word(cursor, "\\u") ? hex_take(cursor) : -1;
        if (low < 0xdc00 || low > 0xdfff)
            return false;
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
    }
    if (c <= 0 || (c >= 0xdc00 && c <= 0xdfff))
        return false;
    *out += g_unichar_to_utf8((gunichar)c, *out);
    return true;
}

/* After the backslash. */
static bool
escape_take(JsonCursor *cursor, char **out)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if (cursor->at == cursor->end)
        return false;
    char c = *cursor->at++;
    const char *letter = c ? strchr(letters, c) : NULL;
    if (letter)
        *(*out)++ = meanings[letter - letters];
    return letter || (c == 'u' && unicode_take(cursor, out));
}

/* By byte: where a run of characters that stand for themselves ends. */
static const bool special[256] = {[0 ... 0x1f] = true, ['"'] = true, ['\\'] = true};

static const char *
run_end(const JsonCursor *cursor)
{
    const char *at = cursor->at;
    while (at < cursor->end && !special[(guchar)*at])
        at++;
    return at;
}

/* The quote that ends the text; NULL where none does. */
static const char *
text_end(const JsonCursor *cursor)
{
    const char *at = cursor->at, *quote;
    while ((quote = memchr(at, '"', (gsize)(cursor->end - at)))) {
        gsize escapes = 0;
        while (quote - escapes > cursor->at && quote[-1 - (gssize)escapes] == '\\')
            escapes++;
        if (escapes % 2 == 0)
            break;
        at = quote + 1;
    }
    return quote;
}

bool
json_read_text(JsonCursor *cursor, char **ret)
{
    if (!json_take(cursor, '"')) {
        *ret = NULL;
        return json_take_word(cursor, "null");
    }
    const char *quote = text_end(cursor);
    if (!quote)
        return false;
    /* No escape is shorter than what it stands for. */
    g_autofree char *text = g_malloc((gsize)(quote - cursor->at) + 1);
    char *out = text;
    while (cursor->at < quote) {
        gsize n = (gsize)(run_end(cursor) - cursor->at);
        memcpy(out, cursor->at, n);
        out += n;
        cursor->at += n;
        if (cursor->at < quote && (!json_take(cursor, '\\') || !escape_take(cursor, &out)))
            return false;
    }
    *out = '\0';
    cursor->at = quote + 1;
    *ret = g_steal_pointer(&text);
    return true;
}

bool
json_read_key(JsonCursor *cursor, char *key)
{
    if (!json_take(cursor, '"'))
        return false;
    gsize n = (gsize)(run_end(cursor) - cursor->at);
    if (n >= JSON_KEY_MAX)
        return false;
    memcpy(key, cursor->at, n);
    key[n] = '\0';
    cursor->at += n;
    return json_take_word(cursor, "\":");
}

bool
json_read_int(JsonCursor *cursor, int *ret)
{
    enum { DIGITS = 10 };
    bool minus = json_take(cursor, '-');
    const char *first = cursor->at;
    gint64 value = 0;
    while (cursor->at < cursor->end && g_ascii_isdigit(*cursor->at) && cursor->at - first <= DIGITS)
        value = value * 10 + (*cursor->at++ - '0');
    gsize n = (gsize)(cursor->at - first);
    value = minus ? -value : value;
    if (n == 0 || (n > 1 && *first == '0') || value < G_MININT || value > G_MAXINT)
        return false;
    *ret = (int)value;
    return true;
}

bool
json_read_bool(JsonCursor *cursor, bool *ret)
{
    *ret = json_take_word(cursor, "true");
    return *ret || json_take_word(cursor, "false");
}

bool
json_read_list(JsonCursor *cursor, const char *brackets,
               bool (*read)(JsonCursor *cursor, gpointer user_data), gpointer user_data)
{
    if (!json_take(cursor, brackets[0]))
        return false;
    if (json_take(cursor, brackets[1]))
        return true;
    for (guint n = 0; n < JSON_ELEMENTS_MAX; n++) {
        if (!read(cursor, user_data))
            return false;
        if (json_take(cursor, brackets[1]))
            return true;
        if (!json_take(cursor, ','))
            return false;
    }
    return false;
}
