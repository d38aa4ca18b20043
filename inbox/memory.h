/* memory: how pages come to a process. Each that is touched for the first time interrupts it, and in a virtual
 * machine that takes longer than most of what is done with a page. Nothing here can fail but by leaving things
 * as they are. Edge. */
#ifndef CONVOKE_INBOX_MEMORY_H
#define CONVOKE_INBOX_MEMORY_H

#include <glib.h>

/* What is freed stays with the process, and with those that it forks, since the next batch of messages would have to
 * fault it in again. */
void memory_keep(void);

/* The heap goes on in SIZE bytes of the largest pages that the system has: one fault each. Not before a fork, which would
 * have to take them apart. */
void memory_take(gsize size);

#endif
