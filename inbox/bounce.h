/* bounce: delivery reports of failure or delay, by standard (RFC 3464, 6533) or in the words of dozens
 * of mail systems. A person who forwards or quotes one writes no bounce: the sender must be a mail
 * system, or the form of the message leave no doubt. */
#ifndef CONVOKE_INBOX_BOUNCE_H
#define CONVOKE_INBOX_BOUNCE_H

#include "inbox/mail.h"
#include "inbox/verdict.h"

/* True, with the verdict filled, where MAIL is one. A report in which every recipient was reached is
 * none (report.h). Class: a delay is transient; else the server's own status code, else the field
 * Status, else the reply code, else the words decide, and what nobody calls transient is permanent. One
 * that is transient, but whose Action is "failed", is given up.
 * Recipients are those of that class alone, as we addressed them where that is said. */
bool bounce_find(const Mail *mail, Verdict *verdict);

#endif
