/* A machine of four states over the lines. */
#include "inbox/armor.h"

#include <stdbool.h>
#include <string.h>

typedef enum { PLAIN, FRAME_HEADER, SIGNED, BLOCK, UUENCODED } State;

static bool
starts(const char *line, const char *prefix)
{
    return strncmp(line, prefix, strlen(prefix)) == 0;
}

/* "begin 644 name", with a full line of encoded bytes below it. */
static bool
starts_uuencoded(const char *line)
{
    const char *next = strchr(line, '\n');
    gsize digits;

    if (!starts(line, "begin ") || !next)
        return false;
    digits = strspn(line + 6, "01234567");
    if ((digits != 3 && digits != 4) || line[6 + digits] != ' ')
        return false;
    next++;
    return *next > ' ' && *next <= 'M' && strcspn(next, "\n") >= (gsize)((*next - ' ') * 4 / 3);
}

/* Appends LINE where a person wrote it, and returns the state behind it. */
static State
take_line(State state, const char *line, gsize length, GString *out)
{
    switch (state) {
    case FRAME_HEADER:
        return length <= 1 ? SIGNED : FRAME_HEADER;
    case BLOCK:
        return starts(line, "-----END PGP ") ? PLAIN : BLOCK;
    case UUENCODED:
        return starts(line, "end\n") || strcmp(line, "end") == 0 ? PLAIN : UUENCODED;
    case PLAIN:
        if (starts(line, "-----BEGIN PGP SIGNED MESSAGE"))
            return FRAME_HEADER;
        if (starts_uuencoded(line))
            return UUENCODED;
        break;
    case SIGNED:
        if (starts(line, "- ")) { /* dash-escaped */
            line += 2;
            length -= 2;
        }
        break;
    }
    if (starts(line, "-----BEGIN PGP "))
        return BLOCK;
    g_string_append_len(out, line, (gssize)length);
    return state;
}

char *
armor_strip(const char *text)
{
    GString *out;
    State state = PLAIN;

    if (!strstr(text, "-----BEGIN PGP ") && !starts(text, "begin ") && !strstr(text, "\nbegin "))
        return NULL;
    out = g_string_sized_new(strlen(text));
    for (const char *line = text; *line;) {
        gsize length = strcspn(line, "\n");
        length += line[length] == '\n';
        state = take_line(state, line, length, out);
        line += length;
    }
    return g_string_free(out, FALSE);
}
