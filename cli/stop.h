/* Stop: SIGTERM and SIGINT as a question, for work that wants to end cleanly, and as a descriptor, for work that waits. */
#ifndef CONVOKE_CLI_STOP_H
#define CONVOKE_CLI_STOP_H

#include <glib.h>
#include <stdbool.h>

/* The first of these signals is only noted from now on; the second one ends the program as ever. */
void stop_listen(void);

bool stop_asked(void);

/* Listens, too, and gives a descriptor that is readable from the first signal on. CONVOKE_ERROR_TEMPORARY and -1. */
int stop_open(GError **error);

/* Waits until there is something to read on FD (-1 = on none), MILLISECONDS have passed, or it is time to stop. FALSE:
 * stop. */
gboolean stop_wait(int stop_fd, int fd, int milliseconds);

#endif
