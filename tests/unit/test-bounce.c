/* bounce: letters of failure in the forms that mail systems use, and letters that are none. */
#include <glib.h>
#include <string.h>
#include "inbox/bounce.h"
#include "inbox/parse.h"
#include "effort.h"

#define MAILER "From: Mail Delivery System <mailer-daemon@mx.example>\nTo: meet@meet.example\n"
#define RETURNED                                                                                   \
    "\n\nReceived: from meet.example by mx.example; Thu, 1 Jul 2004 10:00:00 +0000\n"              \
    "From: meet@meet.example\nTo: somebody@else.example\n"                                         \
    "Message-ID: <abcdefgh234567xy.zzzzyyyyxxxxwwww@meet.example>\n\nYour invitation\n"

static bool
read_bounce(const char *bytes, Verdict *verdict)
{
    g_autoptr(Mail) mail = mail_parse(bytes, strlen(bytes), NULL);
    *verdict = (Verdict){0};
    return bounce_find(mail, verdict);
}

static char *
joined(const GPtrArray *addresses)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < addresses->len; i++)
        g_string_append_printf(out, "%s%s", i ? " " : "", (const char *)addresses->pdata[i]);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

typedef struct {
    const char *message;
    const char *class; /* "permanent" "transient", or "given up" for one that is tried no longer */
    BounceCause cause;
    const char *recipients;
    const char *status;
} Row;

/* A plain letter of qmail's form: what it says of the attempts, and of <dora@else.example>. */
#define QSBMF(attempts, said)                                                                      \
    MAILER "Subject: failure notice\n\nHi. This is the mail-send program at mx.example.\n"         \
           "I was not able to deliver your message to these addresses.\n" attempts                 \
           "\n\n<dora@else.example>:\n" said RETURNED

static void
check(const Row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Verdict verdict;
        if (!read_bounce(rows[i].message, &verdict))
            g_error("row %zu is no bounce:\n%s", i, rows[i].message);
        const Bounce *bounce = verdict.bounce;
        g_autofree char *recipients = joined(bounce->recipients);
        g_assert_cmpstr(recipients, ==, rows[i].recipients);
        g_assert_cmpstr(bounce->permanent ? "permanent"
                        : bounce->gave_up ? "given up"
                                          : "transient",
                        ==, rows[i].class);
        g_assert_cmpstr(bounce->status, ==, rows[i].status);
        g_assert_cmpstr(bounce_cause_name(bounce->cause), ==, bounce_cause_name(rows[i].cause));
        g_assert_true(verdict.words || verdict.property);
        g_assert_cmpuint(bounce->addressed->len, ==, bounce->recipients->len);
        verdict_clear(&verdict);
    }
}

static void
test_given_up(void)
{
    static const Row rows[] = {
        {QSBMF("This is a permanent error; I have given up.", "Connection timed out. (#4.4.1)"),
         "given up", BOUNCE_OTHER, "dora@else.example", "4.4.1"},
        {QSBMF("", "Timed out. (#4.4.1)\nI'm not going to try again; this message has been in the "
                   "queue too long."),
         "given up", BOUNCE_OTHER, "dora@else.example", "4.4.1"},
        {QSBMF("", "The mailbox is over quota (#4.2.2). No further attempts will be made."),
         "given up", BOUNCE_FULL, "dora@else.example", "4.2.2"},
        {QSBMF("I have given up on it.", "No such mailbox. (#5.1.1)"), "permanent", BOUNCE_ADDRESS,
         "dora@else.example", "5.1.1"},
        {QSBMF("", "Connection timed out. (#4.4.1)"), "transient", BOUNCE_OTHER,
         "dora@else.example", "4.4.1"},
        {MAILER
         "Subject: Warning: message delayed\n\nYour message has not been delivered yet; I am still "
         "trying, and will be giving up in 4 days.\n\n<dora@else.example>:\nTimed out. "
         "(#4.4.1)" RETURNED,
         "transient", BOUNCE_OTHER, "dora@else.example", "4.4.1"},
    };
    check(rows, G_N_ELEMENTS(rows));
}

