/* encode: what mail needs to travel as 7-bit ASCII: transfer encodings for bodies, punycode for
 * domains. */
#ifndef CONVOKE_MAILER_ENCODE_H
#define CONVOKE_MAILER_ENCODE_H

#include <glib.h>
#include <stdbool.h>

/* In the order of preference. */
typedef enum {
    BODY_7BIT,             /* as it is: ASCII in lines of at most 78 */
    BODY_QUOTED_PRINTABLE, /* mostly ASCII: stays readable in the source */
    BODY_BASE64,
} BodyEncoding;

/* TEXT as bodies take it: valid UTF-8, LF line ends, one at the end, no control character but tab.
 * White space at the end of lines stays: format=flowed means something by it. */
char *body_clean(const char *text);

/* What decides about the encoding of a text; that of a whole is the sum of its lines'. */
typedef struct {
    gsize length;
    gsize high;    /* bytes beyond ASCII */
    gsize longest; /* line */
    bool boundary; /* holds what a boundary could be taken for */
} BodyMeasure;

/* Of TEXT, which body_clean() made. */
void body_measure(const char *text, BodyMeasure *ret_measure);
void body_measure_add(BodyMeasure *sum, const BodyMeasure *measure);

/* The encoding that suits a text. */
BodyEncoding body_encoding_of(const BodyMeasure *measure);
BodyEncoding body_encoding(const char *text);          /* which body_clean() made */
const char *body_encoding_name(BodyEncoding encoding); /* RFC 2045: "quoted-printable" */

/* Appends TEXT, which body_clean() made, in lines that end with CRLF. No line of it can be taken for
 * a boundary that holds "=_" (RFC 2045 6.7). */
void body_append(GString *out, const char *text, BodyEncoding encoding);

/* ADDRESS as it goes into headers, calendars and SMTP commands: the domain in ASCII (RFC 5891). A
 * local part that is not ASCII cannot be turned into one, least of all by punycode, which would name
 * another person's mailbox: NULL and CONVOKE_ERROR_DATA, as for what is no address at all. */
char *encode_address(const char *address, GError **error);

/* The same for whom a mail goes to: a local part outside ASCII stays as it is, for such a mail travels by
 * SMTPUTF8 (RFC 6531, 6532). */
char *encode_recipient(const char *address, GError **error);

/* True for an address that only SMTPUTF8 (RFC 6531) can reach. */
bool encode_needs_smtputf8(const char *address);

#endif
