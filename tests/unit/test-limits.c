/* Limits: a message exactly at each is read whole; one step beyond, what lies within is still understood and
 * the cut stands in the defects. */
#include "inbox/limits.h"
#include <string.h>
#include "inbox/itip-read.h"
#include "inbox/parse.h"
#include "inbox/read.h"
#include "inbox/rsvp.h"

#define HEAD "From: Ann <ann@guests.example>\nSubject: An answer\nMIME-Version: 1.0\n"

/* The message of a case: PIECE N times between HEAD and TAIL; "%d" in PIECE counts. */
typedef struct {
    const char *name;
    const char *head, *piece, *tail;
    ParseLimits limits; /* those that are not 0 take the place of the default */
    guint at;           /* so many pieces are within the limit; one more is not */
    const char *defect;
} Case;

#define MIXED HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nYes, I will come.\n"
#define PART "--b\nContent-Type: image/png\n\nx%d\n"

static const Case cases[] = {
    {"header bytes",
     HEAD "X-Long: ",
     "x",
     "\n\nYes, I will come.\n",
     {.header_bytes = 200},
     123,
     "header"},
    {"header fields",
     HEAD,
     "X-%d: y\n",
     "\nYes, I will come.\n",
     {.header_fields = 20},
     17,
     "header"},
    {"bytes of Content-Type",
     HEAD "Content-Type: text/plain; charset=utf-8; name=",
     "x",
     "\n\nYes, I will come.\n",
     {.content_header = 120},
     73,
     "Content-"},
    {"parameters",
     HEAD "Content-Type: text/plain; charset=utf-8",
     "; p%d=x",
     "\n\nYes, I will come.\n",
     {.parameters = 10},
     9,
     "Content-"},
    {"line",
     HEAD "\nYes, I will come.\n\n-- \n",
     "x",
     "\n",
     {.line = 100},
     99,
     "a line was too long"},
    {"boundary lines", MIXED, PART, "--b--\n", {.boundary_lines = 10}, 8, "start with \"--\""},
    {"parts", MIXED, PART, "--b--\n", {.parts = 10}, 9, "too many parts"},
    {"decoded bytes",
     HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nYes, I will come.\n--b\n"
          "Content-Type: application/pdf\n\n",
     "x",
     "\n--b--\n",
     {.decoded = 100},
     83,
     "too big"},
};

static char *
build(const Case *row, guint n)
{
    GString *message = g_string_new(row->head);
    for (guint i = 0; i < n; i++) {
        const char *number = strstr(row->piece, "%d");
        g_string_append_len(message, row->piece, number ? number - row->piece : -1);
        if (number)
            g_string_append_printf(message, "%u%s", i, number + 2);
    }
    g_string_append(message, row->tail);
    return g_string_free(message, FALSE);
}

static ParseLimits
limits_of(const Case *row)
{
    ParseLimits limits = parse_limits_default;
    const ParseLimits *own = &row->limits;
    limits.header_bytes = own->header_bytes ? own->header_bytes : limits.header_bytes;
    limits.header_fields = own->header_fields ? own->header_fields : limits.header_fields;
    limits.content_header = own->content_header ? own->content_header : limits.content_header;
    limits.parameters = own->parameters ? own->parameters : limits.parameters;
    limits.line = own->line ? own->line : limits.line;
    limits.boundary_lines = own->boundary_lines ? own->boundary_lines : limits.boundary_lines;
    limits.parts = own->parts ? own->parts : limits.parts;
    limits.decoded = own->decoded ? own->decoded : limits.decoded;
    return limits;
}

static char *
defects_of(const Meaning *meaning)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    for (guint i = 0; i < meaning->defects->len; i++)
        g_ptr_array_add(list, meaning->defects->pdata[i]);
    g_ptr_array_add(list, NULL);
    return g_strjoinv("; ", (char **)list->pdata);
}

