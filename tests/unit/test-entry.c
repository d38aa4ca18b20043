/* What an entry in a calendar says of a meeting: its days in words, none that the entry's own bar tells. */
#include "fixture-meeting.h"
#include "mailer/entry.h"
#include "templates/library.h"

static const struct {
    const char *language;
    const char *about;
    const char *days[4]; /* "2004-07-14", or with a session "2004-07-14 10:00-17:00" */
    const char *want;
} rows[] = {
    {"en", NULL, {"2004-07-14 10:00-17:00"}, NULL},
    {"en", "Two days\nof queues.", {"2004-07-14"}, "Two days of queues."},
    {"en",
     "Queues.",
     {"2004-10-30 9:00-18:00", "2004-10-31 9:00-17:30"},
     "Queues.\n\n"
     "Saturday, 30 October 2004, 09:00\u201318:00 (Europe/Brussels)\n"
     "Sunday, 31 October 2004, 09:00\u201317:30 (Europe/Brussels)"},
    {"de",
     NULL,
     {"2004-07-14 10:00-17:00", "2004-07-15 10:00"},
     "Mittwoch, 14. Juli 2004, 10:00\u201317:00 (Europe/Brussels)\n"
     "Donnerstag, 15. Juli 2004, 10:00 Uhr (Europe/Brussels)"},
    /* over midnight, and after it */
    {"en",
     NULL,
     {"2004-07-16 9:00-25:30", "2004-07-17 24:30-26:00"},
     "Friday, 16 July 2004, 09:00 \u2013 Saturday, 17 July 2004, 01:30 (Europe/Brussels)\n"
     "Sunday, 18 July 2004, 00:30\u201302:00 (Europe/Brussels)"},
    /* days without hours, where others have some, or that do not follow each other */
    {"en", NULL, {"2004-02-28", "2004-02-29"}, NULL},
    {"en", NULL, {"2004-12-31", "2005-01-02"}, "Friday, 31 December 2004\nSunday, 2 January 2005"},
    {"de",
     NULL,
     {"2004-07-14", "2004-07-15 10:00-17:00", "2004-07-16"},
     "Mittwoch, 14. Juli 2004\n"
     "Donnerstag, 15. Juli 2004, 10:00\u201317:00 (Europe/Brussels)\n"
     "Freitag, 16. Juli 2004"},
};

static void
add_day(Meeting *meeting, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, " ", 2);
    g_auto(GStrv) hours = g_strsplit(parts[1] ? parts[1] : "", "-", 2);
    if (parts[1])
        fixture_add_session(meeting, parts[0], hours[0], hours[1]);
    else
        g_ptr_array_add(meeting->days, agenda_day_new(day_parse(parts[0])));
}

static void
test_description(void)
{
    TemplateLibrary *library = template_library_new(NULL, NULL);
    g_autoptr(GTimeZone) zone = zone_open("Europe/Brussels");
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meeting) meeting = fixture_meeting_empty();
        g_free(meeting->zone);
        meeting->zone = g_strdup("Europe/Brussels");
        meeting->about = g_strdup(rows[i].about);
        for (const char *const *day = rows[i].days; *day; day++)
            add_day(meeting, *day);
        const Words *words = template_library_words(library, rows[i].language, NULL);
        g_autofree char *got = entry_description(meeting, zone, words);
        g_assert_cmpstr(got, ==, rows[i].want);
    }
    template_library_free(library);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/entry/description", test_description);
    return g_test_run();
}
