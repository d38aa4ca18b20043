/* RFC 3676 4.4, 4.5: a line that ends in a blank goes on in the next one of the same quote depth. */
#include "inbox/flow.h"

#include <string.h>

char *
flow_join(const char *text, bool delsp)
{
    GString *out = g_string_sized_new(strlen(text));
    gsize open_depth = 0;
    bool open = false; /* the last line written awaits more */

    for (const char *line = text; *line;) {
        gsize length = strcspn(line, "\n"), depth = strspn(line, ">");
        const char *body = line + depth;
        gsize body_length = length - depth;
        if (body_length && *body == ' ')
            body++, body_length--; /* stuffed */
        bool signature = body_length == 3 && memcmp(body, "-- ", 3) == 0;
        if (open && (depth != open_depth || signature)) {
            g_string_append_c(out, '\n');
            open = false;
        }
        if (!open && depth) {
            for (gsize i = 0; i < depth; i++)
                g_string_append_c(out, '>');
            if (body_length)
                g_string_append_c(out, ' ');
        }
        open = !signature && body_length && body[body_length - 1] == ' ';
        open_depth = depth;
        g_string_append_len(out, body, (gssize)(open && delsp ? body_length - 1 : body_length));
        line += length + (line[length] == '\n');
        if (!open)
            g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}
