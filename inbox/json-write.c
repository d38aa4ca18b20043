/* Commas by what was written last; escapes by RFC 8259 7, no more than must be or is wise. */
#include "inbox/json-write.h"

#include <stdbool.h>
#include <string.h>

void
json_write_next(GString *out)
{
    char last = out->len ? out->str[out->len - 1] : '{';
    if (last != '{' && last != '[')
        g_string_append_c(out, ',');
}

void
json_write_key(GString *out, const char *key)
{
    json_write_next(out);
    g_string_append_c(out, '"');
    g_string_append(out, key);
    g_string_append_c(out, '"');
    g_string_append_c(out, ':');
}

static void
write_escape(GString *out, char c)
{
    switch (c) {
    case '"':
    case '\\':
        g_string_append_c(out, '\\');
        g_string_append_c(out, c);
        break;
    case '\n':
        g_string_append_c(out, '\\');
        g_string_append_c(out, 'n');
        break;
    case '\t':
        g_string_append_len(out, "\\t", 2);
        break;
    default:
        g_string_append_printf(out, "\\u%04x", (guint)(guchar)c);
    }
}

/* By byte: no character as it stands, or perhaps the first byte of one that steers. */
static const bool escaped[256] = {[0 ... 0x1f] = true, ['"'] = true,  ['\\'] = true, [0x7f] = true,
                                  [0xc2] = true,       [0xd8] = true, [0xe2] = true};

/* Bytes of the character at P where it steers what shows it, else 0: DEL, U+0080 to U+009F, U+061C, U+200E,
 * U+200F, U+2028 to U+202E, U+2066 to U+2069. */
static gsize
steers(const char *p)
{
    const guchar *c = (const guchar *)p;
    bool marks =
        c[0] == 0xe2 &&
        ((c[1] == 0x80 && (c[2] == 0x8e || c[2] == 0x8f || (c[2] >= 0xa8 && c[2] <= 0xae))) ||
         (c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9));
    if (c[0] == 0x7f)
        return 1;
    if ((c[0] == 0xc2 && c[1] < 0xa0) || (c[0] == 0xd8 && c[1] == 0x9c))
        return 2;
    return marks ? 3 : 0;
}

/* The character at TEXT, escaped where it steers; what comes behind it. */
static const char *
write_steering(GString *out, const char *text)
{
    gsize n = steers(text);
    if (n > 0)
        g_string_append_printf(out, "\\u%04x", g_utf8_get_char(text));
    else
        g_string_append_c(out, *text);
    return text + MAX(n, 1);
}

static void
write_string(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    while (*text) {
        gsize n = 0;
        while (!escaped[(guchar)text[n]])
            n++;
        g_string_append_len(out, text, (gssize)n);
        text += n;
        if ((guchar)*text >= 0x7f)
            text = write_steering(out, text);
        else if (*text)
            write_escape(out, *text++);
    }
    g_string_append_c(out, '"');
}

void
json_write_any_key(GString *out, const char *key)
{
    json_write_next(out);
    write_string(out, key);
    g_string_append_c(out, ':');
}

void
json_write_text(GString *out, const char *text)
{
    if (text)
        write_string(out, text);
    else
        g_string_append_len(out, "null", 4);
}

char *
json_make_safe(const char *json)
{
    GString *out = g_string_sized_new(strlen(json) + 1);
    while (*json)
        json = write_steering(out, json);
    return g_string_free(out, FALSE);
}
