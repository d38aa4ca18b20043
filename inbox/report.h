/* report: mail about our mail that is no failure: complaints (RFC 5965), read receipts (RFC 8098), and
 * delivery reports that all went well. */
#ifndef CONVOKE_INBOX_REPORT_H
#define CONVOKE_INBOX_REPORT_H

#include "inbox/mail.h"
#include "inbox/verdict.h"

/* True, with the verdict filled, where MAIL is one. */
bool report_find(const Mail *mail, Verdict *verdict);

#endif