/* Where the failed address stands in the letter. */
static void
test_forms(void)
{
    static const Row rows[] = {
        /* heads its line, in brackets, with the reason behind it */
        {MAILER
         "Subject: failure notice\n\nWe could not deliver your message.\n\n<ann@x.example>:\n"
         "550 5.1.1 no such user" RETURNED,
         "permanent", BOUNCE_ADDRESS, "ann@x.example", "5.1.1"},
        /* two of them, indented */
        {MAILER "Subject: Undelivered mail\n\nThese addresses failed:\n\n  ann@x.example\n    user "
                "unknown\n"
                "  bob@y.example\n    user unknown" RETURNED,
         "permanent", BOUNCE_ADDRESS, "ann@x.example bob@y.example", NULL},
        /* a list on one line */
        {MAILER
         "Subject: Undeliverable\n\nNot delivered to:\nann@x.example, bob@y.example" RETURNED,
         "permanent", BOUNCE_OTHER, "ann@x.example bob@y.example", NULL},
        /* behind a label */
        {MAILER "Subject: Undeliverable mail\n\nUnknown user: ann@x.example\n\nOriginal message "
                "follows.\n",
         "permanent", BOUNCE_ADDRESS, "ann@x.example", NULL},
        {MAILER "Subject: Delivery failure\n\nRecipient: [SMTP:ann@x.example]\nReason: 550 not "
                "local" RETURNED,
         "permanent", BOUNCE_OTHER, "ann@x.example", NULL},
        /* in X.400 clothes */
        {MAILER
         "Subject: Undeliverable: hello\n\nc=US;a= ;p=X;o=Y;dda:SMTP=ann@x.example; on Friday\n"
         "  The name is not recognized\n",
         "permanent", BOUNCE_ADDRESS, "ann@x.example", NULL},
        /* in the SMTP dialogue, where MAIL FROM is nobody's failure */
        {MAILER "Subject: Mail error\n\n>>> MAIL FROM:<meet@meet.example>\n<<< 250 ok\n"
                ">>> RCPT TO:<ann@x.example>\n<<< 552 5.2.2 mailbox full" RETURNED,
         "permanent", BOUNCE_FULL, "ann@x.example", "5.2.2"},
        /* in a sentence */
        {MAILER
         "Subject: Sorry\n\nThe message addressed to 'ann@x.example' could not be delivered.\n"
         "Ask help@mx.example for assistance." RETURNED,
         "permanent", BOUNCE_OTHER, "ann@x.example", NULL},
        /* below what the letter quotes of the mail that it is about */
        {MAILER
         "Subject: Undeliverable: hello\n\nYour message\nTo: list@y.example\nSubject: hello\n\n"
         "did not reach the following recipient:\n\nann@x.example on Thu, 1 Jul 2004\n"
         "    mailbox unavailable" RETURNED,
         "permanent", BOUNCE_ADDRESS, "ann@x.example", NULL},
        /* a local name on the reporter's own system */
        {MAILER
         "Subject: Mail Delivery Problem\n\nCould not be delivered to these people:\n\n\tann\n",
         "permanent", BOUNCE_OTHER, "ann@mx.example", NULL},
        /* nowhere: the returned message knows */
        {MAILER "Subject: Undeliverable\n\nIt could not be delivered." RETURNED, "permanent",
         BOUNCE_OTHER, "somebody@else.example", NULL},
        /* the header of Exim and Google, in any language */
        {MAILER
         "Subject: hm\nX-Failed-Recipients: ann@x.example, bob@y.example\n\nNe marche pas.\n",
         "permanent", BOUNCE_OTHER, "ann@x.example bob@y.example", NULL},
        /* in Japanese */
        {MAILER "Subject: =?utf-8?b?44Oh44O844Or44Ko44Op44O86YCa55+l?=\nContent-Type: text/plain; "
                "charset=utf-8\n\n送信できませんでした。\n\n<ann@x.example>\n",
         "permanent", BOUNCE_OTHER, "ann@x.example", NULL},
        /* a report of a report */
        {MAILER
         "Subject: Undelivered mail\n\nThis came for you, it seems.\nYours, the postmaster\n\n"
         "Return-Path: <>\nFrom: mailer-daemon@far.example\nSubject: failure notice\n\n"
         "We are sorry.\n\n<ann@x.example>: 421 too busy" RETURNED,
         "transient", BOUNCE_OTHER, "ann@x.example", NULL},
        /* in no language that we know: our message comes back, with a name on it */
        {MAILER
         "Subject: Re\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n"
         "Saadetist ei antud kätte:\n<ann@x.example>\n--b\nContent-Type: message/rfc822\n\n"
         "From: meet@meet.example\nTo: ann@x.example\n\nYour invitation\n--b--\n",
         "permanent", BOUNCE_OTHER, "ann@x.example", NULL},
        /* our own address, where it is the only one */
        {MAILER "Subject: failure notice\n\n<meet@meet.example>:\n550 5.1.1 gone" RETURNED,
         "permanent", BOUNCE_ADDRESS, "meet@meet.example", "5.1.1"},
    };
    check(rows, G_N_ELEMENTS(rows));
}

