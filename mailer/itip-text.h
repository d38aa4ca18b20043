/* itip-text: what goes into calendar objects and comes out of libical, as text. Without the library:
 * both writers of objects use it. */
#ifndef CONVOKE_MAILER_ITIP_TEXT_H
#define CONVOKE_MAILER_ITIP_TEXT_H

#include <glib.h>
#include <stdbool.h>

#define ITIP_PRODID "-//convoke//convoke//EN"

/* TEXT as the value of a property: valid UTF-8 without control characters; line feeds only with LINES. */
char *itip_text(const char *text, bool lines);

/* TEXT as the value of a parameter: libical quotes and writes ^' and ^n, but leaves a "^" of the text
 * as it is, which RFC 6868 3 reads as the start of one of these; so it comes doubled from here. */
char *itip_parameter(const char *text);

/* "mailto:ADDRESS". libical writes an address as it comes, line breaks included; here none pass:
 * CONVOKE_ERROR_DATA as encode_address(). */
char *itip_address(const char *address, GError **error);

/* Appends a property whose value is ADDRESS (itip_address()) and whose HEAD is its name and its parameters but for
 * CN, the NAME of whoever that is (NULL = none), as libical would write it; folded as below. In each guest's object these
 * are the lines of their own, and libical takes long for them. */
void itip_append_person(GString *out, const char *head, const char *name, const char *address);

/* TEXT as libical folded it, folded anew: whole characters, and no blank at the end of a line, which
 * some relays strip. */
char *itip_fold(const char *text);

#endif
