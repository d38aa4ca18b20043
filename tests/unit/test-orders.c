/* orders: decisions by mail, and words that are none. */
#include "inbox/orders.h"

#include <stdbool.h>
#include <string.h>

/* "3 ACCEPTED; 4 -; 5 two things": what was read. */
static char *
print(const GArray *orders)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < orders->len; i++) {
        const Order *order = &g_array_index(orders, Order, i);
        const char *name = order->twice ? "two things" : partstat_name(order->partstat);
        g_string_append_printf(text, "%s%" G_GINT64_FORMAT " %s", i ? "; " : "", order->number,
                               name ? name : "-");
    }
    return g_string_free(text, FALSE);
}

static void
test_read(void)
{
    static const struct {
        const char *reply, *language, *want;
    } rows[] = {
        {"1 yes\n2 no\n3 maybe\n4 dismiss\n", "en", "1 ACCEPTED; 2 DECLINED; 3 TENTATIVE; 4 -"},
        {"1: yes, 2 no", NULL, "1 ACCEPTED; 2 DECLINED"},
        {"1 yes 2 no", NULL, "1 ACCEPTED; 2 DECLINED"},
        {"1. Yes.\r\n 2) NO!\r\n#3 = m", NULL, "1 ACCEPTED; 2 DECLINED; 3 TENTATIVE"},
        {"Hello,\nplease write:\n12 y\nThank you\nOlga", NULL, "12 ACCEPTED"},
        {"1 ja\n2 nein, 3 Vielleicht\n4 verwerfen\n5 yes", "de-AT",
         "1 ACCEPTED; 2 DECLINED; 3 TENTATIVE; 4 -; 5 ACCEPTED"},
        {"1はい、2いいえ", "ja", "1 ACCEPTED; 2 DECLINED"},
        {"1 peut-être", "fr", "1 TENTATIVE"},
        {"1 and 2 yes", NULL, "1 ACCEPTED; 2 ACCEPTED"},
        {"1, 2 & 4 no, 3 yes and 5 maybe", NULL,
         "1 DECLINED; 2 DECLINED; 4 DECLINED; 3 ACCEPTED; 5 TENTATIVE"},
        {"2-4 dismiss", NULL, "2 -; 3 -; 4 -"},
        {"- 2 – 3, 7: no", NULL, "2 DECLINED; 3 DECLINED; 7 DECLINED"},
        {"1 to 2 - yes", NULL, "1 ACCEPTED; 2 ACCEPTED"},
        {"1 YES please\nPlease 2 no, thank you!", NULL, "1 ACCEPTED; 2 DECLINED"},
        {"1 bis 3 nein bitte\n4. und 5. ja", "de",
         "1 DECLINED; 2 DECLINED; 3 DECLINED; 4 ACCEPTED; 5 ACCEPTED"},
        {"1，3、４はい お願いします", "ja", "1 ACCEPTED; 3 ACCEPTED; 4 ACCEPTED"},
        {"1 yes\n1 no\n2 no\n2 no", NULL, "1 two things; 2 DECLINED"},
        {"1-3 dismiss\n2 yes", NULL, "1 -; 2 two things; 3 -"},
        {"1 y 2 no", "es", ""}, /* "1 and 2 no", or "1 yes, 2 no" */
        {"1 y 2 no", "en", "1 ACCEPTED; 2 DECLINED"},
        {"3-1 yes", NULL, ""},
        {"1-99999 dismiss", NULL, ""},
        {"2026-06-14 yes", NULL, ""},
        {"10:30 yes", NULL, ""},
        {"1.5 no", NULL, ""},
        {"1 yes, 2", NULL, ""},
        {"1 yes no", NULL, ""},
        {"1 and yes and no", NULL, ""},
        {"and please", NULL, ""},
        {"1 ja", "en", ""}, /* another language's word */
        {"1 yes, if she pays", NULL, ""},
        {"1 yes but ask her again", NULL, ""}, /* more than an order */
        {"1 no idea", NULL, ""},
        {"not 1 yes", NULL, ""},
        {"we are 3", NULL, ""},
        {"yes 1", NULL, ""},
        {"1", NULL, ""},
        {"999999999999999 yes", NULL, "999999999999999 ACCEPTED"},
        {"9999999999999999 yes", NULL, ""},
        {"", "en", ""},
        {NULL, NULL, ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GArray) orders = orders_read(rows[i].reply, rows[i].language);
        g_autofree char *got = print(orders);
        g_assert_cmpstr(got, ==, rows[i].want);
    }
}

static void
test_bounds(void)
{
    g_autoptr(GString) many = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append_printf(many, "%d%s", i, i % 10 ? " yes " : " yes\n");
    g_autoptr(GArray) orders = orders_read(many->str, NULL);
    g_assert_cmpuint(orders->len, ==, ORDERS_MAX);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/orders/read", test_read);
    g_test_add_func("/orders/bounds", test_bounds);
    return g_test_run();
}
