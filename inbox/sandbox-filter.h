/* sandbox-filter: the filter of system calls (seccomp(2)). Edge, for sandbox.c alone. */
#ifndef CONVOKE_INBOX_SANDBOX_FILTER_H
#define CONVOKE_INBOX_SANDBOX_FILTER_H

#include <stdbool.h>

/* Whether there is a filter for this processor, and a kernel that takes it. */
bool sandbox_filter_offered(void);

/* FILES: reading them is left to landlock; else none can be opened. */
bool sandbox_filter_set(bool files);

#endif
