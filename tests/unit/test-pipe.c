/* Pipe: what a command gets, and what its end means. The commands are shell scripts given with -c, so
 * that a test can be read in one line; the transport itself uses no shell. */
#include "event/error.h"
#include "mailer/pipe.h"
#include <glib/gstdio.h>
#include <string.h>

#define BYTES "Subject: hello\r\n\r\n.\r\nhello\r\n"

static const Outgoing message = {
    "meet+b1@here.example", "ada@there.example", "id", BYTES, sizeof BYTES - 1, NULL};

typedef struct {
    const Outgoing *messages;
    guint count, given;
    Outcome last;
} Batch;

static const Outgoing *
next_message(gpointer user_data, bool wait)
{
    (void)wait;
    Batch *batch = user_data;
    return batch->given < batch->count ? &batch->messages[batch->given++] : NULL;
}

static void
message_done(const Outgoing *told, const Outcome *outcome, gpointer user_data)
{
    Batch *batch = user_data;
    g_assert_true(told == &batch->messages[batch->given - 1]);
    outcome_clear(&batch->last);
    batch->last = *outcome;
    batch->last.text = g_strdup(outcome->text);
}

static void
test_ends(void)
{
    static const struct {
        const char *script;
        OutcomeKind kind;
        const char *text;
        bool session;
    } table[] = {
        {"cat", OUTCOME_SENT, "exit status 0", false},
        {"exit 0", OUTCOME_SENT, "exit status 0", false},
        {"echo queued >&2", OUTCOME_SENT, "queued", false},
        {"echo no such user: ada >&2; echo more >&2; exit 67", OUTCOME_FAILED, "no such user: ada",
         false},
        {"echo 'ada not accepted' >&2; echo 'server: 550 5.1.1 no such user' >&2; exit 69",
         OUTCOME_FAILED, "no such user", false},
        {"exit 65", OUTCOME_FAILED, "exit status 65", false},
        {"exit 68", OUTCOME_FAILED, "exit status 68", false},
        {"exit 69", OUTCOME_FAILED, "exit status 69", false},
        {"echo 'ada not accepted' >&2; echo '554 5.7.1 Relay access denied' >&2; exit 69",
         OUTCOME_LATER, "554 5.7.1 Relay access denied", true},
        {"echo '\033[31mbusy' >&2; exit 75", OUTCOME_LATER, "[31mbusy", false},
        {"exit 71", OUTCOME_LATER, "exit status 71", false},
        {"exit 1", OUTCOME_LATER, "exit status 1", false},
        {"exit 64", OUTCOME_LATER, "exit status 64", true},
        {"exit 78", OUTCOME_LATER, "exit status 78", true},
        {"exec /nowhere/sendmail 2>/dev/null", OUTCOME_LATER, "exit status 127", true},
        {"kill -9 $$", OUTCOME_UNKNOWN, "ended by Killed", false},
        /* A shell tells so of what it ran. */
        {"sh -c 'kill -9 $$'; exit $?", OUTCOME_UNKNOWN, "ended by Killed", false},
        {"exit 143", OUTCOME_UNKNOWN, "ended by Terminated", false},
        {"exit 255", OUTCOME_LATER, "exit status 255", false},
        {"sleep 30", OUTCOME_UNKNOWN, "stopped after 1 seconds", false},
        {"exec 2>&-; sleep 30 & wait", OUTCOME_UNKNOWN, "stopped after 1 seconds", false},
        {"(sleep 30) & exit 0", OUTCOME_SENT, "exit status 0", false},
        {"trap '' PIPE; head -c 200000 /dev/zero >&2; exit 75", OUTCOME_LATER, "exit status 75",
         false},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        const char *command[] = {"sh", "-c", table[i].script, "sh", "%t", NULL};
        Batch batch = {.messages = &message, .count = 1};
        g_autoptr(GError) error = NULL;
        g_autoptr(Transport) pipe = pipe_open(command, 1, &error);
        gint64 began = g_get_monotonic_time();
        g_assert_cmpint(pipe->send(pipe, next_message, message_done, &batch, &error), ==,
                        !table[i].session);
        g_assert_cmpint(g_get_monotonic_time() - began, <, 10 * G_USEC_PER_SEC);
        g_test_message("%s: %s", table[i].script, batch.last.text);
        g_assert_cmpint(batch.last.kind, ==, table[i].kind);
        g_assert_cmpint(batch.last.session, ==, table[i].session);
        g_assert_cmpstr(batch.last.text, ==, table[i].text);
        if (table[i].session)
            g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG);
        outcome_clear(&batch.last);
    }
}

