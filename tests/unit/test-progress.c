/* progress: the line, and that it fits. */
#include "cli/progress.h"
#include <string.h>

#define S G_GINT64_CONSTANT(1000000)

static void
test_line(void)
{
    static const struct {
        int done, total;
        gint64 microseconds;
        int width;
        const char *want;
    } rows[] = {
        {0, 400, 0, 40, "  0 of 400  [--------------------------]"},
        {120, 400, 10 * S, 60, "120 of 400  [########-------------------]  12.0/s  24 s left"},
        {3, 400, S / 2, 40, "  3 of 400  [--------------------------]"},
        {50, 4000, 100 * S, 70,
         "  50 of 4000  [---------------------------]  30.0/min  2 h 12 min left"},
        {1, 2, 3600 * S, 79,
         "1 of 2  [####################--------------------]  1.0/h  1 h 0 min left"},
        {400, 400, 40 * S, 60, "400 of 400  [############################]  10.0/s  0 s left"},
        {500, 400, 40 * S, 60, "400 of 400  [############################]  10.0/s  0 s left"},
        {120, 400, 10 * S, 20, "120 of 400"},
        {120, 400, 10 * S, 34, "120 of 400  12.0/s  24 s left"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *line =
            progress_line(rows[i].done, rows[i].total, rows[i].microseconds, rows[i].width);
        g_test_message("%s", line);
        g_assert_cmpuint(strlen(line), <=, (gsize)rows[i].width);
        g_assert_cmpstr(line, ==, rows[i].want);
    }
    for (int width = 0; width < 200; width++)
        for (int done = 0; done <= 7; done++) {
            g_autofree char *line = progress_line(done, 7, done * 3 * S, width);
            g_assert_cmpuint(strlen(line), <=, (gsize)MAX(width, 6));
        }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/progress/line", test_line);
    return g_test_run();
}
