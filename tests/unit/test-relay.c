/* Relay: what becomes of messages, whatever the server says or fails to say. */
#include "tests/unit/dialogue.h"

static void
test_open(void)
{
    static const struct {
        RelayConfig config;
        const char *error;
    } table[] = {
        {{.host = "x.example", .user = "ada", .secret = "s"}, "would go unprotected"},
        {{.host = "x.example", .tls = RELAY_TLS_REQUIRED, .ca_file = "/nowhere/ca.pem"},
         "certificates to trust (/nowhere/ca.pem)"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(relay_open(&table[i].config, &error));
        g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG);
        g_assert_nonnull(strstr(error->message, table[i].error));
    }
}

/* What arrives is what was composed, to the byte. */
static void
check_bytes(Batch *batch)
{
    static const Dialogue dialogue = GOES("many messages", "", "", 0);
    Server server;
    g_autoptr(GError) error = NULL;
    server_start(&server, "");
    g_autoptr(Transport) relay = open_relay(&dialogue, server.port, &error);
    g_assert_true(relay->send(relay, next_message, message_done, batch, &error));
    server_stop(&server);
    for (guint i = 0; i < batch->count; i++) {
        g_autofree char *path = g_strdup_printf("%s/%u", folder, i + 1);
        g_autofree char *want = g_strdup_printf(
            "<meet+abc@here.example> <guest%u@there.example>\r\n%s", i, batch->bytes);
        g_autofree char *got = NULL;
        g_assert_true(g_file_get_contents(path, &got, NULL, NULL));
        g_assert_true(g_str_equal(got, want));
        g_assert_cmpint(batch->got[i], ==, 'S');
    }
    g_assert_nonnull(strstr(server.log, "C: QUIT"));
    g_free(server.log);
    batch_clear(batch);
}

static void
test_bytes(void)
{
    Batch batch;
    batch_init(&batch, MOST, 6000);
    check_bytes(&batch);
}

/* Lines of TEXT until it is LENGTH bytes long. */
static void
fill_up(GString *text, gsize length)
{
    static const char line[] = "A line without a dot at its head, as most of them are.\r\n";
    while (text->len + 2 * strlen(line) < length)
        g_string_append(text, line);
    while (text->len + 2 < length)
        g_string_append_c(text, 'x');
    g_string_append(text, "\r\n");
}

/* Of a long message so much is said at a time: a dot at the head of a line is doubled wherever that falls. */
static void
test_dots(void)
{
    for (gsize at = (64 << 10) - 3; at <= (64 << 10) + 3; at++) {
        Batch batch;
        batch_init(&batch, 3, 0);
        GString *text = g_string_new("From: meet@here.example\r\nMessage-ID: <1@here.example>\r\n"
                                     "Date: Thu, 1 Jan 2004 00:00:00 +0000\r\n\r\n");
        fill_up(text, at);
        for (int i = 0; i < 100; i++)
            g_string_append(text, ".\r\n..\r\n.dot\r\nno dot\r\n");
        fill_up(text, 200 << 10);
        g_string_append(text, ".\r\n");
        g_free(batch.bytes);
        batch.length = text->len;
        batch.bytes = g_string_free(text, FALSE);
        check_bytes(&batch);
    }
}

/* Nothing listens, nothing is called so: the message asked for is LATER, the others stay. */
static void
test_nobody(void)
{
    static const struct {
        const char *host, *error;
    } table[] = {{"127.0.0.1", "Connection refused"}, {"relay.invalid", "cannot be found"}};
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        Batch batch;
        RelayConfig config = {.host = table[i].host, .port = 1, .seconds = 5};
        g_autoptr(GError) error = NULL;
        g_autoptr(Transport) relay = relay_open(&config, &error);
        batch_init(&batch, 2, 0);
        g_assert_false(relay->send(relay, next_message, message_done, &batch, &error));
        g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY);
        g_assert_nonnull(strstr(error->message, table[i].error));
        g_assert_cmpstr(batch.got, ==, "l-");
        batch_clear(&batch);
    }
}

