/* Bodies by hand, a page of code that every mail needs; domains by the MIME library. */
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

/* How many bytes of TEXT are visible ASCII, blanks, tabs and line feeds: most texts end there. */
static gsize
plain_length(const char *text)
{
    const char *p = text;
    while ((*p >= ' ' && *p < 0x7f) || *p == '\n' || *p == '\t')
        p++;
    return (gsize)(p - text);
}

static char *
with_line_end(const char *text, gsize length)
{
    char *whole = g_malloc(length + 2);
    memcpy(whole, text, length);
    if (length > 0 && text[length - 1] != '\n')
        whole[length++] = '\n';
    whole[length] = '\0';
    return whole;
}

char *
body_clean(const char *text)
{
    gsize plain = plain_length(text);
    if (text[plain] == '\0')
        return with_line_end(text, plain);
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

/* Lines of quoted-printable and base64 are no longer than this, their CRLF left out (RFC 2045 6.7, 6.8). */
#define LINE_MAX_ENCODED 76

static void
append_quoted(GString *out, guchar byte)
{
    static const char hex[] = "0123456789ABCDEF";
    const char quoted[] = {'=', hex[byte >> 4], hex[byte & 15]};
    g_string_append_len(out, quoted, sizeof quoted);
}

static bool
stays(guchar byte, bool last)
{
    return (byte > ' ' && byte < 0x7f && byte != '=') || (!last && (byte == ' ' || byte == '\t'));
}

/* White space at the end of a line is quoted, since some systems take it away. */
static void
append_quoted_line(GString *out, const char *line, gsize length)
{
    gsize column = 0;
    for (gsize i = 0; i < length; i++) {
        guchar byte = (guchar)line[i];
        bool plain = stays(byte, i + 1 == length);
        if (column + (plain ? 1 : 3) > LINE_MAX_ENCODED - 1) {
            g_string_append_len(out, "=\r\n", 3);
            column = 0;
        }
        if (plain)
            g_string_append_c(out, (char)byte);
        else
            append_quoted(out, byte);
        column += plain ? 1 : 3;
    }
    g_string_append_len(out, "\r\n", 2);
}

static void
append_quoted_printable(GString *out, const char *text)
{
    while (*text) {
        gsize length = strcspn(text, "\n");
        append_quoted_line(out, text, length);
        text += length + (text[length] == '\n');
    }
}

/* What is encoded is the canonical form with its CRLF (RFC 2049 4). */
static void
append_base64(GString *out, const char *text, gsize length)
{
    g_autoptr(GString) canonical = g_string_sized_new(length + length / 16);
    append_crlf(canonical, text, length);
    g_autofree char *encoded = g_base64_encode((const guchar *)canonical->str, canonical->len);
    for (const char *at = encoded; *at;) {
        gsize line = strnlen(at, LINE_MAX_ENCODED);
        g_string_append_len(out, at, (gssize)line);
        g_string_append_len(out, "\r\n", 2);
        at += line;
    }
}

void
body_append(GString *out, const char *text, BodyEncoding encoding)
{
    if (encoding == BODY_7BIT)
        append_crlf(out, text, strlen(text));
    else if (encoding == BODY_QUOTED_PRINTABLE)
        append_quoted_printable(out, text);
    else
        append_base64(out, text, strlen(text));
}

bool
encode_needs_smtputf8(const char *address)
{
    g_autofree char *local = address_local(address);
    return !g_str_is_ascii(local);
}

static char *
normal_form(const char *address, GError **error)
{
    char *normal = address_parse(address);
    if (normal)
        return normal;
    g_autofree char *shown = g_strescape(address, NULL);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA, "no mail address: \"%.80s\"", shown);
    return NULL;
}

/* Of NORMAL, whose local part is ASCII. */
static char *
with_ascii_domain(const char *normal, GError **error)
{
    if (g_str_is_ascii(normal))
        return g_strdup(normal);
    GError *wrong = NULL;
    g_autofree char *idn = mime_idn_address(normal, &wrong);
    if (wrong) {
        g_propagate_error(error, wrong);
        return NULL;
    }
    g_autofree char *ascii = idn && g_str_is_ascii(idn) ? address_parse(idn) : NULL;
    if (!ascii)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "%s: the domain has no form in ASCII (RFC 5891)", normal);
    return g_steal_pointer(&ascii);
}

char *
encode_address(const char *address, GError **error)
{
    if (address_is_plain(address))
        return g_strdup(address);
    g_autofree char *normal = normal_form(address, error);
    if (!normal)
        return NULL;
    if (!encode_needs_smtputf8(normal))
        return with_ascii_domain(normal, error);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                "%s: letters outside ASCII before the @ need SMTPUTF8 (RFC 6531), which "
                "cannot be used here; take another address",
                normal);
    return NULL;
}

char *
encode_recipient(const char *address, GError **error)
{
    if (address_is_plain(address))
        return g_strdup(address);
    g_autofree char *normal = normal_form(address, error);
    if (!normal || !encode_needs_smtputf8(normal))
        return normal ? with_ascii_domain(normal, error) : NULL;
    g_autofree char *local = address_local(normal);
    g_autofree char *plain = g_strconcat("x@", address_domain(normal), NULL);
    g_autofree char *ascii = with_ascii_domain(plain, error);
    return ascii ? g_strconcat(local, "@", address_domain(ascii), NULL) : NULL;
}
