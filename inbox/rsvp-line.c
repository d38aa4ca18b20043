/* See rsvp-line.h. */
#include "inbox/rsvp-line.h"

#include <string.h>

#define LINES_MAX 400

GArray *
lines_split(const char *text)
{
    GArray *lines = g_array_sized_new(FALSE, FALSE, sizeof(Line), 64);
    for (const char *p = text; *p && lines->len < LINES_MAX;) {
        gsize length = (gsize)(strchrnul(p, '\n') - p);
        Line line = {p, p + length, (gsize)(p - text), length};
        while (line.start < line.end && g_ascii_isspace(*line.start))
            line.start++;
        while (line.end > line.start && g_ascii_isspace(line.end[-1]))
            line.end--;
        g_array_append_val(lines, line);
        p += length + (p[length] == '\n');
    }
    return lines;
}

const char *
line_skip_bullet(const char *p, const char *end, int *ret_number)
{
    *ret_number = 0;
    if (p + 1 < end && strchr("-*", *p) && p[1] == ' ')
        return p + 2;
    if (g_str_has_prefix(p, "\xe2\x80\xa2"))
        return p + 3;
    gsize digits = strspn(p, "0123456789");
    if (digits == 0 || digits > 2 || p + digits + 1 >= end || !strchr(".):", p[digits]) ||
        p[digits + 1] != ' ')
        return p;
    *ret_number = (int)g_ascii_strtoull(p, NULL, 10);
    return p + digits + 2;
}
