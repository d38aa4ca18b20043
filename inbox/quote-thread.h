/* quote-thread: a body whose lines have their verdicts, put together again. */
#ifndef CONVOKE_INBOX_QUOTE_THREAD_H
#define CONVOKE_INBOX_QUOTE_THREAD_H

#include "inbox/quote-text.h"

/* The new lines; one blank line stands for any number of them and for what was taken out. */
char *quote_assemble(const QuoteText *text);

/* The new lines, each run of them below the quoted paragraph above it, whose lines begin with "> "; what is neither, as a
 * signature, is left out. */
char *quote_assemble_thread(const QuoteText *text);

#endif
