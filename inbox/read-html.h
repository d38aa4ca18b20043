/* read-html: what the HTML beside a message's plain text says. Pure. */
#ifndef CONVOKE_INBOX_READ_HTML_H
#define CONVOKE_INBOX_READ_HTML_H

#include "inbox/mail.h"
#include "inbox/rsvp.h"

/* What the HTML that stands beside MAIL's plain text surely answers, where that is not PARTSTAT, as the plain text was read;
 * else NONE. PLAIN is that text, with its subject and days. SENT_TEXTS as in quote.h. */
Partstat html_says_otherwise(const Mail *mail, const char *const *sent_texts, const RsvpText *plain,
                             Partstat partstat);

#endif
