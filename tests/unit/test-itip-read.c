/* itip-read: what calendar programs send, told shape by shape, and what broken ones send. */
#include <glib.h>
#include <string.h>
#include "inbox/itip-read.h"
#include "effort.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n"
#define EVENT "BEGIN:VEVENT\r\nUID:netconf@meet.example\r\nDTSTAMP:20040701T100000Z\r\n"
#define TAIL "END:VEVENT\r\nEND:VCALENDAR\r\n"

static Itip *
read_text(const char *text)
{
    return itip_read(text, strlen(text));
}

static void
itip_unref(Itip **itip)
{
    itip_free(*itip);
}
#define auto_itip __attribute__((cleanup(itip_unref))) Itip

static const ItipAttendee *
attendee_at(const Itip *itip, guint i)
{
    g_assert_cmpuint(i, <, itip->attendees->len);
    return itip->attendees->pdata[i];
}

static void
test_plain_reply(void)
{
    auto_itip *itip =
        read_text(HEAD "METHOD:reply\r\n" EVENT "SEQUENCE:3\r\n"
                       "ORGANIZER;CN=\"Meet: us\":MAILTO:Meet@meet.example\r\n"
                       "ATTENDEE;PARTSTAT=ACCEPTED;CN=Bob:mailto:Bob@Guest.example\r\n"
                       "COMMENT:See you\\, then\\n– Bob\r\n" TAIL);
    g_assert_cmpstr(itip->method, ==, "REPLY");
    g_assert_cmpstr(itip->component, ==, "VEVENT");
    g_assert_cmpstr(itip->uid, ==, "netconf@meet.example");
    g_assert_cmpint(itip->sequence, ==, 3);
    g_assert_cmpstr(itip->dtstamp, ==, "20040701T100000Z");
    g_assert_cmpstr(itip->organizer, ==, "Meet@meet.example");
    g_assert_cmpstr(itip->comment, ==, "See you, then\n– Bob");
    g_assert_null(itip->proposal);
    g_assert_cmpuint(itip->attendees->len, ==, 1);
    g_assert_cmpstr(attendee_at(itip, 0)->address, ==, "Bob@Guest.example");
    g_assert_cmpint(attendee_at(itip, 0)->partstat, ==, PARTSTAT_ACCEPTED);
    g_assert_null(attendee_at(itip, 0)->recurrence_id);
}

/* Exchange and others leave out what RFC 5546 demands. */
static void
test_things_missing(void)
{
    auto_itip *bare = read_text(HEAD "METHOD:REPLY\r\n" EVENT TAIL);
    g_assert_null(bare->organizer);
    g_assert_null(bare->comment);
    g_assert_cmpuint(bare->attendees->len, ==, 0);
    g_assert_cmpint(bare->sequence, ==, 0);
    auto_itip *methodless = read_text(HEAD EVENT TAIL);
    g_assert_null(methodless->method);
    auto_itip *naked =
        read_text(EVENT "ATTENDEE;PARTSTAT=DECLINED:mailto:b@x.example\r\nEND:VEVENT\r\n");
    g_assert_null(naked->method);
    g_assert_cmpint(attendee_at(naked, 0)->partstat, ==, PARTSTAT_DECLINED);
}

/* Several attendees; overrides of single days; other components are left alone. */
static void
test_components(void)
{
    auto_itip *itip = read_text(
        HEAD "METHOD:REPLY\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\n" EVENT
             "RECURRENCE-ID:20040715T080000Z\r\nATTENDEE;PARTSTAT=DECLINED:mailto:b@x.example\r\n"
             "END:VEVENT\r\n" EVENT "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@x.example\r\n"
             "ATTENDEE;PARTSTAT=TENTATIVE:mailto:b2@x.example\r\nEND:VEVENT\r\n"
             "BEGIN:VEVENT\r\nUID:other\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:c@x.example\r\n" TAIL);
    g_assert_cmpuint(itip->attendees->len, ==, 3);
    g_assert_cmpint(attendee_at(itip, 0)->partstat, ==,
                    PARTSTAT_ACCEPTED); /* the series comes first */
    g_assert_cmpint(attendee_at(itip, 1)->partstat, ==, PARTSTAT_TENTATIVE);
    g_assert_cmpint(attendee_at(itip, 2)->partstat, ==, PARTSTAT_DECLINED);
    g_assert_cmpstr(attendee_at(itip, 2)->recurrence_id, ==, "20040715T080000Z");
    auto_itip *task = read_text(HEAD "METHOD:REPLY\r\nBEGIN:VTODO\r\nUID:t\r\n"
                                     "ATTENDEE;PARTSTAT=IN-PROCESS:mailto:b@x.example\r\n"
                                     "END:VTODO\r\nEND:VCALENDAR\r\n");
    g_assert_cmpstr(task->component, ==, "VTODO");
    g_assert_cmpint(attendee_at(task, 0)->partstat, ==, PARTSTAT_NONE);
}

