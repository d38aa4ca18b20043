/* reader-warm: what reading a message may load lazily, loaded before a process shuts itself in. Edge, for
 * reader-nursery.c and reader-worker.c. */
#ifndef CONVOKE_INBOX_READER_WARM_H
#define CONVOKE_INBOX_READER_WARM_H

#include "inbox/read.h"

/* The MIME library, the library of ITIP_READ, and the converters of charsets that mail is written in, which
 * stay loaded until the process ends. A charset beyond those needs files (sandbox.h). */
void reader_warm(ItipReader itip_read);

#endif
