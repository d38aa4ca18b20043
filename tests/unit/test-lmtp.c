/* LMTP sessions: what a client says and what it hears, as dialogues. */
#include "inbox/lmtp.h"
#include <string.h>

#define TOKEN "abcdefgh23456723"
#define HELLO "LHLO mx.example\r\n"
#define HELLO_ANSWER                                                                               \
    "220 here.example LMTP convoke\r\n250-here.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n"      \
    "250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE 200\r\n"
#define MAIL "MAIL FROM:<ann@able.example>\r\n"
#define RCPT "RCPT TO:<meet@here.example>\r\n"
#define BEGUN "250 2.1.0 ok\r\n250 2.1.5 ok\r\n354 end with a line that is a dot\r\n"

static const LmtpRules rules = {"here.example", "meet@here.example", '+', 200};

/* Says all of BYTES, PIECE at a time; whatever is delivered is written into *messages, and answered with
 * TAKEN, the second recipient of a message with LATER. */
static char *
converse(const char *bytes, gsize length, gsize piece, GString *messages)
{
    LmtpSession session;
    LmtpRoom room = {.most = 1 << 20};
    lmtp_init(&session, &rules, &room);
    for (gsize at = 0; at < length && session.state != LMTP_CLOSE;) {
        at += lmtp_hear(&session, bytes + at, MIN(piece, length - at));
        if (session.state != LMTP_DELIVER)
            continue;
        g_string_append_len(messages, (char *)session.data.bytes->data, session.data.bytes->len);
        g_string_append(messages, "->");
        for (guint i = 0; i < session.recipients->len; i++)
            g_string_append_printf(messages, " %s", (char *)session.recipients->pdata[i]);
        g_string_append(messages, "\n");
        for (LmtpVerdict verdict = LMTP_TAKEN; session.state == LMTP_DELIVER; verdict = LMTP_LATER)
            lmtp_answer(&session, verdict);
    }
    char *said = g_strdup(session.out->str);
    lmtp_clear(&session);
    g_assert_cmpuint(room.taken, ==, 0);
    return said;
}

typedef struct {
    const char *said;
    const char *heard;    /* behind the answer to LHLO */
    const char *messages; /* NULL = none */
} Row;

