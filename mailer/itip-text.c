/* Cleaning and folding, on bytes that are UTF-8. */
#include "mailer/itip-text.h"
#include <string.h>
#include "mailer/encode.h"

#define FOLD_OCTETS 75 /* RFC 5545 3.1, without the line's end */

char *
itip_text(const char *text, bool lines)
{
    char *cleaned = body_clean(text);
    g_strdelimit(cleaned, lines ? "\t" : "\t\n", ' ');
    return g_strchomp(cleaned);
}

char *
itip_parameter(const char *text)
{
    g_autofree char *plain = itip_text(text, false);
    if (!strchr(plain, '^'))
        return g_steal_pointer(&plain);
    g_auto(GStrv) pieces = g_strsplit(plain, "^", -1);
    return g_strjoinv("^^", pieces);
}

char *
itip_address(const char *address, GError **error)
{
    g_autofree char *encoded = encode_recipient(address, error);
    if (!encoded || g_str_is_ascii(encoded))
        return encoded ? g_strconcat("mailto:", encoded, NULL) : NULL;
    /* A URI is ASCII: other letters stand in it as their bytes (RFC 6068 2). */
    g_autofree char *escaped =
        g_uri_escape_bytes((const guint8 *)encoded, strlen(encoded), "!#$&'*+/=?^`{|}@");
    return g_strconcat("mailto:", escaped, NULL);
}

/* The length of the next line of TEXT: whole characters, no blank at its end. */
static gsize
line_length(const char *text, gsize length, gsize room)
{
    if (length <= room)
        return length;
    gsize cut = room;
    while (cut > 1 && ((guchar)text[cut] & 0xc0) == 0x80)
        cut--;
    gsize shorter = cut;
    while (shorter > 1 && text[shorter - 1] == ' ')
        shorter--;
    return shorter > 1 ? shorter : cut;
}

static void
append_folded(GString *out, const char *line, gsize length)
{
    gsize n = line_length(line, length, FOLD_OCTETS);
    g_string_append_len(out, line, (gssize)n);
    for (gsize at = n; at < length; at += n) {
        g_string_append(out, "\r\n ");
        n = line_length(line + at, length - at, FOLD_OCTETS - 1);
        g_string_append_len(out, line + at, (gssize)n);
    }
    g_string_append(out, "\r\n");
}

/* RFC 5545 3.2 and RFC 6868; "^" comes doubled. */
static void
append_parameter(GString *out, const char *text)
{
    const char *quote = strpbrk(text, ";:,") ? "\"" : "";
    g_string_append(out, quote);
    for (; *text; text++) {
        if (*text == '"')
            g_string_append(out, "^'");
        else
            g_string_append_c(out, *text);
    }
    g_string_append(out, quote);
}

void
itip_append_person(GString *out, const char *head, const char *name, const char *address)
{
    g_autoptr(GString) line = g_string_new(head);
    if (name && *name) {
        g_autofree char *text = itip_parameter(name);
        g_string_append(line, ";CN=");
        append_parameter(line, text);
    }
    g_string_append_c(line, ':');
    g_string_append(line, address);
    append_folded(out, line->str, line->len);
}

char *
itip_fold(const char *text)
{
    g_auto(GStrv) pieces = g_strsplit(text, "\r\n ", -1);
    g_autofree char *unfolded = g_strjoinv(NULL, pieces);
    GString *out = g_string_sized_new(strlen(unfolded) + 64);
    for (const char *line = unfolded; *line;) {
        gsize length = strcspn(line, "\r\n");
        append_folded(out, line, length);
        line += length;
        line += strspn(line, "\r\n");
    }
    return g_string_free(out, FALSE);
}
