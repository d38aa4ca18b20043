/* Attributes of the message, and of those the MAPI properties. Every length is checked against what is left. */
#include "inbox/tnef.h"

#include <string.h>
#include "inbox/charset.h"
#include "inbox/rtf.h"

#define SIGNATURE 0x223e9f78u
#define ATTRIBUTE_BODY 0x0002800cu
#define ATTRIBUTE_CLASS 0x00078008u
#define ATTRIBUTE_PROPERTIES 0x00069003u
#define ATTRIBUTE_CODEPAGE 0x00069007u
#define PROPERTY_CLASS 0x001a
#define PROPERTY_BODY 0x1000
#define PROPERTY_RTF 0x1009
#define PROPERTY_HTML 0x1013
#define NAMED 0x8000
#define MULTIPLE 0x1000
#define MAX_VALUES 100000
#define CLASS_MAX 256 /* bytes */

typedef struct {
    const guint8 *p, *end;
    bool broken;
} Reader;

typedef struct {
    Tnef *tnef;
    gsize limit;
    char charset[32];
} Reading;

static gsize
left(const Reader *reader)
{
    return (gsize)(reader->end - reader->p);
}

static guint32
take(Reader *reader, gsize bytes)
{
    guint32 value = 0;

    if (left(reader) < bytes) {
        reader->broken = true;
        reader->p = reader->end;
        return 0;
    }
    for (gsize i = 0; i < bytes; i++)
        value |= (guint32)reader->p[i] << (8 * i);
    reader->p += bytes;
    return value;
}

/* LENGTH bytes, and what pads them to a multiple of four. */
static const guint8 *
take_padded(Reader *reader, gsize length)
{
    const guint8 *start = reader->p;

    if (length > left(reader)) {
        reader->broken = true;
        return NULL;
    }
    reader->p += MIN((length + 3) & ~(gsize)3, left(reader));
    return start;
}