static const Row rows[] = {
    /* one message, and the end */
    {MAIL RCPT "DATA\r\nSubject: yes\r\n\r\nyes\r\n.\r\nQUIT\r\n",
     BEGUN "250 2.0.0 recorded\r\n221 2.0.0 bye\r\n",
     "Return-Path: <ann@able.example>\r\nSubject: yes\r\n\r\nyes\r\n-> meet@here.example\n"},
    /* two recipients have an answer each, and then the next message comes */
    {MAIL RCPT "RCPT TO:<Meet+" TOKEN "@HERE.example>\r\nDATA\r\na\r\n.\r\n"
               "MAIL FROM:<>\r\n" RCPT "DATA\r\nb\r\n.\r\n",
     "250 2.1.0 ok\r\n250 2.1.5 ok\r\n250 2.1.5 ok\r\n354 end with a line that is a dot\r\n"
     "250 2.0.0 recorded\r\n451 4.3.0 it cannot be recorded now; try again later\r\n" BEGUN
     "250 2.0.0 recorded\r\n",
     "Return-Path: <ann@able.example>\r\na\r\n-> meet@here.example Meet+" TOKEN "@here.example\n"
     "Return-Path: <>\r\nb\r\n-> meet@here.example\n"},
    /* dots: stuffed ones go, others stay; an empty message is one */
    {MAIL RCPT "DATA\r\n..\r\n...a\r\nb.\r\n.c\r\n.\r\n", BEGUN "250 2.0.0 recorded\r\n",
     "Return-Path: <ann@able.example>\r\n.\r\n..a\r\nb.\r\nc\r\n-> meet@here.example\n"},
    {MAIL RCPT "DATA\r\n.\r\n", BEGUN "250 2.0.0 recorded\r\n",
     "Return-Path: <ann@able.example>\r\n-> meet@here.example\n"},
    /* a bare CR or LF ends no line, so no message either, whatever stands behind it */
    {MAIL RCPT "DATA\r\na\n.\nMAIL FROM:<evil@x.example>\n.\r\nb\r.\r\nc\r\n.\nd\r\n.\re\r\n.\r\r\n"
               "\r\n.\r\n",
     BEGUN "250 2.0.0 recorded\r\n",
     "Return-Path: <ann@able.example>\r\na\n.\nMAIL "
     "FROM:<evil@x.example>\n.\r\nb\r.\r\nc\r\n\nd\r\n\re\r\n\r\r\n"
     "\r\n-> meet@here.example\n"},
    /* nor a command */
    {"NOOP\nQUIT\r\n", "421 5.5.2 commands are lines of text that end with CRLF\r\n", NULL},
    {"NO\rOP\r\nQUIT\r\n", "421 5.5.2 commands are lines of text that end with CRLF\r\n", NULL},
    {"\n", "421 5.5.2 commands are lines of text that end with CRLF\r\n", NULL},
    /* sizes */
    {"MAIL FROM:<a@b.example> SIZE=200\r\nRSET\r\nMAIL FROM:<a@b.example> SIZE=201\r\n",
     "250 2.1.0 ok\r\n250 2.0.0 ok\r\n552 5.3.4 the message is too big\r\n", NULL},
    {MAIL RCPT RCPT "DATA\r\n"
                    "0123456789012345678901234567890123456789012345678901234567890123456789\r\n"
                    "0123456789012345678901234567890123456789012345678901234567890123456789\r\n"
                    "01234567890123456789012345678901234567890123456789012345\r\n.\r\nNOOP\r\n",
     "250 2.1.0 ok\r\n250 2.1.5 ok\r\n250 2.1.5 ok\r\n354 end with a line that is a dot\r\n"
     "552 5.3.4 the message is too big\r\n552 5.3.4 the message is too big\r\n250 2.0.0 ok\r\n",
     NULL},
    /* the order of things */
    {RCPT "DATA\r\n" MAIL "DATA\r\n" MAIL,
     "503 5.5.1 say MAIL first\r\n503 5.5.1 there is no recipient\r\n250 2.1.0 ok\r\n"
     "503 5.5.1 there is no recipient\r\n503 5.5.1 there is a sender already\r\n",
     NULL},
    {MAIL RCPT "RSET\r\nDATA\r\n",
     "250 2.1.0 ok\r\n250 2.1.5 ok\r\n250 2.0.0 ok\r\n503 5.5.1 there is no recipient\r\n", NULL},
    {MAIL RCPT HELLO "DATA\r\n",
     "250 2.1.0 ok\r\n250 2.1.5 ok\r\n250-here.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n"
     "250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE 200\r\n503 5.5.1 there is no "
     "recipient\r\n",
     NULL},
    /* words */
    {"EHLO mx\r\nHELO mx\r\nhelp\r\nVRFY ann\r\nNOOP x\r\nDATA x\r\nLHLO\r\n\r\n",
     "500 5.5.1 this is LMTP; say LHLO\r\n500 5.5.1 this is LMTP; say LHLO\r\n"
     "500 5.5.2 there is no such command\r\n252 2.5.0 send it and see\r\n250 2.0.0 ok\r\n"
     "501 5.5.4 wrong arguments\r\n501 5.5.4 wrong arguments\r\n500 5.5.2 there is no such "
     "command\r\n",
     NULL},
    {"mail from: <a@b.example> body=8bitmime smtputf8  size=7\r\n"
     "rcpt to:<@relay.example,@x.example:meet@here.example>\r\nquit\r\n",
     "250 2.1.0 ok\r\n250 2.1.5 ok\r\n221 2.0.0 bye\r\n", NULL},
    {"MAIL FROM:a@b.example\r\nMAIL FROM:<a@b.example\r\nMAIL FROM:<a>b\r\nMAIL FROM:<a\001@b>\r\n"
     "MAIL FROM:<\374@b.example>\r\nMAIL FROM:<\"a>b\"@c.example>\r\n",
     "501 5.1.7 say MAIL FROM:<address>\r\n501 5.1.7 say MAIL FROM:<address>\r\n"
     "501 5.1.7 say MAIL FROM:<address>\r\n501 5.1.7 say MAIL FROM:<address>\r\n"
     "501 5.1.7 say MAIL FROM:<address>\r\n250 2.1.0 ok\r\n",
     NULL},
    {"MAIL FROM:<> BODY=BINARYMIME\r\nMAIL FROM:<> SIZE=much\r\nMAIL FROM:<> RET=HDRS\r\n" MAIL
     "RCPT TO:<meet@here.example> NOTIFY=NEVER\r\n",
     "501 5.5.4 that is no value of this parameter\r\n501 5.5.4 that is no value of this "
     "parameter\r\n"
     "555 5.5.4 that parameter is not offered\r\n250 2.1.0 ok\r\n555 5.5.4 that parameter is not "
     "offered\r\n",
     NULL},
    /* what follows would be a message, which is no place for commands */
    {MAIL RCPT "BDAT 39 LAST\r\nRSET\r\nMAIL FROM:<evil@x.example>\r\n",
     "250 2.1.0 ok\r\n250 2.1.5 ok\r\n421 5.5.1 BDAT is not offered\r\n", NULL},
    /* whose mail is ours */
    {MAIL "RCPT TO:<>\r\nRCPT TO:<other@here.example>\r\nRCPT TO:<meet@there.example>\r\n"
          "RCPT TO:<\"meet\"@here.example>\r\nRCPT TO:<meet@here.example>\r\n"
          "RCPT TO:<meet+b.x@here.example>\r\nRCPT TO:<meet-" TOKEN "@localhost>\r\n",
     "250 2.1.0 ok\r\n550 5.1.1 no meeting is answered to at this address\r\n"
     "550 5.1.1 no meeting is answered to at this address\r\n"
     "550 5.1.1 no meeting is answered to at this address\r\n"
     "250 2.1.5 ok\r\n250 2.1.5 ok\r\n250 2.1.5 ok\r\n250 2.1.5 ok\r\n",
     NULL},
};

