/* Dialogues with a relay that misbehaves as told (tests/helper/smtpd), as rows of tables. A row says
 * what the server does, and what becomes of the messages, one letter each: S sent, L later, F failed,
 * U unknown, l later because the whole session was refused, "-" never asked for. */
#ifndef CONVOKE_TESTS_UNIT_DIALOGUE_H
#define CONVOKE_TESTS_UNIT_DIALOGUE_H

#include "event/error.h"
#include "mailer/relay-url.h"
#include "mailer/relay.h"
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST 500

typedef struct {
    const char *name;
    const char *rules; /* for smtpd, as in a shell */
    const char *want;
    int kept;          /* messages that the server has taken */
    const char *error; /* piece of the error's text; NULL = TRUE came back */
    ConvokeError code;
    const char *log;     /* piece of the dialogue */
    const char *options; /* of the URL; NULL = "starttls=off" */
    const char *user;    /* "ada@" */
    const char *scheme;  /* NULL = smtp */
    bool token;          /* what logs in is one */
    gsize size;          /* 0 = 3,000 bytes */
} Dialogue;

#define GOES(NAME, RULES, WANT, KEPT, ...)                                                         \
    {                                                                                              \
        .name = NAME, .rules = RULES, .want = WANT, .kept = KEPT, __VA_ARGS__                      \
    }
#define STOPS(NAME, RULES, WANT, KEPT, ERROR, CODE, ...)                                           \
    {                                                                                              \
        .name = NAME, .rules = RULES, .want = WANT, .kept = KEPT, .error = ERROR, .code = CODE,    \
        __VA_ARGS__                                                                                \
    }

static char *folder; /* for certificates and kept mail */

typedef struct {
    GPid pid;
    int input, output;
    int port;
    char *log; /* the dialogue, once it has stopped */
} Server;

static void
server_start(Server *server, const char *rules)
{
    g_auto(GStrv) pieces = g_strsplit(rules, "$FOLDER", 0);
    g_autofree char *placed = g_strjoinv(folder, pieces);
    g_autofree char *line =
        g_strdup_printf("tests/helper/smtpd --keep '%s' --log '%s/log' %s", folder, folder, placed);
    g_auto(GStrv) argv = NULL;
    char port[16] = "";
    g_assert_true(g_shell_parse_argv(line, NULL, &argv, NULL));
    g_assert_true(g_spawn_async_with_pipes(NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                                           &server->pid, &server->input, &server->output, NULL,
                                           NULL));
    g_assert_cmpint(read(server->output, port, sizeof port - 1), >, 1);
    server->port = atoi(port);
}

/* It ends with its input, and what it noted is whole then. */
static void
server_stop(Server *server)
{
    char byte;
    g_autofree char *path = g_build_filename(folder, "log", NULL);
    g_usleep(20000); /* a connection that has just ended is still to be noted */
    close(server->input);
    while (read(server->output, &byte, 1) == 1)
        continue;
    close(server->output);
    waitpid(server->pid, NULL, 0);
    g_assert_true(g_file_get_contents(path, &server->log, NULL, NULL));
}

/* The sender's side: messages made as they are asked for, and what became of them. */
typedef struct {
    Outgoing messages[MOST];
    char *recipients[MOST];
    char *ids[MOST];
    char *bytes;
    gsize length;
    guint count, given;
    char got[MOST + 1];
    Outcome last;
} Batch;

static void
batch_init(Batch *batch, guint count, gsize size)
{
    GString *text = g_string_new("From: meet@here.example\r\nTo: you@there.example\r\n"
                                 "Subject: hello\r\nDate: Thu, 1 Jan 2004 00:00:00 +0000\r\n"
                                 "Message-ID: <1@here.example>\r\n\r\n.\r\n..dots\r\n");
    memset(batch, 0, sizeof *batch);
    while (text->len < (size ? size : 3000)) {
        /* Of much, each line is long: the server looks at each. */
        for (gsize i = 0; i < size / (1 << 20); i++)
            g_string_append(text, "You are invited to a small and friendly meeting. ");
        g_string_append(text, "You are invited to a small and friendly meeting.\r\n");
    }
    batch->length = text->len;
    batch->bytes = g_string_free(text, FALSE);
    batch->count = count;
    memset(batch->got, '-', count);
}

static void
batch_clear(Batch *batch)
{
    for (guint i = 0; i < batch->given; i++) {
        g_free(batch->recipients[i]);
        g_free(batch->ids[i]);
    }
    g_free(batch->bytes);
    outcome_clear(&batch->last);
}

static bool may_leave[MOST];

static void
message_leaving(const Outgoing *message, bool leaving)
{
    may_leave[atoi(message->envelope_id + strlen("id."))] = leaving;
}