static void
test_answers(void)
{
    static const Dialogue table[] = {
        GOES("all is well", "", "SSSSS", 5),
        GOES("no extensions at all", "--bare", "SSS", 3,
             .log = "MAIL FROM:<meet+abc@here.example>\n"),
        GOES("what is said about delivery", "", "S", 1,
             .log = "RET=HDRS ENVID=id.0\nS: 250 2.1.0 ok\n"
                    "C: RCPT TO:<guest0@there.example> NOTIFY=FAILURE,DELAY "
                    "ORCPT=rfc822;guest0@there.example\n"),
        GOES("recipient, for now", "'rcpt:2=450 4.2.1 later'", "SLS", 2),
        GOES("recipient, for good", "'rcpt:2=550 5.1.1 nobody'", "SFS", 2),
        GOES("every recipient, for good", "'rcpt=550 5.1.1 nobody'", "FFF", 0),
        GOES("recipient refused, yet DATA answered with 354", "'rcpt:1=550 no' 'data:1=354 go on'",
             "FS", 1),
        GOES("recipient, by a policy about them", "'rcpt:1=550 5.7.1 members only'", "FS", 1),
        STOPS("a relay for others", "'rcpt=554 5.7.1 <a@b>: Relay access denied'", "l-", 0,
              "does not pass our mail on", CONFIG),
        STOPS("a relay for others, in words alone", "--bare 'rcpt=550 relay not permitted'", "l-",
              0, "550 relay not permitted", CONFIG),
        STOPS("a relay for others, one at a time", "--lockstep 'rcpt=553 Relaying denied'", "l-", 0,
              "set relay in [send]", CONFIG),
        GOES("one recipient that nothing is passed on to", "'rcpt:2=554 5.7.1 Relaying denied'",
             "SFS", 2),
        GOES("sender, for now", "'mail:2=450 4.7.1 slowly'", "SLS", 2),
        GOES("sender, for good", "'mail:2=550 5.7.1 not you'", "SFS", 2),
        GOES("sender, first message", "'mail:1=550 5.7.1 not you'", "FSS", 2),
        GOES("DATA, for good", "'data:2=554 5.7.1 no'", "SFS", 2),
        GOES("DATA, for now", "'data:2=451 4.3.0 no'", "SLS", 2),
        STOPS("DATA, where 354 belongs", "'data:1=250 ok'", "l", 0, "out of step with us: 250 ok",
              TEMPORARY),
        GOES("dot, for now", "'dot:2=451 4.3.0 later'", "SLS", 2),
        GOES("dot, for good", "'dot:2=554 5.7.1 spam'", "SFS", 2),
        GOES("dot, words without a status", "--bare 'dot:1=554 no'", "FS", 1),
        GOES("dot, in several lines", "'dot:1=keep+250-2.0.0 well|250 2.0.0 done'", "SS", 2),
        STOPS("dot, an answer that is none", "'dot:1=keep+OK'", "U", 1, "does not speak SMTP",
              TEMPORARY),
        STOPS("dot, half an answer", "'dot:1=keep+250-2.0.0 well+drop'", "U", 1,
              "closed the connection", TEMPORARY),
        STOPS("dot, an answer too many", "'dot:1=keep+250 2.0.0 a|250 2.0.0 b'", "U", 1,
              "out of turn", TEMPORARY),
        GOES("chunking is offered, and left alone", "--offer CHUNKING", "SSS", 3,
             .log = "C: DATA\n"),
        GOES("chunking, said in a hurry", "'ehlo=250-here|250-PIPELINING|250 chunking'", "SSS", 3,
             .log = "C: DATA\n"),
        GOES("few messages a connection", "", "SSSSS", 5, .log = "C: QUIT\n",
             .options = "starttls=off&messages=2"),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
        dialogue_check(&table[i]);
}

static void
test_endings(void)
{
    static const Dialogue table[] = {
        STOPS("421 instead of a greeting", "'connect=421 4.7.0 too many+drop'", "l-", 0,
              "421 4.7.0 too many", TEMPORARY),
        STOPS("554 instead of a greeting", "'connect=554 5.7.1 go away'", "l-", 0,
              "554 5.7.1 go away", TEMPORARY),
        STOPS("nothing instead of a greeting", "connect=drop", "l-", 0,
              "closed the connection at once", TEMPORARY),
        STOPS("gone after EHLO", "ehlo=drop", "l-", 0, "closed the connection after EHLO",
              TEMPORARY),
        STOPS("EHLO refused for now", "'ehlo=421 4.3.2 not now'", "l-", 0, "421 4.3.2 not now",
              TEMPORARY),
        STOPS("421 for the first message", "'mail=421 4.7.0 slowly+drop'", "l-", 0, "421 slowly",
              TEMPORARY),
        GOES("421 for a later message: once more", "'mail:2=421 4.7.0 enough+drop'", "SSS", 3),
        GOES("421 together with a good answer",
             "'dot:2=keep+250 2.0.0 taken|421 4.7.0 enough+drop'", "SSS", 3),
        GOES("421 for each second message", "'mail:2=421 x+drop' 'mail:4=421 x+drop'", "SSSS", 4),
        GOES("421 for a recipient", "'rcpt:2=421 4.7.0 enough+drop'", "SSS", 3),
        GOES("421 after the dot: certainly not sent", "'dot:2=421 4.3.0 going down+drop'", "SSS",
             3),
        STOPS("421 after the first dot", "'dot:1=421 4.3.0 going down+drop'", "l-", 0,
              "421 going down", TEMPORARY),
        GOES("gone between messages", "mail:2=drop", "SSS", 3),
        STOPS("gone after MAIL, each time", "mail=drop", "l-", 0, "closed the connection",
              TEMPORARY),
        GOES("gone after RCPT", "rcpt:2=drop", "SSS", 3),
        GOES("gone inside DATA", "part:1=drop", "LSS", 2, .size = 16 << 20),
        STOPS("gone inside DATA, each time", "part=drop", "LLLL--", 0, "closed the connection",
              TEMPORARY, .size = 16 << 20),
        GOES("gone after the dot, not kept", "dot:2=drop", "SUS", 2),
        GOES("gone after the dot, kept", "dot:2=keep+drop", "SUS", 3),
        STOPS("gone after the first dot", "dot=keep+drop", "U--", 1, "closed the connection",
              TEMPORARY),
        GOES("out of step: 503", "'mail:2=503 5.5.1 what?'", "SSS", 3),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
        dialogue_check(&table[i]);
}

/* What comes behind the first message is said in groups (relay-lane.h). */
static void
test_groups(void)
{
    static const Dialogue table[] = {
        GOES("the end of one and the next at once", "'dot:2=pause+keep+250 2.0.0 taken'", "SSSS", 4,
             .log = "-- kept 2\nS: 250 2.0.0 taken\nC: MAIL"),
        GOES("the first alone", "", "S", 1, .log = "taken\nC: QUIT\n"),
        GOES("recipient refused, yet DATA answered with 354",
             "'rcpt:2=550 5.1.1 no' 'data:2=354 go on' 'dot:2=554 5.5.1 nobody'", "SFSS", 3,
             .log = "S: 554 5.5.1 nobody\nC: RSET\n"),
        GOES("each recipient refused but the first", "'rcpt:1=250 ok' 'rcpt=550 5.1.1 no'", "SFFFF",
             1),
        GOES("sender and recipient refused: by the sender's words",
             "'mail:2=550 5.7.1 not you' 'rcpt:2=503 5.5.1 who?'", "SFS", 2),
        GOES("refused, and then the end", "'rcpt:3=550 5.1.1 no' 'data:3=421 4.7.0 enough+drop'",
             "SSFSS", 4),
        GOES("refused, and then nothing", "'rcpt:3=550 5.1.1 no' 'data:3=drop'", "SSFSS", 4),
        GOES("421 to DATA", "'data:3=421 4.7.0 enough+drop'", "SSSS", 4),
        GOES("421 before it is asked", "'dot:3=keep+250 2.0.0 taken|421 4.7.0 enough+drop'", "SSSS",
             4),
        GOES("an answer too many shifts no other", "'dot:2=keep+250 2.0.0 a|250 2.0.0 b'", "SSS",
             3),
        GOES("an answer too many, to nothing", "'dot:3=keep+250 2.0.0 a|250 2.0.0 b'", "SSS", 3),
        GOES("DATA, where 354 belongs", "'data:2=250 ok'", "SSS", 3),
        GOES("an answer that is none", "'dot:2=keep+OK'", "SUS", 3),
        GOES("half an answer", "'dot:2=keep+250-2.0.0 well+drop'", "SUS", 3),
        GOES("out of step after the dot", "'dot:2=keep+503 5.5.1 what?'", "SUS", 3),
        STOPS("shut out", "'mail:3=530 5.7.0 log in'", "SSl", 2, "log in first: 530 5.7.0 log in",
              CONFIG),
        STOPS("gone inside DATA, again and again",
              "part:1=drop part:6=drop part:9=drop part:12=drop", "LLLL-", 0,
              "closed the connection", TEMPORARY, .size = 16 << 20),
        GOES("few messages a connection", "", "SSSSS", 5, .log = "taken\nC: QUIT\n",
             .options = "starttls=off&messages=2"),
        GOES("one message a connection", "", "SSS", 3, .log = "taken\nC: QUIT\n",
             .options = "starttls=off&messages=1"),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
        dialogue_check(&table[i]);
}

/* A server that takes one command at a time. */
static void
test_lockstep(void)
{
    static const Dialogue table[] = {
        GOES("all is well", "--lockstep", "SSSSS", 5),
        GOES("PIPELINING is offered, and left alone: libESMTP says RSET", "'dot:2=554 no'", "SFS",
             2, .log = "S: 554 no\nC: RSET\n", .options = "starttls=off&pipelining=off"),
        GOES("refused in each way",
             "--lockstep 'mail:2=550 no' 'rcpt:3=450 later' 'data:3=451 later' 'dot:3=554 no'",
             "SFSLFS", 3),
        GOES("gone in each way",
             "--lockstep mail:2=drop rcpt:3=drop 'data:4=421 x+drop' dot:5=drop", "SSSSUS", 5),
        GOES("421 after the dot", "--lockstep 'dot:2=421 4.3.0 down+drop'", "SSS", 3),
        STOPS("gone after the first dot", "--lockstep dot=keep+drop", "Ul-", 1,
              "closed the connection", TEMPORARY),
        STOPS("an answer too many", "--lockstep 'dot:2=keep+250 a|250 b'", "SUS", 3, NULL, 0),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
        dialogue_check(&table[i]);
}

static void
test_silence(void)
{
    static const Dialogue table[] = {
        STOPS("no greeting", "connect=hang", "l-", 0, "gave no answer in time", TEMPORARY),
        STOPS("no answer to EHLO", "ehlo=hang", "l-", 0, "gave no answer in time after EHLO",
              TEMPORARY),
        GOES("no answer to MAIL", "mail:2=hang", "SSS", 3),
        GOES("no 354", "data:2=hang", "SSS", 3),
        GOES("no answer to the dot", "dot:2=keep+hang", "SUS", 3),
        GOES("nobody reads", "part:1=hang", "LS", 1, .size = 16 << 20),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        Dialogue dialogue = table[i];
        dialogue.options = "starttls=off&timeout=4";
        dialogue_check(&dialogue);
    }
}

static void
test_flood(void)
{
    GString *rules = g_string_new("'ehlo=250-here");
    while (rules->len < 100000)
        g_string_append(rules, "|250-AND-THEN-THERE-IS-SOMETHING-ELSE-THAT-I-OFFER");
    g_string_append(rules, "|250 DONE'");
    Dialogue dialogue =
        STOPS("talks without end", rules->str, "l-", 0, "talks without end", TEMPORARY);
    dialogue_check(&dialogue);
    g_string_free(rules, TRUE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    dialogues_begin();
    g_test_add_func("/relay/open", test_open);
    g_test_add_func("/relay/bytes", test_bytes);
    g_test_add_func("/relay/dots", test_dots);
    g_test_add_func("/relay/nobody", test_nobody);
    g_test_add_func("/relay/answers", test_answers);
    g_test_add_func("/relay/endings", test_endings);
    g_test_add_func("/relay/groups", test_groups);
    g_test_add_func("/relay/lockstep", test_lockstep);
    g_test_add_func("/relay/silence", test_silence);
    g_test_add_func("/relay/flood", test_flood);
    int failed = g_test_run();
    dialogues_end();
    return failed;
}
