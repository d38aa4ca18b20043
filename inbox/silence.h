/* silence: people who ask for no more mail in words of their own. Pure. */
#ifndef CONVOKE_INBOX_SILENCE_H
#define CONVOKE_INBOX_SILENCE_H

#include <stdbool.h>

typedef enum {
    SILENCE_NONE,
    SILENCE_MAYBE, /* such words stand in a short text, among others */
    SILENCE_ASKED, /* nothing else stands there, but for politeness */
} Silence;

/* Of the newly written words REPLY, which may be NULL. */
Silence silence_read(const char *reply);

#endif
