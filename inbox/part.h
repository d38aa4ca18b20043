/* part: what the bytes of a leaf are, once its transfer encoding is gone. */
#ifndef CONVOKE_INBOX_PART_H
#define CONVOKE_INBOX_PART_H

#include <glib.h>
#include <stdbool.h>
#include "inbox/mail.h"

/* What its Content-Type says; any may be NULL. */
typedef struct {
    const char *charset, *format, *delsp;
} PartClaims;

/* Kept as text: types text and message. */
bool part_is_text(const MailPart *part);
bool part_is_tnef(const MailPart *part);
bool part_is_cms(const MailPart *part);

/* Sets PART's text, charset and flowed, and its type where plain text turns out to be HTML. False when
 * the bytes are not in the charset that is claimed. */
bool part_read_text(MailPart *part, const char *bytes, gsize length, const PartClaims *claims);

/* Adds a leaf of TYPE with TEXT (valid UTF-8) that stands in no MIME part of its own. */
void mail_add_text(Mail *mail, const char *type, const char *text, int depth);

#endif
