/* Small vocabularies of the reader: ids that names suggest, zones that people mean, the starter. */
#include <glib.h>
#include <string.h>
#include "event/id.h"
#include "event/read.h"
#include "event/starter.h"
#include "event/zone-names.h"

static void
test_ids(void)
{
    static const struct {
        const char *text;
        const char *want;
    } rows[] = {
        {"Netconf 2004", "netconf-2004"},
        {"Open discussion!", "open-discussion"},
        {"Lunch -- and more --", "lunch-and-more"},
        {"Zoë's Café", "zoes-cafe"},
        {"-x-", "x"},
        {"日本語", NULL},
        {"", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = id_suggest(rows[i].text);
        g_assert_cmpstr(got, ==, rows[i].want);
        g_assert_true(!got || id_valid(got));
    }
    g_autofree char *sixty_four = g_strnfill(64, 'a');
    g_autofree char *sixty_five = g_strnfill(65, 'a');
    g_autofree char *cut = id_suggest(sixty_five);
    g_assert_true(id_valid(sixty_four));
    g_assert_false(id_valid(sixty_five));
    g_assert_cmpstr(cut, ==, sixty_four);
    static const char *const bad[] = {"", "-a", "A", "a b", "a_b", "é", "a.b", "../a"};
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(id_valid(bad[i]));
    g_assert_true(id_valid("0"));
    g_assert_true(id_valid("a--b-"));
}

static void
test_zones(void)
{
    static const struct {
        const char *said;
        const char *meant;
    } rows[] = {
        {"PST", "America/Los_Angeles"},
        {"cest", "Europe/Berlin"},
        {"Berlin", "Europe/Berlin"},
        {"europe/berlin", "Europe/Berlin"},
        {"Europe/Berlim", "Europe/Berlin"},
        {"America/Berlin", "Europe/Berlin"},
        {"America/Los Angeles", "America/Los_Angeles"},
        {"new york", "America/New_York"},
        {"utc", "UTC"},
        {"Portland", "America/Los_Angeles"},
        {"Mars/Olympus_Mons", NULL},
        {"", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpstr(zone_name_nearest(rows[i].said), ==, rows[i].meant);
}

/* The starter is good whatever the meeting is called, and lies ahead. */
static void
test_starter(void)
{
    static const char *const names[] = {"My Meeting", "A \"quoted\" \\ name", "Zoë: 2030 # x"};
    Day today = day_of(2004, 2, 29);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *text = starter_text("an-id", names[i], today);
        g_autoptr(GPtrArray) problems =
            g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
        g_autoptr(Meeting) meeting = meeting_read(text, strlen(text), "starter", problems);
        g_assert_nonnull(meeting);
        g_assert_cmpuint(problems->len, ==, 0);
        g_assert_cmpstr(meeting->id, ==, "an-id");
        g_assert_cmpstr(meeting->name, ==, names[i]);
        g_assert_cmpint(meeting_first_day(meeting), ==, day_of(2004, 5, 25));
        g_assert_cmpint(meeting_last_day(meeting), ==, day_of(2004, 5, 26));
        g_assert_cmpint(meeting->answer_by, ==, day_of(2004, 5, 4));
        g_assert_null(strstr(text, "2030-"));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/words/ids", test_ids);
    g_test_add_func("/words/zones", test_zones);
    g_test_add_func("/words/starter", test_starter);
    return g_test_run();
}
