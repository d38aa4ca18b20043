/* Everything is quoted, so no text can be taken for a number, a date or a word of YAML. */
#include "event/write-yaml.h"

#define LINE_BYTES 900 /* of a text before its line is broken; readers limit lines */

/* Whether a character cannot stand in double quotes as it is (YAML 1.2.2, 5.1), or would not be seen. */
static bool
needs_escape(gunichar c)
{
    if (c < 0xa0)
        return c < 0x20 || c == '"' || c == '\\' || c >= 0x7f;
    switch (g_unichar_type(c)) {
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_UNASSIGNED: /* U+FFFE and its like among them */
        return true;
    default:
        return false;
    }
}

static void
put_escape(GString *out, gunichar c)
{
    if (c == '"' || c == '\\')
        g_string_append_printf(out, "\\%c", (char)c);
    else if (c == '\n')
        g_string_append(out, "\\n");
    else if (c == '\t')
        g_string_append(out, "\\t");
    else
        g_string_append_printf(out, c > 0xffff ? "\\U%08X" : "\\u%04X", c);
}

/* YAML drops the "\" at a line's end together with the blanks before the rest, so a blank of the text is escaped
 * there. libfyaml 0.7 takes the break after an escaped backslash for a blank, so that one is written in hex. */
void
writer_put_text(Writer *writer, const char *text)
{
    GString *out = writer->out;
    gsize line = out->len;
    bool breaks = false;
    g_string_append_c(out, '"');
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (breaks && c == ' ')
            g_string_append_c(out, '\\');
        breaks = p[1] && (c == '\n' || out->len - line > LINE_BYTES);
        if (breaks && c == '\\')
            g_string_append(out, "\\x5C");
        else if (needs_escape(c))
            put_escape(out, c);
        else
            g_string_append_unichar(out, c);
        if (breaks) {
            g_string_append_printf(out, "\\\n%*s", writer->indent + 4, "");
            line = out->len;
        }
    }
    g_string_append_c(out, '"');
}

void
writer_put_key(Writer *writer, const char *key)
{
    int indent = writer->indent - (writer->item ? 2 : 0);
    g_string_append_printf(writer->out, "%*s%s%s:", indent, "", writer->item ? "- " : "", key);
    writer->item = false;
}

void
writer_put_value(Writer *writer, const char *key, const char *value)
{
    if (!value)
        return;
    writer_put_key(writer, key);
    g_string_append_c(writer->out, ' ');
    writer_put_text(writer, value);
    g_string_append_c(writer->out, '\n');
}

void
writer_put_list(Writer *writer, const char *key, const GPtrArray *texts)
{
    if (texts->len == 0)
        return;
    writer_put_key(writer, key);
    g_string_append_c(writer->out, '\n');
    for (guint i = 0; i < texts->len; i++) {
        g_string_append_printf(writer->out, "%*s- ", writer->indent + 2, "");
        writer_put_text(writer, g_ptr_array_index(texts, i));
        g_string_append_c(writer->out, '\n');
    }
}

void
writer_open_map(Writer *writer, const char *key)
{
    writer_put_key(writer, key);
    g_string_append_c(writer->out, '\n');
    writer->indent += 2;
}

void
writer_open_entry(Writer *writer, const char *id)
{
    g_autofree char *key = g_strdup_printf("\"%s\"", id);
    writer_open_map(writer, key);
}

void
writer_close_map(Writer *writer)
{
    writer->indent -= 2;
}
