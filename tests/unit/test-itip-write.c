/* Calendar objects: the exact text, and that libical reads back what was meant. How Outlook, Google
 * and Apple take it is judged by the linter (test-lint.c). */
#include "mailer/itip-text.h"
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>
#include "event/error.h"
#include "itip.h"

/* Portland is seven hours behind UTC in July. */
static void
test_request(void)
{
    g_autoptr(Meeting) meeting = fixture_meeting_empty();
    fixture_add_session(meeting, "2004-07-14", "10:00", "17:30");
    CalendarObject object = object_for(meeting);
    object.description = "Reply in your own words, or press a button.\nThank you!";
    g_autofree char *text = write_ok(&object);
    g_assert_cmpstr(
        text, ==,
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//convoke//convoke//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "METHOD:REQUEST\r\n"
        "BEGIN:VEVENT\r\n"
        "UID:netconf-2004@convoke.example\r\n"
        "DTSTAMP:20040601T090000Z\r\n"
        "SEQUENCE:0\r\n"
        "STATUS:CONFIRMED\r\n"
        "DTSTART:20040714T170000Z\r\n"
        "DTEND:20040715T003000Z\r\n"
        "SUMMARY:Netconf 2004\r\n"
        "LOCATION:Harbour House\\, Portland\\, Oregon\r\n"
        "DESCRIPTION:Reply in your own words\\, or press a button.\\nThank you!\r\n"
        "TRANSP:OPAQUE\r\n"
        "ORGANIZER;CN=Netconf 2004:mailto:meet+abcdefgh234567xy@convoke.example\r\n"
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=\r\n"
        " TRUE;CN=Ada Lovelace:mailto:ada@engines.example\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n");
}

/* A cancellation asks nothing and takes no time any more. */
static void
test_cancel(void)
{
    g_autoptr(Meeting) meeting = fixture_meeting();
    CalendarObject object = object_for(meeting);
    object.method = CALENDAR_CANCEL;
    object.sequence = 2;
    g_autofree char *text = write_ok(&object);
    assert_property(text, "METHOD", "CANCEL");
    assert_property(text, "STATUS", "CANCELLED");
    assert_property(text, "SEQUENCE", "2");
    assert_property(text, "UID", "netconf-2004@convoke.example");
    assert_property(text, "TRANSP", "TRANSPARENT");
    g_assert_null(strstr(text, "RSVP"));
}

/* One guest is no longer invited: the meeting itself is not cancelled. */
static void
test_remove(void)
{
    g_autoptr(Meeting) meeting = fixture_meeting();
    CalendarObject object = object_for(meeting);
    object.method = CALENDAR_REMOVE;
    object.sequence = 1;
    g_autofree char *text = write_ok(&object);
    assert_property(text, "METHOD", "CANCEL");
    g_assert_null(strstr(text, "STATUS:"));
    assert_property(text, "SEQUENCE", "1");
    assert_property(text, "TRANSP", "TRANSPARENT");
    g_assert_nonnull(strstr(text, "mailto:ada@engines.example"));
    g_assert_null(strstr(text, "RSVP"));
}

static void
test_partstat(void)
{
    static const struct {
        Partstat partstat;
        const char *want;
    } table[] = {
        {PARTSTAT_NONE, "PARTSTAT=NEEDS-ACTION;"},
        {PARTSTAT_NEEDS_ACTION, "PARTSTAT=NEEDS-ACTION;"},
        {PARTSTAT_ACCEPTED, "PARTSTAT=ACCEPTED;"},
        {PARTSTAT_DECLINED, "PARTSTAT=DECLINED;"},
        {PARTSTAT_TENTATIVE, "PARTSTAT=TENTATIVE;"},
        {PARTSTAT_DELEGATED, "PARTSTAT=NEEDS-ACTION;"},
    };
    g_autoptr(Meeting) meeting = fixture_meeting();
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        CalendarObject object = object_for(meeting);
        object.partstat = table[i].partstat;
        g_autofree char *text = write_ok(&object);
        g_assert_nonnull(strstr(text, table[i].want));
    }
}