static void
check(const Case *row, guint n, bool beyond)
{
    const ParseLimits limits = limits_of(row);
    const ReadContext context = {.limits = &limits};
    g_autofree char *message = build(row, n);
    g_autoptr(Meaning) meaning = message_read(message, strlen(message), &context);
    g_autofree char *defects = defects_of(meaning);
    if ((strstr(defects, row->defect) != NULL) != beyond)
        g_error("%s, %u: \"%s\" among the defects: %s", row->name, n, row->defect, defects);
    g_assert_cmpstr(meaning->reply, ==, "Yes, I will come.");
    g_assert_cmpint(meaning->kind, ==, MEANING_REPLY);
}

static void
test_limits(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        check(&cases[i], cases[i].at, false);
        check(&cases[i], cases[i].at + 1, true);
    }
}

/* What was cut off may take the answer back; where it can only be quoted, it cannot. */
static void
test_unsure(void)
{
#define YES "Yes, I will come."
#define TYPE(type) HEAD "Content-Type: text/" type "\n\n"
#define QUOTE "<blockquote type=\"cite\">"
    static const struct {
        const char *what, *message;
        bool sure;
    } rows[] = {
        {"whole", TYPE("plain") YES "\n", true},
        {"a long line",
         TYPE("plain") YES
         "\nIt will be like the last time, and I am glad to see all of you there. No.\n",
         false},
        {"lines of dashes", TYPE("plain") YES "\n--- a\n--- b\n--- c\n", false},
        {"a part too many",
         HEAD "Content-Type: multipart/mixed; boundary=x\n\n--x\n\n" YES
              "\n--x\n\nReally.\n--x\n\nNo.\n--x--\n",
         false},
        {"the header", HEAD "X-A: a\nX-B: b\nX-C: c\nX-D: d\n\n" YES "\n", false},
        {"addresses", HEAD "Cc: a@x.example, b@x.example, c@x.example\n\n" YES "\n", false},
        {"text that begins as a part's header does",
         TYPE("plain") YES "\nContent-wise it was good to see you the last time. No, I cannot.\n",
         false},
        {"HTML", TYPE("html") "<p>" YES "</p>\n<p>It was good.</p>\n<p>No, I cannot.</p>\n", false},
        {"a quotation",
         TYPE("html") "<p>" YES "</p>\n" QUOTE
                      "\n<p>Will you come?</p>\n<p>Olga</p>\n</blockquote>\n",
         true},
        {"words below it",
         TYPE("html") "<p>" YES "</p>\n" QUOTE
                      "\n<p>Will you come?</p>\n</blockquote>\n<p>No.</p>\n",
         false},
        {"an indent",
         TYPE("html") "<p>" YES
                      "</p>\n<blockquote>\n<p>It was good.</p>\n<p>No.</p></blockquote>\n",
         false},
    };
    ParseLimits limits = parse_limits_default;
    const ReadContext context = {.limits = &limits};
    limits.header_fields = 7;
    limits.addresses = 1;
    limits.content_header = 45;
    limits.line = 70;
    limits.boundary_lines = 6;
    limits.parts = 2;
    limits.html = 55;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        limits.boundary_lines = strstr(rows[i].message, "--x") ? 6 : 2;
        g_autofree char *message =
            g_strconcat("In-Reply-To: <abcdefgh234567xy.zzzzyyyyxxxxwwww@meet.example>\n",
                        rows[i].message, NULL);
        g_autoptr(Meaning) meaning = message_read(message, strlen(message), &context);
        g_test_message("%s: %s", rows[i].what, meaning->reply);
        g_assert_cmpint(meaning->partstat, ==, PARTSTAT_ACCEPTED);
        g_assert_cmpint(meaning->sure, ==, rows[i].sure);
        g_assert_cmpuint(meaning->defects->len, ==, i > 0);
    }
}

