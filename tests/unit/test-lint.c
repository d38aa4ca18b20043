/* The linter: every golden mail passes, and for each rule there is a mail that breaks it. The broken
 * ones are tests/mail/compose-invitation.eml with one thing changed. */
#include "mailer/lint.h"
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "mailer/lint-mail.h"

#define BOUNDARY "--=_6041fa66898b2a5b744a3790"
#define TOKEN "abcdefgh234567xy"
#define DTSTART "DTSTART:20040714T170000Z"
#define TIMES DTSTART "\r\nDTEND:20040716T010000Z"
#define ORGANIZER "ORGANIZER;CN=Netconf 2004:mailto:meet+" TOKEN "@convoke.example"
#define ATTENDEE                                                                                   \
    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=\r\n"              \
    " TRUE;CN=Ada Lovelace:mailto:ada@engines.example\r\n"
#define SUBJECT "Invitation: Netconf 2004, 14-15 July, Portland"

static char *
read_mail(const char *name)
{
    g_autofree char *path = g_strdup_printf("tests/mail/%s.eml", name);
    char *bytes = NULL;
    g_assert_true(g_file_get_contents(path, &bytes, NULL, NULL));
    return bytes;
}

/* The rules that were broken: "buttons,one-attendee"; "" = none. */
static char *
names_of(GPtrArray *findings)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < findings->len; i++) {
        const LintFinding *finding = g_ptr_array_index(findings, i);
        g_assert_false(strpbrk(finding->what, "\r\n"));
        g_string_append_printf(names, "%s%s", i ? "," : "", finding->rule);
    }
    return g_string_free(names, FALSE);
}

static char *
lint(const char *bytes)
{
    g_autoptr(GPtrArray) findings = lint_message(bytes, strlen(bytes));
    return names_of(findings);
}

/* BYTES with the first FROM (which must be there) replaced. */
static char *
changed(const char *bytes, const char *from, const char *to)
{
    GString *text = g_string_new(bytes);
    g_assert_cmpuint(g_string_replace(text, from, to, 1), ==, 1);
    return g_string_free(text, FALSE);
}

#define ZONE(inside) "BEGIN:VTIMEZONE\r\nTZID:Oregon\r\n" inside "END:VTIMEZONE\r\nBEGIN:VEVENT\r\n"
#define STANDARD                                                                                   \
    "BEGIN:STANDARD\r\nDTSTART:19701025T020000\r\nTZOFFSETFROM:-0700\r\nTZOFFSETTO:-0800\r\n"      \
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
#define DAYLIGHT                                                                                   \
    "BEGIN:DAYLIGHT\r\nDTSTART:19700405T020000\r\nTZOFFSETFROM:-0800\r\nTZOFFSETTO:-0700\r\n"      \
    "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU\r\nEND:DAYLIGHT\r\n"

