/* Character by character; then what a name means as a whole. */
#include "event/file-name.h"
#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Longest extension that is kept, with its dot. */
#define EXTENSION_MAX 16

static bool
is_hidden(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
        return true;
    default:
        return false;
    }
}

static bool
is_foreign(gunichar c)
{
    return c < 0x80 && strchr("<>:\"|?*", (int)c);
}

/* Of a name's last part: what can be seen, blanks as one, and no blank or dot at the end. */
static GString *
visible(const char *name)
{
    GString *out = g_string_new(NULL);
    bool blank = false;
    for (const char *p = name; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool space = g_unichar_isspace(c);
        if (space || is_hidden(c)) {
            blank = blank || (space && out->len > 0);
            continue;
        }
        if (blank)
            g_string_append_c(out, ' ');
        blank = false;
        g_string_append_unichar(out, is_foreign(c) ? '_' : c);
    }
    return out;
}

/* Hidden files, options, home folders begin so; Windows drops such an end. */
static void
trim(GString *name)
{
    g_string_erase(name, 0, (gssize)strspn(name->str, " .-~"));
    while (name->len > 0 && strchr(" .", name->str[name->len - 1]))
        g_string_truncate(name, name->len - 1);
}

/* Up to MAX bytes, whole characters. */
static gsize
cut_at(const char *text, gsize max)
{
    while (((guchar)text[max] & 0xc0) == 0x80)
        max--;
    return max;
}

static void
shorten(GString *name)
{
    if (name->len <= FILE_NAME_MAX)
        return;
    const char *dot = strrchr(name->str, '.');
    gsize extension = dot ? name->len - (gsize)(dot - name->str) : 0;
    if (extension > EXTENSION_MAX)
        extension = 0;
    gsize stem = cut_at(name->str, FILE_NAME_MAX - extension);
    while (stem > 0 && strchr(" .", name->str[stem - 1]))
        stem--;
    g_string_erase(name, (gssize)stem, (gssize)(name->len - extension - stem));
}

/* The first of its dots ends the name of a device, blanks before it do not count. */
static bool
is_device(const char *name)
{
    static const char *const devices[] = {"con",    "prn",     "aux",   "nul",
                                          "conin$", "conout$", "clock$"};
    static const char *const numbers[] = {"0", "1", "2", "3", "4", "5", "6",
                                          "7", "8", "9", "¹", "²", "³", NULL};
    g_autofree char *stem = g_strndup(name, strcspn(name, "."));
    g_strchomp(stem);
    for (gsize i = 0; i < G_N_ELEMENTS(devices); i++)
        if (g_ascii_strcasecmp(stem, devices[i]) == 0)
            return true;
    bool port =
        g_ascii_strncasecmp(stem, "com", 3) == 0 || g_ascii_strncasecmp(stem, "lpt", 3) == 0;
    return port && g_strv_contains(numbers, stem + 3);
}

char *
file_name_safe(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    const char *last = valid;
    for (const char *p = valid; *p; p++)
        if (*p == '/' || *p == '\\')
            last = p + 1;
    g_autoptr(GString) seen = visible(last);
    g_autofree char *normal = g_utf8_normalize(seen->str, -1, G_NORMALIZE_NFC);
    GString *name = g_string_new(normal);
    trim(name);
    if (is_device(name->str))
        g_string_prepend_c(name, '_');
    shorten(name);
    if (name->len == 0)
        g_string_assign(name, "unnamed");
    return g_string_free(name, FALSE);
}