/* Neither a promise nor silence is believed of words that were cut off. */
static void
test_unheard(void)
{
    static const char *const rows[] = {"I will tell you by Friday.", "Nice weather here."};
    ParseLimits limits = parse_limits_default;
    const ReadContext context = {.limits = &limits};
    limits.line = 70;
    for (gsize i = 0; i < 2 * G_N_ELEMENTS(rows); i++) {
        bool cut = i % 2 == 1;
        g_autofree char *message = g_strdup_printf(
            HEAD "\n%s\n%s\n", rows[i / 2],
            cut ? "And it was like the last time, and I was glad to see all of you there, so."
                : "");
        g_autoptr(Meaning) meaning = message_read(message, strlen(message), &context);
        g_test_message("%s %s", rows[i / 2], meaning->why);
        g_assert_cmpint(meaning->partstat, ==, PARTSTAT_NONE);
        g_assert_cmpint(meaning->details.promise != NULL, ==, i == 0);
        g_assert_cmpint(rsvp_rule_is_silent(meaning->rule), ==, !cut && i > 0);
    }
}

/* Of a calendar in an attachment that the limit of all parts cuts. */
static void
test_calendar_of_others(void)
{
    ParseLimits limits = parse_limits_default;
    const ReadContext context = {.itip_read = itip_read, .limits = &limits};
    static const char message[] =
        HEAD "Content-Type: application/ics\n\n"
             "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:a\n"
             "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@guests.example\nEND:VEVENT\nEND:VCALENDAR\n"
             "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:a\n"
             "ATTENDEE;PARTSTAT=DECLINED:mailto:ann@guests.example\nEND:VEVENT\nEND:VCALENDAR\n";
    limits.decoded = 200;
    g_autoptr(Meaning) meaning = message_read(message, strlen(message), &context);
    g_assert_cmpint(meaning->partstat, ==, PARTSTAT_ACCEPTED);
    g_assert_false(meaning->sure);
}

/* Of what is so long that its end is not read, nothing is sure. */
static void
test_long_reply(void)
{
    static const char *const begins[] = {"Yes, I will come.", "I will tell you by Friday."};
    const ReadContext context = {.limits = &parse_limits_default};
    for (int lines = 400; lines <= 1600; lines += 400) {
        g_autoptr(GString) message =
            g_string_new("In-Reply-To: <abcdefgh234567xy.zzzzyyyyxxxxwwww@meet.example>\n" HEAD
                         "Content-Type: text/plain\n\n");
        g_string_append_printf(message, "%s\n\n", begins[lines / 800 % 2]);
        for (int i = 0; i < lines; i++)
            g_string_append(message,
                            "The hall had a stage, chairs and a clock on its wall, a big one.\n");
        g_string_append(message, "\nForget the above: I cannot come.\n");
        g_autoptr(Meaning) meaning = message_read(message->str, message->len, &context);
        g_test_message("%d lines: %s", lines, meaning->why);
        g_assert_false(meaning->sure);
        g_assert_null(meaning->details.promise);
    }
}

/* A message in N others. */
static void
test_depth(void)
{
    ParseLimits limits = parse_limits_default;
    limits.depth = 5;
    for (int n = 3; n <= 5; n++) {
        g_autoptr(GString) message = g_string_new(HEAD);
        for (int i = 0; i < n; i++)
            g_string_append(message, "Content-Type: message/rfc822\n\nSubject: inner\n");
        g_string_append(message, "\nx\n");
        g_autoptr(Mail) mail = mail_parse(message->str, message->len, &limits);
        g_autofree char *all =
            mail->defects->len ? g_strdup(mail->defects->pdata[0]) : g_strdup("");
        g_assert_cmpint(strstr(all, "nested too deeply") != NULL, ==, n == 5);
    }
}

static void
test_size(void)
{
    ParseLimits limits = parse_limits_default;
    const ReadContext context = {.limits = &limits};
    static const char message[] = HEAD "\nYes, I will come.\n\n-- \nAnn\n";
    for (int beyond = 0; beyond < 2; beyond++) {
        limits.size = strlen(message) - (gsize)beyond;
        g_autoptr(Meaning) meaning = message_read(message, strlen(message), &context);
        g_assert_cmpuint(meaning->defects->len, ==, beyond);
        g_assert_cmpstr(meaning->reply, ==, "Yes, I will come.");
    }
}

