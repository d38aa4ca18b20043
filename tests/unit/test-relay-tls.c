/* Relay: TLS and logging in. */
#include "tests/unit/dialogue.h"

#define REQUIRED "starttls=required"
#define PEM(NAME) "--pem \"$FOLDER/" NAME ".pem\" "

static void
test_tls(void)
{
    static const Dialogue table[] = {
        GOES("STARTTLS", "--offer STARTTLS " PEM("localhost"), "SSS", 3,
             .log = "-- SNI localhost\n-- TLSv1.3", .options = REQUIRED),
        GOES("STARTTLS, many sessions in one process", "--offer STARTTLS " PEM("localhost"),
             "SSSSSSSSSSSSSSSSSSSS", 20, .options = "starttls=required&messages=1"),
        GOES("STARTTLS where offered, and it is", "--offer STARTTLS " PEM("localhost"), "S", 1,
             .log = "-- TLSv1.3", .options = "starttls=optional"),
        GOES("STARTTLS where offered, and it is not", "", "S", 1, .options = "starttls=optional"),
        STOPS("STARTTLS is not offered", "", "l-", 0, "offers no STARTTLS", CONFIG,
              .options = REQUIRED),
        STOPS("STARTTLS is refused for now", "--offer STARTTLS 'starttls=454 4.7.0 no'", "l-", 0,
              "refuses to start TLS: 454 4.7.0 no", TEMPORARY, .options = REQUIRED),
        STOPS("no TLS after 220", "--offer STARTTLS 'starttls=220 go|what?+drop'", "l-", 0,
              "out of turn", TEMPORARY, .options = REQUIRED),
        STOPS("gone after 220", "--offer STARTTLS 'starttls=220 go+drop'", "l-", 0, "no TLS",
              TEMPORARY, .options = REQUIRED),
        STOPS("answers injected before TLS",
              "--offer STARTTLS 'starttls=220 go|250-injected|250 DSN+tls' " PEM("localhost"), "l-",
              0, "spoke out of turn", TEMPORARY, .options = REQUIRED),
        STOPS("half an answer injected",
              "--offer STARTTLS 'starttls=220 go|250-inj+tls' " PEM("localhost"), "l-", 0,
              "spoke out of turn", TEMPORARY, .options = REQUIRED),
        STOPS("certificate for another host", "--offer STARTTLS " PEM("other"), "l-", 0,
              "ostname mismatch", CONFIG, .options = REQUIRED),
        STOPS("certificate signed by nobody", "--offer STARTTLS " PEM("self"), "l-", 0,
              "self-signed", CONFIG, .options = REQUIRED),
        STOPS("certificate of yesterday", "--offer STARTTLS " PEM("old"), "l-", 0, "expired",
              CONFIG, .options = "starttls=optional"),
        GOES("TLS and faults: gone after the dot",
             "--offer STARTTLS dot:2=keep+drop " PEM("localhost"), "SUS", 3, .options = REQUIRED),
        GOES("TLS and faults: gone inside DATA", "--offer STARTTLS part:1=drop " PEM("localhost"),
             "LSS", 2, .options = REQUIRED, .size = 16 << 20),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
        dialogue_check(&table[i]);
}

static void
test_smtps(void)
{
    static const Dialogue table[] = {
        GOES("TLS at once", "--smtps " PEM("localhost"), "SSS", 3,
             .log = "-- SNI localhost\n-- TLSv1.3", .options = "messages=200"),
        GOES("many sessions", "--smtps " PEM("localhost"), "SSSSSSSSSS", 10,
             .options = "messages=1"),
        GOES("login", "--smtps --offer 'AUTH PLAIN' --login 'ada:open sesame' " PEM("localhost"),
             "S", 1, .log = "-- AUTH PLAIN in TLS", .options = "messages=200", .user = "ada@"),
        GOES("greeting in several lines", "--smtps 'connect=220-here|220 ESMTP' " PEM("localhost"),
             "S", 1, .options = "messages=200"),
        STOPS("greeting refuses", "--smtps 'connect=554 5.7.1 go away' " PEM("localhost"), "l-", 0,
              "554 5.7.1 go away", TEMPORARY, .options = "messages=200"),
        STOPS("no greeting", "--smtps connect=hang " PEM("localhost"), "l-", 0,
              "gave no answer in time", TEMPORARY, .options = "timeout=1"),
        STOPS("certificate for another host", "--smtps " PEM("other"), "l-", 0, "ostname mismatch",
              CONFIG, .options = "messages=200"),
        STOPS("a server without TLS", "", "l-", 0, "no TLS: wrong version number", TEMPORARY,
              .options = "messages=200"),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        Dialogue dialogue = table[i];
        dialogue.scheme = "smtps";
        dialogue_check(&dialogue);
    }
}

#define LOGIN "--login 'ada:open sesame' "

static void
test_login(void)
{
    static const Dialogue table[] = {
        GOES("PLAIN", LOGIN "--offer 'AUTH PLAIN'", "SS", 2, .log = "-- AUTH PLAIN in clear"),
        GOES("LOGIN", LOGIN "--offer 'AUTH LOGIN'", "SS", 2, .log = "-- AUTH LOGIN in clear"),
        GOES("CRAM-MD5", LOGIN "--offer 'AUTH CRAM-MD5 PLAIN'", "SS", 2,
             .log = "-- AUTH CRAM-MD5 in clear"),
        GOES("what we cannot do is passed over", LOGIN "--offer 'AUTH GSSAPI NTLM XOAUTH2 PLAIN'",
             "S", 1, .log = "-- AUTH PLAIN"),
        STOPS("only what we cannot do", LOGIN "--offer 'AUTH GSSAPI XOAUTH2'", "l-", 0,
              "no way to log in that we know", CONFIG),
        STOPS("no AUTH", "", "l-", 0, "offers no way to log in; ", CONFIG),
        STOPS("wrong", "--login 'ada:other' --offer 'AUTH PLAIN LOGIN'", "l-", 0,
              "refuses our name and password: 535 5.7.8 wrong", CONFIG),
        STOPS("wrong, and a mechanism behind it", "--login 'ada:other' --offer 'AUTH PLAIN NTLM'",
              "l-", 0, "refuses our name and password: 535 5.7.8 wrong", CONFIG),
        STOPS("not now", LOGIN "--offer 'AUTH PLAIN' 'auth=454 4.7.0 not now'", "l-", 0,
              "cannot check our password now: 454 4.7.0 not now", TEMPORARY),
        STOPS("gone", LOGIN "--offer 'AUTH PLAIN' auth=drop", "l-", 0,
              "closed the connection after AUTH", TEMPORARY),
    };
    static const Dialogue nobody = STOPS("530 at MAIL", "'mail=530 5.7.0 who are you?'", "l-", 0,
                                         "wants us to log in first: 530", CONFIG);
    static const Dialogue inside =
        GOES("in TLS only", LOGIN "--offer 'STARTTLS,AUTH PLAIN' " PEM("localhost"), "S", 1,
             .log = "-- AUTH PLAIN in TLS", .options = REQUIRED, .user = "ada@");
    static const Dialogue stripped =
        STOPS("somebody took STARTTLS out", LOGIN "--offer 'AUTH PLAIN'", "l-", 0,
              "offers no STARTTLS", CONFIG, .options = "starttls=optional", .user = "ada@");
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        Dialogue dialogue = table[i];
        dialogue.options = "starttls=off&auth=clear";
        dialogue.user = "ada@";
        dialogue_check(&dialogue);
    }
    dialogue_check(&nobody);
    dialogue_check(&inside);
    dialogue_check(&stripped);
}

