/* Walks down to the encapsulated octets of BER, whose lengths may be indefinite: such an element is taken
 * to reach to the end of what holds it, which is enough, since nothing behind it is wanted. */
#include "inbox/cms.h"

#include <stdbool.h>
#include <string.h>

#define MAX_DEPTH 8
#define TAG_INTEGER 0x02
#define TAG_OCTETS 0x04
#define TAG_OID 0x06
#define TAG_CONSTRUCTED 0x20
#define TAG_SEQUENCE 0x30
#define TAG_SET 0x31
#define TAG_EXPLICIT_0 0xa0

typedef struct {
    const guint8 *p, *end;
} Span;

/* Takes the next element off SPAN. False at its end, or where it is broken. */
static bool
take(Span *span, guint8 *ret_tag, Span *ret_content)
{
    gsize left = (gsize)(span->end - span->p), length, n = 2;

    if (left < 2 || (span->p[0] == 0 && span->p[1] == 0))
        return false;
    *ret_tag = span->p[0];
    length = span->p[1];
    if (length == 0x80) {
        length = left - n;
    } else if (length > 0x80) {
        gsize bytes = length & 0x7f;
        if (bytes > 4 || left < n + bytes)
            return false;
        length = 0;
        for (gsize i = 0; i < bytes; i++)
            length = length << 8 | span->p[n++];
    }
    if (length > left - n)
        length = left - n; /* cut off on its way; what is there is read */
    *ret_content = (Span){span->p + n, span->p + n + length};
    span->p = ret_content->end;
    return true;
}

static bool
take_tag(Span *span, guint8 tag, Span *ret_content)
{
    guint8 found;

    return take(span, &found, ret_content) && found == tag;
}

static bool
is_signed_data(Span oid)
{
    static const guint8 signed_data[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02};

    return oid.end - oid.p == sizeof signed_data &&
           memcmp(oid.p, signed_data, sizeof signed_data) == 0;
}

/* OCTET STRINGs may be made of pieces. */
static void
collect(Span span, GByteArray *into, int depth)
{
    Span content;
    guint8 tag;

    while (depth < MAX_DEPTH && take(&span, &tag, &content)) {
        if (tag == TAG_OCTETS)
            g_byte_array_append(into, content.p, (guint)(content.end - content.p));
        else if (tag == (TAG_OCTETS | TAG_CONSTRUCTED))
            collect(content, into, depth + 1);
    }
}

GByteArray *
cms_content(const guint8 *data, gsize length)
{
    Span all = {data, data + length}, info, wrapped, signed_data, encapsulated, content, skipped;
    GByteArray *entity;

    if (!take_tag(&all, TAG_SEQUENCE, &info) || !take_tag(&info, TAG_OID, &skipped) ||
        !is_signed_data(skipped) || !take_tag(&info, TAG_EXPLICIT_0, &wrapped) ||
        !take_tag(&wrapped, TAG_SEQUENCE, &signed_data) ||
        !take_tag(&signed_data, TAG_INTEGER, &skipped) ||
        !take_tag(&signed_data, TAG_SET, &skipped) ||
        !take_tag(&signed_data, TAG_SEQUENCE, &encapsulated) ||
        !take_tag(&encapsulated, TAG_OID, &skipped) ||
        !take_tag(&encapsulated, TAG_EXPLICIT_0, &content))
        return NULL;
    entity = g_byte_array_new();
    collect(content, entity, 0);
    return entity;
}