/* Names of all kinds come back from libical's own reader as they were. */
static void
test_names(void)
{
    static const struct {
        const char *name;
        const char *want;
    } table[] = {
        {"Ada Lovelace", "Ada Lovelace"},
        {"Lovelace, Ada; Countess: of \"numbers\"", "Lovelace, Ada; Countess: of \"numbers\""},
        {"a^n b^^'", "a^n b^^'"},
        {"Ådå Løvelåce 愛達", "Ådå Løvelåce 愛達"},
        {"two\r\nATTENDEE:mailto:eve@x.example", "two ATTENDEE:mailto:eve@x.example"},
        {"tab\tand\x1b[31m escape", "tab and[31m escape"},
        {"bad \xff byte", "bad \xef\xbf\xbd byte"},
    };
    g_autoptr(Meeting) meeting = fixture_meeting();
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        CalendarObject object = object_for(meeting);
        object.guest_name = table[i].name;
        g_autofree char *text = write_ok(&object);
        icalcomponent *calendar = icalparser_parse_string(text);
        icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
        g_assert_cmpint(icalcomponent_count_properties(event, ICAL_ATTENDEE_PROPERTY), ==, 1);
        icalproperty *attendee = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY);
        icalparameter *cn = icalproperty_get_first_parameter(attendee, ICAL_CN_PARAMETER);
        g_assert_cmpstr(icalparameter_get_cn(cn), ==, table[i].want);
        g_assert_cmpstr(icalproperty_get_attendee(attendee), ==, "mailto:ada@engines.example");
        icalcomponent_free(calendar);
    }
}

/* Lines of at most 75 octets, whole characters on each, no blank at an end, no empty line. */
static void
test_folding(void)
{
    static const char *const texts[] = {
        "word word word word word word word word word word word word word word word word word word",
        "ポートランドで開かれる会議にご招待いたしますので、ご都合をお知らせくださいますようお願いい"
        "たします。",
        "blanks                                                                                    "
        "x",
        "öööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööööö"
        "öööö",
    };
    g_autoptr(Meeting) meeting = fixture_meeting();
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (size_t skip = 0; skip < 12; skip++) {
            CalendarObject object = object_for(meeting);
            g_autofree char *description = g_strconcat(&"ABCDEFGHIJKL"[skip], texts[i], NULL);
            object.description = description;
            g_autofree char *text = write_ok(&object);
            assert_property(text, "DESCRIPTION", description);
            g_assert_true(g_str_has_suffix(text, "END:VCALENDAR\r\n"));
            g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
            for (char **line = lines; *line && line[1]; line++) {
                g_assert_cmpuint(strlen(*line), <=, 75);
                g_assert_cmpuint(strlen(*line), >, 0);
                g_assert_true(g_utf8_validate(*line, -1, NULL));
                g_assert_true(i == 2 || !g_str_has_suffix(*line, " "));
                g_assert_false(strchr(*line, '\n') || strchr(*line, '\r'));
            }
        }
    }
}

static void
test_refusals(void)
{
    static const struct {
        const char *guest;
        const char *organizer;
        const char *zone;
        const char *why;
    } table[] = {
        {"ada", FIXTURE_REPLY_TO, "UTC", "no mail address"},
        {"ada@x.example\r\nX-EVIL:1", FIXTURE_REPLY_TO, "UTC", "no mail address"},
        {"ada@x.example", "meet\n@x.example", "UTC", "no mail address"},
        {"ada@x.example", FIXTURE_REPLY_TO, "Mars/Olympus", "time zone"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(Meeting) meeting = fixture_meeting();
        g_free(meeting->zone);
        meeting->zone = g_strdup(table[i].zone);
        CalendarObject object = object_for(meeting);
        object.guest = table[i].guest;
        object.organizer = table[i].organizer;
        g_autoptr(GError) error = NULL;
        g_assert_null(itip_write(&object, &error));
        g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA);
        g_assert_nonnull(strstr(error->message, table[i].why));
    }
}

/* Punycode for the domain only. */
static void
test_idn(void)
{
    g_autoptr(Meeting) meeting = fixture_meeting();
    CalendarObject object = object_for(meeting);
    object.guest = "ada@münchen.example";
    g_autofree char *text = write_ok(&object);
    g_assert_nonnull(strstr(text, ":mailto:ada@xn--mnchen-3ya.example\r\n"));
}

/* A URI has no letters outside ASCII: before the "@" they stand as bytes (RFC 6068 2). */
static void
test_wide(void)
{
    g_autoptr(Meeting) meeting = fixture_meeting();
    CalendarObject object = object_for(meeting);
    object.guest = "jürgen+a/b@münchen.example";
    g_autofree char *text = write_ok(&object);
    g_autoptr(GString) unfolded = g_string_new(text);
    g_string_replace(unfolded, "\r\n ", "", 0);
    g_assert_nonnull(strstr(unfolded->str, ":mailto:j%C3%BCrgen+a/b@xn--mnchen-3ya.example\r\n"));
}

/* A line "NAME<tab>value", line breaks in it as "\\n". */
static void
show_value(const char *name, const char *value)
{
    g_autoptr(GString) line = g_string_new(value);
    g_string_replace(line, "\n", "\\n", 0);
    printf("%s\t%s\n", name, line->str);
}

static void
show_time(const char *name, icaltimetype when)
{
    show_value(name, icaltime_as_ical_string(when));
}

