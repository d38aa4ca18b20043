/* auto: what programs write of their own accord, and what people write that looks like it. */
#include <glib.h>
#include <string.h>
#include "inbox/auto.h"
#include "inbox/parse.h"

#define ANN                                                                                        \
    "From: Ann <ann@x.example>\nTo: meet@meet.example\nDate: Thu, 1 Jul 2004 10:00:00 +0000\n"

typedef struct {
    const char *message;
    const char *rule; /* NULL = a person's */
    const char *until;
} Row;

static void
check(const Row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_autoptr(Mail) mail = mail_parse(rows[i].message, strlen(rows[i].message), NULL);
        Verdict verdict = {0};
        bool found = auto_find(mail, mail->text, &verdict);
        if (found != (rows[i].rule != NULL))
            g_error("%s: %s", found ? verdict.rule : "a person's", rows[i].message);
        g_assert_cmpstr(verdict.rule, ==, rows[i].rule);
        g_assert_cmpstr(verdict.until, ==, rows[i].until);
        g_assert_true(!found || verdict.words || verdict.property);
        verdict_clear(&verdict);
    }
}

static void
test_headers(void)
{
    static const Row rows[] = {
        {ANN "Auto-Submitted: auto-replied\n\nx", "auto-submitted", NULL},
        {ANN "auto-submitted: Auto-Replied; owner-email=\"a@x\"\n\nx", "auto-submitted", NULL},
        {ANN "Auto-Submitted: auto-generated (holiday)\n\nx", "auto-submitted", NULL},
        {ANN "Auto-Submitted: no\n\nx", NULL, NULL},
        {ANN "Auto-Submitted: No; because=\"I wrote it\"\n\nx", NULL, NULL},
        {ANN "Auto-Submitted:\n\nx", NULL, NULL},
        {ANN "X-Autoreply: yes\n\nx", "automatic reply", NULL},
        {ANN "X-Autoreply: no\n\nx", NULL, NULL},
        {ANN "Precedence: auto_reply\n\nx", "automatic reply", NULL},
        {ANN "Precedence: bulk\n\nx", "bulk mail", NULL},
        {ANN "Precedence: first-class\n\nx", NULL, NULL},
        {ANN "X-Apple-Action: VACATION\n\nI am asleep", "absence note", NULL},
        {ANN "Return-Path: <>\nSubject: Thank you\n\nI will answer soon.", "null return path",
         NULL},
        {"From: no-reply@x.example\n\nYour number is 7.", "no-reply address", NULL},
        /* a request about answers, not a sign; with the mark of a rule it is an absence note */
        {ANN "X-Auto-Response-Suppress: All\n\nI will come.", NULL, NULL},
        {ANN "X-MS-Exchange-Inbox-Rules-Loop: ann@x.example\n\nI will come.", NULL, NULL},
        {ANN
         "X-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: ann@x.example\n\nAway.",
         "absence note", NULL},
        /* a rule of the organizer's passes on what Ann wrote */
        {ANN "X-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: olga@org.example\n\nI "
             "will come.",
         NULL, NULL},
        {ANN "Subject: Re: Oslo\nX-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: "
             "bob@x.example\n\nI will come.",
         NULL, NULL},
        {ANN "Subject: Oslo\nX-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: "
             "ann.able@x.example\n\nAway.",
         "absence note", NULL},
    };
    check(rows, G_N_ELEMENTS(rows));
}

static void
test_subjects(void)
{
    static const Row rows[] = {
        {ANN "Subject: Automatic reply: Your invitation\n\nI am away.",
         "subject of an automatic reply", NULL},
        {ANN "Subject: AUTO: Ann Example is out of the office\n\nx",
         "subject of an automatic reply", NULL},
        {ANN "Subject: Out of Office\n\nx", "subject of an automatic reply", NULL},
        {ANN "Subject: Your invitation (automatic response)\n\nx", "subject of an automatic reply",
         NULL},
        {ANN "Subject: =?utf-8?q?R=C3=A9ponse_automatique_=3A?= invitation\n\nx",
         "subject of an automatic reply", NULL},
        {ANN "Subject: Abwesenheitsnotiz: invitation\n\nx", "subject of an automatic reply", NULL},
        {ANN "Subject: Automatiskt svar: invitation\n\nx", "subject of an automatic reply", NULL},
        {ANN "Subject: =?utf-8?b?6Ieq5YuV6L+U5L+h?=\n\nx", "subject of an automatic reply", NULL},
        {ANN
         "Subject: Read: Invitation\n\nYour message\n   Subject: Invitation\n was read on Friday.",
         "read receipt", NULL},
        {ANN "Subject: Return Receipt\n\nYour document: Invitation\nwas received by: Ann",
         "read receipt", NULL},
        {ANN "Subject: Gelesen: Einladung\n\nIhre Nachricht wurde gelesen.", "read receipt", NULL},
        {ANN "Subject: Read: the paper\n\nI have read it, and will come.", NULL, NULL},
        /* a person answers, whatever the subject was */
        {ANN "Subject: Re: Out of Office\n\nWelcome back! I will come.", NULL, NULL},
        {ANN "Subject: AW: Automatic reply: invitation\n\nIch komme.", NULL, NULL},
        {ANN "Subject: Re: Automation workshop\n\nyes", NULL, NULL},
    };
    check(rows, G_N_ELEMENTS(rows));
}

