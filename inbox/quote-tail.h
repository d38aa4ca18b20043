/* quote-tail: what stands below a person's words without being quoted. */
#ifndef CONVOKE_INBOX_QUOTE_TAIL_H
#define CONVOKE_INBOX_QUOTE_TAIL_H

#include "inbox/mail.h"
#include "inbox/quote-text.h"

/* Gives lines START..END-1, a run of new lines, the verdict SIGNED from where the signature, a
 * program's footer or a legal notice begins, and a name below (MAIL's sender's, or any below a closing
 * like "Best regards"). FINAL: no new text follows this run. */
void quote_tail(const Mail *mail, QuoteText *text, guint start, guint end, bool final);

#endif
