/* Relay dialogue: what is made of the bytes between libESMTP and a server. In the tables ">" begins what
 * we say and "<" what the server says, in pieces as they pass; each piece ends at the next mark. */
#include "event/error.h"
#include "mailer/relay-dialogue.h"
#include <string.h>

/* Plays SCRIPT; the server's bytes as they are afterwards go to HEARD. FALSE when it was stopped. */
static bool
play(RelayDialogue *dialogue, const char *script, GString *heard)
{
    bool fine = true;
    for (const char *p = script; *p && fine;) {
        gsize n = strcspn(p + 1, "<>");
        g_autofree char *piece = g_strndup(p + 1, n);
        fine = *p == '>' ? relay_dialogue_say(dialogue, piece, n)
                         : relay_dialogue_hear(dialogue, piece, n);
        if (*p == '<' && heard)
            g_string_append_len(heard, piece, (gssize)n);
        p += n + 1;
    }
    return fine;
}

#define HELLO "<220 hi\r\n>EHLO us\r\n<250-here\r\n250 PIPELINING\r\n"
#define SECRET_HELLO "<220 hi\r\n>EHLO us\r\n<250-here\r\n250 AUTH PLAIN\r\n"
#define MAIL ">MAIL FROM:(a)\r\n<250 ok\r\n"