static void
test_words(void)
{
    static const Row rows[] = {
        {ANN "Subject: hello\n\nThank you.\nThis is an automated\nresponse to your mail.\n",
         "automatic reply", NULL},
        {ANN "Subject: hello\n\nDiese Nachricht wurde automatisch erstellt.\n", "automatic reply",
         NULL},
        {ANN "Subject: hello\n\nThis email inbox is no longer in use.\n", "address given up", NULL},
        {ANN
         "Subject: hello\n\nYour message is being held. To deliver your message, please click.\n",
         "challenge", NULL},
        {ANN "Subject: hello\n\nYour message to me is being held because I do not know you.\n",
         "challenge", NULL},
        {ANN "Subject: hello\n\nThis message was created automatically by a mail program.\n",
         "automatic reply", NULL},
        {ANN "Subject: [Help #4711] invitation\n\nWe have received your request.\n",
         "acknowledgement", NULL},
        {"From: listserv@x.example\nSubject: x\n\nYou are not allowed to post to this mailing "
         "list.\n",
         "list software", NULL},
        /* people say such things, too */
        {ANN "Subject: Re: invitation\n\nI am on vacation until 20 July, so I cannot come.\n", NULL,
         NULL},
        {ANN "Subject: Re: invitation\n\nWe have received your message and will both come.\n", NULL,
         NULL},
        {ANN "Subject: Re: invitation\n\nOut of office that week, sorry!\n", NULL, NULL},
    };
    check(rows, G_N_ELEMENTS(rows));
}

static void
test_lists(void)
{
    static const Row rows[] = {
        {ANN "List-Id: Talk <talk.x.example>\n\nI think so, too.", "mailing list", NULL},
        {ANN "Precedence: list\n\nI think so, too.", "mailing list", NULL},
        /* our mail went to a list, and somebody answers it */
        {ANN "List-Id: Talk <talk.x.example>\n"
             "In-Reply-To: <abcdefgh234567xy.zzzzyyyyxxxxwwww@meet.example>\n\nI will come.",
         NULL, NULL},
        {"From: ann@x.example\nTo: meet+abcdefgh234567xy@meet.example\nPrecedence: list\n\nI will "
         "come.",
         NULL, NULL},
    };
    check(rows, G_N_ELEMENTS(rows));
}

/* The day of return is kept. */
static void
test_until(void)
{
    static const Row rows[] = {
        {ANN "Auto-Submitted: auto-replied\n\nI am in the hills and will read it on 14 July.",
         "auto-submitted", "2004-07-14"},
        {ANN "Auto-Submitted: auto-replied\n\nI am away until 14 July.", "auto-submitted",
         "2004-07-14"},
        {ANN "Subject: Out of Office (returning 12/07/2004)\n\nx", "subject of an automatic reply",
         "2004-07-12"},
        {ANN "Auto-Submitted: auto-replied\n\nIch bin ab Montag wieder da.", "auto-submitted",
         "2004-07-05"},
        {ANN "Auto-Submitted: auto-replied\n\nI am away.", "auto-submitted", NULL},
        /* a line that is wrapped, a dot that ends no sentence */
        {ANN
         "Auto-Submitted: auto-replied\n\nUnfortunately I shall be out of the office and without a "
         "telephone until\n14 July.",
         "auto-submitted", "2004-07-14"},
        {ANN "Auto-Submitted: auto-replied\n\nIch bin vom 5.7. bis 14. Juli abwesend.",
         "auto-submitted", "2004-07-14"},
        {ANN "Auto-Submitted: auto-replied\nContent-Type: text/plain; charset=utf-8\n\n"
             "7月14日に戻ります。展示会は9月9日です。",
         "auto-submitted", "2004-07-14"},
        /* the first sentence is about them, the others are not */
        {ANN
         "Auto-Submitted: auto-replied\n\nI am out of the office until 14 July 2004. Meet us in "
         "Hall 7, 9-11 September 2004!",
         "auto-submitted", "2004-07-14"},
        {ANN "Auto-Submitted: auto-replied\n\nI am on leave till 14.7. Our sale ends on 30 July.",
         "auto-submitted", "2004-07-14"},
        {ANN
         "Auto-Submitted: auto-replied\n\nI'm back on 14 July\nBest,\nAnn\nVisit us on 9 September",
         "auto-submitted", "2004-07-14"},
        /* our own subject, and what else robots tell */
        {ANN "Subject: Automatic reply: Invitation: Oslo, 14-15 July 2004\n\nI am away.",
         "subject of an automatic reply", NULL},
        {ANN "Subject: Out of office: Invitation: Oslo, 14-15 July 2004\n\nI am back on 9 July.",
         "subject of an automatic reply", "2004-07-09"},
        {ANN "Auto-Submitted: auto-generated\n\nYour mail \"Oslo, 14-15 July 2004\" is ticket 7.",
         "auto-submitted", NULL},
        {ANN "Auto-Submitted: auto-generated\n\nQuarantined. It will be deleted on 4 August.",
         "auto-submitted", NULL},
        {ANN "Auto-Submitted: auto-replied\n\nThank you! Our special offer holds until 30 July.",
         "auto-submitted", NULL},
        {ANN "Auto-Submitted: auto-replied\n\nWe are closed on 9 August.", "auto-submitted", NULL},
        {"From: a@x\nAuto-Submitted: auto-replied\n\nUntil Friday.", "auto-submitted",
         NULL}, /* no Date */
        /* late in the evening on the other side of the world it is Friday already */
        {"From: a@x\nDate: Fri, 2 Jul 2004 01:00:00 +1200\nAuto-Submitted: auto-replied\n\nBack on "
         "Friday.",
         "auto-submitted", "2004-07-09"},
    };
    check(rows, G_N_ELEMENTS(rows));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/auto/headers", test_headers);
    g_test_add_func("/auto/subjects", test_subjects);
    g_test_add_func("/auto/words", test_words);
    g_test_add_func("/auto/lists", test_lists);
    g_test_add_func("/auto/until", test_until);
    return g_test_run();
}
