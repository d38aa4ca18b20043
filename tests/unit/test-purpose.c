/* purpose: wishes for silence and for help, told from answers. */
#include "inbox/purpose.h"
#include "inbox/silence.h"

#include <glib.h>

#define HELP "help"
#define UNSUBSCRIBE "unsubscribe"
#define TOKEN "abcdefghijklmnop"

static void
test_read(void)
{
    static const struct {
        const char *address, *subject, *reply, *want;
    } rows[] = {
        {HELP, "Re: your invitation", "How do I do this?", HELP},
        {UNSUBSCRIBE, NULL, NULL, UNSUBSCRIBE},
        {NULL, "help", NULL, HELP},
        {NULL, " Help ", "\n", HELP},
        {NULL, "UNSUBSCRIBE", "Unsubscribe\n", UNSUBSCRIBE},
        {NULL, "help", "What is this about?", NULL}, /* somebody says more */
        {NULL, "unsubscribe", "help", NULL},
        {NULL, "Re: help", NULL, NULL},
        {NULL, "help me move house", NULL, NULL},
        {NULL, "Re: your invitation", "help", NULL}, /* an answer, if a strange one */
        {NULL, "Re: your invitation", "STOP", UNSUBSCRIBE},
        {NULL, "Re: your invitation", "Please, unsubscribe me. Thanks!", UNSUBSCRIBE},
        {NULL, "Re: your invitation", "Please don’t send me any more mail about this.",
         UNSUBSCRIBE},
        {NULL, NULL, "Bitte streichen Sie mich von der Liste.", UNSUBSCRIBE},
        {NULL, NULL, "退订。", UNSUBSCRIBE},
        {NULL, NULL, "Where is the bus stop?", NULL},
        {NULL, NULL, "Please don't remove me from the list.", NULL},
        {NULL, "unsubscribe [" TOKEN "]", "Sent by clicking on a button.", UNSUBSCRIBE},
        {NULL, "unsubscribe [2004]", "Sent by clicking on a button.", NULL},
        {NULL, NULL, NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpstr(purpose_read(rows[i].address, rows[i].subject, rows[i].reply,
                                     silence_read(rows[i].reply)),
                        ==, rows[i].want);
}

/* Among other words they may mean something else, and are seen; "stop" may mean anything. */
static void
test_silence(void)
{
    g_assert_cmpint(silence_read("I am Bob. Take me off your list!"), ==, SILENCE_MAYBE);
    g_assert_cmpint(silence_read("Please don't remove me from the list."), ==, SILENCE_MAYBE);
    g_assert_cmpint(silence_read("Where is the bus stop?"), ==, SILENCE_NONE);
    g_assert_cmpint(silence_read("please"), ==, SILENCE_NONE);
    g_assert_cmpint(silence_read(" "), ==, SILENCE_NONE);
    g_assert_cmpint(silence_read(NULL), ==, SILENCE_NONE);
}

static void
test_pressed(void)
{
    g_assert_true(purpose_pressed(UNSUBSCRIBE, "unsubscribe"));
    g_assert_true(purpose_pressed(HELP, "help"));
    g_assert_false(purpose_pressed(HELP, "unsubscribe"));
    g_assert_false(purpose_pressed(UNSUBSCRIBE, "Automatic reply: unsubscribe"));
    g_assert_false(purpose_pressed(NULL, "unsubscribe"));
    g_assert_true(purpose_pressed(NULL, "help [" TOKEN "]"));
    g_assert_false(purpose_pressed(NULL, "Re: my invitation [" TOKEN "]"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/purpose/read", test_read);
    g_test_add_func("/purpose/silence", test_silence);
    g_test_add_func("/purpose/pressed", test_pressed);
    return g_test_run();
}
