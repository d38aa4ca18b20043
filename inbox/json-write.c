/* Commas by what was written last; escapes by RFC 8259 7, no more than must be. */
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

/* By byte: no character as it stands. */
static const bool escaped[256] = {[0 ... 0x1f] = true, ['"'] = true, ['\\'] = true};

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
        if (*text)
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
