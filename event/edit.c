/* Text in, text out, line by line. */
#include "event/edit.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Longest line that is written in the short form. */
enum { SHORT_MAX = 96 };

/* --- scalars and lines --- */

/* As it is where nothing in it means anything to YAML, else in double quotes. One word may be a number, a
 * date or a truth value, so it is quoted, too. */
static char *
scalar(const char *value)
{
    bool plain = g_ascii_isalpha(*value) && strchr(value, ' ') != NULL;
    for (const char *p = value; plain && *p; p++)
        plain = g_ascii_isalnum(*p) || (*p == ' ' && p[1] && p[1] != ' ') || (guchar)*p >= 0x80 ||
                (*p == '-' && p[1] && p[1] != ' ');
    if (plain)
        return g_strdup(value);
    GString *quoted = g_string_new("\"");
    for (const char *p = value; *p; p++) {
        if (*p == '"' || *p == '\\')
            g_string_append_c(quoted, '\\');
        g_string_append_c(quoted, g_ascii_iscntrl(*p) ? ' ' : *p);
    }
    g_string_append_c(quoted, '"');
    return g_string_free(quoted, FALSE);
}

static const char *
line_end(const char *line)
{
    return line + strcspn(line, "\n");
}

static const char *
next_line(const char *line)
{
    const char *end = line_end(line);
    return *end ? end + 1 : end;
}

static gsize
indent_of(const char *line)
{
    return strspn(line, " ");
}

/* Nothing on it, or only a comment. */
static bool
is_empty(const char *line)
{
    line += strspn(line, " \t\r");
    return !*line || *line == '\n' || *line == '#';
}

static bool
has_key(const char *line, const char *key)
{
    gsize length = strlen(key);
    return strncmp(line, key, length) == 0 && line[length] == ':' &&
           strchr(" \t\r\n", line[length + 1]);
}

static const char *
ending_of(const char *text)
{
    return strstr(text, "\r\n") ? "\r\n" : "\n";
}

/* TEXT with the bytes from START to before END replaced. */
static char *
splice(const char *text, const char *start, const char *end, const char *with)
{
    GString *out = g_string_new_len(text, start - text);
    g_string_append(out, with);
    g_string_append(out, end);
    return g_string_free(out, FALSE);
}

/* --- topics --- */

static char *
topic_lines(const char *indent, const char *id, const char *title, const char *from,
            const char *ending)
{
    g_autofree char *value = scalar(title);
    g_autofree char *head = g_strconcat(indent, id, ":", NULL);
    char *line = from ? g_strdup_printf("%s {title: %s, from: %s}%s", head, value, from, ending)
                      : g_strdup_printf("%s %s%s", head, value, ending);
    if (!from || strlen(line) <= SHORT_MAX)
        return line;
    g_free(line);
    return g_strdup_printf("%s%s%s  title: %s%s%s  from: %s%s", head, ending, indent, value, ending,
                           indent, from, ending);
}

static char *
append_topics(const char *text, const char *id, const char *title, const char *from)
{
    const char *ending = ending_of(text);
    gsize length = strlen(text);
    bool ended = length == 0 || text[length - 1] == '\n';
    g_autofree char *lines = topic_lines("  ", id, title, from, ending);
    return g_strconcat(text, ended ? "" : ending, ending, "topics:", ending, lines, NULL);
}

char *
edit_add_topic(const char *text, const char *id, const char *title, const char *from)
{
    const char *key = text;
    while (*key && !has_key(key, "topics"))
        key = next_line(key);
    if (!*key)
        return append_topics(text, id, title, from);
    if (!is_empty(key + strlen("topics:")))
        return NULL;
    const char *first = NULL;           /* topic */
    const char *after = next_line(key); /* behind the last line of the list */
    for (const char *line = after; *line; line = next_line(line)) {
        bool inside = indent_of(line) > 0;
        if (is_empty(line) && !inside)
            continue;
        if (!inside)
            break;
        if (!first && !is_empty(line))
            first = line;
        if (!is_empty(line) || strspn(line, " \t\r") != strcspn(line, "\n"))
            after = next_line(line);
    }
    g_autofree char *indent = first ? g_strndup(first, indent_of(first)) : g_strdup("  ");
    g_autofree char *lines = topic_lines(indent, id, title, from, ending_of(text));
    g_autofree char *with = after > text && after[-1] != '\n'
                                ? g_strconcat(ending_of(text), lines, NULL)
                                : g_strdup(lines);
    return splice(text, after, after, with);
}

/* --- titles --- */

/* The value behind a key is "undecided" or nothing; *ret_end is where it ends. */
static bool
is_undecided(const char *value, const char *stop, const char **ret_end)
{
    while (value < stop && (*value == ' ' || *value == '\t'))
        value++;
    if (g_ascii_strncasecmp(value, "undecided", strlen("undecided")) == 0)
        value += strlen("undecided");
    *ret_end = value;
    return value >= stop || strchr(" \t\r\n,}#", *value);
}

