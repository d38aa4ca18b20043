/* Whole messages. The golden ones in tests/mail/compose-*.eml are documentation: what an invitation
 * of convoke looks like on the wire. `REGEN=1 build/tests/unit/test-compose` rewrites them; read the
 * difference. tests/cli/t210-compose.sh reads the same files with other people's parsers. */
#include "mailer/compose.h"
#include <string.h>
#include "event/error.h"
#include "event/when.h"
#include "inbox/itip-read.h"
#include "inbox/parse.h"
#include "mailer/itip-write.h"
#include "mailer/lint.h"
#include "fixture-meeting.h"
#include "effort.h"

#define FIRST_ID "<" FIXTURE_TOKEN ".jbne3iy2rzvkct6f@convoke.example>"
#define SECOND_ID "<" FIXTURE_TOKEN ".mfzwizltmrtwqzlk@convoke.example>"
#define THIRD_ID "<" FIXTURE_TOKEN ".ob2xezdfmzrtmqzr@convoke.example>"

static const char *const their_thread[] = {FIRST_ID, NULL};

typedef struct {
    const char *file;
    NoticeKind kind;
    const char *language;
    const char *guest_name;
    const char *guest;
    const char *message_id;
    const char *in_reply_to;
    const char *const *references;
    bool calendar;
    CalendarMethod method;
    const char *subject;
    const char *text;
    const char *html; /* between the body's tags */
} Example;

static const Example examples[] = {
    {
        .file = "compose-invitation",
        .kind = NOTICE_INVITATION,
        .language = "en",
        .guest_name = "Ada Lovelace",
        .guest = "ada@engines.example",
        .message_id = FIRST_ID,
        .calendar = true,
        .subject = "Invitation: Netconf 2004, 14-15 July, Portland",
        .text =
            "Dear Ada,\n\n"
            "you are warmly invited to Netconf 2004. We meet on 14 and 15 July in Harbour House, "
            "Portland, and there will be about fifteen of us.\n\n"
            "We start on Wednesday at 10:00 (America/Los_Angeles), which is 17:00 UTC.\n\n"
            "Please tell us whether you will come: just reply to this mail in your own words, or "
            "press the button that your calendar shows.\n\n"
            "-- \nThe organizers\n",
        .html = "<p>Dear Ada,</p>\n"
                "<p>you are warmly invited to <b>Netconf 2004</b>. We start on Wednesday\n"
                "at 10:00 (America/Los_Angeles), which is 17:00 UTC.</p>\n"
                "<p>Just reply in your own words.</p>\n",
    },
    {
        .file = "compose-invitation-de",
        .kind = NOTICE_INVITATION,
        .language = "de",
        .guest_name = "Jürgen Groß, Dr.",
        .guest = "juergen@münchen.example",
        .message_id = FIRST_ID,
        .calendar = true,
        .subject = "Einladung: Netconf 2004, 14. und 15. Juli, Portland – wir würden uns freuen",
        .text =
            "Lieber Jürgen,\n\n"
            "wir laden Dich herzlich zur Netconf 2004 ein. Los geht es am Mittwoch um 10:00 Uhr "
            "(America/Los_Angeles), das ist 17:00 Uhr UTC.\n\n"
            "Antworte bitte einfach auf diese Mail, in Deinen eigenen Worten.\n",
        .html = "<p>Lieber Jürgen,</p>\n<p>wir laden Dich herzlich ein: 17:00 Uhr UTC.</p>\n",
    },
    {
        .file = "compose-reminder-ja",
        .kind = NOTICE_REMINDER,
        .language = "ja",
        .guest_name = "愛達",
        .guest = "ada@engines.example",
        .message_id = SECOND_ID,
        .in_reply_to = FIRST_ID,
        .calendar = true,
        .subject = "お返事をお待ちしています: Netconf 2004",
        .text =
            "愛達 様\n\n"
            "七月十四日のNetconf "
            "2004にいらっしゃいますか。このメールにそのままご返信ください。開始は17:00 UTCです。\n",
        .html = "<p>愛達 様</p>\n<p>このメールにそのままご返信ください。</p>\n",
    },
    {
        .file = "compose-cancel",
        .kind = NOTICE_CANCELLATION,
        .language = "en",
        .guest_name = "Ada Lovelace",
        .guest = "ada@engines.example",
        .message_id = THIRD_ID,
        .in_reply_to = FIRST_ID,
        .calendar = true,
        .method = CALENDAR_CANCEL,
        .subject = "Cancelled: Netconf 2004",
        .text = "Dear Ada,\n\nwe are sorry: Netconf 2004 (14 July, 17:00 UTC) will not take "
                "place.\n",
        .html = "<p>Dear Ada,</p>\n<p>we are sorry: Netconf 2004 will not take place.</p>\n",
    },
    {
        .file = "compose-echo",
        .kind = NOTICE_ECHO,
        .language = "en",
        .guest_name = "Ada Lovelace",
        .guest = "ada@engines.example",
        .message_id = SECOND_ID,
        .in_reply_to = "<20040602101500.GA1234@engines.example>",
        .references = their_thread,
        .subject = "Re: Invitation: Netconf 2004, 14-15 July, Portland",
        .text =
            "Thank you, Ada. We have written down: you will come.\n\n"
            "> Count me in! I am looking forward to meeting everybody again, and to the talk on "
            "receive offload.\n> From Monday on I am away.\n\n"
            "If that is wrong, just reply and say so.\n",
        .html = "<p>Thank you, Ada. We have written down: <b>you will come</b>.</p>\n",
    },
    {
        .file = "compose-digest",
        .kind = NOTICE_DIGEST,
        .guest_name = "The organizer",
        .guest = "chair@convoke.example",
        .message_id = SECOND_ID,
        .subject = "Netconf 2004: 1 new answer",
        .text = "New answers:\n  Ada Lovelace       comes\n\nStill silent: 14.\n",
    },
};

