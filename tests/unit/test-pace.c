/* Pace: tables of what is asked and told, and when the next message may go. Times are seconds. */
#include "mailer/pace.h"

/* Messages that go in so many seconds when asked as often as it says. */
static int
count(Pace *pace, double most, gint64 from, gint64 seconds)
{
    int n = 0;
    for (gint64 now = from * 1000; now < (from + seconds) * 1000;) {
        gint64 wait = pace_ask(pace, most, now);
        n += wait == 0;
        now += MAX(wait, 10);
    }
    return n;
}

static void
test_limits(void)
{
    static const struct {
        const char *name;
        double rate, most;
        gint64 seconds;
        int least, most_of_them;
    } rows[] = {
        {"nothing is known: as fast as it is asked", 0, 0, 10, 1000, 1000},
        {"the organizer's limit", 0, 2, 60, 120, 122},
        {"one a minute", 0, 1.0 / 60, 600, 10, 11},
        {"what we were brought down to", 0.5, 0, 60, 30, 31},
        {"the lower one of both", 0.5, 2, 60, 30, 31},
        {"and the other way round", 2, 0.5, 60, 30, 31},
        {"a burst is a second's worth", 0, 50, 1, 99, 101},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Pace pace = {.rate = rows[i].rate};
        int n = count(&pace, rows[i].most, 1000, rows[i].seconds);
        g_test_message("%s: %d", rows[i].name, n);
        g_assert_cmpint(n, >=, rows[i].least);
        g_assert_cmpint(n, <=, rows[i].most_of_them);
    }
}

static void
test_cut(void)
{
    Pace pace = {0};
    count(&pace, 0, 1000, 30); /* a hundred a second */
    pace_cut(&pace, 0, 1030000);
    g_assert_cmpfloat(pace.rate, >, 40);
    g_assert_cmpfloat(pace.rate, <, 60);
    g_assert_cmpint(pace_ask(&pace, 0, 1030000), ==, PACE_PAUSE);
    double first = pace.rate;
    pace_cut(&pace, 0, 1031000); /* about one that was under way */
    g_assert_cmpfloat(pace.rate, ==, first);
    g_assert_cmpint(pace_ask(&pace, 0, 1030000 + PACE_PAUSE), ==, 0);
    pace_cut(&pace, 0, 1030000 + PACE_PAUSE);
    g_assert_cmpfloat_with_epsilon(pace.rate, first / 2, 0.001);
    for (gint64 now = 1100000; now < 4000000; now += PACE_PAUSE)
        pace_cut(&pace, 0, now);
    g_assert_cmpfloat(pace.rate, ==, PACE_LEAST);

    /* Told at the very first message: from one a second. */
    Pace fresh = {0};
    pace_ask(&fresh, 0, 1000);
    pace_cut(&fresh, 0, 1001);
    g_assert_cmpfloat(fresh.rate, ==, 0.5);
    /* The organizer's limit is where it starts from. */
    Pace limited = {.seen = 100};
    pace_cut(&limited, 4, 1000);
    g_assert_cmpfloat(limited.rate, ==, 2);
}

static void
test_raise(void)
{
    Pace pace = {.rate = 1, .changed_at = 1000};
    pace_raise(&pace, 2000);
    g_assert_cmpfloat(pace.rate, ==, 1);
    pace_raise(&pace, 1000 + PACE_RAISE);
    g_assert_cmpfloat(pace.rate, ==, 1.25);
    pace_raise(&pace, 1001 + PACE_RAISE);
    g_assert_cmpfloat(pace.rate, ==, 1.25);
    for (int i = 2; i < 20 && pace.rate > 0; i++)
        pace_raise(&pace, 1000 + i * PACE_RAISE);
    g_assert_cmpfloat(pace.rate, ==, 0);
}

static void
test_words(void)
{
    static const struct {
        int code;
        const char *status, *words;
        bool want;
    } rows[] = {
        {421, "4.7.0", "too many messages in this connection", true},
        {421, "4.7.28", "Our system has detected an unusual rate of mail", true},
        {450, "4.2.1", "The user you are trying to contact is receiving mail at a rate that ...",
         true},
        {451, "4.7.1", "Please slow down", true},
        {452, "4.5.3", "Too many recipients", true},
        {454, "4.7.0", "Throttling failure: Maximum sending rate exceeded.", true},
        {421, "", "RP-001 The mail server IP has exceeded the rate limit allowed", true},
        {450, "4.7.1", "Greylisted, please try again later; limit 5 minutes", false},
        {421, "4.3.2", "shutting down", false},
        {452, "4.2.2", "mailbox over quota limit", false},
        {451, "4.3.0", "temporary lookup failure", false},
        {550, "5.7.1", "sending rate too high", false},
        {0, "", "Connection refused", false},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].words);
        g_assert_cmpint(pace_too_fast(rows[i].code, rows[i].status, rows[i].words), ==,
                        rows[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pace/limits", test_limits);
    g_test_add_func("/pace/cut", test_cut);
    g_test_add_func("/pace/raise", test_raise);
    g_test_add_func("/pace/words", test_words);
    return g_test_run();
}
