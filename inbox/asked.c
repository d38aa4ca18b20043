/* Sentences by their marks. */
#include "inbox/asked.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

static bool
is_question(gunichar c)
{
    return c == '?' || c == 0xff1f || c == 0x61f || c == 0x37e;
}

static bool
is_stop(gunichar c)
{
    return c == '.' || c == '!' || c == 0x3002 || c == 0xff01;
}

/* One line, cut between characters. */
static char *
tidy(const char *text, gsize length)
{
    g_autofree char *copy = g_strndup(text, length);
    g_auto(GStrv) words = g_strsplit_set(copy, " \t\r\n", -1);
    g_autoptr(GString) line = g_string_new(NULL);
    for (char **word = words; *word; word++)
        if (**word)
            g_string_append_printf(line, "%s%s", line->len ? " " : "", *word);
    if (line->len > ASKED_MAX)
        g_string_truncate(
            line, (gsize)(g_utf8_find_prev_char(line->str, line->str + ASKED_MAX + 1) - line->str));
    return line->len ? g_string_free(g_steal_pointer(&line), FALSE) : NULL;
}

char *
asked_words(const char *reply)
{
    const char *start = reply ? reply : "";
    g_autoptr(GString) asked = g_string_new(NULL);
    for (const char *p = start; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        const char *next = g_utf8_next_char(p);
        bool paragraph = c == '\n' && *next == '\n';
        /* A full stop within a word, as in "3.30pm" or an address, ends nothing. */
        bool stop = is_stop(c) && (c > 0x7f || !*next || g_ascii_isspace(*next));
        if (is_question(c))
            g_string_append_len(asked, start, next - start);
        if (is_question(c) || stop || paragraph)
            start = next;
    }
    const char *all = asked->len ? asked->str : reply ? reply : "";
    return tidy(all, strlen(all));
}