static MailFrame
frame_for(const Example *example, GTimeZone *zone)
{
    return (MailFrame){
        .meeting = "netconf-2004",
        .kind = example->kind,
        .message_id = example->message_id,
        .in_reply_to = example->in_reply_to,
        .references = example->references,
        .date = 1086080400,
        .zone = zone,
        .from = {"Netconf 2004", FIXTURE_US},
        .to = {example->guest_name, example->guest},
        .reply_to = FIXTURE_REPLY_TO,
        .owner = "chair@convoke.example",
        .language = example->language,
    };
}

static Part *
calendar_for(const Example *example)
{
    g_autoptr(Meeting) meeting = fixture_meeting();
    CalendarObject object = {
        .method = example->method,
        .meeting = meeting,
        .uid = "netconf-2004@convoke.example",
        .sequence = example->method == CALENDAR_CANCEL,
        .dtstamp = 1086080400,
        .organizer = FIXTURE_REPLY_TO,
        .organizer_name = "Netconf 2004",
        .guest = example->guest,
        .guest_name = example->guest_name,
        .description = "Reply to the mail in your own words, or press a button here.",
    };
    g_autoptr(GError) error = NULL;
    Part *calendar = itip_write(&object, &error);
    g_assert_no_error(error);
    return calendar;
}

/* So many seconds later, with what MEMO keeps. */
static GBytes *
compose_with(const Example *example, ComposeMemo *memo, gint64 later)
{
    g_autoptr(GTimeZone) zone = zone_open("America/Los_Angeles");
    g_autofree char *document =
        g_strconcat("<!DOCTYPE html>\n<html><body>\n", example->html ? example->html : "",
                    "</body></html>\n", NULL);
    g_autoptr(Part) text = part_of(example->text, true);
    g_autoptr(Part) html = example->html ? part_of(document, false) : NULL;
    g_autoptr(Part) calendar = example->calendar ? calendar_for(example) : NULL;
    MailFrame frame = frame_for(example, zone);
    MailContent content = {example->subject, text, html, calendar, example->method};
    g_autoptr(GError) error = NULL;
    frame.memo = memo;
    frame.date += later;
    GBytes *mail = compose_message(&frame, &content, &error);
    g_assert_no_error(error);
    return mail;
}

static GBytes *
compose_example(const Example *example)
{
    return compose_with(example, NULL, 0);
}

