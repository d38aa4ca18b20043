/* Backoff: waits between tries, and their end. */
#include "mailer/backoff.h"

#define MINUTE ((gint64)60)
#define HOUR (60 * MINUTE)
#define START ((gint64)1086080400)

static void
test_waits(void)
{
    static const struct {
        guint attempts;
        gint64 least, most;
    } table[] = {
        {1, 15 * MINUTE, 15 * MINUTE * 5 / 4},
        {2, 30 * MINUTE, 30 * MINUTE * 5 / 4},
        {3, HOUR, HOUR * 5 / 4},
        {4, 2 * HOUR, 2 * HOUR * 5 / 4},
        {5, 4 * HOUR, 4 * HOUR * 5 / 4},
        {6, 6 * HOUR, 6 * HOUR * 5 / 4},
        {7, 6 * HOUR, 6 * HOUR * 5 / 4},
        {G_MAXUINT, 6 * HOUR, 6 * HOUR * 5 / 4},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        gint64 next = backoff_next("meet/ada/invitation/1", table[i].attempts, START, START + 7);
        g_assert_cmpint(next, >=, START + 7 + table[i].least);
        g_assert_cmpint(next, <=, START + 7 + table[i].most);
    }
}

/* The same message always waits the same; different ones do not come back together. */
static void
test_jitter(void)
{
    g_autoptr(GHashTable) times = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (int i = 0; i < 100; i++) {
        g_autofree char *key = g_strdup_printf("meet/guest%d/invitation/1", i);
        gint64 next = backoff_next(key, 1, START, START);
        g_assert_cmpint(next, ==, backoff_next(key, 1, START, START));
        g_hash_table_add(times, g_memdup2(&next, sizeof next));
    }
    g_assert_cmpuint(g_hash_table_size(times), >, 60);
}

/* A whole life: always later, one last try at the limit, then no more. */
static void
test_life(void)
{
    gint64 now = START, next;
    guint attempts = 1;
    while ((next = backoff_next("meet/ada/invitation/1", attempts, START, now)) !=
           BACKOFF_GIVE_UP) {
        g_assert_cmpint(next, >, now);
        g_assert_cmpint(next, <=, START + BACKOFF_LIMIT);
        now = next;
        attempts++;
    }
    g_assert_cmpint(now, ==, START + BACKOFF_LIMIT);
    g_assert_cmpuint(attempts, >=, 15);
    g_assert_cmpuint(attempts, <=, 25);
}

static void
test_late(void)
{
    /* The machine was off for a week: that was the last try. */
    g_assert_cmpint(backoff_next("k", 2, START, START + 7 * 24 * HOUR), ==, BACKOFF_GIVE_UP);
    /* The clock was set back: the wait is as long as ever. */
    g_assert_cmpint(backoff_next("k", 1, START, START - HOUR), >=, START - HOUR + 15 * MINUTE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/backoff/waits", test_waits);
    g_test_add_func("/backoff/jitter", test_jitter);
    g_test_add_func("/backoff/life", test_life);
    g_test_add_func("/backoff/late", test_late);
    return g_test_run();
}
