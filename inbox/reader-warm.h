/* reader-warm: what reading a message may load lazily, loaded before a process shuts itself in. Edge, for
 * reader-nursery.c and reader-worker.c. */
#ifndef CONVOKE_INBOX_READER_WARM_H
#define CONVOKE_INBOX_READER_WARM_H

#include "inbox/read.h"

/* The library of ITIP_READ, and converters of the charsets that are met daily, which stay loaded until the process
 * ends; with ALL the MIME library, too, and those of all charsets that mail is written in, for a process that can
 * load nothing later (sandbox.h). */
void reader_warm(ItipReader itip_read, bool all);

#endif
