/* LZFu: a ring of 4,096 bytes that starts with the commonest words of RTF. */
#include "inbox/rtf.h"

#include <string.h>

#define RING 4096
#define HEADER 16
#define MAGIC_COMPRESSED 0x75465a4cu
#define MAGIC_PLAIN 0x414c454du

static const char preset[] = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman "
                             "\\fswiss \\fmodern \\fscript "
                             "\\fdecor MS Sans SerifSymbolArialTimes New "
                             "RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
                             "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

static guint32
le32(const guint8 *p)
{
    return (guint32)p[0] | (guint32)p[1] << 8 | (guint32)p[2] << 16 | (guint32)p[3] << 24;
}

typedef struct {
    guint8 ring[RING];
    guint at;
    GByteArray *out;
    gsize limit;
} Lz;

static bool
put(Lz *lz, guint8 byte)
{
    if (lz->out->len >= lz->limit)
        return false;
    g_byte_array_append(lz->out, &byte, 1);
    lz->ring[lz->at] = byte;
    lz->at = (lz->at + 1) % RING;
    return true;
}

/* Copies a piece of the ring; false at the end mark, or at the limit. */
static bool
copy(Lz *lz, const guint8 *reference)
{
    guint value = (guint)reference[0] << 8 | reference[1], from = value >> 4, n = (value & 15) + 2;

    if (from == lz->at)
        return false;
    for (guint i = 0; i < n; i++)
        if (!put(lz, lz->ring[(from + i) % RING]))
            return false;
    return true;
}

static void
decompress(Lz *lz, const guint8 *p, const guint8 *end)
{
    while (p < end) {
        guint8 control = *p++;
        for (int bit = 0; bit < 8 && p < end; bit++) {
            if (!(control >> bit & 1)) {
                if (!put(lz, *p++))
                    return;
            } else {
                if (end - p < 2 || !copy(lz, p))
                    return;
                p += 2;
            }
        }
    }
}

GByteArray *
rtf_decompress(const guint8 *data, gsize length, gsize limit)
{
    guint32 magic;

    if (length < HEADER)
        return NULL;
    magic = le32(data + 8);
    if (magic == MAGIC_PLAIN) {
        GByteArray *plain = g_byte_array_new();
        g_byte_array_append(plain, data + HEADER, (guint)MIN(length - HEADER, limit));
        return plain;
    }
    if (magic != MAGIC_COMPRESSED)
        return NULL;
    g_autofree Lz *lz = g_new0(Lz, 1);
    lz->out = g_byte_array_new();
    lz->limit = limit;
    lz->at = sizeof preset - 1;
    memcpy(lz->ring, preset, sizeof preset - 1);
    decompress(lz, data + HEADER, data + length);
    return lz->out;
}
