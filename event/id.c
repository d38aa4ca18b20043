/* The form of ids, and how one is made of a name. */
#include "event/id.h"
#include <glib.h>
#include <string.h>

bool
id_valid(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    size_t length = strspn(text, letters);
    return length > 0 && length <= ID_MAX && !text[length] && text[0] != '-';
}

char *
id_suggest(const char *text)
{
    /* An accent is a letter of its own in this form, and is dropped; an apostrophe joins. */
    g_autofree char *decomposed = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
    GString *id = g_string_new(NULL);
    for (const char *p = decomposed ? decomposed : ""; *p && id->len < ID_MAX;
         p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x80 && g_ascii_isalnum((char)c))
            g_string_append_c(id, g_ascii_tolower((char)c));
        else if (!g_unichar_ismark(c) && c != '\'' && id->len > 0 && id->str[id->len - 1] != '-')
            g_string_append_c(id, '-');
    }
    while (id->len > 0 && id->str[id->len - 1] == '-')
        g_string_truncate(id, id->len - 1);
    return g_string_free(id, id->len == 0);
}
