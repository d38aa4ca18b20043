/* Every byte in octal: nothing to be escaped, no trigraphs. */
#include "inbox/words/pool.h"

#include <stdio.h>

void
pool_print(const char *text)
{
    printf("\"");
    for (const char *p = text; *p; p++)
        printf("\\%03o", (guchar)*p);
    printf("\\0\"\n");
}
