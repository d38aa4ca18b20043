/* meaning-text: a Meaning as people read it, for explain and review. */
#ifndef CONVOKE_CLI_MEANING_TEXT_H
#define CONVOKE_CLI_MEANING_TEXT_H

#include "inbox/meaning.h"

/* Several lines, each ended, of at most WIDTH columns where the words allow it. Safe for terminals:
 * control and direction-changing characters of the message are shown as U+FFFD. */
char *meaning_text(const Meaning *meaning, int width);

#endif
