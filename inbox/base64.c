/* Six bits at a time. */
#include "inbox/base64.h"

#include <stdbool.h>
#include <string.h>

static int
value_of(guint8 c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Nothing but base64 and line ends. */
static bool
is_clean(const guint8 *p, const guint8 *end)
{
    for (; p < end; p++)
        if (value_of(*p) < 0 && *p != '=' && *p != '\r' && *p != '\n')
            return false;
    return true;
}

void
base64_decode(GByteArray *bytes)
{
    guint8 *out = bytes->data;
    guint32 bits = 0;
    int n = 0; /* of characters in BITS */
    bool checked = false;

    if (bytes->len == 0)
        return; /* nothing is at NULL, and to count from there is undefined */
    const guint8 *end = bytes->data + bytes->len;
    for (const guint8 *p = bytes->data; p < end; p++) {
        int value = value_of(*p);
        if (*p == '=') {
            if (!checked && !is_clean(p, end))
                end = p; /* and what is left over is written below */
            checked = true;
        } else if (value < 0) {
            continue;
        }
        if (value >= 0) {
            bits = bits << 6 | (guint32)value;
            n++;
        }
        if (n == 4 || (value < 0 && n > 0)) {
            bits <<= 6 * (4 - n);
            for (int k = 0; k + 1 < n; k++)
                *out++ = (guint8)(bits >> (16 - 8 * k));
            bits = 0;
            n = 0;
        }
    }
    for (int k = 0; k + 1 < n; k++)
        *out++ = (guint8)(bits << (6 * (4 - n)) >> (16 - 8 * k));
    g_byte_array_set_size(bytes, (guint)(out - bytes->data));
}
