/* classify and message_read: the order in which kinds are told apart, on whole messages. */
#include <glib.h>
#include <string.h>
#include "inbox/itip-read.h"
#include "inbox/read.h"

#define HEAD                                                                                       \
    "From: Ann <ann@x.example>\nTo: meet+abcdefgh234567xy@meet.example\nMIME-Version: 1.0\n"
#define ICS(method, lines)                                                                         \
    "BEGIN:VCALENDAR\n" method                                                                     \
    "BEGIN:VEVENT\nUID:u@meet.example\nDTSTAMP:20040701T100000Z\n" lines                           \
    "END:VEVENT\nEND:VCALENDAR\n"
#define YES "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@x.example\n"
#define OURS "ORGANIZER:mailto:meet+abcdefgh234567xy@meet.example\n"

static Meaning *
read_message(const char *bytes, const char *address)
{
    const ReadContext context = {.itip_read = itip_read, .address = address};
    return message_read(bytes, strlen(bytes), &context);
}

typedef struct {
    const char *message;
    MeaningKind kind;
    Partstat partstat;
    const char *rule;
} Row;

static void
check(const Row *rows, size_t n, const char *address)
{
    for (size_t i = 0; i < n; i++) {
        g_autoptr(Meaning) meaning = read_message(rows[i].message, address);
        if (meaning->kind != rows[i].kind)
            g_error("%s (%s): %s", meaning_kind_name(meaning->kind), meaning->why, rows[i].message);
        g_assert_cmpint(meaning->partstat, ==, rows[i].partstat);
        if (rows[i].rule)
            g_assert_cmpstr(meaning->rule, ==, rows[i].rule);
        g_assert_true(meaning->why && *meaning->why);
    }
}

static void
test_calendar(void)
{
    static const Row rows[] = {
        {HEAD "Content-Type: text/calendar; method=REPLY\n\n" ICS("METHOD:REPLY\n", YES),
         MEANING_CALENDAR, PARTSTAT_ACCEPTED, "calendar answer"},
        /* Proton strips method=; some write it nowhere else */
        {HEAD "Content-Type: text/calendar\n\n" ICS("METHOD:REPLY\n", YES), MEANING_CALENDAR,
         PARTSTAT_ACCEPTED, NULL},
        {HEAD "Content-Type: text/calendar; method=reply\n\n" ICS("", YES), MEANING_CALENDAR,
         PARTSTAT_ACCEPTED, NULL},
        {HEAD
         "Content-Type: application/ics; name=\"invite.ics\"\nContent-Transfer-Encoding: base64\n\n"
         "QkVHSU46VkNBTEVOREFSCk1FVEhPRDpSRVBMWQpCRUdJTjpWRVZFTlQKVUlEOnUKQVRURU5ERUU7\n"
         "UEFSVFNUQVQ9REVDTElORUQ6bWFpbHRvOmFubkB4LmV4YW1wbGUKRU5EOlZFVkVOVApFTkQ6VkNB\n"
         "TEVOREFSCg==\n",
         MEANING_CALENDAR, PARTSTAT_DECLINED, NULL},
        /* Google: the same object twice, under Auto-Submitted */
        {HEAD "Auto-Submitted: auto-generated\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
              "Content-Type: text/calendar; method=REPLY\n\n" ICS(
                  "METHOD:REPLY\n",
                  YES) "--b\n"
                       "Content-Type: application/ics; name=invite.ics\nContent-Disposition: "
                       "attachment\n\n" ICS("METHOD:REPLY\n", YES) "--b--\n",
         MEANING_CALENDAR, PARTSTAT_ACCEPTED, NULL},
        /* what stands in the object counts */
        {HEAD "Content-Type: text/calendar; method=REPLY\n\n" ICS("METHOD:REQUEST\n", YES),
         MEANING_CALENDAR, PARTSTAT_NONE, "calendar object"},
        {HEAD "Content-Type: text/calendar; method=COUNTER\n\n" ICS("METHOD:COUNTER\n", YES),
         MEANING_CALENDAR, PARTSTAT_NONE, "calendar object"},
        {HEAD "Content-Type: text/calendar; method=REFRESH\n\n" ICS("METHOD:REFRESH\n", YES),
         MEANING_CALENDAR, PARTSTAT_NONE, NULL},
        /* no METHOD anywhere: a file, and what decides are the words */
        {HEAD "Content-Type: text/calendar\n\n" ICS("", YES), MEANING_REPLY, PARTSTAT_NONE, NULL},
        /* our own invitation, sent back with a reply */
        {HEAD "Content-Type: text/calendar; method=REQUEST\n\n" ICS("METHOD:REQUEST\n", OURS YES),
         MEANING_REPLY, PARTSTAT_NONE, NULL},
        /* forwarded, it is nobody's answer */
        {HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
              "From: bob@x.example\nContent-Type: text/calendar; method=REPLY\n\n" ICS(
                  "METHOD:REPLY\n", YES) "--b--\n",
         MEANING_REPLY, PARTSTAT_NONE, NULL},
    };
    check(rows, G_N_ELEMENTS(rows), NULL);
}