/* The numbers are those of the reports that taught us the rule, as the issues cite them. */
static const struct {
    const char *report;
    const char *from;
    const char *to;
    const char *want;
} broken[] = {
    {"nothing", "Dear Ada", "Dear Eva", ""},
    {"a zone that Outlook can read", "BEGIN:VEVENT\r\n", ZONE(STANDARD DAYLIGHT), ""},
    {"an at sign that is no address", "LOCATION:Harbour House", "LOCATION:Room 1 @ Harbour", ""},

    {"whole days", TIMES, "DTSTART;VALUE=DATE:20040714\r\nDTEND;VALUE=DATE:20040716", ""},

    {"a second calendar", "\r\n" BOUNDARY "--",
     "\r\n" BOUNDARY "\r\nContent-Type: application/ics\r\n\r\nBEGIN:VCALENDAR\r\n" BOUNDARY "--",
     "part-order,one-calendar"},
    {"no method outside", "; method=REQUEST", "", "method-parameter"},
    {"another method outside", "; method=REQUEST", "; method=PUBLISH", "method-agrees"},
    {"no method inside", "METHOD:REQUEST\r\n", "", "method-agrees,buttons"},
    {"P40a a zone without definition", DTSTART, "DTSTART;TZID=Oregon:20040714T100000",
     "zone-defined"},
    {"P40a neither zone nor UTC", DTSTART, "DTSTART:20040714T100000", "zone-defined"},
    {"days without their end", TIMES, "DTSTART;VALUE=DATE:20040714\r\nDTEND;VALUE=DATE:20040714",
     "whole-days"},
    {"a day and a time", TIMES, "DTSTART;VALUE=DATE:20040714\r\nDTEND:20040716T010000Z",
     "whole-days"},
    {"days that are not marked", TIMES, "DTSTART:20040714\r\nDTEND:20040716", "whole-days"},
    {"a time marked as a day", DTSTART, "DTSTART;VALUE=DATE:20040714T170000Z", "whole-days"},
    {"it ends before it begins", TIMES, DTSTART "\r\nDTEND:20040714T163000Z", "ends-later"},
    {"it ends as it begins", TIMES, DTSTART "\r\nDTEND:20040714T170000Z", "ends-later"},
    {"it takes a second", TIMES, DTSTART "\r\nDTEND:20040714T170001Z", ""},
    {"P40b DAYLIGHT alone", "BEGIN:VEVENT\r\n", ZONE(DAYLIGHT), "zone-simple"},
    {"P40b a zone with a history", "BEGIN:VEVENT\r\n", ZONE(STANDARD STANDARD DAYLIGHT),
     "zone-simple"},
    {"P40b dates instead of rules", "BEGIN:VEVENT\r\n",
     ZONE("BEGIN:STANDARD\r\nTZOFFSETTO:-0800\r\nRDATE:20041031T020000\r\nEND:STANDARD\r\n"),
     "zone-simple"},
    {"P40b local mean time", "BEGIN:VEVENT\r\n",
     ZONE("BEGIN:STANDARD\r\nTZOFFSETTO:-075258\r\nEND:STANDARD\r\n"), "zone-simple"},
    {"P40c nobody is asked", ATTENDEE, "", "buttons"},
    {"P40c no answer is wanted", "RSVP=\r\n TRUE", "RSVP=\r\n FALSE", "buttons"},
    {"P40c a role that is none", "REQ-PARTICIPANT", "REQ PARTICIPANT", "buttons"},
    {"P40c PUBLISH", "METHOD:REQUEST", "METHOD:PUBLISH", "method-agrees,buttons"},
    {"P40d answers go elsewhere", ORGANIZER, "ORGANIZER:mailto:chair@convoke.example",
     "buttons-work"},
    {"P40e nobody reads the answers", ORGANIZER, "ORGANIZER:mailto:no-reply@convoke.example",
     "buttons-work,organizer-reads"},
    {"P40e no organizer", ORGANIZER "\r\n", "", "organizer-reads"},
    {"P40f a colon without quotes", "CN=Netconf 2004", "CN=Netconf: 2004", "parameters-quoted"},
    {"P40f a quote without end", "CN=Netconf 2004", "CN=\"Netconf",
     "organizer-reads,parameters-quoted"},
    {"P40f two addresses in one", "mailto:ada@", "mailto:mailto:ada@", "parameters-quoted"},
    {"P40g no SEQUENCE", "SEQUENCE:0\r\n", "", "identity"},
    {"P40g no UID", "UID:netconf-2004@convoke.example\r\n", "", "identity"},
    {"P40g a UID a guest", "UID:netconf-2004", "UID:" TOKEN, "identity"},
    {"P40g confirmed, but a CANCEL", "METHOD:REQUEST", "METHOD:CANCEL", "method-agrees,identity"},
    {"P40g cancelled, but a REQUEST", "STATUS:CONFIRMED", "STATUS:CANCELLED", "identity"},
    {"P40h an empty line at the end", "END:VCALENDAR\r\n", "END:VCALENDAR\r\n\r\n",
     "calendar-lines"},
    {"P40h an empty line within", "TRANSP:OPAQUE\r\n", "TRANSP:OPAQUE\r\n\r\n", "calendar-lines"},
    {"P40h a bare line feed", "TRANSP:OPAQUE\r\n", "TRANSP:OPAQUE\n", "bytes,calendar-lines"},
    {"P40h a line of 80", "RSVP=\r\n TRUE", "RSVP=TRUE", "calendar-lines"},
    {"P40k two guests", "TRANSP:OPAQUE\r\n", "ATTENDEE:mailto:eve@x.example\r\n",
     "buttons,one-attendee"},
    {"P40k another guest than the recipient", "mailto:ada@", "mailto:eve@", "one-attendee"},
    {"P40m no letter", "Dear Ada,\r\n",
     "Dear Ada,\r\n\r\n" BOUNDARY "\r\nContent-Type: text/html\r\n\r\n", "letter,time-told"},
    {"P40m a button as a link", "The organizers", "https://convoke.example/yes/" TOKEN, "letter"},
    {"P40m nobody reads the answers", "From: Netconf 2004 <meet@",
     "From: Netconf 2004 <do-not-reply@", "letter"},
    {"P40n no time that all understand", "\r\nUTC.", "\r\nthere.", "time-told"},
    {"P40o other guests told", "DESCRIPTION:Reply to the mail", "DESCRIPTION:eve@x.example too",
     "guests-private"},
    {"P40o a copy to others", "Subject:", "Cc: eve@x.example\r\nSubject:", "fields-once"},
    {"P40o two recipients", "<ada@engines.example>", "<ada@engines.example>, eve@x.example",
     "fields-once"},

    {"a Message-ID by chance", "<" TOKEN ".jbne3iy2rzvkct6f@", "<20040601.1234@", "message-id"},
    {"no token to answer to", "<meet+" TOKEN "@", "<meet@", "message-id,buttons-work"},
    {"a character cut in two", SUBJECT, "=?UTF-8?Q?=C3?= =?UTF-8?Q?=BC?=", "encoded-words"},
    {"base64 cut in two", SUBJECT, "=?UTF-8?B?w7w=?= =?UTF-8?B?ww==?=", "encoded-words"},
    {"an address that needs SMTPUTF8, without a calendar", "To: Ada Lovelace <ada@", "To: <adå@",
     "one-attendee"},
    {"punycode before the @", "To: Ada Lovelace <ada@", "To: <xn--ada@",
     "addresses-ascii,one-attendee"},
    {"eight bits", "To: Ada", "To: Ad\xc3\xa5", "bytes"},
    {"no way out", "List-Unsubscribe:", "X-Unsubscribe:", "list-fields"},
    {"one-click without https", "List-Post: NO",
     "List-Post: NO\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click", "list-fields"},
    {"a list to post to", "List-Post: NO", "List-Post: <mailto:meet@convoke.example>",
     "list-fields"},
    {"a robot that says nothing", "Auto-Submitted: auto-generated", "Auto-Submitted: no",
     "robot-told"},
    {"two subjects", "Subject:", "Subject: x\r\nSubject:", "fields-once"},
    {"no date", "Date:", "X-Date:", "fields-once"},
    {"a header line of 120", "Subject: ",
     "Subject: one two three four five six seven eight nine ten eleven twelve thirteen ",
     "header-lines"},
    {"the calendar before the text", "text/plain; charset=utf-8; format=flowed",
     "text/calendar; charset=utf-8; method=REQUEST",
     "part-order,letter,one-calendar,method-agrees,buttons,organizer-reads,parameters-quoted,"
     "identity,calendar-lines"},
    {"the end is missing", BOUNDARY "--", "", "part-order,calendar-lines"},
    {"attachments", "multipart/alternative", "multipart/mixed", "part-order"},
    {"an image that tells who reads", "<p>Dear Ada,</p>", "<IMG SRC=x>", "nothing-remote"},
    {"a picture behind a table", "<p>Dear Ada,</p>", "<table title='>' background=/x>",
     "nothing-remote"},
    {"a style that loads", "<p>Dear Ada,</p>", "<p class=x style=\"background: URL(x)\">",
     "nothing-remote"},
    {"a style sheet that loads", "<p>Dear Ada,</p>", "<style>@import 'x';</style>",
     "nothing-remote"},
    {"an image for Outlook alone", "<p>Dear Ada,</p>", "<!--[if mso]><v:fill src=x><![endif]-->",
     "nothing-remote"},
    {"words of a guest about all that", "<p>Dear Ada,</p>",
     "<p>src=7, url(x), @import, &lt;img src=x&gt;</p>", ""},
    {"an address to press that has a source", "<p>Dear Ada,</p>",
     "<p title='url(x)'><a href=\"https://x.example/?src=7\">x</a></p>", ""},
};

