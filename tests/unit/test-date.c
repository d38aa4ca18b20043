/* Dates in the usual form mean what the MIME library takes them for; all others are left to it. */
#include "inbox/date.h"
#include "inbox/mime-read.h"

static void
test_usual(void)
{
    static const char *const rows[] = {
        "Tue, 1 Jun 2004 12:00:00 +0000",
        "Tue, 01 Jun 2004 12:00:00 +0200 (CEST)",
        "1 Jun 2004 12:00 -0330",
        "\tThu, 29 Feb 2024 23:59:59 -1200",
        "fri, 31 dec 1999 00:00:00 +1400",
        "Mon, 1 Jan 2001 07:08:09 +0545  ",
        "Wed,  1 Jan 2031  01:02:03\t+0100",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 when = 0, want = 1;
        int offset = 0, want_offset = 1;
        g_test_message("%s", rows[i]);
        g_assert_true(date_parse(rows[i], &when, &offset));
        g_assert_true(mime_read_date(rows[i], &want, &want_offset));
        g_assert_cmpint(when, ==, want);
        g_assert_cmpint(offset, ==, want_offset);
    }
}

static void
test_other(void)
{
    static const char *const rows[] = {
        "",
        "Tue, 1 Jun 2004",
        "Tue, 1 Jun 04 12:00:00 +0000",
        "Tue, 31 Jun 2004 12:00:00 +0000",
        "Tue, 1 Jun 2004 24:00:00 +0000",
        "Tue, 1 Jun 2004 12:60:00 +0000",
        "Tue, 1 Jun 2004 12:00:60 +0000",
        "Tue, 1 Jun 2004 12:00:00",
        "Tue, 1 Jun 2004 12:00:00 GMT",
        "Tue, 1 Jun 2004 12:00:00 -0000",
        "Tue, 1 Jun 2004 12:00:00 +2500",
        "Tue, 1 Jun 2004 12:00:00 +00000",
        "Tue, 1 Jun 2004 12:00:00 +0000 or so",
        "Tue 1 Jun 2004 12:00:00 +0000",
        "Tuesday, 1 Jun 2004 12:00:00 +0000",
        "Tue, 1 June 2004 12:00:00 +0000",
        "2004-06-01 12:00:00 +0000",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 when = 7;
        int offset = 7;
        g_test_message("%s", rows[i]);
        g_assert_false(date_parse(rows[i], &when, &offset));
        g_assert_cmpint(when, ==, 7);
        g_assert_cmpint(offset, ==, 7);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/date/usual", test_usual);
    g_test_add_func("/date/other", test_other);
    return g_test_run();
}
