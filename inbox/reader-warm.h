/* reader-warm: what reading a message may load lazily, loaded before a process shuts itself in. Edge, for
 * reader-nursery.c and reader-worker.c. */
#ifndef CONVOKE_INBOX_READER_WARM_H
#define CONVOKE_INBOX_READER_WARM_H

#include "inbox/read.h"

/* The MIME library, the library of ITIP_READ, and the converters of charsets, which stay loaded until the
 * process ends: ALL that mail is written in, or a few that are met daily. Others need files (sandbox.h). */
void reader_warm(ItipReader itip_read, bool all);

#endif