static void
test_broken(void)
{
    g_autofree char *good = read_mail("compose-invitation");
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autofree char *bytes = changed(good, broken[i].from, broken[i].to);
        g_autofree char *got = lint(bytes);
        if (strcmp(got, broken[i].want) != 0)
            g_test_message("%s", broken[i].report);
        g_assert_cmpstr(got, ==, broken[i].want);
    }
}

static void
test_golden(void)
{
    g_autoptr(GDir) mails = g_dir_open("tests/mail", 0, NULL);
    const char *name;
    guint count = 0;
    while ((name = g_dir_read_name(mails))) {
        if (!g_str_has_prefix(name, "compose-") || !g_str_has_suffix(name, ".eml"))
            continue;
        g_autofree char *stem = g_strndup(name, strlen(name) - 4);
        g_autofree char *bytes = read_mail(stem);
        g_autofree char *got = lint(bytes);
        g_assert_cmpstr(got, ==, "");
        count++;
    }
    g_assert_cmpuint(count, >=, 6);
}

/* The second mail is compose-reminder-ja (the same invitation again) or compose-cancel, changed. */
static const struct {
    const char *report;
    const char *first;
    const char *second;
    const char *from;
    const char *to;
    const char *want;
} sequels[] = {
    {"a reminder in the thread", "compose-invitation", "compose-reminder-ja", "Date:", "Date:", ""},
    {"a cancellation", "compose-invitation", "compose-cancel", "Date:", "Date:", ""},
    {"the same mail once more", "compose-invitation", "compose-invitation", "Date:", "Date:", ""},
    {"P40g a new UID", "compose-invitation", "compose-reminder-ja", "UID:netconf-2004",
     "UID:netconf-2005", "uid-kept"},
    {"P40g a new time, the old SEQUENCE", "compose-invitation", "compose-reminder-ja",
     "DTSTART:20040714T170000Z", "DTSTART:20040714T180000Z", "sequence-raised"},
    {"P40g SEQUENCE goes down", "compose-cancel", "compose-reminder-ja", "STATUS:CONFIRMED",
     "STATUS:CANCELLED", "sequence-raised,cancelled-once"},
    {"a new time, told", "compose-invitation", "compose-reminder-ja",
     "SEQUENCE:0\r\nSTATUS:CONFIRMED\r\nDTSTART:20040714T170000Z",
     "SEQUENCE:1\r\nSTATUS:CONFIRMED\r\nDTSTART:20040714T180000Z", ""},
    {"P40i asked again for nothing", "compose-invitation", "compose-reminder-ja", "SEQUENCE:0",
     "SEQUENCE:1", "nothing-new"},
    {"P40i a fresh invitation", "compose-invitation", "compose-reminder-ja",
     "References:", "X-References:", "nothing-new"},
    {"P40j the other address of the same guest", "compose-invitation", "compose-reminder-ja",
     "<ada@engines.example>", "<ada@home.example>", "one-address"},
    {"P40l cancelled twice", "compose-cancel", "compose-cancel", "Message-ID: <", "Message-ID: <x",
     "cancelled-once"},
};

