/* flow: format=flowed text (RFC 3676) as paragraphs. */
#ifndef CONVOKE_INBOX_FLOW_H
#define CONVOKE_INBOX_FLOW_H

#include <glib.h>
#include <stdbool.h>

/* TEXT (LF line ends) with soft line breaks joined; DELSP drops the blank of each. A quoted paragraph
 * becomes one line that starts with its quote marks, "> " or ">> "; the signature line "-- " stays. */
char *flow_join(const char *text, bool delsp);

#endif
