/* What compiling the phrases and looking for them share. */
#include "inbox/robot-words.h"

#include <string.h>

static const char *const key_names[ROBOT_KEYS] = {
    [ROBOT_SUBJECT] = "subject", [ROBOT_AUTOMATIC] = "automatic", [ROBOT_AWAY] = "away",
    [ROBOT_BACK] = "back",       [ROBOT_CHALLENGE] = "challenge", [ROBOT_RECEIPT] = "receipt",
    [ROBOT_LIST] = "list",       [ROBOT_GONE] = "gone",           [ROBOT_FAILED] = "failed",
    [ROBOT_DELAYED] = "delayed", [ROBOT_GIVEN_UP] = "given-up",   [ROBOT_RETURNED] = "returned",
    [ROBOT_ADDRESS] = "address", [ROBOT_FULL] = "full",           [ROBOT_CONTENT] = "content",
    [ROBOT_NETWORK] = "network", [ROBOT_PRESSED] = "pressed",
};

const char *
robot_key_name(RobotKey key)
{
    g_assert((size_t)key < G_N_ELEMENTS(key_names));
    return key_names[key];
}

/* What a character is compared as; 0 = dropped. */
static gunichar
fold_char(gunichar c)
{
    if (c < 0x80)
        return (gunichar)g_ascii_tolower((gchar)c);
    if (c == 0x2018 || c == 0x2019 || c == 0x02bc || c == 0x00b4)
        return '\'';
    if (c == 0x201c || c == 0x201d || c == 0x00ab || c == 0x00bb || c == 0x201e)
        return '"';
    if (c >= 0x2010 && c <= 0x2015)
        return '-';
    if (c == 0x00ad || (c >= 0x200b && c <= 0x200f) || c == 0xfeff || c == 0x0307)
        return 0;
    return g_unichar_tolower(c);
}

char *
robot_fold(const char *text, gssize length)
{
    const char *end = length < 0 ? text + strlen(text) : text + strnlen(text, (size_t)length);
    GString *out = g_string_sized_new((gsize)(end - text) + 1);
    bool space = false;
    for (const char *p = text; p < end && p + g_utf8_skip[(guchar)*p] <= end;
         p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x80 ? g_ascii_isspace((gchar)c) : g_unichar_isspace(c)) {
            space = out->len > 0;
        } else if ((c = fold_char(c)) != 0) {
            if (space)
                g_string_append_c(out, ' ');
            space = false;
            if (c < 0x80)
                g_string_append_c(out, (gchar)c);
            else
                g_string_append_unichar(out, c);
        }
    }
    return g_string_free(out, FALSE);
}