/* What is kept from mail to mail makes no difference, in whatever order they come. */
static void
test_memo(void)
{
    ComposeMemo *memo = compose_memo_new();
    GRand *random = g_rand_new_with_seed(5);
    for (int i = 0; i < 500; i++) {
        const Example *example = &examples[g_rand_int_range(random, 0, G_N_ELEMENTS(examples))];
        Example other = *example;
        gint64 later = g_rand_int_range(random, 0, 4);
        if (g_rand_boolean(random))
            other.subject = "Another subject";
        if (g_rand_boolean(random))
            other.language = "de";
        if (g_rand_boolean(random))
            other.kind = NOTICE_QUESTION;
        g_autoptr(GBytes) got = compose_with(&other, memo, later);
        g_autoptr(GBytes) want = compose_with(&other, NULL, later);
        g_assert_true(g_bytes_equal(got, want));
    }
    g_rand_free(random);
    compose_memo_free(memo);
}

static void
test_golden(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autofree char *path = g_strdup_printf("tests/mail/%s.eml", examples[i].file);
        g_autoptr(GBytes) mail = compose_example(&examples[i]);
        gsize length;
        const char *bytes = g_bytes_get_data(mail, &length);
        g_autoptr(GError) error = NULL;
        if (g_getenv("REGEN")) {
            g_file_set_contents(path, bytes, (gssize)length, &error);
            g_assert_no_error(error);
        }
        g_autofree char *want = NULL;
        gsize want_length;
        g_file_get_contents(path, &want, &want_length, &error);
        g_assert_no_error(error);
        g_autofree char *got = g_strndup(bytes, length);
        g_assert_cmpstr(got, ==, want);
        g_assert_cmpuint(length, ==, want_length);
    }
}

static void
test_lint(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autoptr(GBytes) mail = compose_example(&examples[i]);
        gsize length;
        const char *bytes = g_bytes_get_data(mail, &length);
        g_autoptr(GPtrArray) findings = lint_message(bytes, length);
        for (guint j = 0; j < findings->len; j++) {
            const LintFinding *finding = g_ptr_array_index(findings, j);
            g_test_message("%s: %s: %s", examples[i].file, finding->rule, finding->what);
        }
        g_assert_cmpuint(findings->len, ==, 0);
    }
}

/* Our own inbox reads what we wrote, word for word. */
static void
test_inbox(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++) {
        const Example *example = &examples[i];
        g_autoptr(GBytes) bytes = compose_example(example);
        g_autoptr(Mail) mail =
            mail_parse(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), NULL);
        g_assert_cmpuint(mail->defects->len, ==, 0);
        g_assert_cmpstr(mail->subject, ==, example->subject);
        g_autofree char *id = g_strdup_printf("<%s>", mail->message_id);
        g_assert_cmpstr(id, ==, example->message_id);
        const MailAddress *to = g_ptr_array_index(mail->to, 0);
        g_assert_cmpstr(to->name, ==, example->guest_name);
        g_assert_cmpint(mail->date, ==, 1086080400);
        g_assert_cmpint(mail->date_offset, ==, -7 * 60);
        g_assert_cmpstr(((MailPart *)g_ptr_array_index(mail->parts, 0))->text, ==, example->text);
        g_assert_nonnull(mail_header(mail, NOTICE_MARK));
        int calendar = mail_find_part(mail, "text/calendar", 0);
        g_assert_cmpint(calendar >= 0, ==, example->calendar);
        if (calendar < 0)
            continue;
        const MailPart *part = g_ptr_array_index(mail->parts, calendar);
        g_assert_cmpstr(part->method, ==, calendar_method_name(example->method));
        Itip *itip = itip_read(part->text, strlen(part->text));
        g_assert_cmpstr(itip->method, ==, part->method);
        g_assert_cmpstr(itip->uid, ==, "netconf-2004@convoke.example");
        g_assert_cmpint(itip->sequence, ==, example->method == CALENDAR_CANCEL);
        g_assert_cmpstr(itip->organizer, ==, FIXTURE_REPLY_TO);
        g_assert_cmpuint(itip->attendees->len, ==, 1);
        itip_free(itip);
    }
}

