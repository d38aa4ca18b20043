/* Relay envelope: what is said of a letter before it. */
#include "mailer/relay-envelope.h"
#include <string.h>

static void
test_envelope(void)
{
    static const struct {
        bool size, dsn;
        const char *from, *to, *id, *want;
    } table[] = {
        {false, false, "a@here.example", "b@there.example", "id.1",
         "MAIL FROM:<a@here.example>\r\nRCPT TO:<b@there.example>\r\nDATA\r\n"},
        {true, false, "a@here.example", "b@there.example", "id.1",
         "MAIL FROM:<a@here.example> SIZE=1234\r\nRCPT TO:<b@there.example>\r\nDATA\r\n"},
        {true, true, "a+b.x@here.example", "b+c=d@there.example", "id.1",
         "MAIL FROM:<a+b.x@here.example> SIZE=1234 RET=HDRS ENVID=id.1\r\n"
         "RCPT TO:<b+c=d@there.example> NOTIFY=FAILURE,DELAY"
         " ORCPT=rfc822;b+2Bc+3Dd@there.example\r\nDATA\r\n"},
        {false, true, "a@here.example", "b@there.example", NULL,
         "MAIL FROM:<a@here.example> RET=HDRS\r\nRCPT TO:<b@there.example> NOTIFY=FAILURE,DELAY"
         " ORCPT=rfc822;b@there.example\r\nDATA\r\n"},
        /* Nobody gets reports about what has no sender. */
        {true, true, "", "b@there.example", "id.1",
         "MAIL FROM:<> SIZE=1234\r\nRCPT TO:<b@there.example>\r\nDATA\r\n"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        const Outgoing letter = {.envelope_from = table[i].from,
                                 .recipient = table[i].to,
                                 .envelope_id = table[i].id,
                                 .length = 1234};
        RelayDialogue dialogue;
        g_autoptr(GString) out = g_string_new(NULL);
        relay_dialogue_init(&dialogue);
        dialogue.size_offered = table[i].size;
        dialogue.dsn_offered = table[i].dsn;
        relay_envelope_append(out, &dialogue, &letter);
        g_assert_cmpstr(out->str, ==, table[i].want);
    }
}

/* What would make the line too long is left out. */
static void
test_long(void)
{
    g_autofree char *local = g_strnfill(200, '=');
    g_autofree char *to = g_strconcat(local, "@there.example", NULL);
    const Outgoing letter = {.envelope_from = "a@here.example", .recipient = to};
    RelayDialogue dialogue;
    g_autoptr(GString) out = g_string_new(NULL);
    relay_dialogue_init(&dialogue);
    dialogue.dsn_offered = true;
    relay_envelope_append(out, &dialogue, &letter);
    g_assert_nonnull(strstr(out->str, " NOTIFY=FAILURE,DELAY\r\nDATA\r\n"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/relay-envelope/envelope", test_envelope);
    g_test_add_func("/relay-envelope/long", test_long);
    return g_test_run();
}
