/* classify: what kind of message this is, and what proves it. The order is the decision: our own mail
 * come back, then an answer from a calendar (METHOD:REPLY wins over Auto-Submitted), then reports and
 * bounces, then other robots, then other calendar objects; what is left, a person wrote. Forwarded
 * messages (depth > 0) decide nothing. X-Auto-Response-Suppress is no evidence. */
#ifndef CONVOKE_INBOX_CLASSIFY_H
#define CONVOKE_INBOX_CLASSIFY_H

#include "inbox/mail.h"
#include "inbox/verdict.h"

/* REPLY are the newly written words, ITIP is the message's calendar object or NULL, OURS the address
 * that we read; NULL = not known. */
Verdict classify(const Mail *mail, const char *reply, const Itip *itip, const char *ours);

#endif
