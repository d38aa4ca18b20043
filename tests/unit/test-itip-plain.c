/* itip-plain: takes what most calendar programs send, and says of it what the library says. */
#include <glib.h>
#include <string.h>
#include "inbox/itip-plain.h"
#include "inbox/itip-read.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nMETHOD:REPLY\r\n"
#define EVENT "BEGIN:VEVENT\r\nUID:netconf@meet.example\r\nDTSTAMP:20040701T100000Z\r\n"
#define ANSWER                                                                                     \
    "ORGANIZER;CN=\"Meet: us\":mailto:meet+a2b3@meet.example\r\n"                                  \
    "ATTENDEE;PARTSTAT=ACCEPTED;CN=Bob:mailto:Bob@guest.example\r\n"
#define TAIL "END:VEVENT\r\nEND:VCALENDAR\r\n"

/* As Google, Outlook, Apple and others write their answers. */
static const char *const plain[] = {
    HEAD EVENT ANSWER TAIL,
    HEAD EVENT ANSWER "SEQUENCE:3\r\nCOMMENT:See you – Bob\r\n" TAIL "\r\n",
    HEAD EVENT ANSWER
    "DTSTART;TZID=\"Oslo: old\":20040714T080000\r\nDTEND:20040715T160000Z\r\n"
    "SUMMARY;LANGUAGE=en:Netconf\\, again\r\nDESCRIPTION:A long text that is fol\r\n"
    " ded in the middle of a word\\nand\r\n\tagain\r\n" TAIL,
    "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VTIMEZONE\nTZID:Oslo: old\nBEGIN:STANDARD\n"
    "DTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
    "DTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\n"
    "END:VTIMEZONE\nBEGIN:VEVENT\nATTENDEE;PARTSTAT=DECLINED;CN=\"Ann, of "
    "Oslo\":mailto:a@x.example\n"
    "UID:1\nCLASS:PUBLIC\nX-MICROSOFT-CDO-IMPORTANCE:1\nDTSTAMP:20040701T100000Z\nEND:VEVENT\n"
    "END:VCALENDAR\n",
    HEAD EVENT "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=TENTATIVE;CN=Zoë\r\n"
               " Müller;X-NUM-GUESTS=2:MAILTO:zoe@guest.example\r\nSTATUS:CONFIRMED\r\n" TAIL,
};

/* What is left to the library. */
static const char *const odd[] = {
    "",
    "\r\n",
    "text\r\n" HEAD EVENT ANSWER TAIL,
    HEAD EVENT ANSWER TAIL "text\r\n",
    HEAD EVENT ANSWER TAIL HEAD EVENT ANSWER TAIL,
    HEAD EVENT ANSWER "END:VEVENT\r\n" EVENT TAIL,
    HEAD EVENT ANSWER "END:VEVENT\r\n",
    HEAD EVENT ANSWER "END:VEVENT\r\nEND:VCALENDAR",
    HEAD EVENT ANSWER "BEGIN:VALARM\r\nEND:VALARM\r\n" TAIL,
    HEAD EVENT ANSWER "RECURRENCE-ID:20040714\r\n" TAIL,
    HEAD EVENT ANSWER "COMMENT:See you\\, then\r\n" TAIL,
    HEAD EVENT ANSWER "COMMENT: See you\r\n" TAIL,
    HEAD EVENT ANSWER "COMMENT:\r\n" TAIL,
    HEAD EVENT ANSWER "X-RESPONSE-COMMENT:See you\r\n" TAIL,
    HEAD EVENT ANSWER "no line\r\n" TAIL,
    HEAD EVENT ANSWER "uid:2\r\n" TAIL,
    HEAD EVENT ANSWER "UID:2\r\n" TAIL,
    HEAD EVENT ANSWER ANSWER TAIL,
    HEAD EVENT "ATTENDEE;PARTSTAT=DELEGATED:mailto:a@x.example\r\n" TAIL,
    HEAD EVENT
    "ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-TO=\"mailto:b@x.example\":mailto:a@x.example\r\n" TAIL,
    HEAD EVENT "ATTENDEE;PARTSTAT=X-MAYBE:mailto:a@x.example\r\n" TAIL,
    HEAD EVENT "ATTENDEE;PARTSTAT=ACCEPTED:mailto:j%C3%BCrgen@x.example\r\n" TAIL,
    HEAD EVENT "ATTENDEE;PARTSTAT=ACCEPTED:a@x.example\r\n" TAIL,
    HEAD EVENT "ATTENDEE;PARTSTAT=ACCEPTED;CN=\"open:mailto:a@x.example\r\n" TAIL,
    HEAD EVENT "ATTENDEE;PARTSTAT=ACCEPTED;X-RESPONSE-COMMENT=\"no\":mailto:a@x.example\r\n" TAIL,
    HEAD "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20040230T100000Z\r\n" TAIL,
    HEAD "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20040201T100000\r\n" TAIL,
    HEAD "BEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
    "BEGIN:VCALENDAR\r\n" EVENT ANSWER TAIL,
    "BEGIN:VCALENDAR\r\nMETHOD:COUNTER\r\n" EVENT ANSWER TAIL,
};