static void
test_sequels(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sequels); i++) {
        g_autofree char *first = read_mail(sequels[i].first);
        g_autofree char *second = read_mail(sequels[i].second);
        g_autofree char *later = changed(second, sequels[i].from, sequels[i].to);
        g_autoptr(GPtrArray) findings = lint_sequel(first, strlen(first), later, strlen(later));
        g_autofree char *got = names_of(findings);
        if (strcmp(got, sequels[i].want) != 0)
            g_test_message("%s", sequels[i].report);
        g_assert_cmpstr(got, ==, sequels[i].want);
    }
}

/* A rule that no broken mail shows could as well not be there. */
static void
test_every_rule(void)
{
    for (guint i = 0; i < lint_rule_count(); i++) {
        LintRule rule = lint_rule(i);
        bool shown = false;
        for (size_t j = 0; j < G_N_ELEMENTS(broken); j++)
            shown |= strstr(broken[j].want, rule.rule) != NULL;
        for (size_t j = 0; j < G_N_ELEMENTS(sequels); j++)
            shown |= strstr(sequels[j].want, rule.rule) != NULL;
        if (!shown)
            g_test_message("%s (%s)", rule.rule, rule.harm);
        g_assert_true(shown);
    }
}

/* Cut anywhere, or any byte in any place: findings, never a crash. */
static void
test_any_bytes(void)
{
    g_autofree char *good = read_mail("compose-invitation");
    gsize length = strlen(good);
    for (gsize cut = 0; cut < length; cut += 5) {
        g_autoptr(GPtrArray) findings = lint_message(good, cut);
        g_assert_cmpuint(findings->len, >, 0);
    }
    for (int round = 0; round < 500; round++) {
        g_autofree char *bytes = g_strdup(good);
        for (int i = 0; i < 20; i++)
            bytes[g_test_rand_int_range(0, (gint32)length)] = (char)g_test_rand_int_range(0, 256);
        g_ptr_array_unref(lint_message(bytes, length));
        g_ptr_array_unref(lint_sequel(good, length, bytes, length));
    }
}

