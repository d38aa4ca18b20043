/* quote: the newly written words of a message. */
#ifndef CONVOKE_INBOX_QUOTE_H
#define CONVOKE_INBOX_QUOTE_H

#include <glib.h>
#include "inbox/mail.h"

/* What the sender wrote himself, as UTF-8 text: without quoted text, the lines that introduce it,
 * signature, name below it, disclaimers and footers; answers between and below quoted lines are kept.
 * "" when nothing new was written. SENT_TEXTS (NULL-terminated; may be NULL) are texts that we sent to
 * this person: the surest cue of what is quoted. Takes time linear in the message and those texts. */
char *quote_strip(const Mail *mail, const char *const *sent_texts);

/* The same, and in *RET_THREAD (new; may be NULL) each run of those words below the paragraph that stood right above it,
 * whose lines begin with "> ", as whatever else was taken out does. NULL without SENT_TEXTS. */
char *quote_thread(const Mail *mail, const char *const *sent_texts, char **ret_thread);

#endif