/* Of To and Cc together twice as many; said once, however many headers there are. */
static void
test_addresses(void)
{
    static const struct {
        const char *header;
        guint from, to;
        const char *defect;
    } rows[] = {
        {"From: a@x, b@x, c@x\n", 3, 0, NULL},
        {"From: a@x, b@x, c@x, \"d\", ,;\n", 3, 0, NULL},
        {"From: a@x, b@x, c@x, d@x\n", 3, 0, "From"},
        {"From: a@x, b@x, c@x, d@x, e@x\nFrom: f@x\n", 3, 0, "From"},
        {"From: a@x b@x c@x d@x\n", 3, 0, "From"},
        {"To: a@x, b@x, c@x, d@x\nCc: e@x, f@x\n", 0, 6, NULL},
        {"To: a@x, b@x, c@x, d@x\nCc: e@x, f@x, g@x\nCc: h@x\n", 0, 6, "To and Cc"},
        {"To: a: a@x, b@x, c@x;, b: d@x, e@x, f@x, <g@x>;\n", 0, 6, "To and Cc"},
    };
    ParseLimits limits = parse_limits_default;
    limits.addresses = 3;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *message = g_strconcat(rows[i].header, "\nx\n", NULL);
        g_autoptr(Mail) mail = mail_parse(message, strlen(message), &limits);
        guint said = 0;
        g_assert_cmpuint(mail->from->len, ==, rows[i].from);
        g_assert_cmpuint(mail->to->len, ==, rows[i].to);
        for (guint d = 0; d < mail->defects->len; d++) {
            const char *defect = g_ptr_array_index(mail->defects, d);
            if (g_str_has_prefix(defect, "too many addresses in ")) {
                g_assert_nonnull(rows[i].defect);
                g_assert_nonnull(strstr(defect, rows[i].defect));
                said++;
            }
        }
        g_assert_cmpuint(said, ==, rows[i].defect != NULL);
    }
}

static void
test_html(void)
{
    ParseLimits limits = parse_limits_default;
    static const char message[] = HEAD "Content-Type: text/html\n\n<p>one</p><p>two</p>\n";
    limits.html = strlen("<p>one</p>");
    g_autoptr(Mail) cut = mail_parse(message, strlen(message), &limits);
    g_autoptr(Mail) whole = mail_parse(message, strlen(message), NULL);
    g_assert_nonnull(strstr(whole->text, "two"));
    g_assert_nonnull(strstr(cut->text, "one"));
    g_assert_null(strstr(cut->text, "two"));
}

static void
test_calendar(void)
{
    static const char calendar[] =
        "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:a\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@guests.example\n";
    ParseLimits limits = parse_limits_default;
    const ReadContext context = {.itip_read = itip_read, .limits = &limits};
    g_autofree char *message =
        g_strconcat(HEAD "Content-Type: text/calendar; method=REPLY\n\n", calendar,
                    "COMMENT:too late\nEND:VEVENT\nEND:VCALENDAR\n", NULL);
    g_autoptr(Meaning) whole = message_read(message, strlen(message), &context);
    limits.calendar = strlen(calendar);
    g_autoptr(Meaning) cut = message_read(message, strlen(message), &context);
    g_assert_cmpstr(whole->itip->comment, ==, "too late");
    g_assert_cmpint(cut->partstat, ==, PARTSTAT_ACCEPTED);
    g_assert_null(cut->itip->comment);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/limits/cut", test_limits);
    g_test_add_func("/limits/unsure", test_unsure);
    g_test_add_func("/limits/unheard", test_unheard);
    g_test_add_func("/limits/calendar-of-others", test_calendar_of_others);
    g_test_add_func("/limits/long-reply", test_long_reply);
    g_test_add_func("/limits/depth", test_depth);
    g_test_add_func("/limits/size", test_size);
    g_test_add_func("/limits/addresses", test_addresses);
    g_test_add_func("/limits/html", test_html);
    g_test_add_func("/limits/calendar", test_calendar);
    return g_test_run();
}