/* Exchange's old names for what is today "IPM.Schedule.Meeting.…". */
static char *
modern_class(char *name)
{
    static const struct {
        const char *old, *name;
    } classes[] = {
        {"IPM.Microsoft Schedule.MtgRespP", "IPM.Schedule.Meeting.Resp.Pos"},
        {"IPM.Microsoft Schedule.MtgRespN", "IPM.Schedule.Meeting.Resp.Neg"},
        {"IPM.Microsoft Schedule.MtgRespA", "IPM.Schedule.Meeting.Resp.Tent"},
        {"IPM.Microsoft Schedule.MtgReq", "IPM.Schedule.Meeting.Request"},
        {"IPM.Microsoft Schedule.MtgCncl", "IPM.Schedule.Meeting.Canceled"},
        {"IPM.Microsoft Mail.Note", "IPM.Note"},
        {"IPM.Microsoft Mail.Read Receipt", "Report.IPM.Note.IPNRN"},
        {"IPM.Microsoft Mail.Non-Delivery", "Report.IPM.Note.NDR"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(classes); i++) {
        if (g_ascii_strcasecmp(name, classes[i].old) == 0) {
            g_free(name);
            return g_strdup(classes[i].name);
        }
    }
    return name;
}

static char *
decode(const Reading *reading, const guint8 *data, gsize length, bool wide)
{
    if (wide && length >= 2 && data[length - 1] == 0 && data[length - 2] == 0)
        length -= 2;
    return charset_decode((const char *)data, length, wide ? "UTF-16LE" : reading->charset, NULL,
                          NULL);
}

/* HTML says itself what it is in, if only by being UTF-8. */
static char *
decode_html(const Reading *reading, const guint8 *data, gsize length)
{
    return charset_decode((const char *)data, length, NULL, reading->charset, NULL);
}

static bool
replace(char **into, char *text)
{
    bool taken = !*into && *text;
    if (taken)
        *into = text;
    else
        g_free(text);
    return taken;
}

static void
replace_text(Reading *reading, const guint8 *data, gsize length, bool wide)
{
    if (replace(&reading->tnef->text, decode(reading, data, MIN(length, reading->limit), wide)))
        reading->tnef->text_cut = length > reading->limit;
}

static void
read_rtf(Reading *reading, const guint8 *data, gsize length)
{
    g_autoptr(GByteArray) rtf = rtf_decompress(data, length, reading->limit);
    bool html = false;
    char *text;

    if (!rtf)
        return;
    text = rtf_text((const char *)rtf->data, rtf->len, &html);
    if (replace(html ? &reading->tnef->html : &reading->tnef->text, text))
        *(html ? &reading->tnef->html_cut : &reading->tnef->text_cut) = rtf->len >= reading->limit;
}

static void
use_property(Reading *reading, guint id, guint type, const guint8 *data, gsize length)
{
    bool wide = type == 0x1f;

    if (id == PROPERTY_CLASS)
        replace(&reading->tnef->message_class,
                modern_class(decode(reading, data, MIN(length, CLASS_MAX), wide)));
    else if (id == PROPERTY_BODY)
        replace_text(reading, data, length, wide);
    else if (id == PROPERTY_HTML)
        replace(&reading->tnef->html, decode_html(reading, data, length));
    else if (id == PROPERTY_RTF)
        read_rtf(reading, data, length);
}

/* Bytes of one value of a type of fixed size; 0 = its length stands before it. */
static gsize
fixed_size(guint type)
{
    switch (type) {
    case 0x05: /* double, currency, time, 64 bits */
    case 0x06:
    case 0x07:
    case 0x14:
    case 0x40:
        return 8;
    case 0x48: /* class id */
        return 16;
    case 0x0d:
    case 0x1e:
    case 0x1f:
    case 0x102:
        return 0;
    default:
        return 4;
    }
}

static void
skip_name(Reader *reader)
{
    take_padded(reader, 16);
    if (take(reader, 4) == 0)
        take(reader, 4);
    else
        take_padded(reader, take(reader, 4));
}

static void
read_properties(Reading *reading, const guint8 *data, gsize length)
{
    Reader reader = {data, data + length, false};
    guint32 n = take(&reader, 4);

    for (guint32 i = 0; i < n && !reader.broken && left(&reader) > 0; i++) {
        guint type = take(&reader, 2), id = take(&reader, 2);
        gsize size = fixed_size(type & ~(guint)MULTIPLE);
        guint32 values = 1;
        if (id >= NAMED)
            skip_name(&reader);
        if (size == 0 || type & MULTIPLE)
            values = take(&reader, 4);
        for (guint32 k = 0; k < MIN(values, MAX_VALUES) && !reader.broken; k++) {
            gsize bytes = size ? size : take(&reader, 4);
            const guint8 *value = take_padded(&reader, bytes);
            if (value && size == 0)
                use_property(reading, id, type & ~(guint)MULTIPLE, value, bytes);
        }
    }
}

static void
use_attribute(Reading *reading, guint32 id, const guint8 *data, gsize length)
{
    if (id == ATTRIBUTE_CLASS)
        replace(&reading->tnef->message_class,
                modern_class(decode(reading, data, MIN(length, CLASS_MAX), false)));
    else if (id == ATTRIBUTE_BODY)
        replace_text(reading, data, length, false);
    else if (id == ATTRIBUTE_PROPERTIES)
        read_properties(reading, data, length);
    else if (id == ATTRIBUTE_CODEPAGE && length >= 4)
        g_snprintf(reading->charset, sizeof reading->charset, "CP%u",
                   (guint)(data[0] | data[1] << 8));
}

bool
tnef_read(const guint8 *data, gsize length, gsize limit, Tnef *ret_tnef)
{
    Reader reader = {data, data + length, false};
    Reading reading = {ret_tnef, limit, "windows-1252"};

    *ret_tnef = (Tnef){0};
    if (take(&reader, 4) != SIGNATURE)
        return false;
    take(&reader, 2);
    while (!reader.broken && left(&reader) > 0) {
        guint level = take(&reader, 1);
        guint32 id = take(&reader, 4), size = take(&reader, 4);
        if (reader.broken || size > left(&reader))
            break;
        if (level == 1)
            use_attribute(&reading, id, reader.p, size);
        reader.p += size;
        take(&reader, 2); /* a checksum, which some get wrong */
    }
    return true;
}

void
tnef_clear(Tnef *tnef)
{
    g_free(tnef->message_class);
    g_free(tnef->text);
    g_free(tnef->html);
    *tnef = (Tnef){0};
}
