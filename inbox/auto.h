/* auto: mail that a program wrote and that is no delivery report: absence notes, acknowledgements,
 * tickets, challenges, list software (RFC 3834, and what systems did before it). Headers count first,
 * then a subject as such notes have, then the sender, then words that say of themselves that
 * they were sent automatically; these a person may have written, too (PersonDoubt of verdict.h). "I am on
 * holiday, so I cannot come" is a person's; so is mail whose only sign is X-Auto-Response-Suppress, a request about
 * answers. */
#ifndef CONVOKE_INBOX_AUTO_H
#define CONVOKE_INBOX_AUTO_H

#include "inbox/mail.h"
#include "inbox/verdict.h"

/* REPLY are the newly written words. True, with the verdict filled, where a program wrote MAIL. */
bool auto_find(const Mail *mail, const char *reply, Verdict *verdict);

/* True where MAIL asks that no program answer it: X-Auto-Response-Suppress (MS-OXCMAIL 2.2.3.2.14) with All, OOF or
 * AutoReply. Its other words are about reports. */
bool auto_suppressed(const Mail *mail);

#endif
