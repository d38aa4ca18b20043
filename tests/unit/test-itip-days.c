/* Calendar objects of several days, of days apart, and of days without hours: what libical reads back. What they say of
 * the days in words is test-entry.c's. */
#include <libical/ical.h>
#include "itip.h"

/* One bar from the first start to the last end. */
static void
test_several_days(void)
{
    g_autoptr(Meeting) meeting = fixture_meeting();
    CalendarObject object = object_for(meeting);
    object.description = "Just reply.";
    g_autofree char *text = write_ok(&object);
    assert_property(text, "DTSTART", "20040714T170000Z");
    assert_property(text, "DTEND", "20040716T010000Z");
    assert_property(text, "TRANSP", "OPAQUE");
    assert_property(text, "DESCRIPTION", "Just reply.");
}

/* Three Saturdays must not make anybody busy for two weeks. */
static void
test_days_apart(void)
{
    g_autoptr(Meeting) meeting = fixture_meeting_empty();
    fixture_add_session(meeting, "2004-07-03", "10:00", "17:00");
    fixture_add_session(meeting, "2004-07-10", "10:00", "17:00");
    CalendarObject object = object_for(meeting);
    g_autofree char *text = write_ok(&object);
    assert_property(text, "TRANSP", "TRANSPARENT");
    assert_property(text, "DTEND", "20040711T000000Z");
}

/* The clock goes back in the night between the two days: 9:00 is another UTC hour each. */
static void
test_daylight_saving(void)
{
    g_autoptr(Meeting) meeting = fixture_meeting_empty();
    g_free(meeting->zone);
    meeting->zone = g_strdup("Europe/Brussels");
    fixture_add_session(meeting, "2004-10-30", "9:00", "18:00");
    fixture_add_session(meeting, "2004-10-31", "9:00", "18:00");
    CalendarObject object = object_for(meeting);
    g_autofree char *text = write_ok(&object);
    assert_property(text, "DTSTART", "20041030T070000Z");
    assert_property(text, "DTEND", "20041031T170000Z");
}

/* Days without sessions have no clock to tell: whole days, the end behind the last; the same in every zone. */
static void
test_whole_days(void)
{
    static const struct {
        const char *days[4]; /* "2004-07-14", or with a session "2004-07-14 10:00" */
        const char *zone;
        const char *start, *end, *busy;
    } table[] = {
        {{"2004-07-14"}, "America/Los_Angeles", "20040714", "20040715", "OPAQUE"},
        {{"2004-07-14"}, "Pacific/Kiritimati", "20040714", "20040715", "OPAQUE"},
        {{"2004-02-28", "2004-02-29"}, "Europe/Brussels", "20040228", "20040301", "OPAQUE"},
        {{"2004-12-31", "2005-01-02"}, "UTC", "20041231", "20050103", "TRANSPARENT"},
        {{"2004-07-14", "2004-07-15 10:00", "2004-07-16"},
         "Europe/Brussels",
         "20040714",
         "20040717",
         "OPAQUE"},
        {{"2004-07-14 10:00", "2004-07-15"}, "Europe/Brussels", "20040714", "20040716", "OPAQUE"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(Meeting) meeting = fixture_meeting_empty();
        g_free(meeting->zone);
        meeting->zone = g_strdup(table[i].zone);
        for (const char *const *day = table[i].days; *day; day++) {
            g_auto(GStrv) parts = g_strsplit(*day, " ", 2);
            if (parts[1])
                fixture_add_session(meeting, parts[0], parts[1], "17:00");
            else
                g_ptr_array_add(meeting->days, agenda_day_new(day_parse(parts[0])));
        }
        CalendarObject object = object_for(meeting);
        g_autofree char *text = write_ok(&object);
        assert_property(text, "DTSTART;VALUE=DATE", table[i].start);
        assert_property(text, "DTEND;VALUE=DATE", table[i].end);
        assert_property(text, "TRANSP", table[i].busy);
        g_assert_null(strstr(text, "DTSTART:"));
        icalcomponent *calendar = icalparser_parse_string(text);
        icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
        g_assert_true(icaltime_is_date(icalcomponent_get_dtstart(event)));
        g_assert_cmpint(icalcomponent_get_duration(event).days +
                            7 * icalcomponent_get_duration(event).weeks,
                        ==, meeting_last_day(meeting) - meeting_first_day(meeting) + 1);
        g_assert_cmpint(icalcomponent_count_errors(calendar), ==, 0);
        icalcomponent_free(calendar);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/itip-days/several-days", test_several_days);
    g_test_add_func("/itip-days/days-apart", test_days_apart);
    g_test_add_func("/itip-days/daylight-saving", test_daylight_saving);
    g_test_add_func("/itip-days/whole-days", test_whole_days);
    return g_test_run();
}
