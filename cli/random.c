/* getrandom(2), and nothing else. */
#include "cli/random.h"
#include <sys/random.h>

void
random_bytes(guint8 *bytes, gsize length)
{
    if (getrandom(bytes, length, 0) != (gssize)length)
        g_error("the system gives no random numbers");
}