static void
test_problems(void)
{
    static const struct {
        const char *script;
        DialogueProblem want;
    } table[] = {
        {HELLO MAIL
         ">RCPT TO:(b)\r\nDATA\r\n<250 ok\r\n354 go\r\n<250 taken\r\n>QUIT\r\n<221 bye\r\n",
         DIALOGUE_FINE},
        {HELLO MAIL ">RCPT TO:(b)\r\nDATA\r\n<250 ok\r\n354 go\r\n250 taken\r\n250 and more\r\n",
         DIALOGUE_TURN},
        {HELLO MAIL
         ">RCPT TO:(b)\r\nDATA\r\n<550 no\r\n354 go\r\n>.\r\n<554 nobody\r\n>RSET\r\n<250 ok\r\n",
         DIALOGUE_FINE},
        {"<220 hi\r\n220 hi\r\n", DIALOGUE_TURN},
        {"<220-hi\r\n<220 h<i\r\n>EHLO us\r\n<2<50 here\r\n", DIALOGUE_FINE},
        {HELLO ">STARTTLS\r\n<220 go\r\n", DIALOGUE_FINE},
        {HELLO ">STARTTLS\r\n<220 go\r\n2", DIALOGUE_TURN},
        {HELLO ">STARTTLS\r\n<220 go\r\n<250-here\r\n", DIALOGUE_TURN},
        {HELLO "<421 too late\r\n", DIALOGUE_FINE},
        {HELLO "<250 and more\r\n", DIALOGUE_TURN},
        {HELLO "<421 too late\r\n>MAIL FROM:(a)\r\n<250 ok\r\n", DIALOGUE_TURN},
        {HELLO ">QUIT\r\n<221 bye\r\n221 bye\r\n", DIALOGUE_FINE},
        {HELLO ">EHLO us\r\n<nonsense\r\n", DIALOGUE_FINE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        RelayDialogue dialogue;
        relay_dialogue_init(&dialogue);
        g_assert_cmpint(play(&dialogue, table[i].script, NULL), ==, table[i].want == DIALOGUE_FINE);
        g_assert_cmpint(dialogue.problem, ==, table[i].want);
    }
}

static void
test_login(void)
{
    static const struct {
        const char *script;
        bool goes;
    } table[] = {
        {SECRET_HELLO ">AUTH PLAIN eA==\r\n<235 ok\r\n" MAIL, true},
        {SECRET_HELLO ">AUTH LOGIN eA==\r\n<334 UGFzcw==\r\n>eA==\r\n<235 ok\r\n" MAIL, true},
        {SECRET_HELLO MAIL, false},
        {SECRET_HELLO ">AUTH PLAIN eA==\r\n<535 no\r\n" MAIL, false},
        {SECRET_HELLO ">AUTH PLAIN eA==\r\n<250 ok\r\n" MAIL, false},
        {HELLO MAIL, false},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        RelayDialogue dialogue;
        relay_dialogue_init(&dialogue);
        dialogue.login_required = true;
        g_assert_cmpint(play(&dialogue, table[i].script, NULL), ==, table[i].goes);
        g_assert_cmpint(dialogue.problem, ==, table[i].goes ? DIALOGUE_FINE : DIALOGUE_LOGIN);
    }
}

/* CHUNKING is spoilt wherever the pieces part, and nothing else is. */
static void
test_chunking(void)
{
    static const struct {
        const char *script, *heard;
    } table[] = {
        {"<220 CHUNKING\r\n>EHLO us\r\n<250-here\r\n250-CHUNKING\r\n250 DSN\r\n",
         "220 CHUNKING\r\n250-here\r\n250-CHUNKINX\r\n250 DSN\r\n"},
        {"<220 hi\r\n>EHLO us\r\n<250-here\r\n250 chunkin<g\r\n",
         "220 hi\r\n250-here\r\n250 chunkinX\r\n"},
        {"<220 hi\r\n>EHLO us\r\n<250-here\r\n250 CHUNKING<\r\n",
         "220 hi\r\n250-here\r\n250 CHUNKINX\r\n"},
        {"<220 hi\r\n>EHLO us\r\n<250-XCHUNKING\r\n250 AUTH CHUNKING\r\n",
         "220 hi\r\n250-XCHUNKING\r\n250 AUTH CHUNKING\r\n"},
        {"<220 h\374\r\n>EHLO us\r\n<250-here\r\n250 X\374\r\n",
         "220 h\374\r\n250-here\r\n250 XX\r\n"},
        {HELLO MAIL ">RCPT TO:(b)\r\n<250 CHUNKING\r\n",
         "220 hi\r\n250-here\r\n250 PIPELINING\r\n250 ok\r\n250 CHUNKING\r\n"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        RelayDialogue dialogue;
        g_autoptr(GString) heard = g_string_new(NULL);
        relay_dialogue_init(&dialogue);
        g_assert_true(play(&dialogue, table[i].script, heard));
        g_assert_cmpstr(heard->str, ==, table[i].heard);
    }
}

/* Without TLS, what would help depends on what there is to be kept. */
static void
test_no_tls(void)
{
    static const struct {
        bool login, token;
        const char *want;
    } table[] = {
        {false, false, "relay offers no STARTTLS; starttls=off would send mail unprotected"},
        {true, false,
         "relay offers no STARTTLS; starttls=optional with auth=clear would send the password, and"
         " mail, unprotected"},
        {true, true, "relay offers no STARTTLS, and a token goes inside TLS only"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        RelayDialogue dialogue;
        relay_dialogue_init(&dialogue);
        dialogue.tls_required = true;
        dialogue.login_required = table[i].login;
        dialogue.token = table[i].token;
        g_assert_true(play(&dialogue, HELLO, NULL));
        g_autoptr(GError) error = relay_dialogue_refusal(&dialogue, "relay", false);
        g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG);
        g_assert_cmpstr(error->message, ==, table[i].want);
    }
}

static void
test_refusals(void)
{
    static const struct {
        const char *script;
        bool tls, closed;
        ConvokeError code;
        const char *want;
    } table[] = {
        {"<554-5.7.1 go\r\n554 5.7.1 \033[1maway\r\n", false, false, CONVOKE_ERROR_TEMPORARY,
         "relay takes no mail from us now: 554 5.7.1 go 5.7.1 [1maway"},
        {"<554 go away\r\n>QUIT\r\n<221 bye\r\n", false, true, CONVOKE_ERROR_TEMPORARY,
         "relay takes no mail from us now: 554 go away"},
        {"<220 hi\r\n>EHLO us\r\n<250-here\r\n25", false, true, CONVOKE_ERROR_TEMPORARY,
         "relay closed the connection after EHLO"},
        {HELLO MAIL ">RCPT TO:(b)\r\n<550 no\r\n>RSET\r\n", false, true, CONVOKE_ERROR_TEMPORARY,
         "relay closed the connection"},
        {HELLO MAIL ">RCPT TO:(b)\r\n<550 no\r\n>RSET\r\n", false, false, CONVOKE_ERROR_TEMPORARY,
         "relay gave no answer in time"},
        {"<SSH-2.0-OpenSSH\r\n", false, true, CONVOKE_ERROR_TEMPORARY, "relay does not speak SMTP"},
        {HELLO ">STARTTLS\r\n<502 no\r\n", true, false, CONVOKE_ERROR_CONFIG,
         "relay refuses to start TLS: 502 no"},
        {SECRET_HELLO ">AUTH PLAIN eA==\r\n<454 busy\r\n", false, false, CONVOKE_ERROR_TEMPORARY,
         "relay cannot check our password now: 454 busy"},
        {SECRET_HELLO ">AUTH PLAIN eA==\r\n<535 no\r\n>AUTH NTLM\r\n<334 \r\n>*\r\n<501 ok\r\n",
         false, false, CONVOKE_ERROR_CONFIG, "relay refuses our name and password: 535 no"},
        {HELLO ">MAIL FROM:(a)\r\n<530 who?\r\n", false, false, CONVOKE_ERROR_CONFIG,
         "relay wants us to log in first: 530 who?"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        RelayDialogue dialogue;
        relay_dialogue_init(&dialogue);
        dialogue.tls_required = table[i].tls;
        g_assert_true(play(&dialogue, table[i].script, NULL));
        g_autoptr(GError) error = relay_dialogue_refusal(&dialogue, "relay", table[i].closed);
        g_assert_error(error, CONVOKE_ERROR, (int)table[i].code);
        g_assert_cmpstr(error->message, ==, table[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/relay-dialogue/problems", test_problems);
    g_test_add_func("/relay-dialogue/login", test_login);
    g_test_add_func("/relay-dialogue/chunking", test_chunking);
    g_test_add_func("/relay-dialogue/refusals", test_refusals);
    g_test_add_func("/relay-dialogue/no-tls", test_no_tls);
    return g_test_run();
}
