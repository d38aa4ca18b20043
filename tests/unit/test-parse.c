/* Messages as they come: structure, broken structure, headers, and what hostile ones may cost. */
#include "inbox/parse.h"

#include <string.h>
#include "inbox/quote.h"
#include "effort.h"

#define HEAD                                                                                       \
    "From: Ada Quist <ada@guest.example>\nTo: meet@meet.example\nSubject: Re: "                    \
    "Invitation\nMIME-Version: 1.0\n"

static Mail *
parse(const char *message)
{
    return mail_parse(message, strlen(message), NULL);
}

static bool
has_defect(const Mail *mail, const char *piece)
{
    for (guint i = 0; i < mail->defects->len; i++)
        if (strstr(g_ptr_array_index(mail->defects, i), piece))
            return true;
    return false;
}

static void
test_bodies(void)
{
    static const struct {
        const char *name, *message, *text;
    } cases[] = {
        {"no MIME at all", "From: ada@guest.example\n\nYes.\n", "Yes.\n"},
        {"CRLF", "From: ada@guest.example\r\n\r\nYes.\r\nAda\r\n", "Yes.\nAda\n"},
        {"bare CR", "From: ada@guest.example\r\rYes.\rAda\r", "Yes.\nAda\n"},
        {"a mailbox's From line",
         "From ada@guest.example Tue Apr  6 10:12:00 2027\nSubject: x\n\nYes.\n", "Yes.\n"},
        {"blank lines before the header", "\n\nSubject: x\n\nYes.\n", "Yes.\n"},
        {"no blank line below the header", "Subject: x\nYes, I come.\n", "Yes, I come.\n"},
        {"a broken line in the header", "Subject: x\nbroken\nX-Y: z\n\nYes.\n", "Yes.\n"},
        {"quoted-printable",
         HEAD "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
              "quoted-printable\n\nfr=C3=BCh=\n.\n",
         "früh.\n"},
        {"quoted-printable with a bare equals sign",
         HEAD "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\na=zb\n",
         "a=zb\n"},
        {"base64", HEAD "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nWWVzLgo=\n",
         "Yes.\n"},
        {"broken base64",
         HEAD "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nWWV*zL\ngo\n",
         "Yes.\n"},
        {"base64 without padding", HEAD "Content-Transfer-Encoding: base64\n\nTm8\n", "No"},
        {"base64 with a list's footer",
         HEAD "Content-Transfer-Encoding: base64\n\nTm8=\n_____\nguest mailing list\n", "No"},
        {"base64 in two pieces", HEAD "Content-Transfer-Encoding: base64\n\nTm8=\nLCBuby4=\n",
         "No, no."},
        {"format=flowed",
         HEAD "Content-Type: text/plain; format=flowed; delsp=yes\n\nI will co \nme.\n",
         "I will come.\n"},
        {"alternative: plain is preferred",
         HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nYes.\n--b\n"
              "Content-Type: text/html\n\n<p>Yes.</p>\n--b--\n",
         "Yes."},
        {"alternative: the plain part is empty",
         HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n--b\n"
              "Content-Type: text/html\n\n<p>Yes.</p>\n--b--\n",
         "Yes."},
        {"alternative: the plain part only speaks of HTML",
         HEAD
         "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nYour program cannot show "
         "HTML.\n--b\n"
         "Content-Type: text/html\n\n<html><head><style>p { margin: 0; padding: 0 }</style></head>"
         "<body><p>Yes, I will be there.</p></body></html>\n--b--\n",
         "Yes, I will be there."},
        {"alternative inside mixed, with an attachment",
         HEAD
         "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; "
         "boundary=b\n\n"
         "--b\n\nYes.\n--b\nContent-Type: text/html\n\n<p>No.</p>\n--b--\n--a\n"
         "Content-Type: text/plain; name=talk.txt\nContent-Disposition: attachment\n\nNo.\n--a--\n",
         "Yes."},
        {"HTML alone, with a related image",
         HEAD "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
              "<style>x{}</style><p>Yes.</p>\n--b\nContent-Type: image/png\n\nx\n--b--\n",
         "Yes."},
        {"HTML that says it is plain",
         HEAD "Content-Type: text/plain\n\n<html><body><p>Yes.</p></body></html>\n", "Yes."},
        {"HTML that says its charset itself",
         HEAD "Content-Type: text/html\n\n<meta charset=koi8-r><p>\xe4\xc1</p>\n", "Да"},
        {"signed, the signature detached",
         HEAD "Content-Type: multipart/signed; boundary=b\n\n--b\nContent-Type: "
              "text/plain\n\nYes.\n--b\n"
              "Content-Type: application/pgp-signature\n\nxx\n--b--\n",
         "Yes."},
        {"signed, opaque",
         HEAD "Content-Type: application/pkcs7-mime; "
              "smime-type=signed-data\nContent-Transfer-Encoding: base64\n\n"
              "MEIGCSqGSIb3DQEHAqA1MDMCAQExADAsBgkqhkiG9w0BBwGgHwQdQ29udGVudC1UeXBlOiB0ZXh0L3BsYWlu"
              "CgpZZXM=\n",
         "Yes"},
        {"signed, opaque, in pieces",
         HEAD "Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\n"
              "MIAGCSqGSIb3DQEHAqCAMIACAQExADCABgkqhkiG9w0BBwGggCSABBRDb250ZW50LVR5cGU6IHRleHQvcAQJ"
              "bGFpbgoKWWVzAAAAAAAAAAAAAAAA\n",
         "Yes"},
        {"two Content-Types: the first one counts",
         HEAD "Content-Type: multipart/mixed; boundary=b\nContent-Type: "
              "text/plain\n\n--b\n\nYes.\n--b--\n",
         "Yes."},
        {"a Content-Type that is none", HEAD "Content-Type: text\n\nYes.\n", "Yes.\n"},
        {"a transfer encoding that is none", HEAD "Content-Transfer-Encoding: text/html\n\nYes.\n",
         "Yes.\n"},
        {"no closing boundary", HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nYes.\n",
         "Yes.\n"},
        {"no boundary at all", HEAD "Content-Type: multipart/mixed\n\nYes.\n", "Yes.\n"},
        {"cut off in a part's header",
         HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nYes.\n--b\nContent-Ty", "Yes."},
        {"an embedded message is not the body",
         HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nFYI\n--b\nContent-Type: "
              "message/rfc822\n\n"
              "From: bob@guest.example\nSubject: x\n\nI come.\n--b--\n",
         "FYI"},
        {"calendar parts are not read out",
         HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nYes.\n--b\n"
              "Content-Type: text/calendar; method=reply\n\nBEGIN:VCALENDAR\n--b--\n",
         "Yes."},
        {"a report whose words stand before its parts",
         HEAD "Content-Type: multipart/report; boundary=b; report-type=delivery-status\n\nNo such "
              "user.\n\n--b\n"
              "Content-Type: message/delivery-status\n\nAction: failed\n--b--\n",
         "No such user.\n"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mail) mail = parse(cases[i].message);
        g_test_message("%s", cases[i].name);
        g_assert_cmpstr(mail->text, ==, cases[i].text);
        g_assert_false(mail->unreadable);
    }
}

static void
test_parts(void)
{
    g_autoptr(Mail) mail = parse(
        HEAD "Content-Type: multipart/report; report-type=\"delivery-status\"; boundary=b\n\n--b\n"
             "Content-Type: TEXT/Plain; charset=\"utf-8\"\n\nNo.\n--b\n"
             "Content-Type: message/delivery-status\n\nAction: failed\n\nFinal-Recipient: "
             "rfc822;x@y.example\n--b\n"
             "Content-Type: text/calendar; method=reply; "
             "name*=utf-8''%C3%BC.ics\n\nBEGIN:VCALENDAR\n--b\n"
             "Content-Type: message/rfc822\n\nSubject: =?utf-8?q?in?=\nX: 1\n\nbody\n--b--\n");
    const MailPart *plain = g_ptr_array_index(mail->parts, 0),
                   *status = g_ptr_array_index(mail->parts, 1),
                   *calendar = g_ptr_array_index(mail->parts, 2),
                   *embedded = g_ptr_array_index(mail->parts, 3),
                   *inner = g_ptr_array_index(mail->parts, 4);

    g_assert_cmpuint(mail->parts->len, ==, 5);
    g_assert_cmpstr(plain->type, ==, "text/plain");
    g_assert_cmpstr(plain->charset, ==, "utf-8");
    g_assert_cmpstr(plain->report_type, ==, "delivery-status");
    g_assert_cmpstr(status->text, ==, "Action: failed\n\nFinal-Recipient: rfc822;x@y.example");
    g_assert_cmpstr(calendar->method, ==, "REPLY");
    g_assert_cmpstr(calendar->name, ==, "ü.ics");
    g_assert_cmpstr(embedded->type, ==, "message/rfc822");
    g_assert_cmpstr(embedded->text, ==, "Subject: =?utf-8?q?in?=\nX: 1\n");
    g_assert_cmpint(embedded->depth, ==, 0);
    g_assert_cmpint(inner->depth, ==, 1);
    g_assert_cmpstr(inner->text, ==, "body");
    g_assert_cmpint(mail_find_part(mail, "text/calendar", 0), ==, 2);
    g_assert_cmpint(mail_find_part(mail, "text/calendar", 3), ==, -1);
}

static void
test_headers(void)
{
    g_autoptr(Mail) mail =
        parse("From: =?utf-8?q?J=C3=BCrgen?= \"the Great\" <j@guest.example> (at work)\n"
              "To: group: a@x.example, \"b, c\" <b@x.example>;, =?utf-8?q?evil@y.example=2C?= "
              "<c@x.example>\n"
              "cc: Plain Name d@x.example\n"
              "Subject: =?utf-8?q?Zusage?=\n =?utf-8?q?_f=C3=BCr?= Juli\n"
              "Message-ID:\n <1@guest.example>\n"
              "References: <a@meet.example>\n\t<b@meet.example> junk\nIn-Reply-To: Your message "
              "<b@meet.example>\n"
              "Date: Tue, 06 Apr 2027 10:12:00 -0130\n"
              "X-Long: one\n two\nX-LONG: again\n\nYes\n");
    const MailAddress *from = g_ptr_array_index(mail->from, 0);
    const char *to[] = {"a@x.example", "b@x.example", "c@x.example", "d@x.example"};

    g_assert_cmpuint(mail->from->len, ==, 1);
    g_assert_cmpstr(from->name, ==, "Jürgen the Great");
    g_assert_cmpstr(from->address, ==, "j@guest.example");
    g_assert_cmpuint(mail->to->len, ==, 4);
    for (guint i = 0; i < 4; i++)
        g_assert_cmpstr(((const MailAddress *)g_ptr_array_index(mail->to, i))->address, ==, to[i]);
    g_assert_cmpstr(((const MailAddress *)g_ptr_array_index(mail->to, 1))->name, ==, "b, c");
    g_assert_cmpstr(((const MailAddress *)g_ptr_array_index(mail->to, 2))->name, ==,
                    "evil@y.example,");
    g_assert_cmpstr(mail->subject, ==, "Zusage für Juli");
    g_assert_cmpstr(mail->message_id, ==, "1@guest.example");
    g_assert_cmpuint(mail->references->len, ==, 3);
    g_assert_cmpstr(g_ptr_array_index(mail->references, 2), ==, "b@meet.example");
    g_assert_cmpint(mail->date, ==, 1807011720);
    g_assert_cmpint(mail->date_offset, ==, -90);
    g_assert_cmpstr(mail_header(mail, "x-long"), ==, "one two");
    g_assert_null(mail_header(mail, "X-None"));
}

/* A header of raw bytes is read in the charset that the body declares. */
static void
test_raw_header(void)
{
    g_autoptr(Mail) mail = parse("From: \xe1\xce\xce\xc1 <anna@guest.example>\nSubject: \xe4\xc1!\n"
                                 "Content-Type: text/plain; charset=koi8-r\n\n\xe4\xc1\n");
    g_autoptr(Mail) two =
        parse("From: a@x.example\nFrom: b@x.example\nSubject: one\nSubject: two\n\n\n");

    g_assert_cmpstr(mail->subject, ==, "Да!");
    g_assert_cmpstr(((const MailAddress *)g_ptr_array_index(mail->from, 0))->name, ==, "Анна");
    /* A local part beyond ASCII is another mailbox than its punycode; it stays as it came. */
    g_autoptr(Mail) wide = parse("From: =?utf-8?q?J=C3=BCrgen?= <jürgen@bücher.example>\n\n\n");
    g_assert_cmpstr(((const MailAddress *)g_ptr_array_index(wide->from, 0))->address, ==,
                    "jürgen@bücher.example");
    g_assert_cmpuint(two->from->len, ==, 2);
    g_assert_true(has_defect(two, "more than one From"));
    g_assert_cmpstr(two->subject, ==, "one");
}

static void
test_unreadable(void)
{
    static const char garbage[] = "\x7f"
                                  "ELF\x02\x01\x01\0\0\0\xff\xfe nothing here\n";
    g_autoptr(Mail) empty = mail_parse("", 0, NULL);
    g_autoptr(Mail) binary = mail_parse(garbage, sizeof garbage - 1, NULL);
    g_autoptr(Mail) spoken = parse("Yes, I come.\n");

    g_assert_true(empty->unreadable);
    g_assert_cmpstr(empty->text, ==, "");
    g_assert_true(binary->unreadable);
    g_assert_true(g_utf8_validate(binary->text, -1, NULL));
    g_assert_true(spoken->unreadable);
    g_assert_cmpstr(spoken->text, ==, "Yes, I come.\n");
}

/* What HTML marks as quoted helps with the plain part. */
static void
test_marks(void)
{
    g_autoptr(Mail) mail = parse(HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n"
                                      "Yes.\n\nFoo sanoi 6 Apr 2027 Ines:\n\nCan you come to our "
                                      "meeting in Portland?\n\nIn July?\n--b\n"
                                      "Content-Type: text/html\n\n<div>Yes.</div><div "
                                      "class=\"gmail_quote\">Foo sanoi 6 Apr 2027 Ines:<br>"
                                      "<blockquote>Can you come to our meeting in Portland?<p>In "
                                      "July?</blockquote></div>\n--b--\n");
    g_autofree char *reply = quote_strip(mail, NULL);

    g_assert_cmpstr(reply, ==, "Yes.");
}

/* A piece N times between HEAD and TAIL parses in well under a second, and gives valid text. */
static void
flood(const char *name, const char *head, const char *piece, gsize n, const char *tail)
{
    g_autoptr(GString) message = g_string_new(head);
    gint64 start = effort_now(), took;

    for (gsize i = 0; i < n; i++) {
        g_autofree char *numbered = g_strdup_printf(piece, (int)i);
        g_string_append(message, numbered);
    }
    g_string_append(message, tail);
    start = effort_now();
    g_autoptr(Mail) mail = mail_parse(message->str, message->len, NULL);
    g_autofree char *reply = quote_strip(mail, NULL);
    took = effort_now() - start;
    g_test_message("%s: %d KB in %d ms", name, (int)(message->len >> 10), (int)(took / 1000));
    g_assert_true(g_utf8_validate(mail->text, -1, NULL) && g_utf8_validate(reply, -1, NULL));
    g_assert_true(g_utf8_validate(mail->subject, -1, NULL));
    g_assert_cmpint(took, <, 5 * G_TIME_SPAN_SECOND);
}

static void
test_floods(void)
{
    flood("parameters", HEAD "Content-Type: text/plain", "; p%d=x", 20000, "\n\nx\n");
    flood("folded parameters", HEAD "Content-Type: text/plain", ";\n p%d=x", 20000, "\n\nx\n");
    flood("parameters of parts", HEAD "Content-Type: multipart/mixed; boundary=b\n\n",
          "--b\nContent-Type: a/b;a=b;c=d;e=f;g=h;i=j;k=l;m=n;o=p;q=r;s=t;u=v;w=x;y=%d\n\n", 5000,
          "--b--\n");
    flood("parts", HEAD "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\n%d\n", 100000,
          "--b--\n");
    flood("nested parts", HEAD, "Content-Type: multipart/mixed; boundary=b%1$d\n\n--b%1$d\n", 2000,
          "\n");
    flood("nested messages", HEAD, "Content-Type: message/rfc822\n\n", 5000, "\n\nx\n");
    flood("header fields", "", "X-%d: y\n", 100000, "\nx\n");
    flood("addresses", "From: a@b.example", ", a%d@b.example", 5000, "\n\nx\n");
    flood("groups", "To: ", "a%d:", 10000, "\n\nx\n");
    flood("comments", "To: ", "(", 60000, "\n\nx\n");
    flood("encoded-words", "Subject: ", "=?utf-8?q?=C3?= =?utf-8?b?w?=", 2000, "\n\nx\n");
    flood("open encoded-words", "Subject: ", "=?a?q?", 10000, "\n\nx\n");
    flood("one line", HEAD "\n", "x", 5 << 20, "\n");
    flood("short lines", HEAD "\n", "x\n", 2 << 20, "\n");
    flood("marked lines", HEAD "\n", "> %d\n", 500000, "\n");
    flood("text of 5 MB", HEAD "\n", "On 6 April 2027 at 10:12 Ines <i@x.example> wrote: %d\n",
          90000, "\n");
    flood("divs", HEAD "Content-Type: text/html\n\n", "<div>", 200000, "x");
    flood("formatting", HEAD "Content-Type: text/html\n\n", "<p><b a%d>x", 50000, "");
    flood("formatting, closed too late", HEAD "Content-Type: text/html\n\n", "<div><b a%d></div>x",
          50000, "");
    flood("tables", HEAD "Content-Type: text/html\n\n", "<table><tr><td>x", 60000, "");
    flood("end tags of nothing", HEAD "Content-Type: text/html\n\n", "<div></x>", 100000, "");
    flood("attributes", HEAD "Content-Type: text/html\n\n<p", " a%d=1", 60000, ">x</p>");
    flood("list items", HEAD "Content-Type: text/html\n\n<ol>", "<li>x", 150000, "");
    flood("entities", HEAD "Content-Type: text/html\n\n", "&amp;", 200000, "");
    flood("comments in HTML", HEAD "Content-Type: text/html\n\n", "<!--", 200000, "");
    flood("quotes in quotes", HEAD "Content-Type: text/html\n\n", "<blockquote>x", 100000, "");
    flood("answerable quotes", HEAD "Content-Type: text/html\n\n",
          "<div class=gmail_quote><blockquote>x</blockquote>", 390, "");
    flood("paragraphs of HTML", HEAD "Content-Type: text/html\n\n",
          "<p class=MsoNormal>On x wrote:<br>", 150000, "");
    flood("rtf", HEAD "Content-Type: application/ms-tnef\n\n", "x", 100000, "");
}

/* 35 or 36 of these characters as name and value of a parameter hang the library when it writes
 * them; we must never make it. */
static void
test_known_hang(void)
{
    for (int n = 30; n <= 40; n++) {
        g_autoptr(GString) name = g_string_new(NULL);
        for (int i = 0; i < n; i++)
            g_string_append(name, "ќ");
        g_autofree char *message = g_strdup_printf(
            HEAD "Content-Type: multipart/mixed; %s=\"ќ\"\n\n--x\nContent-Type: message/rfc822\n\n"
                 "Content-Type: multipart/mixed; %s=\"ќ\"\n\nx\n",
            name->str, name->str);
        g_autoptr(Mail) mail = parse(message);
        g_assert_false(mail->unreadable);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/parse/bodies", test_bodies);
    g_test_add_func("/parse/parts", test_parts);
    g_test_add_func("/parse/headers", test_headers);
    g_test_add_func("/parse/raw-header", test_raw_header);
    g_test_add_func("/parse/unreadable", test_unreadable);
    g_test_add_func("/parse/marks", test_marks);
    g_test_add_func("/parse/known-hang", test_known_hang);
    g_test_add_func("/parse/floods", test_floods);
    return g_test_run();
}