static void
test_robots(void)
{
    static const Row rows[] = {
        {HEAD "Content-Type: multipart/report; report-type=feedback-report; "
              "boundary=b\n\n--b\n\nabuse\n--b\n"
              "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--\n",
         MEANING_REPORT, PARTSTAT_NONE, "complaint"},
        {HEAD "Content-Type: multipart/report; report-type=disposition-notification; "
              "boundary=b\n\n--b\n\n"
              "read\n--b\nContent-Type: message/disposition-notification\n\nDisposition: x; "
              "displayed\n--b--\n",
         MEANING_REPORT, PARTSTAT_NONE, "read receipt"},
        {HEAD "Content-Type: multipart/report; report-type=delivery-status; "
              "boundary=b\n\n--b\n\nfine\n--b\n"
              "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; ann@x.example\n"
              "Action: delivered\nStatus: 2.0.0\n--b--\n",
         MEANING_REPORT, PARTSTAT_NONE, "delivered"},
        {"From: mailer-daemon@x.example\nSubject: Undeliverable mail\nAuto-Submitted: "
         "auto-replied\n\n"
         "<ann@x.example>: 550 no such user\n",
         MEANING_BOUNCE, PARTSTAT_NONE, "letter of a mail system"},
        {HEAD "Subject: Automatic reply: hello\n\nYes, I am away.\n", MEANING_AUTOMATIC,
         PARTSTAT_NONE, NULL},
    };
    check(rows, G_N_ELEMENTS(rows), NULL);
}

static void
test_loop(void)
{
    static const Row rows[] = {
        {HEAD "X-Convoke: netconf invitation\n\nYou are invited.\n", MEANING_LOOP, PARTSTAT_NONE,
         "our own mail"},
        {HEAD "Message-ID: <abcdefgh234567xy.zzzzyyyyxxxxwwww@meet.example>\n\nx\n", MEANING_LOOP,
         PARTSTAT_NONE, NULL},
        {"From: Meet <MEET@meet.example>\n\nx\n", MEANING_LOOP, PARTSTAT_NONE, NULL},
        {HEAD "In-Reply-To: <abcdefgh234567xy.zzzzyyyyxxxxwwww@meet.example>\n\nx\n", MEANING_REPLY,
         PARTSTAT_NONE, NULL},
        {"From: meet@other.example\n\nx\n", MEANING_REPLY, PARTSTAT_NONE, NULL},
        {"no header at all", MEANING_UNREADABLE, PARTSTAT_NONE, "no header"},
        {"", MEANING_UNREADABLE, PARTSTAT_NONE, NULL},
    };
    check(rows, G_N_ELEMENTS(rows), "meet@meet.example");
}