static void
test_dialogues(void)
{
    static const gsize pieces[] = {1, 2, 3, 7, 1 << 20};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        for (gsize k = 0; k < G_N_ELEMENTS(pieces); k++) {
            g_autofree char *said = g_strconcat(HELLO, rows[i].said, NULL);
            g_autofree char *want = g_strconcat(HELLO_ANSWER, rows[i].heard, NULL);
            g_autoptr(GString) messages = g_string_new(NULL);
            g_autofree char *heard = converse(said, strlen(said), pieces[k], messages);
            g_assert_cmpstr(heard, ==, want);
            g_assert_cmpstr(messages->str, ==, rows[i].messages ? rows[i].messages : "");
        }
}

static void
test_limits(void)
{
    g_autoptr(GString) messages = g_string_new(NULL);
    g_autoptr(GString) said = g_string_new(MAIL);
    g_autofree char *early = converse(said->str, said->len, 100, messages);
    g_assert_nonnull(strstr(early, "503 5.5.1 say LHLO first\r\n"));

    g_string_prepend(said, HELLO);
    for (int i = 0; i < LMTP_RECIPIENTS + 1; i++)
        g_string_append(said, RCPT);
    g_autofree char *many = converse(said->str, said->len, 100, messages);
    g_assert_true(g_str_has_suffix(many, "250 2.1.5 ok\r\n452 4.5.3 too many recipients\r\n"));

    g_string_assign(said, HELLO MAIL);
    for (int i = 0; i < LMTP_FAULTS; i++)
        g_string_append(said, "RCPT TO:<nobody@here.example>\r\n");
    g_string_append(said, RCPT);
    g_autofree char *others = converse(said->str, said->len, 100, messages);
    g_assert_true(g_str_has_suffix(others, "\r\n250 2.1.5 ok\r\n"));

    g_string_assign(said, HELLO);
    for (int i = 0; i < LMTP_FAULTS; i++)
        g_string_append(said, "What?\r\n");
    g_autofree char *bad = converse(said->str, said->len, 100, messages);
    g_assert_true(g_str_has_suffix(bad, "\r\n421 4.7.0 too many errors\r\n"));

    g_string_assign(said, HELLO);
    for (int i = 0; i < LMTP_LINE; i++)
        g_string_append_c(said, 'x');
    g_autofree char *fits = converse(said->str, said->len, 100, messages);
    g_assert_cmpstr(fits, ==, HELLO_ANSWER);
    g_string_append(said, "x");
    g_autofree char *longer = converse(said->str, said->len, 100, messages);
    g_assert_true(g_str_has_suffix(longer, "\r\n421 5.5.6 that line is too long\r\n"));
    g_autofree char *zero = converse(HELLO "NOOP\0x\r\n", strlen(HELLO) + 8, 100, messages);
    g_assert_true(
        g_str_has_suffix(zero, "421 5.5.2 commands are lines of text that end with CRLF\r\n"));
}

