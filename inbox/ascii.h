/* ascii: stepping over plain text, eight bytes at a time; mail is mostly that. */
#ifndef CONVOKE_INBOX_ASCII_H
#define CONVOKE_INBOX_ASCII_H

#include <glib.h>
#include <string.h>

/* Bytes of ASCII without NUL at the start. */
static inline gsize
ascii_length(const char *bytes, gsize length)
{
    const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101);
    gsize n = 0;

    for (guint64 eight; length - n >= sizeof eight; n += sizeof eight) {
        memcpy(&eight, bytes + n, sizeof eight);
        if (((eight - ones) | eight) & ones << 7)
            break;
    }
    while (n < length && (signed char)bytes[n] > 0)
        n++;
    return n;
}

#endif
