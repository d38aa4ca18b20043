/* Bodies and addresses in ASCII, by the MIME library's encoders. */
#include "mailer/encode.h"
#include <string.h>
#include "event/address.h"
#include "event/error.h"
#include "mailer/mime-write.h"

#define LINE_MAX_7BIT 78 /* RFC 5322 2.1.1: SHOULD */

/* How many bytes of TEXT stay as they are: up to a carriage return or a control character (C0 but tab
 * and line feed, DEL, C1), on which a terminal or a printer would act. */
static gsize
clean_length(const char *text)
{
    const guchar *p = (const guchar *)text;
    while (*p >= 0x20 || *p == '\n' || *p == '\t') {
        if (*p == 0x7f || (*p == 0xc2 && p[1] < 0xa0))
            break;
        p++;
    }
    return (gsize)(p - (const guchar *)text);
}

char *
body_clean(const char *text)
{
    g_autofree char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
    const char *p = valid ? valid : text;
    GString *clean = g_string_sized_new(strlen(p) + 1);
    while (*p) {
        gsize length = clean_length(p);
        g_string_append_len(clean, p, (gssize)length);
        p += length;
        if (*p == '\r' && p[1] != '\n')
            g_string_append_c(clean, '\n');
        if (*p)
            p = g_utf8_next_char(p);
    }
    if (clean->len > 0 && clean->str[clean->len - 1] != '\n')
        g_string_append_c(clean, '\n');
    return g_string_free(clean, FALSE);
}

void
body_measure(const char *text, BodyMeasure *ret_measure)
{
    BodyMeasure measure = {.length = strlen(text), .boundary = strstr(text, "=_") != NULL};
    for (gsize i = 0; i < measure.length; i++)
        measure.high += (guchar)text[i] >= 0x80;
    while (*text) {
        gsize line = strcspn(text, "\n");
        measure.longest = MAX(measure.longest, line);
        text += line;
        text += *text == '\n';
    }
    *ret_measure = measure;
}

void
body_measure_add(BodyMeasure *sum, const BodyMeasure *measure)
{
    sum->length += measure->length;
    sum->high += measure->high;
    sum->longest = MAX(sum->longest, measure->longest);
    sum->boundary = sum->boundary || measure->boundary;
}

BodyEncoding
body_encoding_of(const BodyMeasure *measure)
{
    if (measure->high == 0 && measure->longest <= LINE_MAX_7BIT && !measure->boundary)
        return BODY_7BIT;
    return measure->high * 3 <= measure->length ? BODY_QUOTED_PRINTABLE : BODY_BASE64;
}

BodyEncoding
body_encoding(const char *text)
{
    BodyMeasure measure;
    body_measure(text, &measure);
    return body_encoding_of(&measure);
}

const char *
body_encoding_name(BodyEncoding encoding)
{
    static const char *const names[] = {
        [BODY_7BIT] = "7bit",
        [BODY_QUOTED_PRINTABLE] = "quoted-printable",
        [BODY_BASE64] = "base64",
    };
    return names[encoding];
}

static void
append_crlf(GString *out, const char *text, gsize length)
{
    const char *end = text + length;
    while (text < end) {
        const char *newline = memchr(text, '\n', (gsize)(end - text));
        g_string_append_len(out, text, (newline ? newline : end) - text);
        g_string_append_len(out, "\r\n", 2);
        text = newline ? newline + 1 : end;
    }
}

void
body_append(GString *out, const char *text, BodyEncoding encoding)
{
    gsize length = strlen(text), n;
    if (encoding == BODY_7BIT) {
        append_crlf(out, text, length);
    } else if (encoding == BODY_QUOTED_PRINTABLE) {
        g_autofree char *encoded = mime_quoted_printable(text, length, &n);
        append_crlf(out, encoded, n);
    } else {
        /* What is encoded is the canonical form with its CRLF (RFC 2049 4). */
        g_autoptr(GString) canonical = g_string_sized_new(length + length / 16);
        append_crlf(canonical, text, length);
        g_autofree char *encoded = mime_base64(canonical->str, canonical->len, &n);
        append_crlf(out, encoded, n);
    }
}

bool
encode_needs_smtputf8(const char *address)
{
    g_autofree char *local = address_local(address);
    return !g_str_is_ascii(local);
}

char *
encode_address(const char *address, GError **error)
{
    g_autofree char *normal = address_parse(address);
    if (!normal) {
        g_autofree char *shown = g_strescape(address, NULL);
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA, "no mail address: \"%.80s\"", shown);
        return NULL;
    }
    if (encode_needs_smtputf8(normal)) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "%s: letters outside ASCII before the @ need SMTPUTF8 (RFC 6531), which "
                    "cannot be used here; ask for another address",
                    normal);
        return NULL;
    }
    if (g_str_is_ascii(normal))
        return g_steal_pointer(&normal);
    g_autofree char *idn = mime_idn_address(normal);
    g_autofree char *ascii = idn && g_str_is_ascii(idn) ? address_parse(idn) : NULL;
    if (!ascii)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "%s: the domain has no form in ASCII (RFC 5891)", normal);
    return g_steal_pointer(&ascii);
}
