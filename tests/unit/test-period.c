/* What a client proposes, for people to read. */
#include "event/period.h"

static void
test_format(void)
{
    static const struct {
        const char *period, *want;
    } table[] = {
        {"20040714T170000Z/20040714T180000Z", "2004-07-14 19:00–20:00 Europe/Brussels"},
        {"20040714T213000Z/20040714T233000Z",
         "2004-07-14 23:30 – 2004-07-15 01:30 Europe/Brussels"},
        {"20040114T170000Z/", "2004-01-14 18:00 Europe/Brussels"},
        {"20040714T170000Z/PT1H", "2004-07-14 19:00 Europe/Brussels"},
        {"20040714T170000Z", "2004-07-14 19:00 Europe/Brussels"},
        {"20040714T170000/20040714T180000", "2004-07-14 17:00–18:00"},
        {"20040714/20040716", "2004-07-14 – 2004-07-15"},
        {"20040714/20040715", "2004-07-14"},
        {"20040714/", "2004-07-14"},
        /* an end before its start, or of another kind, is left out */
        {"20040714T170000Z/20040714T160000Z", "2004-07-14 19:00 Europe/Brussels"},
        {"20040714T170000Z/20040715", "2004-07-14 19:00 Europe/Brussels"},
        {"20040714T170000Z/<b>", "2004-07-14 19:00 Europe/Brussels"},
        {NULL, NULL},
        {"", NULL},
        {"/20040714", NULL},
        {"20040230", NULL},
        {"20040714T250000Z", NULL},
        {"20040714T176000Z", NULL},
        {"20040714X170000Z", NULL},
        {"20040714T17000Z", NULL},
        {"tomorrow", NULL},
        {"\033[2J0714", NULL},
    };
    g_autoptr(GTimeZone) zone = zone_open("Europe/Brussels");
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autofree char *got = period_format(table[i].period, zone, "Europe/Brussels");
        g_assert_cmpstr(got, ==, table[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/period/format", test_format);
    return g_test_run();
}