/* For good or for now, and what it says about the address. */
static void
test_class(void)
{
    static const Row rows[] = {
        {MAILER
         "Subject: Warning: message delayed 2 days\n\nNot yet delivered to:\n\n<ann@x.example>\n"
         "connection refused" RETURNED,
         "transient", BOUNCE_OTHER, "ann@x.example", NULL},
        {MAILER "Subject: failure notice\n\n<ann@x.example>:\n450 4.2.2 mailbox full\nI will not "
                "try again." RETURNED,
         "given up", BOUNCE_FULL, "ann@x.example", "4.2.2"},
        {MAILER "Subject: failure notice\n\n<ann@x.example>: 554 5.7.1 rejected as spam" RETURNED,
         "permanent", BOUNCE_CONTENT, "ann@x.example", "5.7.1"},
        {MAILER "Subject: failure notice\n\n<ann@x.example>: 550 5.7.1 user unknown" RETURNED,
         "permanent", BOUNCE_ADDRESS, "ann@x.example", "5.7.1"},
        {MAILER "Subject: failure notice\n\n<ann@x.example>: 550 a virus was found in it" RETURNED,
         "permanent", BOUNCE_CONTENT, "ann@x.example", NULL},
        {MAILER "Subject: failure notice\n\n<ann@x.example>: message too large (5.3.4)" RETURNED,
         "permanent", BOUNCE_CONTENT, "ann@x.example", "5.3.4"},
        {MAILER "Subject: failure notice\n\n<ann@x.example>: host unknown" RETURNED, "permanent",
         BOUNCE_ADDRESS, "ann@x.example", NULL},
        {MAILER "Subject: failure notice\n\n<ann@x.example>: connection timed out" RETURNED,
         "permanent", BOUNCE_OTHER, "ann@x.example", NULL},
    };
    check(rows, G_N_ELEMENTS(rows));
}

#define REPORT(fields)                                                                             \
    MAILER "Subject: Report\nMIME-Version: 1.0\n"                                                  \
           "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"           \
           "--b\n\nSome words.\n--b\nContent-Type: message/delivery-status\n\n"                    \
           "Reporting-MTA: dns; mx.example\nOriginal-Envelope-Id: env-7\n\n" fields                \
           "--b\nContent-Type: message/rfc822\n\nMessage-ID: <m1@meet.example>\n"                  \
           "From: meet@meet.example\nTo: ann@x.example\n\nYour invitation\n--b--\n"

/* RFC 3464: fields count before words. */
static void
test_fields(void)
{
    static const Row rows[] = {
        {REPORT("Final-Recipient: rfc822; ann@x.example\nAction: failed\nStatus: 5.1.1\n"),
         "permanent", BOUNCE_ADDRESS, "ann@x.example", "5.1.1"},
        /* a delay is one whatever its status says */
        {REPORT("Final-Recipient: rfc822; ann@x.example\nAction: delayed\nStatus: 5.0.0\n"),
         "transient", BOUNCE_OTHER, "ann@x.example", "5.0.0"},
        /* failed with 4.x: greylisted for too long */
        {REPORT("Final-Recipient: rfc822; ann@x.example\nAction: failed\nStatus: 4.7.1\n"
                "Diagnostic-Code: smtp; 450 4.7.1 greylisted\n"),
         "given up", BOUNCE_OTHER, "ann@x.example", "4.7.1"},
        /* whoever is given up comes before who is only delayed, and is for now all that is reported */
        {REPORT("Final-Recipient: rfc822; bob@x.example\nAction: delayed\nStatus: 4.4.1\n\n"
                "Final-Recipient: rfc822; ann@x.example\nAction: failed\nStatus: 4.4.1\n"),
         "given up", BOUNCE_OTHER, "ann@x.example", "4.4.1"},
        /* no action: the status counts */
        {REPORT("Final-Recipient: rfc822; ann@x.example\nStatus: 4.4.1\n"), "transient",
         BOUNCE_OTHER, "ann@x.example", "4.4.1"},
        /* the server's own code is better than the field made from it */
        {REPORT("Final-Recipient: rfc822; ann@x.example\nAction: failed\nStatus: 5.0.0\n"
                "Diagnostic-Code: smtp; 552 5.2.2 over quota\n"),
         "permanent", BOUNCE_FULL, "ann@x.example", "5.2.2"},
        /* those who were reached are not reported; those for good before those for now */
        {REPORT("Final-Recipient: rfc822; ann@x.example\nAction: delivered\nStatus: 2.0.0\n\n"
                "Final-Recipient: rfc822; bob@x.example\nAction: failed\nStatus: 5.1.1\n\n"
                "Final-Recipient: rfc822; carl@x.example\nAction: delayed\nStatus: 4.4.1\n"),
         "permanent", BOUNCE_ADDRESS, "bob@x.example", "5.1.1"},
        /* fields in the letter itself */
        {MAILER "Subject: Report\n\nTechnical part:\n\nFinal-Recipient: rfc822; ann@x.example\n"
                "Action: failed\nStatus: 5.1.1\n",
         "permanent", BOUNCE_ADDRESS, "ann@x.example", "5.1.1"},
        /* a status part without recipients: the words count */
        {REPORT(""), "permanent", BOUNCE_OTHER, "ann@x.example", NULL},
    };
    check(rows, G_N_ELEMENTS(rows));
}

