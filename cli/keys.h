/* Keys: single keystrokes of a terminal. */
#ifndef CONVOKE_CLI_KEYS_H
#define CONVOKE_CLI_KEYS_H

#include <stdbool.h>

/* Standard input and output are a terminal. */
bool keys_possible(void);

/* Waits for one of the letters in WANTED (small ones, typed in either case), without a line end and
 * unseen; 'q' also for Ctrl-C, Ctrl-D and the end of input. The terminal is left as it was. */
char keys_read(const char *wanted);

#endif