/* What a name, a subject or an id brings along never starts a field, a part or a command. */
static void
test_injection(void)
{
    static const char evil[] = "x\r\nBcc: eve@x.example\r\n\r\n--=_0\r\n.\r\nMAIL FROM:<>";
    static const char *const evil_thread[] = {"<a@b>\r\nBcc: eve@x.example", "<ok@x.example>",
                                              NULL};
    g_autoptr(GTimeZone) zone = zone_open("UTC");
    Example example = examples[0];
    example.guest_name = evil;
    example.language = "en\r\nBcc: eve@x.example";
    example.in_reply_to = evil;
    example.references = evil_thread;
    MailFrame frame = frame_for(&example, zone);
    frame.from.name = evil;
    g_autofree char *text = g_strconcat("Hello\r\n.\r\n", evil, "\x1b]0;title\x07\n", NULL);
    g_autoptr(Part) plain = part_of(text, true);
    g_autoptr(Part) html = part_of(text, false);
    MailContent content = {evil, plain, html, NULL, CALENDAR_REQUEST};
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) mail = compose_message(&frame, &content, &error);
    g_assert_no_error(error);
    g_autofree char *bytes = g_strndup(g_bytes_get_data(mail, NULL), g_bytes_get_size(mail));
    g_assert_null(strstr(bytes, "\x1b"));
    char *end = strstr(bytes, "\r\n\r\n");
    *end = '\0';
    g_autofree char *header = g_ascii_strdown(bytes, -1);
    g_assert_null(strstr(header, "\nbcc:"));
    g_assert_null(strstr(header, "content-language"));
    g_assert_null(strstr(header, "in-reply-to"));
    g_assert_nonnull(strstr(header, "references: <ok@x.example>"));
}

static void
test_refusals(void)
{
    static const char *const bad[] = {
        "ada",
        "ada@x.example\r\nBcc: eve@x.example",
        "ada@x.example, eve@x.example",
        "jürgen@x.example",
        "",
    };
    g_autoptr(GTimeZone) zone = zone_open("UTC");
    g_autoptr(Part) text = part_of("Hello\n", true);
    MailContent content = {"Hello", text, NULL, NULL, CALENDAR_REQUEST};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        for (int which = 0; which < 4; which++) {
            if (which == 1 && !g_str_is_ascii(bad[i]))
                continue; /* who is written to may need SMTPUTF8 */
            MailFrame frame = frame_for(&examples[0], zone);
            *(const char **[]){&frame.from.address, &frame.to.address, &frame.reply_to,
                               &frame.owner}[which] = bad[i];
            g_autoptr(GError) error = NULL;
            g_assert_null(compose_message(&frame, &content, &error));
            g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA);
        }
    }
    for (int which = 0; which < 2; which++) {
        MailFrame frame = frame_for(&examples[0], zone);
        *(const char **[]){&frame.message_id, &frame.meeting}[which] = "<a@b>\r\nBcc: <eve@x>";
        g_autoptr(GError) error = NULL;
        g_assert_null(compose_message(&frame, &content, &error));
        g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA);
    }
}

/* `test-compose -m perf` tells how many invitations of three parts a second one core composes. */
static void
test_speed(void)
{
    if (!g_test_perf()) {
        g_test_skip("only with -m perf");
        return;
    }
    const int count = 20000;
    g_autoptr(GTimeZone) kept = zone_open("America/Los_Angeles"); /* a run reads it once */
    for (size_t i = 0; i < 3; i++) {
        gint64 start = effort_now();
        for (int round = 0; round < count; round++)
            g_bytes_unref(compose_example(&examples[i]));
        double seconds = (double)(effort_now() - start) / G_USEC_PER_SEC;
        g_test_message("%s: %.0f messages a second", examples[i].file, count / seconds);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/compose/golden", test_golden);
    g_test_add_func("/compose/memo", test_memo);
    g_test_add_func("/compose/lint", test_lint);
    g_test_add_func("/compose/inbox", test_inbox);
    g_test_add_func("/compose/injection", test_injection);
    g_test_add_func("/compose/refusals", test_refusals);
    g_test_add_func("/compose/speed", test_speed);
    return g_test_run();
}
