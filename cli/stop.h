/* Stop: SIGTERM and SIGINT as a question, for work that wants to end cleanly. */
#ifndef CONVOKE_CLI_STOP_H
#define CONVOKE_CLI_STOP_H

#include <stdbool.h>

/* The first of these signals is only noted from now on; the second one ends the program as ever. */
void stop_listen(void);

bool stop_asked(void);

#endif