/* What a calendar answer says beside yes and no. */
static void
test_calendar_details(void)
{
    g_autoptr(Meaning) guests = read_message(
        HEAD "Content-Type: text/calendar; method=REPLY\n\n" ICS(
            "METHOD:REPLY\n", "ATTENDEE;PARTSTAT=ACCEPTED;X-NUM-GUESTS=2:mailto:ann@x.example\n"),
        NULL);
    g_assert_true(guests->sure);
    g_assert_cmpint(guests->details.guests, ==, 2);
    g_assert_cmpstr(guests->token, ==, "abcdefgh234567xy");

    g_autoptr(Meaning) delegated =
        read_message(HEAD "Content-Type: text/calendar; method=REPLY\n\n" ICS(
                         "METHOD:REPLY\n", "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:bob@"
                                           "x.example\":mailto:ann@x.example\n"),
                     NULL);
    g_assert_cmpint(delegated->partstat, ==, PARTSTAT_DELEGATED);
    g_assert_cmpstr(delegated->details.delegate, ==, "bob@x.example");

    g_autoptr(Meaning) torn = read_message(
        HEAD "Content-Type: text/calendar; method=REPLY\n\n" ICS(
            "METHOD:REPLY\n", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@y.example\nATTENDEE;PARTSTAT="
                              "DECLINED:mailto:b@y.example\n"),
        NULL);
    g_assert_cmpint(torn->kind, ==, MEANING_CALENDAR);
    g_assert_cmpint(torn->partstat, ==, PARTSTAT_NONE);
    g_assert_false(torn->sure);

    g_autoptr(Meaning) noise = read_message(
        HEAD "Content-Type: text/calendar; method=COUNTER\n\n" ICS(
            "METHOD:COUNTER\n", "DTSTART:20040701T100000Z\nCOMMENT:later is better\n" YES),
        NULL);
    g_assert_null(noise->itip->proposal);
    g_assert_cmpstr(noise->itip->comment, ==, "later is better");
    g_assert_cmpuint(noise->defects->len, ==, 1);
}