/* test-lint mail < MAIL: what there is to say against it, for command tests. */
static int
lint_stdin(void)
{
    g_autoptr(GString) mail = g_string_new(NULL);
    char buffer[4096];
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, stdin)) > 0;)
        g_string_append_len(mail, buffer, (gssize)n);
    g_autoptr(GPtrArray) findings = lint_message(mail->str, mail->len);
    for (guint i = 0; i < findings->len; i++) {
        const LintFinding *finding = g_ptr_array_index(findings, i);
        printf("%s: %s\n", finding->rule, finding->what);
    }
    return findings->len > 0;
}

static void
print_findings(const char *path, GPtrArray *findings)
{
    for (guint i = 0; i < findings->len; i++) {
        const LintFinding *finding = g_ptr_array_index(findings, i);
        printf("%s: %s: %s\n", path, finding->rule, finding->what);
    }
    g_ptr_array_unref(findings);
}

/* "GUEST UID" of a mail with a calendar object; NULL of any other. */
static char *
calendar_of(const char *bytes)
{
    g_autoptr(LintMail) mail = lint_mail_new(bytes, strlen(bytes));
    g_autofree char *reply_to = lint_field_address(mail, "Reply-To");
    return mail->calendar
               ? g_strconcat(reply_to, " ", lint_property_value(mail, "VEVENT", "UID"), NULL)
               : NULL;
}

/* test-lint mails FILE...: the same of each, and of each as the sequel of the one before it about the same
 * meeting to the same guest. */
static int
lint_files(char **paths)
{
    g_autoptr(GHashTable) before = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (; *paths; paths++) {
        char *bytes = NULL;
        g_assert_true(g_file_get_contents(*paths, &bytes, NULL, NULL));
        print_findings(*paths, lint_message(bytes, strlen(bytes)));
        char *calendar = calendar_of(bytes);
        const char *earlier = calendar ? g_hash_table_lookup(before, calendar) : NULL;
        if (earlier)
            print_findings(*paths, lint_sequel(earlier, strlen(earlier), bytes, strlen(bytes)));
        if (calendar)
            g_hash_table_insert(before, calendar, bytes);
        else
            g_free(bytes);
    }
    return 0;
}

/* test-lint rules: each with its harm, for the manual's test. */
static int
print_rules(void)
{
    for (guint i = 0; i < lint_rule_count(); i++)
        printf("%s: %s\n", lint_rule(i).rule, lint_rule(i).harm);
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "mail") == 0)
        return lint_stdin();
    if (argc == 2 && strcmp(argv[1], "rules") == 0)
        return print_rules();
    if (argc > 2 && strcmp(argv[1], "mails") == 0)
        return lint_files(argv + 2);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lint/golden", test_golden);
    g_test_add_func("/lint/broken", test_broken);
    g_test_add_func("/lint/sequels", test_sequels);
    g_test_add_func("/lint/every-rule", test_every_rule);
    g_test_add_func("/lint/any-bytes", test_any_bytes);
    return g_test_run();
}