static const Outgoing *
next_message(gpointer user_data, bool wait)
{
    (void)wait;
    Batch *batch = user_data;
    guint i = batch->given;
    if (i == batch->count)
        return NULL;
    batch->given++;
    batch->recipients[i] = g_strdup_printf("guest%u@there.example", i);
    batch->ids[i] = g_strdup_printf("id.%u", i);
    batch->messages[i] = (Outgoing){.envelope_from = "meet+abc@here.example",
                                    .recipient = batch->recipients[i],
                                    .envelope_id = batch->ids[i],
                                    .bytes = batch->bytes,
                                    .length = batch->length,
                                    .leaving = message_leaving};
    may_leave[i] = false;
    return &batch->messages[i];
}

static void
message_done(const Outgoing *message, const Outcome *outcome, gpointer user_data)
{
    static const char letters[] = {[OUTCOME_SENT] = 'S',
                                   [OUTCOME_LATER] = 'L',
                                   [OUTCOME_FAILED] = 'F',
                                   [OUTCOME_UNKNOWN] = 'U'};
    Batch *batch = user_data;
    gsize i = (gsize)(message - batch->messages);
    g_assert_cmpuint(i, <, batch->given);
    g_assert_cmpint(batch->got[i], ==, '-'); /* told once */
    g_assert_nonnull(outcome->text);
    g_assert_true(!outcome->session || outcome->kind == OUTCOME_LATER);
    /* Nothing is sent or in doubt that was not said to leave; what nobody may have got is said so. */
    if (outcome->kind == OUTCOME_SENT || outcome->kind == OUTCOME_UNKNOWN)
        g_assert_true(may_leave[i]);
    g_assert_false(outcome->session && may_leave[i]);
    batch->got[i] = outcome->session ? 'l' : letters[outcome->kind];
    outcome_clear(&batch->last);
    batch->last = *outcome;
    batch->last.text = g_strdup(outcome->text);
}

static Transport *
open_relay(const Dialogue *dialogue, int port, GError **error)
{
    g_autofree char *url = g_strdup_printf(
        "%s://%slocalhost:%d?%s&ca=%s/ca.pem", dialogue->scheme ? dialogue->scheme : "smtp",
        dialogue->user ? dialogue->user : "", port,
        dialogue->options ? dialogue->options : "starttls=off", folder);
    g_autoptr(RelayUrl) parsed = relay_url_parse(url, error);
    g_assert_nonnull(parsed);
    RelayConfig config = relay_url_config(parsed, "open sesame");
    config.token = dialogue->token;
    return relay_open(&config, error);
}

static void
dialogue_check(const Dialogue *dialogue)
{
    Server server;
    Batch batch;
    g_autoptr(GError) error = NULL;
    int kept = 0;
    g_test_message("%s", dialogue->name);
    server_start(&server, dialogue->rules);
    batch_init(&batch, (guint)strlen(dialogue->want), dialogue->size);
    g_autoptr(Transport) relay = open_relay(dialogue, server.port, &error);
    g_assert_no_error(error);
    gboolean all = relay->send(relay, next_message, message_done, &batch, &error);
    server_stop(&server);
    for (const char *p = server.log; (p = strstr(p, "-- kept")); p++)
        kept++;
    if (g_strcmp0(batch.got, dialogue->want) != 0 || kept != dialogue->kept ||
        all != !dialogue->error || (dialogue->log && !strstr(server.log, dialogue->log)))
        g_printerr("%s: %s\nlast: %d %s %s\n%s", dialogue->name,
                   error ? error->message : "no error", batch.last.code, batch.last.status,
                   batch.last.text, server.log);
    g_assert_cmpstr(batch.got, ==, dialogue->want);
    g_assert_cmpint(kept, ==, dialogue->kept);
    g_assert_cmpint(all, ==, !dialogue->error);
    if (dialogue->error) {
        g_assert_error(error, CONVOKE_ERROR, (int)dialogue->code);
        if (!strstr(error->message, dialogue->error))
            g_error("%s: no \"%s\" in \"%s\"", dialogue->name, dialogue->error, error->message);
    }
    if (dialogue->log && !strstr(server.log, dialogue->log))
        g_error("%s: no \"%s\"", dialogue->name, dialogue->log);
    g_assert_null(strstr(server.log, "open sesame"));
    batch_clear(&batch);
    g_free(server.log);
}

#define TEMPORARY CONVOKE_ERROR_TEMPORARY
#define CONFIG CONVOKE_ERROR_CONFIG

static void
dialogues_begin(void)
{
    folder = g_dir_make_tmp("convoke-relay.XXXXXX", NULL);
    g_autofree char *make = g_strdup_printf("tests/helper/certificates '%s'", folder);
    g_assert_true(g_spawn_command_line_sync(make, NULL, NULL, NULL, NULL));
}

static void
dialogues_end(void)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(folder);
    g_free(folder);
}

#endif
