/* reader-worker: the process that reads foreign bytes. Edge, for reader-nursery.c alone. */
#ifndef CONVOKE_INBOX_READER_WORKER_H
#define CONVOKE_INBOX_READER_WORKER_H

#include "inbox/reader.h"

/* Exit status of a process that could not shut itself in and so has read nothing. */
enum { READER_WORKER_OPEN = 75 };

/* Shuts itself in, then answers the requests that come over FD until the other end closes it. Warmed: what
 * reading may load later was loaded. Never returns. */
G_NORETURN void reader_worker_run(int fd, const ReaderOptions *options, bool warmed);

/* The same for a process that was forked before its options were known: they come first over FD, as they lie in memory,
 * but for what AHEAD says. */
G_NORETURN void reader_worker_wait(int fd, const ReaderAhead *ahead);

#endif
