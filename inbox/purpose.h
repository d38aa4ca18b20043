/* purpose: whether a person's mail asks for silence or for help instead of answering. */
#ifndef CONVOKE_INBOX_PURPOSE_H
#define CONVOKE_INBOX_PURPOSE_H

#include <stdbool.h>
#include "inbox/silence.h"

/* "help", "unsubscribe" (static) or NULL. ADDRESS is what the address that it was written to is for
 * (token_purpose() of event/token.h). Elsewhere the newly written words REPLY count where they ask for SILENCE
 * (silence_read()) and nothing else, and else only a mail whose SUBJECT is just that word, and which has a tag behind it
 * (token_of_subject()) or whose REPLY is none or the same word. Each text may be NULL. */
const char *purpose_read(const char *address, const char *subject, const char *reply,
                         Silence silence);

/* True where a person pressed the button of their mail program: ADDRESS and SUBJECT, or the latter alone, are those
 * that our List-Unsubscribe and List-Help give. What the program then writes by itself makes it no robot's mail. */
bool purpose_pressed(const char *address, const char *subject);

#endif