/* The comment counts, too, and one that contradicts the button goes to people. */
static void
test_calendar_comments(void)
{
    static const struct {
        const char *comment;
        bool sure;
        bool diet;
    } rows[] = {
        {"See you there!", true, false},
        {"I am vegetarian.", true, true},
        {"Sorry, I cannot come.", false, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *message = g_strconcat(
            HEAD "Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\n"
                 "BEGIN:VEVENT\nUID:u@meet.example\n" YES "COMMENT:",
            rows[i].comment, "\nEND:VEVENT\nEND:VCALENDAR\n", NULL);
        g_autoptr(Meaning) meaning = read_message(message, NULL);
        g_assert_cmpint(meaning->partstat, ==, PARTSTAT_ACCEPTED);
        g_assert_cmpint(meaning->sure, ==, rows[i].sure);
        g_assert_cmpint(meaning->details.diet != NULL, ==, rows[i].diet);
    }
}

/* Words of a stranger are no guess; the same words in an answer to us are one. */
static void
test_guesses(void)
{
    const char *torn = "I am coming, or I am not coming.\n";
    g_autofree char *stranger =
        g_strconcat("From: s@x.example\nTo: meet@meet.example\nSubject: hello\n\n", torn, NULL);
    g_autofree char *guest = g_strconcat(HEAD "Subject: Re: Invitation\n\n", torn, NULL);
    g_autoptr(Meaning) ours = read_message(guest, NULL);
    g_autoptr(Meaning) other = read_message(stranger, NULL);
    g_assert_cmpint(ours->partstat, !=, PARTSTAT_NONE);
    g_assert_cmpint(other->partstat, ==, PARTSTAT_NONE);
    g_assert_false(ours->sure || other->sure);
}

/* Words beside an object that says nothing about coming count as if it were not there; where they say nothing, either,
 * or it is a robot that wrote them, the object is what the message is. */
static void
test_words_beside_calendar(void)
{
    static const char no[] = "No, sorry, I cannot come.\n", nothing[] = "See the attachment.\n";
    static const char requested[] = ICS("METHOD:REQUEST\n", YES);
    static const char unsaid[] = ICS("METHOD:REPLY\n", "ATTENDEE:mailto:ann@x.example\n");
    static const struct {
        const char *header, *words, *calendar;
        MeaningKind kind;
        Partstat partstat;
    } rows[] = {
        {"", no, requested, MEANING_REPLY, PARTSTAT_DECLINED},
        {"", no, ICS("METHOD:PUBLISH\n", YES), MEANING_REPLY, PARTSTAT_DECLINED},
        {"", no, ICS("METHOD:CANCEL\n", YES), MEANING_REPLY, PARTSTAT_DECLINED},
        {"", no, unsaid, MEANING_REPLY, PARTSTAT_DECLINED},
        {"", no, ICS("METHOD:REPLY\n", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ann@x.example\n"),
         MEANING_REPLY, PARTSTAT_DECLINED},
        {"", no, ICS("METHOD:REPLY\n", "COMMENT:x\n"), MEANING_REPLY, PARTSTAT_DECLINED},
        {"", no, ICS("METHOD:COUNTER\n", YES), MEANING_CALENDAR, PARTSTAT_NONE},
        {"", nothing, requested, MEANING_CALENDAR, PARTSTAT_NONE},
        {"", "\n", unsaid, MEANING_CALENDAR, PARTSTAT_NONE},
        {"Auto-Submitted: auto-replied\n", no, unsaid, MEANING_CALENDAR, PARTSTAT_NONE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *message = g_strconcat(
            rows[i].header,
            HEAD "Subject: Declined: Oslo\nContent-Type: multipart/alternative; boundary=b\n\n"
                 "--b\nContent-Type: text/plain\n\n",
            rows[i].words, "--b\nContent-Type: text/calendar\n\n", rows[i].calendar, "--b--\n",
            NULL);
        g_autoptr(Meaning) meaning = read_message(message, NULL);
        g_test_message("row %zu: %s", i, meaning->why);
        g_assert_cmpint(meaning->kind, ==, rows[i].kind);
        g_assert_cmpint(meaning->partstat, ==, rows[i].partstat);
        g_assert_cmpint(meaning->sure, ==, rows[i].partstat != PARTSTAT_NONE);
    }
}

/* What a limit cuts off may be anything, also a button that says the opposite of the words: neither is sure. */
static void
test_long_calendar(void)
{
    static const struct {
        const char *words;
        MeaningKind kind;
    } rows[] = {
        {"No, sorry, I cannot come.\n", MEANING_REPLY},
        {"\n", MEANING_CALENDAR},
    };
    const ParseLimits limits = {.size = 9999,
                                .header_bytes = 9999,
                                .header_fields = 99,
                                .content_header = 999,
                                .parameters = 9,
                                .line = 9999,
                                .boundary_lines = 99,
                                .depth = 9,
                                .parts = 9,
                                .decoded = 9999,
                                .html = 9999,
                                .addresses = 9,
                                .calendar = 180};
    const ReadContext context = {.itip_read = itip_read, .limits = &limits};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *message = g_strconcat(
            HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: "
                 "text/plain\n\n",
            rows[i].words, "--b\nContent-Type: text/calendar\n\n",
            ICS("METHOD:REPLY\n", YES "COMMENT:I am not sure yet.\n"), "--b--\n", NULL);
        g_autoptr(Meaning) meaning = message_read(message, strlen(message), &context);
        g_assert_cmpint(meaning->kind, ==, rows[i].kind);
        g_assert_false(meaning->sure);
        g_assert_cmpuint(meaning->defects->len, ==, 1);
        g_assert_nonnull(strstr(meaning->defects->pdata[0], "calendar"));
    }
}

static void
test_broken_calendar(void)
{
    g_autoptr(Meaning) meaning = read_message(
        HEAD "Content-Type: text/calendar; method=REPLY\n\nnothing of the kind\n", NULL);
    g_assert_cmpint(meaning->kind, ==, MEANING_REPLY);
    g_assert_null(meaning->itip);
    g_assert_cmpuint(meaning->defects->len, ==, 1);
    const ReadContext none = {0};
    const char *text =
        HEAD "Content-Type: text/calendar; method=REPLY\n\n" ICS("METHOD:REPLY\n", YES);
    g_autoptr(Meaning) unread = message_read(text, strlen(text), &none);
    g_assert_null(unread->itip); /* without a reader, calendars are not understood */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/classify/calendar", test_calendar);
    g_test_add_func("/classify/robots", test_robots);
    g_test_add_func("/classify/words-beside-calendar", test_words_beside_calendar);
    g_test_add_func("/classify/long-calendar", test_long_calendar);
    g_test_add_func("/classify/loop", test_loop);
    g_test_add_func("/classify/calendar-details", test_calendar_details);
    g_test_add_func("/classify/calendar-comments", test_calendar_comments);
    g_test_add_func("/classify/guesses", test_guesses);
    g_test_add_func("/classify/broken-calendar", test_broken_calendar);
    return g_test_run();
}