/* Says all of it, and what it is answered. */
static char *
exchange(LmtpSession *session, const char *said)
{
    g_string_truncate(session->out, 0);
    g_assert_cmpuint(lmtp_hear(session, said, strlen(said)), ==, strlen(said));
    return g_strdup(session->out->str);
}

/* Two at a time, of whom one finds no room until the other is done. */
static void
test_room(void)
{
#define NONE "452 4.3.1 there is no room for this message now; try again later\r\n"
#define EIGHTY                                                                                     \
    "12345678901234567890123456789012345678\r\n12345678901234567890123456789012345678\r\n"
    LmtpRoom room = {.most = 200};
    LmtpSession one, two;
    lmtp_init(&one, &rules, &room);
    lmtp_init(&two, &rules, &room);
    g_autofree char *first = exchange(&one, HELLO MAIL RCPT "DATA\r\n" EIGHTY);
    gsize taken = room.taken;
    g_assert_cmpuint(taken, ==, strlen("Return-Path: <ann@able.example>\r\n" EIGHTY));
    g_autofree char *hello = exchange(&two, HELLO);

    g_autofree char *declared = exchange(&two, "MAIL FROM:<> SIZE=160\r\n");
    g_assert_cmpstr(declared, ==, NONE);
    g_autofree char *undeclared =
        exchange(&two, MAIL RCPT RCPT "DATA\r\n" EIGHTY EIGHTY "..\r\n.\r\n");
    g_assert_cmpstr(undeclared, ==,
                    "250 2.1.0 ok\r\n250 2.1.5 ok\r\n250 2.1.5 ok\r\n"
                    "354 end with a line that is a dot\r\n" NONE NONE);
    g_assert_cmpuint(room.taken, ==, taken);

    g_autofree char *end = exchange(&one, ".\r\n");
    g_assert_cmpint(one.state, ==, LMTP_DELIVER);
    g_assert_cmpuint(room.taken, ==, taken);
    lmtp_answer(&one, LMTP_TAKEN);
    g_assert_cmpuint(room.taken, ==, 0);
    g_autofree char *again =
        exchange(&two, "MAIL FROM:<> SIZE=160\r\n" RCPT "DATA\r\n" EIGHTY EIGHTY ".\r\n");
    g_assert_cmpstr(again, ==, BEGUN);
    g_assert_cmpint(two.state, ==, LMTP_DELIVER);
    lmtp_clear(&one);
    lmtp_clear(&two);
    g_assert_cmpuint(room.taken, ==, 0);
}

/* Who says much and hears nothing is not heard on until what it is told is taken away. */
static void
test_deaf(void)
{
    enum { TIMES = 2000 };
    LmtpRoom room = {.most = 200};
    LmtpSession session;
    lmtp_init(&session, &rules, &room);
    g_autoptr(GString) said = g_string_new(NULL);
    g_autoptr(GString) heard = g_string_new(NULL);
    for (int i = 0; i < TIMES; i++)
        g_string_append(said, HELLO);
    gsize at = lmtp_hear(&session, said->str, said->len);
    g_assert_cmpuint(at, <, said->len);
    g_assert_cmpuint(lmtp_hear(&session, said->str + at, said->len - at), ==, 0);
    while (at < said->len) {
        g_assert_cmpuint(session.out->len, <, LMTP_OUT + strlen(HELLO_ANSWER));
        g_string_append(heard, session.out->str);
        g_string_truncate(session.out, 0);
        at += lmtp_hear(&session, said->str + at, said->len - at);
    }
    g_string_append(heard, session.out->str);
    g_auto(GStrv) answers = g_strsplit(heard->str, "250-PIPELINING", -1);
    g_assert_cmpuint(g_strv_length(answers), ==, TIMES + 1);
    lmtp_clear(&session);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lmtp/dialogues", test_dialogues);
    g_test_add_func("/lmtp/limits", test_limits);
    g_test_add_func("/lmtp/room", test_room);
    g_test_add_func("/lmtp/deaf", test_deaf);
    return g_test_run();
}
