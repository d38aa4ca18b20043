/* pool: texts one behind the other in one C string, where tables name them by their offsets. Part of the build,
 * not of the program. */
#ifndef CONVOKE_INBOX_WORDS_POOL_H
#define CONVOKE_INBOX_WORDS_POOL_H

#include <glib.h>

/* Prints TEXT and the NUL behind it as a piece of a C string. */
void pool_print(const char *text);

#endif