static void
test_identifiers(void)
{
    Verdict verdict;
    g_assert_true(read_bounce(REPORT("Original-Recipient: rfc822; ann@x.example\n"
                                     "Final-Recipient: rfc822; ann@new.example\nAction: failed\n"
                                     "Status: 5.1.1\nDiagnostic-Code: smtp; 550 nobody here\n"),
                              &verdict));
    g_assert_cmpstr(verdict.bounce->envelope_id, ==, "env-7");
    g_assert_cmpstr(verdict.bounce->message_id, ==, "m1@meet.example");
    g_assert_cmpstr(verdict.bounce->recipients->pdata[0], ==, "ann@new.example");
    g_assert_cmpstr(verdict.bounce->addressed->pdata[0], ==, "ann@x.example");
    g_assert_cmpstr(verdict.bounce->reason, ==, "550 nobody here");
    g_assert_cmpstr(verdict.rule, ==, "delivery status fields");
    verdict_clear(&verdict);
    g_assert_true(
        read_bounce(MAILER "Subject: Undeliverable\n\n<ann@x.example>: gone" RETURNED, &verdict));
    g_assert_cmpstr(verdict.bounce->message_id, ==,
                    "abcdefgh234567xy.zzzzyyyyxxxxwwww@meet.example");
    verdict_clear(&verdict);
}

/* What people write about mail that failed, and what other robots do. */
static void
test_none(void)
{
    static const char *const messages[] = {
        "From: Ann <ann@x.example>\nSubject: Fwd: Undeliverable: hello\n\nLook what I got:\n\n"
        "> <bob@x.example>: 550 5.1.1 user unknown\n",
        "From: Ann <ann@x.example>\nSubject: FW: Undeliverable: hello\n\nPlease look:\n\n"
        "Final-Recipient: rfc822; bob@x.example\nAction: failed\nStatus: 5.1.1\n",
        "From: Ann <ann@x.example>\nSubject: Undeliverable?\nReferences: <1@meet.example>\n\n"
        "My mail to bob@x.example could not be delivered. Is he well?\n",
        "From: Ann <ann@x.example>\nSubject: Re: invitation\n\nYes! (550 5.1.1 was my old "
        "address)\n",
        "From: Postmaster <postmaster@x.example>\nSubject: Re: invitation\n\nI will come. Ann\n",
        "From: Ann <ann@x.example>\nReturn-Path: <>\nSubject: Automatic reply: invitation\n\n"
        "Messages are not delivered to me until Monday. Write to bob@x.example.\n",
        "From: ann@x.example\nSubject: forwarded\nMIME-Version: 1.0\nContent-Type: "
        "multipart/mixed; "
        "boundary=b\n\n--b\n\nsee below\n--b\nContent-Type: message/rfc822\n\nFrom: "
        "mailer-daemon@x\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=c\n\n--c\n"
        "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; bob@x.example\nAction: "
        "failed\n"
        "Status: 5.1.1\n--c--\n--b--\n",
        REPORT("Final-Recipient: rfc822; ann@x.example\nAction: relayed\nStatus: 2.0.0\n"),
        "Subject: \n\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(messages); i++) {
        Verdict verdict;
        if (read_bounce(messages[i], &verdict))
            g_error("a bounce: %s", messages[i]);
    }
}

/* Time is bounded whatever the letter holds. */
static void
test_hostile(void)
{
    static const char *const pieces[] = {"a@b ",        "@",  "could not be delivered ",
                                         "5.1.1 ",      "\n", "x@y:\n",
                                         "From: a@b\n", "> ", "RCPT TO:<a@b>"};
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) message = g_string_new(MAILER "Subject: Undeliverable\n\n");
        while (message->len < 1000 * 1000)
            g_string_append(message, pieces[i]);
        gint64 start = effort_now();
        Verdict verdict;
        read_bounce(message->str, &verdict);
        verdict_clear(&verdict);
        g_assert_cmpint(effort_now() - start, <, 5 * G_USEC_PER_SEC);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bounce/forms", test_forms);
    g_test_add_func("/bounce/class", test_class);
    g_test_add_func("/bounce/fields", test_fields);
    g_test_add_func("/bounce/identifiers", test_identifiers);
    g_test_add_func("/bounce/none", test_none);
    g_test_add_func("/bounce/hostile", test_hostile);
    g_test_add_func("/bounce/given-up", test_given_up);
    return g_test_run();
}
