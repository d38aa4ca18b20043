/* forewarn: what is no mistake in an event file, and may not be what was meant. */
#ifndef CONVOKE_CLI_FOREWARN_H
#define CONVOKE_CLI_FOREWARN_H

#include "cli/command.h"
#include "event/meeting.h"
#include <stdio.h>

/* Prints to OUT that MEETING of PATH is over or its answer-by has passed, unless that was so of BEFORE, its revision
 * before (NULL = none), and for which languages there are no words. */
void forewarn(const Shell *shell, const char *path, const Meeting *meeting, const Meeting *before,
              FILE *out);

#endif
