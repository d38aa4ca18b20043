/* Runs without an equals sign, most of a text, are moved as a whole. */
#include "inbox/quoted-printable.h"

#include <string.h>

/* Decodes what the equals sign at P starts; returns the bytes to step over. */
static gsize
take_escape(const guint8 *p, gsize left, guint8 **to)
{
    if (left >= 2 && p[1] == '\n')
        return 2;
    if (left < 3)
        return left;
    if (p[1] == '\r' && p[2] == '\n')
        return 3;
    if (g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2])) {
        *(*to)++ =
            (guint8)(g_ascii_xdigit_value((char)p[1]) << 4 | g_ascii_xdigit_value((char)p[2]));
        return 3;
    }
    memmove(*to, p, 3);
    *to += 3;
    return 3;
}

void
quoted_printable_decode(GByteArray *bytes)
{
    guint8 *to = bytes->data;

    if (bytes->len == 0)
        return; /* nothing is at NULL, and to count from there is undefined */
    for (const guint8 *p = bytes->data, *end = p + bytes->len; p < end;) {
        const guint8 *sign = memchr(p, '=', (gsize)(end - p));
        gsize run = (gsize)((sign ? sign : end) - p);
        if (run)
            memmove(to, p, run);
        to += run;
        p += run;
        if (sign)
            p += take_escape(p, (gsize)(end - p), &to);
    }
    g_byte_array_set_size(bytes, (guint)(to - bytes->data));
}
