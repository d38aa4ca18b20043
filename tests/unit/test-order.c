/* Which of two answers was given later. */
#include "event/standing.h"
#include "inbox/order.h"

#define NOON ((gint64)1086264000)
#define HOUR 3600

static void
test_order(void)
{
    static const struct {
        const char *label;
        gint64 said_at, came_at, date, answered_at, now;
        bool older;
    } rows[] = {
        {"nothing stands", NEVER, NEVER, NOON, NEVER, NOON, false},
        {"no date", NOON, NOON, NEVER, NEVER, NOON + HOUR, false},
        {"newer", NOON, NOON, NOON + 1, NEVER, NOON + HOUR, false},
        {"older", NOON, NOON, NOON - HOUR - 1, NEVER, NOON + HOUR, true},
        {"within the margin", NOON, NOON, NOON - HOUR, NEVER, NOON + HOUR, false},
        {"from the future, as new as it came", NOON, NOON, NOON + 99 * HOUR, NEVER, NOON - 2 * HOUR,
         true},
        {"the epoch", NOON, NOON, 0, NEVER, NOON + HOUR, true},
        {"answers what left since", NOON, NOON + HOUR, 0, NOON + HOUR, NOON + 2 * HOUR, false},
        {"answers what left before", NOON, NOON + HOUR, 0, NOON + HOUR - 1, NOON + 2 * HOUR, true},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Stands stands = {rows[i].said_at, rows[i].came_at, false};
        g_test_message("%s", rows[i].label);
        g_assert_cmpint(order_is_older(&stands, rows[i].date, rows[i].answered_at, rows[i].now), ==,
                        rows[i].older);
    }
}

static void
test_stamp(void)
{
    static const struct {
        const char *dtstamp, *want;
    } rows[] = {
        {"20040603T115959Z", "20040603T115959Z"}, {"20040603T120000Z", "20040603T120000Z"},
        {"20040603T120001Z", "20040603T120000Z"}, {"29991231T235959Z", "20040603T120000Z"},
        {"tomorrow", "20040603T120000Z"},         {NULL, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *stamp = order_stamp(rows[i].dtstamp, NOON);
        g_assert_cmpstr(stamp, ==, rows[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/order/older", test_order);
    g_test_add_func("/order/stamp", test_stamp);
    return g_test_run();
}
