/* sandbox-landlock: which files can be opened (landlock(7)). Edge, for sandbox.c alone. */
#ifndef CONVOKE_INBOX_SANDBOX_LANDLOCK_H
#define CONVOKE_INBOX_SANDBOX_LANDLOCK_H

#include <stdbool.h>

/* Version of the kernel's landlock; 0 = none. */
int sandbox_landlock_version(void);

/* Only READABLE and the system's converters, zone data and libraries can be opened, for reading. */
bool sandbox_landlock_set(int version, const char *const *readable);

#endif
