/* reader: a process that reads can do nothing else. The calendar reader of these tests tries what a hole in a library
 * would let a message do. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "inbox/sandbox.h"
#include "tests/unit/fixture-reader.h"

static Itip *
try_open(const char *path, int flags)
{
    int fd = open(path, flags, 0600);
    return tell(fd >= 0 ? "opened" : errno == EACCES ? "refused" : strerror(errno));
}

static Itip *
tries(const char *text, gsize length)
{
    (void)length;
    if (strstr(text, "CONNECT"))
        return tell(socket(AF_INET, SOCK_STREAM, 0) >= 0 ? "connected" : "refused");
    if (strstr(text, "FORK"))
        return tell(fork() >= 0 ? "forked" : "refused");
    if (strstr(text, "KILL"))
        return tell(kill(getppid(), 0) == 0 ? "reached" : "refused");
    if (strstr(text, "SECRETS"))
        return try_open("/etc/passwd", O_RDONLY);
    if (strstr(text, "WRITE"))
        return try_open("/tmp/convoke-test-reader", O_WRONLY | O_CREAT);
    if (strstr(text, "ENVIRON"))
        return tell(getenv("CONVOKE_TEST_SECRET") ? "known" : "unknown");
    if (strstr(text, "DESCRIPTORS"))
        return tell(fcntl(100, F_GETFD) >= 0 || write(100, "x", 1) >= 0 ? "open" : "closed");
    return tell("calm");
}

/* What a process that reads may not. Where the filter ends it instead of refusing, that is as good. */
static const struct {
    const char *calendar, *answer;
} shut_in[] = {
    {"CONNECT", "refused"},    {"FORK", "refused"},  {"KILL", "refused"},
    {"SECRETS", "refused"},    {"WRITE", "refused"}, {"ENVIRON", "unknown"},
    {"DESCRIPTORS", "closed"},
};

static void
check_shut_in(bool one, bool ahead)
{
    ReaderOptions options = reader_options_default;
    options.one = one;
    for (gsize i = 0; i < G_N_ELEMENTS(shut_in); i++) {
        if (ahead)
            start_ahead(tries);
        g_autoptr(Reader) reader = open_reader_with(tries, options);
        g_autofree char *message = message_with(shut_in[i].calendar);
        reader_submit(reader, message, strlen(message), &nothing);
        g_auto(Reading) reading = collect(reader);
        if (reading.meaning->kind == MEANING_UNREADABLE)
            g_assert_nonnull(strstr(reading.meaning->defects->pdata[0], "must not have"));
        else
            g_assert_cmpstr(comment_of(&reading), ==, shut_in[i].answer);
    }
}

static void
test_shut_in(void)
{
    if (!sandbox_offer().seccomp || !sandbox_offer().landlock) {
        g_test_skip("this kernel has no seccomp or no landlock");
        return;
    }
    g_setenv("CONVOKE_TEST_SECRET", "open sesame", TRUE);
    int fd = dup2(STDERR_FILENO, 100);
    check_shut_in(false, false);
    check_shut_in(true, false);
    check_shut_in(true, true);
    check_shut_in(false, true); /* whom nobody wants ends */
    close(fd);
}

/* Charsets beyond those that are loaded before need files. */
static void
test_converters(void)
{
    static const char message[] =
        "From: ann@guests.example\nContent-Type: text/plain; charset=IBM1047\n\n"
        "\xe8\x85\xa2";
    g_autoptr(Meaning) here = message_read(message, strlen(message), &nothing);
    for (int one = 0; one < 2; one++) {
        ReaderOptions options = reader_options_default;
        options.one = one;
        g_autoptr(Reader) reader = open_reader_with(tries, options);
        reader_submit(reader, message, strlen(message), &nothing);
        g_auto(Reading) reading = collect(reader);
        g_assert_cmpstr(reading.meaning->text, ==, here->text);
    }
    g_assert_cmpstr(here->text, ==, "Yes");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reader-shut-in/shut-in", test_shut_in);
    g_test_add_func("/reader-shut-in/converters", test_converters);
    return g_test_run();
}