/* The whole message with LF, the arguments filled in, no shell in between, SIGPIPE as it should be. */
static void
test_gets(void)
{
    static const Outgoing messages[] = {
        {"meet+b1@here.example", "ada@there.example", "id", BYTES, sizeof BYTES - 1, NULL},
        {"", "o'b$x@there.example", "id", BYTES, sizeof BYTES - 1, NULL},
    };
    static const char *const want[] = {
        "meet+b1@here.example|to=ada@there.example|100%|%x|$HOME|Subject: hello\n\n.\nhello\n",
        "<>|to=o'b$x@there.example|100%|%x|$HOME|Subject: hello\n\n.\nhello\n",
    };
    g_autofree char *folder = g_dir_make_tmp("convoke-pipe.XXXXXX", NULL);
    g_autofree char *file = g_build_filename(folder, "got", NULL);
    g_autofree char *script =
        g_strdup_printf("yes | head -1 >/dev/null; { printf '%%s|' \"$@\"; cat; } >'%s'", file);
    for (int i = 0; i < 2; i++) {
        const char *command[] = {"sh",    "-c",    NULL, "sh",    "%f",
                                 "to=%t", "100%%", "%x", "$HOME", NULL};
        Batch batch = {.messages = &messages[i], .count = 1};
        g_autofree char *got = NULL;
        g_auto(GStrv) escaped = g_strsplit(script, "%", 0);
        g_autofree char *pattern = g_strjoinv("%%", escaped);
        command[2] = pattern;
        g_autoptr(Transport) pipe = pipe_open(command, 10, NULL);
        g_assert_true(pipe->send(pipe, next_message, message_done, &batch, NULL));
        g_assert_true(g_file_get_contents(file, &got, NULL, NULL));
        g_assert_cmpstr(got, ==, want[i]);
        outcome_clear(&batch.last);
    }
    g_unlink(file);
    g_rmdir(folder);
}

/* A command that reads its input by name, and one that is larger than any pipe. */
static void
test_large(void)
{
    GString *text = g_string_new("A: b\r\n\r\n");
    while (text->len < (1 << 20))
        g_string_append(text, "a line of a large message\r\n");
    Outgoing large = {"", "ada@there.example", "id", text->str, text->len, NULL};
    const char *command[] = {"sh", "-c", "test $(wc -c </dev/stdin) -gt 1000000 || exit 65",
                             "sh", "%t", NULL};
    Batch batch = {.messages = &large, .count = 1};
    g_autoptr(Transport) pipe = pipe_open(command, 10, NULL);
    g_assert_true(pipe->send(pipe, next_message, message_done, &batch, NULL));
    g_assert_cmpint(batch.last.kind, ==, OUTCOME_SENT);
    outcome_clear(&batch.last);
    g_string_free(text, TRUE);
}

/* A command that is not there closes the way for all; a bad message does not. */
static void
test_start(void)
{
    static const char *const command[] = {"/nowhere/sendmail", "%t", NULL};
    static const char *const nothing[] = {NULL};
    Outgoing messages[] = {
        {"", "no address", NULL, BYTES, sizeof BYTES - 1, NULL}, message, message};
    Batch batch = {.messages = messages, .count = 3};
    g_autoptr(GError) error = NULL;
    g_autoptr(Transport) pipe = pipe_open(command, 1, &error);
    g_assert_false(pipe->send(pipe, next_message, message_done, &batch, &error));
    g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG);
    g_assert_cmpstr(error->message, ==, "/nowhere/sendmail: No such file or directory");
    g_assert_cmpuint(batch.given, ==, 2);
    g_assert_true(batch.last.session);
    outcome_clear(&batch.last);
    g_clear_error(&error);
    g_assert_null(pipe_open(nothing, 1, &error));
    g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pipe/ends", test_ends);
    g_test_add_func("/pipe/gets", test_gets);
    g_test_add_func("/pipe/large", test_large);
    g_test_add_func("/pipe/start", test_start);
    return g_test_run();
}
