/* bounce-cause: what a refusal says about the address, from its status code and its words. Words count
 * before codes: half of the world's 5.7.1 are unknown users and half of its 5.1.1 are spam filters. */
#ifndef CONVOKE_INBOX_BOUNCE_CAUSE_H
#define CONVOKE_INBOX_BOUNCE_CAUSE_H

#include "inbox/meaning.h"

/* STATUS ("5.1.1") and WORDS may be NULL. */
BounceCause bounce_cause_find(const char *status, const char *words);

#endif
