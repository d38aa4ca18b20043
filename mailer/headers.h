/* headers: header fields as bytes: ASCII, CRLF, folded at 78 columns wherever there is a blank to
 * fold at (RFC 5322 2.1.1), encoded-words of at most 75 octets cut between characters (RFC 2047).
 * Every function appends one whole field. Nothing that is passed in can start another field: texts
 * lose their control characters; addresses are the forms of encode_address(). */
#ifndef CONVOKE_MAILER_HEADERS_H
#define CONVOKE_MAILER_HEADERS_H

#include <glib.h>
#include <stdbool.h>

/* Longest text of one field, in bytes; more is cut between characters. */
#define HEADER_TEXT_MAX 1024

/* An unstructured field (Subject). Blanks are reduced to single ones. Text that is not ASCII, that
 * looks like an encoded-word, or that has a word too long for a line goes as encoded-words. */
void header_text(GString *out, const char *name, const char *text);

/* One mailbox; DISPLAY may be NULL. */
void header_mailbox(GString *out, const char *name, const char *display, const char *address);

/* List-Id (RFC 2919): the description as a phrase, the id in brackets. */
void header_list_id(GString *out, const char *display, const char *id);

/* "<mailto:ADDRESS?subject=SUBJECT>" (RFC 2369, RFC 6068); SUBJECT is a word or NULL. */
void header_mailto(GString *out, const char *name, const char *address, const char *subject);

/* "Wed, 14 Jul 2004 09:00:00 -0700": the second WHEN in the offset of ZONE at that moment. */
void header_date(GString *out, const char *name, gint64 when, GTimeZone *zone);

/* True for "<left@right>" of visible ASCII without further brackets, at most 250 bytes. */
bool message_id_valid(const char *id);

/* The valid ones of IDS (NULL-terminated), each once, the first and the last few when there are many
 * (RFC 5322 3.6.4 lets long threads be cut); no field at all where none is left. */
void header_ids(GString *out, const char *name, const char *const *ids);

#endif