static void
same_attendee(const ItipAttendee *one, const ItipAttendee *two)
{
    g_assert_cmpstr(one->address, ==, two->address);
    g_assert_cmpint(one->partstat, ==, two->partstat);
    g_assert_cmpstr(one->delegated_to, ==, two->delegated_to);
    g_assert_cmpstr(one->recurrence_id, ==, two->recurrence_id);
}

static void
same(const Itip *one, const Itip *two)
{
    g_assert_nonnull(two);
    g_assert_cmpstr(one->method, ==, two->method);
    g_assert_cmpstr(one->component, ==, two->component);
    g_assert_cmpstr(one->uid, ==, two->uid);
    g_assert_cmpstr(one->dtstamp, ==, two->dtstamp);
    g_assert_cmpint(one->sequence, ==, two->sequence);
    g_assert_cmpstr(one->organizer, ==, two->organizer);
    g_assert_cmpstr(one->comment, ==, two->comment);
    g_assert_cmpstr(one->proposal, ==, two->proposal);
    g_assert_cmpint(one->guests, ==, two->guests);
    g_assert_cmpuint(one->attendees->len, ==, two->attendees->len);
    for (guint i = 0; i < one->attendees->len; i++)
        same_attendee(one->attendees->pdata[i], two->attendees->pdata[i]);
}

/* Whether TEXT is taken; then the library says the same. */
static bool
taken(const char *text, gsize length)
{
    Itip *ours = itip_plain(text, length);
    if (!ours)
        return false;
    Itip *theirs = itip_read(text, length);
    same(ours, theirs);
    itip_free(ours);
    itip_free(theirs);
    return true;
}

static void
test_plain(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(plain); i++)
        if (!taken(plain[i], strlen(plain[i])))
            g_error("left to the library: %s", plain[i]);
}

static void
test_odd(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(odd); i++)
        if (taken(odd[i], strlen(odd[i])))
            g_error("not left to the library: %s", odd[i]);
    g_assert_false(taken(HEAD EVENT "\0" ANSWER TAIL, sizeof(HEAD EVENT "\0" ANSWER TAIL) - 1));
}

/* One piece of TEXT replaced by one out of another text, or by a character that means something. */
static void
mutate(GRand *random, GString *text)
{
    static const char signs[] = ":;,=\"\\ \t\r\n^%'-Aa0\x7f";
    const char *other = plain[g_rand_int_range(random, 0, G_N_ELEMENTS(plain))];
    gint32 length = (gint32)strlen(other), from = g_rand_int_range(random, 0, length);
    gint32 at = g_rand_int_range(random, 0, (gint32)text->len);
    gint32 gone = g_rand_int_range(random, 0, MIN(12, (gint32)text->len - at));
    g_string_erase(text, at, gone);
    if (g_rand_boolean(random))
        g_string_insert_c(text, at, signs[g_rand_int_range(random, 0, sizeof signs - 1)]);
    else
        g_string_insert_len(text, at, other + from,
                            g_rand_int_range(random, 0, MIN(40, length - from)));
}

/* Whatever is made of them, what is taken is read as the library reads it. */
static void
test_mutants(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(20040714);
    int n = 0;
    for (int i = 0; i < 20000; i++) {
        g_autoptr(GString) text = g_string_new(plain[i % G_N_ELEMENTS(plain)]);
        for (int j = g_rand_int_range(random, 1, 4); j > 0; j--)
            mutate(random, text);
        g_autofree char *valid = g_utf8_make_valid(text->str, (gssize)text->len);
        n += taken(valid, strlen(valid));
    }
    g_test_message("%d taken", n);
    g_assert_cmpint(n, >, 1000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/itip-plain/plain", test_plain);
    g_test_add_func("/itip-plain/odd", test_odd);
    g_test_add_func("/itip-plain/mutants", test_mutants);
    return g_test_run();
}