/* A component that RFC 5545 does not know is no calendar object, whatever stands in it. */
static void
test_unknown_component(void)
{
    g_assert_null(read_text("BEGIN:NOTHING\r\nUID:u@meet.example\r\n"
                            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@x.example\r\nEND:NOTHING\r\n"));
}

/* Guests and words come as parameters of ATTENDEE from Google, as a property from others. */
static void
test_guests_and_comments(void)
{
    auto_itip *google =
        read_text(HEAD "METHOD:REPLY\r\n" EVENT
                       "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=TENTATIVE;X-NUM-GUESTS=2;"
                       "X-RESPONSE-COMMENT=\"late, sorry\":mailto:b@x.example\r\n" TAIL);
    g_assert_cmpint(google->guests, ==, 2);
    g_assert_cmpstr(google->comment, ==, "late, sorry");
    auto_itip *property = read_text(HEAD "METHOD:REPLY\r\n" EVENT
                                         "X-OTHER:x\r\nX-RESPONSE-COMMENT:from noon\r\n" TAIL);
    g_assert_cmpstr(property->comment, ==, "from noon");
    auto_itip *silly = read_text(HEAD EVENT "ATTENDEE;X-NUM-GUESTS=4294967297:mailto:b@x\r\n" TAIL);
    g_assert_cmpint(silly->guests, ==, 0);
}

static void
test_delegation(void)
{
    auto_itip *itip = read_text(
        HEAD "METHOD:REPLY\r\n" EVENT "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:carol@x."
             "example\":mailto:bob@x.example\r\n"
             "ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM=\"mailto:bob@x.example\":mailto:"
             "carol@x.example\r\n" TAIL);
    g_assert_cmpint(attendee_at(itip, 0)->partstat, ==, PARTSTAT_DELEGATED);
    g_assert_cmpstr(attendee_at(itip, 0)->delegated_to, ==, "carol@x.example");
    g_assert_cmpint(attendee_at(itip, 1)->partstat, ==, PARTSTAT_NEEDS_ACTION);
    g_assert_null(attendee_at(itip, 1)->delegated_to);
}

#define ZONE(rule)                                                                                 \
    "BEGIN:VTIMEZONE\r\nTZID:Here\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n"                \
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:"    \
    "STANDARD"                                                                                     \
    "\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"  \
    "RRULE:" rule "\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"

/* The proposal of a COUNTER, in UTC where the calendar brings its zone. */
static void
test_proposal(void)
{
    static const struct {
        const char *zone;
        const char *times;
        const char *want;
    } rows[] = {
        {"", "DTSTART:20040714T170000Z\r\nDTEND:20040714T180000Z\r\n",
         "20040714T170000Z/20040714T180000Z"},
        {"", "DTSTART:20040714T170000Z\r\nDURATION:PT1H\r\n", "20040714T170000Z/PT1H"},
        {ZONE("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
         "DTSTART;TZID=Here:20040714T190000\r\nDTEND;TZID=Here:20041114T190000\r\n",
         "20040714T170000Z/20041114T180000Z"},
        {"", "DTSTART;TZID=Unknown:20040714T190000\r\n", "20040714T190000/"},
        {"", "DTSTART;VALUE=DATE:20040714\r\nDTEND;VALUE=DATE:20040715\r\n", "20040714/20040715"},
        {"", "", NULL},
        /* zones that would keep libical counting for hours are not asked */
        {ZONE("FREQ=SECONDLY"), "DTSTART;TZID=Here:20040714T190000\r\n", "20040714T190000/"},
        {ZONE("FREQ=YEARLY;BYSECOND=1,2,3;BYMINUTE=1,2"), "DTSTART;TZID=Here:20040714T190000\r\n",
         "20040714T190000/"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text =
            g_strconcat(HEAD "METHOD:COUNTER\r\n", rows[i].zone, EVENT, rows[i].times, TAIL, NULL);
        auto_itip *itip = read_text(text);
        g_assert_cmpstr(itip->proposal, ==, rows[i].want);
    }
}

/* The same object however its lines end and whatever is broken around it. */
static void
test_mended(void)
{
    static const char *const texts[] = {
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:u\nATTENDEE;PARTSTAT=ACCEPTED:mailto:b@"
        "x\n"
        "END:VEVENT\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\rMETHOD:REPLY\rBEGIN:VEVENT\rUID:u\rATTENDEE;PARTSTAT=ACCEPTED:mailto:b@"
        "x\r"
        "END:VEVENT\rEND:VCALENDAR",
        "\xEF\xBB\xBF\r\n\r\nbegin:vcalendar\r\n\r\nmethod:reply\r\n\r\nbegin:vevent\r\n\r\nuid:"
        "u\r\n"
        "attendee;partstat=accepted:mailto:b@x\r\nend:vevent\r\nend:vcalendar",
        "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:u\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@x",
        "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:u\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@x\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\n "
        "folded\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nEND;X=Y:VEVENT\r\nBEGIN:\r\nUID:u\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@x\r\nEND:VEVENT\r\n folded\r\nEND:VCALENDAR\r\n",
        "Hello,\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:NONSENSE\r\nBEGIN:VEVENT\r\nUID:u\r\n"
        "ATTENDEE;PARTSTA\r\n T=ACCEPTED:mailto:b@x\r\nGARBAGE "
        "LINE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        auto_itip *itip = read_text(texts[i]);
        if (!itip)
            g_error("nothing read from text %zu", i);
        g_assert_cmpstr(itip->method, ==, "REPLY");
        g_assert_cmpstr(itip->uid, ==, "u");
        g_assert_cmpuint(itip->attendees->len, ==, 1);
        g_assert_cmpint(attendee_at(itip, 0)->partstat, ==, PARTSTAT_ACCEPTED);
        g_assert_cmpstr(attendee_at(itip, 0)->address, ==, "b@x");
    }
}

static void
test_nothing_there(void)
{
    static const char *const texts[] = {"",
                                        "\n\n",
                                        "no calendar",
                                        "BEGIN:",
                                        "BEGIN:VCALENDAR",
                                        "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n",
                                        "END:VCALENDAR\r\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_null(read_text(texts[i]));
}

/* A stream of 10 MB on one line would take libical a quarter of a minute. */
static void
test_hostile(void)
{
    g_autoptr(GString) line = g_string_new(HEAD EVENT "SUMMARY:");
    for (int i = 0; i < 1000 * 1000; i++)
        g_string_append(line, "0123456789");
    gint64 start = effort_now();
    auto_itip *itip = itip_read(line->str, line->len);
    g_assert_nonnull(itip);
    g_assert_cmpint(effort_now() - start, <, 2 * G_USEC_PER_SEC);

    g_autoptr(GString) deep = g_string_new(NULL);
    for (int i = 0; i < 20000; i++)
        g_string_append(deep, "BEGIN:VEVENT\n");
    auto_itip *nested = itip_read(deep->str, deep->len);
    g_assert_nonnull(nested);

    g_autoptr(GString) many = g_string_new(HEAD EVENT);
    for (int i = 0; i < 3 * ITIP_ATTENDEES_MAX; i++)
        g_string_append(many, "ATTENDEE:mailto:a@x\r\n");
    auto_itip *crowd = itip_read(many->str, many->len);
    g_assert_cmpuint(crowd->attendees->len, ==, ITIP_ATTENDEES_MAX);

    const char nul[] = "BEGIN:VCALENDAR\r\n\0BEGIN:VEVENT\r\nUID:\xff\xfe\r\n";
    auto_itip *bytes = itip_read(nul, sizeof nul - 1);
    g_assert_true(bytes && g_utf8_validate(bytes->uid, -1, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/itip-read/plain-reply", test_plain_reply);
    g_test_add_func("/itip-read/things-missing", test_things_missing);
    g_test_add_func("/itip-read/components", test_components);
    g_test_add_func("/itip-read/unknown-component", test_unknown_component);
    g_test_add_func("/itip-read/guests-and-comments", test_guests_and_comments);
    g_test_add_func("/itip-read/delegation", test_delegation);
    g_test_add_func("/itip-read/proposal", test_proposal);
    g_test_add_func("/itip-read/mended", test_mended);
    g_test_add_func("/itip-read/nothing-there", test_nothing_there);
    g_test_add_func("/itip-read/hostile", test_hostile);
    return g_test_run();
}