/* A token goes inside TLS alone, whatever is allowed to a password. */
static void
test_token(void)
{
    static const Dialogue table[] = {
        GOES("OAUTHBEARER",
             LOGIN "--smtps --offer 'AUTH PLAIN OAUTHBEARER XOAUTH2' " PEM("localhost"), "SSS", 3,
             .log = "-- AUTH OAUTHBEARER in TLS", .scheme = "smtps", .options = "messages=200"),
        GOES("XOAUTH2", LOGIN "--smtps --offer 'AUTH XOAUTH2' " PEM("localhost"), "SSS", 3,
             .log = "-- AUTH XOAUTH2 in TLS", .scheme = "smtps", .options = "messages=1"),
        GOES("after STARTTLS", LOGIN "--offer 'STARTTLS,AUTH XOAUTH2' " PEM("localhost"), "SS", 2,
             .log = "-- AUTH XOAUTH2 in TLS", .options = REQUIRED),
        GOES("even where a password may go in clear",
             LOGIN "--offer 'STARTTLS,AUTH XOAUTH2' " PEM("localhost"), "SS", 2,
             .log = "-- AUTH XOAUTH2 in TLS", .options = "starttls=optional&auth=clear"),
        STOPS("refused", "--login 'ada:other' --smtps --offer 'AUTH OAUTHBEARER' " PEM("localhost"),
              "l-", 0, "refuses our name and token: 535 5.7.8 wrong", CONFIG, .scheme = "smtps",
              .options = "messages=200"),
        STOPS("refused by XOAUTH2",
              "--login 'ada:other' --offer 'STARTTLS,AUTH XOAUTH2' " PEM("localhost"), "l-", 0,
              "refuses our name and token: 535 5.7.8 wrong", CONFIG, .options = REQUIRED),
        STOPS("not now",
              LOGIN "--smtps --offer 'AUTH XOAUTH2' 'auth=454 4.7.0 not now' " PEM("localhost"),
              "l-", 0, "cannot check our token now: 454 4.7.0 not now", TEMPORARY,
              .scheme = "smtps", .options = "messages=200"),
        STOPS("only passwords", LOGIN "--smtps --offer 'AUTH PLAIN LOGIN' " PEM("localhost"), "l-",
              0, "offers no way to log in with a token", CONFIG, .scheme = "smtps",
              .options = "messages=200"),
        STOPS("gone", LOGIN "--smtps --offer 'AUTH XOAUTH2' auth=drop " PEM("localhost"), "l-", 0,
              "closed the connection after AUTH", TEMPORARY, .scheme = "smtps",
              .options = "messages=200"),
        STOPS("somebody took STARTTLS out", LOGIN "--offer 'AUTH XOAUTH2'", "l-", 0,
              "offers no STARTTLS", CONFIG, .options = "starttls=optional"),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        Dialogue dialogue = table[i];
        dialogue.user = "ada@";
        dialogue.token = true;
        dialogue_check(&dialogue);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    dialogues_begin();
    g_test_add_func("/relay-tls/tls", test_tls);
    g_test_add_func("/relay-tls/smtps", test_smtps);
    g_test_add_func("/relay-tls/login", test_login);
    g_test_add_func("/relay-tls/token", test_token);
    int failed = g_test_run();
    dialogues_end();
    return failed;
}
