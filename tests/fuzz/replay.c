/* usage: replay-NAME FILE... - gives each file to the target it is linked with, in memory of just its size.
 * Prints each name before, so that the last one is the one that failed. */
#include <stdio.h>
#include "tests/fuzz/fuzz.h"

int
main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        g_autofree char *text = NULL;
        gsize length = 0;
        g_autoptr(GError) error = NULL;
        if (!g_file_get_contents(argv[i], &text, &length, &error)) {
            fprintf(stderr, "replay: %s\n", error->message);
            return 1;
        }
        printf("%s\n", argv[i]);
        fflush(stdout);
        g_autofree guint8 *bytes = g_memdup2(text, length);
        LLVMFuzzerTestOneInput(bytes, length);
    }
    return argc == 1;
}
