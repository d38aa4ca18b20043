/* Paragraphs -> format=flowed. Reading it is the inbox's business. */
#include "mailer/flowed.h"
#include <stdbool.h>
#include <string.h>

/* Deeper quoting is read as text: repeated on every piece, it would make the work quadratic. */
#define DEPTH_MAX 20

static int
columns(gunichar c)
{
    if (c < 0x80)
        return 1;
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

/* How many bytes of TEXT (up to END) go on a line of ROOM columns: all when they fit, else up to and
 * with the last blank that fits, else with the first blank after an overlong word. */
static gsize
piece_length(const char *text, const char *end, int room)
{
    gsize best = 0;
    int width = 0;
    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        width += columns(g_utf8_get_char(p));
        if (width > room && best > 0)
            return best;
        /* A break stands where a word starts; "-- " alone would start a signature. */
        if (*p == ' ' && p + 1 < end && p[1] != ' ' &&
            !(p - text == 2 && memcmp(text, "--", 2) == 0))
            best = (gsize)(p + 1 - text);
        if (width > room && best > 0)
            return best;
    }
    return (gsize)(end - text);
}

static bool
needs_stuffing(const char *piece, gsize length)
{
    return length > 0 && (*piece == ' ' || *piece == '>' || strncmp(piece, "From ", 5) == 0);
}

static void
append_line(GString *out, const char *text, const char *end)
{
    int depth = 0;
    const char *p = text;
    while (p < end && *p == '>' && depth < DEPTH_MAX) {
        depth++;
        p += p + 2 < end && p[1] == ' ' && p[2] == '>' ? 2 : 1;
    }
    if (depth > 0 && p < end && *p == ' ')
        p++; /* the blank behind the quote marks is put back below */
    bool signature = end - p == 3 && memcmp(p, "-- ", 3) == 0;
    while (!signature && end > p && end[-1] == ' ')
        end--;
    int room = FLOWED_COLUMNS - (depth ? depth + 1 : 0);
    do {
        gsize length = signature ? 3 : piece_length(p, end, room);
        for (int i = 0; i < depth; i++)
            g_string_append_c(out, '>');
        if (length > 0 && (depth > 0 || needs_stuffing(p, length)))
            g_string_append_c(out, ' ');
        g_string_append_len(out, p, (gssize)length);
        g_string_append_c(out, '\n');
        p += length;
    } while (p < end);
}

char *
flowed_encode(const char *text)
{
    gsize length = strlen(text);
    GString *out = g_string_sized_new(length + length / 16 + 16);
    const char *end = text + length;
    while (text < end) {
        const char *newline = memchr(text, '\n', (gsize)(end - text));
        append_line(out, text, newline ? newline : end);
        text = newline ? newline + 1 : end;
    }
    return g_string_free(out, FALSE);
}
