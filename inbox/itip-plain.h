/* itip-plain: the answer of a calendar program as most of them write it, read without a library: one event, no
 * recurrence, no delegation, nothing escaped. It takes nothing that it does not know all about, and says of what it
 * takes exactly what itip_read() would say (a test compares them). */
#ifndef CONVOKE_INBOX_ITIP_PLAIN_H
#define CONVOKE_INBOX_ITIP_PLAIN_H

#include "inbox/meaning.h"

/* TEXT is one calendar stream; NULL where it is anything but such an answer. */
Itip *itip_plain(const char *text, gsize length);

#endif