/* The key "title" or "titles" from START to before STOP, outside of quotes; NULL = none. */
static const char *
find_title(const char *start, const char *stop)
{
    char quote = '\0';
    for (const char *p = start; p < stop; p++) {
        if (quote) {
            quote = *p == quote ? '\0' : quote;
        } else if ((*p == '"' || *p == '\'') && p > start && strchr(" {[,", p[-1])) {
            quote = *p;
        } else if ((p == start || strchr(" {,", p[-1])) &&
                   (has_key(p, "title") || has_key(p, "titles"))) {
            return p;
        }
    }
    return NULL;
}

/* The brace that closes the one at OPEN, on the same line; NULL = none. */
static const char *
find_close(const char *open)
{
    const char *stop = line_end(open);
    char quote = '\0';
    for (const char *p = open + 1; p < stop; p++) {
        if (quote)
            quote = *p == quote ? '\0' : quote;
        else if ((*p == '"' || *p == '\'') && strchr(" {[,", p[-1]))
            quote = *p;
        else if (*p == '}')
            return p;
    }
    return NULL;
}

/* "- {at: 10:00am, who: ann, titles: undecided}" */
static char *
set_title_short(const char *text, const char *open, const char *value)
{
    const char *close = find_close(open);
    const char *key = close ? find_title(open, close) : NULL;
    const char *end;
    if (!close)
        return NULL;
    if (!key) {
        g_autofree char *with = g_strconcat(", title: ", value, NULL);
        return splice(text, close, close, with);
    }
    if (!is_undecided(strchr(key, ':') + 1, close, &end))
        return NULL;
    g_autofree char *with = g_strconcat("title: ", value, NULL);
    return splice(text, key, end, with);
}

/* "- at: 10:00am", and a key a line below it. */
static char *
set_title_long(const char *text, const char *line, const char *item, const char *value)
{
    gsize indent = (gsize)(item - line);
    const char *end;
    for (const char *at = line; *at; at = next_line(at)) {
        const char *keys = at == line ? item : at + indent;
        if (at != line && !is_empty(at) && indent_of(at) < indent)
            break;
        if (at != line && (is_empty(at) || indent_of(at) > indent))
            continue;
        const char *key = has_key(keys, "title") || has_key(keys, "titles") ? keys : NULL;
        const char *next = next_line(at);
        if (!key)
            continue;
        if (!is_undecided(strchr(key, ':') + 1, line_end(key), &end) ||
            (!is_empty(next) && indent_of(next) > indent))
            return NULL;
        g_autofree char *with = g_strconcat("title: ", value, NULL);
        return splice(text, key, end, with);
    }
    const char *next = next_line(line);
    const char *ending = ending_of(text);
    g_autofree char *with = g_strdup_printf("%s%*stitle: %s%s", next[-1] == '\n' ? "" : ending,
                                            (int)indent, "", value, ending);
    return splice(text, next, next, with);
}

char *
edit_set_title(const char *text, int line, const char *title)
{
    const char *at = text;
    for (int n = 1; n < line && *at; n++)
        at = next_line(at);
    const char *dash = at + indent_of(at);
    if (line < 1 || *dash != '-' || dash[1] != ' ')
        return NULL;
    const char *item = dash + 1 + strspn(dash + 1, " ");
    g_autofree char *value = scalar(title);
    return *item == '{' ? set_title_short(text, item, value)
                        : set_title_long(text, at, item, value);
}

/* --- patches --- */

static void
append_lines(GString *out, char sign, char **lines, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        g_string_append_printf(out, "%c%s\n", sign, lines[i]);
}

char *
edit_patch(const char *before, const char *after, const char *name)
{
    g_auto(GStrv) old = g_strsplit(before, "\n", -1);
    g_auto(GStrv) new = g_strsplit(after, "\n", -1);
    guint same = 0, old_end = g_strv_length(old), new_end = g_strv_length(new);
    while (same < old_end && same < new_end && g_str_equal(old[same], new[same]))
        same++;
    while (old_end > same && new_end > same && g_str_equal(old[old_end - 1], new[new_end - 1])) {
        old_end--;
        new_end--;
    }
    /* A hunk that only adds stands behind the line with its number. */
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "--- %s\n+++ %s\n@@ -%u,%u +%u,%u @@\n", name, name,
                           old_end > same ? same + 1 : same, old_end - same, same + 1,
                           new_end - same);
    append_lines(out, '-', old, same, old_end);
    append_lines(out, '+', new, same, new_end);
    return g_string_free(out, FALSE);
}