static void
show_person(icalcomponent *event, icalproperty_kind kind, const char *name, const char *cn_name)
{
    icalproperty *person = icalcomponent_get_first_property(event, kind);
    icalparameter *cn = icalproperty_get_first_parameter(person, ICAL_CN_PARAMETER);
    show_value(name, icalproperty_get_value_as_string(person));
    show_value(cn_name, icalparameter_get_cn(cn));
}

static void
show_event(icalcomponent *event)
{
    static const struct {
        icalproperty_kind kind;
        const char *name;
    } texts[] = {
        {ICAL_STATUS_PROPERTY, "STATUS"},
        {ICAL_SEQUENCE_PROPERTY, "SEQUENCE"},
        {ICAL_TRANSP_PROPERTY, "TRANSP"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        icalproperty *property = icalcomponent_get_first_property(event, texts[i].kind);
        show_value(texts[i].name, property ? icalproperty_get_value_as_string(property) : "");
    }
    const char *location = icalcomponent_get_location(event);
    const char *description = icalcomponent_get_description(event);
    show_value("UID", icalcomponent_get_uid(event));
    show_value("SUMMARY", icalcomponent_get_summary(event));
    show_value("LOCATION", location ? location : "");
    show_value("DESCRIPTION", description ? description : "");
    show_time("DTSTAMP", icalcomponent_get_dtstamp(event));
    show_time("DTSTART", icalcomponent_get_dtstart(event));
    show_time("DTEND", icalcomponent_get_dtend(event));
    show_person(event, ICAL_ORGANIZER_PROPERTY, "ORGANIZER", "ORGANIZER CN");
    show_person(event, ICAL_ATTENDEE_PROPERTY, "ATTENDEE", "ATTENDEE CN");
}

/* test-itip-write show FILE...: what libical reads in each, for command tests. */
static int
show_files(char **paths)
{
    for (; *paths; paths++) {
        g_autofree char *text = NULL;
        g_assert_true(g_file_get_contents(*paths, &text, NULL, NULL));
        icalcomponent *calendar = icalparser_parse_string(text);
        g_assert_nonnull(calendar);
        printf("FILE\t%s\n", *paths);
        show_value("METHOD", icalproperty_method_to_string(icalcomponent_get_method(calendar)));
        show_event(icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT));
        g_assert_cmpint(icalcomponent_count_errors(calendar), ==, 0);
        icalcomponent_free(calendar);
    }
    return 0;
}

/* The lines of each guest's own are what libical makes of the same. */
static void
test_own_lines(void)
{
    static const char *const names[] = {
        "Ada Lovelace",
        "Lovelace, Ada",
        "a;b:c",
        "say \"x\"",
        "say \"x\", or ^'y^'",
        "^",
        "J\303\266rg M\303\274ller-L\303\274denscheidt \346\235\216\345\260\217\351\276\215 of a "
        "very long "
        "name that is folded, more than once even, because it goes on and on and on and on",
        "back\\slash",
        "two\nlines",
        " blank ",
        "=",
    };
    g_autoptr(Meeting) meeting = fixture_meeting();
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        CalendarObject object = object_for(meeting);
        object.guest_name = names[i];
        object.partstat = PARTSTAT_TENTATIVE;
        g_autofree char *text = write_ok(&object);
        g_autofree char *name = itip_parameter(names[i]);
        icalproperty *attendee = icalproperty_new_attendee("mailto:ada@engines.example");
        icalproperty_add_parameter(attendee, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
        icalproperty_add_parameter(attendee, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
        icalproperty_add_parameter(attendee, icalparameter_new_partstat(ICAL_PARTSTAT_TENTATIVE));
        icalproperty_add_parameter(attendee, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
        icalproperty_add_parameter(attendee, icalparameter_new_cn(name));
        char *lines = icalproperty_as_ical_string_r(attendee);
        g_autofree char *want = itip_fold(lines);
        if (!strstr(text, want))
            g_error("not in libical's words:\n%s%s", want, text);
        free(lines);
        icalproperty_free(attendee);
    }
}

int
main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "show") == 0)
        return show_files(argv + 2);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/itip-write/request", test_request);
    g_test_add_func("/itip-write/cancel", test_cancel);
    g_test_add_func("/itip-write/remove", test_remove);
    g_test_add_func("/itip-write/partstat", test_partstat);
    g_test_add_func("/itip-write/own-lines", test_own_lines);
    g_test_add_func("/itip-write/names", test_names);
    g_test_add_func("/itip-write/folding", test_folding);
    g_test_add_func("/itip-write/refusals", test_refusals);
    g_test_add_func("/itip-write/idn", test_idn);
    g_test_add_func("/itip-write/wide", test_wide);
    return g_test_run();
}
