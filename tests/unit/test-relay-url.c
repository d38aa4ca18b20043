/* Relay URL: what each line means, and what is said about one that means nothing. */
#include "event/error.h"
#include "mailer/relay-url.h"
#include <string.h>

/* All of an smtp URL on one line: "HOST PORT TLS USER CLEAR CA HELLO MESSAGES SECONDS". */
static char *
describe(const RelayUrl *url)
{
    static const char *const tls[] = {"off", "optional", "required", "implicit"};
    const char *dash = "-";
    return g_strdup_printf("%s %u %s %s %s %s %s %u %u", url->host, url->port, tls[url->tls],
                           url->user ? url->user : dash, url->auth_in_clear ? "clear" : dash,
                           url->ca_file ? url->ca_file : dash, url->hello ? url->hello : dash,
                           url->per_connection, url->seconds);
}

static void
test_smtp(void)
{
    static const struct {
        const char *url, *want;
    } table[] = {
        {"smtp://mail.example", "mail.example 587 required - - - - 0 0"},
        {"smtp://mail.example/", "mail.example 587 required - - - - 0 0"},
        {"smtp://mail.example:25", "mail.example 25 required - - - - 0 0"},
        {"smtp://ada@mail.example:2525?starttls=optional",
         "mail.example 2525 optional ada - - - 0 0"},
        {"smtp://ada@corp.example@mail.example",
         "mail.example 587 required ada@corp.example - - - 0 0"},
        {"smtp://ada%40corp.example@mail.example",
         "mail.example 587 required ada@corp.example - - - 0 0"},
        {"smtps://ada@mail.example", "mail.example 465 implicit ada - - - 0 0"},
        {"smtp://localhost:25", "localhost 25 off - - - - 0 0"},
        {"smtp://ada@localhost", "localhost 587 required ada - - - 0 0"},
        {"smtp://127.0.0.1", "127.0.0.1 587 off - - - - 0 0"},
        {"smtp://127.evil.example", "127.evil.example 587 required - - - - 0 0"},
        {"smtp://[::1]:25", "::1 25 off - - - - 0 0"},
        {"smtp://[2001:db8::25]", "2001:db8::25 587 required - - - - 0 0"},
        {"smtp://localhost?starttls=required", "localhost 587 required - - - - 0 0"},
        {"smtp://mail.example?starttls=off&auth=clear&hello=us.example&ca=/etc/"
         "my%20ca.pem&messages=50"
         "&timeout=60",
         "mail.example 587 off - clear /etc/my ca.pem us.example 50 60"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(RelayUrl) url = relay_url_parse(table[i].url, &error);
        g_assert_no_error(error);
        g_assert_cmpint(url->kind, ==, RELAY_URL_SMTP);
        g_autofree char *got = describe(url);
        g_assert_cmpstr(got, ==, table[i].want);
    }
}

static void
test_command(void)
{
    static const char *const want[] = {"/usr/sbin/sendmail", "-i", "-f", "%f", "--", "%t", NULL};
    static const char *const quoted[] = {"/opt/my mail/send", "to=%t", NULL};
    g_autoptr(RelayUrl) plain = relay_url_parse("sendmail:/usr/sbin/sendmail -i -f %f -- %t", NULL);
    g_autoptr(RelayUrl) quotes = relay_url_parse("sendmail: '/opt/my mail/send' to=%t", NULL);
    g_assert_cmpint(plain->kind, ==, RELAY_URL_COMMAND);
    g_assert_true(g_strv_equal((const char *const *)plain->command, want));
    g_assert_true(g_strv_equal((const char *const *)quotes->command, quoted));
}

static void
test_directory(void)
{
    g_autoptr(RelayUrl) url = relay_url_parse("dir:/var/spool/my mail", NULL);
    g_assert_cmpint(url->kind, ==, RELAY_URL_DIRECTORY);
    g_assert_cmpstr(url->path, ==, "/var/spool/my mail");
}

static void
test_wrong(void)
{
    static const struct {
        const char *url, *error;
    } table[] = {
        {"", "\"\" is no way to send mail"},
        {"mail.example", "there are smtp://, smtps://, sendmail: and dir:"},
        {"smpt://ada:secret@mail.example", "\"smpt:\" is no way"},
        {"smtp://", "\"\" is no host"},
        {"smtp://mail.example:", "has a port that is none"},
        {"smtp://mail.example:0", "has a port that is none"},
        {"smtp://mail.example:70000", "has a port that is none"},
        {"smtp://mail.example:25x", "has a port that is none"},
        {"smtp://mail example", "is no host"},
        {"smtp://b\303\274ro.example", "is no host"},
        {"smtp://[::1", "is no host"},
        {"smtp://[mail.example]", "is no host"},
        {"smtp://[::1]25", "has a port that is none"},
        {"smtp://ada:secret@mail.example", "a password does not stand"},
        {"smtp://@mail.example", "is no name to log in with"},
        {"smtp://a%0Ab@mail.example", "is no name to log in with"},
        {"smtp://mail.example?starttls=maybe", "\"starttls=maybe\" is no setting of a relay that "
                                               "we can use: it is required, optional or off"},
        {"smtps://mail.example?starttls=off", "\"starttls=off\" is no setting"},
        {"smtp://mail.example?tls=off",
         "there are starttls, auth, ca, hello, messages, connections, pipelining and timeout"},
        {"smtp://mail.example?starttls", "\"starttls\" is no setting of a relay: there"},
        {"smtp://mail.example?auth=plain", "\"auth=plain\""},
        {"smtp://mail.example?hello=a%20b", "\"hello=a%20b\""},
        {"smtp://mail.example?messages=0", "\"messages=0\""},
        {"smtp://mail.example?connections=65", "\"connections=65\""},
        {"smtp://mail.example?timeout=soon", "\"timeout=soon\""},
        {"smtp://mail.example?pipelining=perhaps", "\"pipelining=perhaps\""},
        {"smtp://mail.example?ca=", "\"ca=\""},
        {"sendmail:", "has no command"},
        {"sendmail:sendmail 'x", "open quote"},
        {"sendmail:/usr/sbin/sendmail -t", "where the recipient (%t) goes"},
        {"sendmail:%t", "where the recipient (%t) goes"},
        {"dir:", "names no directory"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(relay_url_parse(table[i].url, &error));
        g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG);
        if (!strstr(error->message, table[i].error))
            g_error("%s: %s", table[i].url, error->message);
        g_assert_null(strstr(error->message, "secret"));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/relay-url/smtp", test_smtp);
    g_test_add_func("/relay-url/command", test_command);
    g_test_add_func("/relay-url/directory", test_directory);
    g_test_add_func("/relay-url/wrong", test_wrong);
    return g_test_run();
}
