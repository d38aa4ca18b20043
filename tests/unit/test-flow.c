/* format=flowed: paragraphs come back as one line, quotes keep their marks. */
#include "inbox/flow.h"

static void
test_join(void)
{
    static const struct {
        const char *text;
        bool delsp;
        const char *want;
    } cases[] = {
        {"I will \ncome.\n", false, "I will come.\n"},
        {"Es kommt noch je \nmand.\n", true, "Es kommt noch jemand.\n"},
        {"fixed\nlines\n", false, "fixed\nlines\n"},
        {" stuffed\n  indented\n", false, "stuffed\n indented\n"},
        {"> are you \n> coming?\nyes\n", false, "> are you coming?\nyes\n"},
        {">> one \n> two\n", false, ">> one \n> two\n"},
        {">\n> two\n", false, ">\n> two\n"},
        {"Bye \n-- \nAnna\n", false, "Bye \n-- \nAnna\n"},
        {"an end without a newline \n", false, "an end without a newline "},
        {"", false, ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = flow_join(cases[i].text, cases[i].delsp);
        g_assert_cmpstr(text, ==, cases[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/flow/join", test_join);
    return g_test_run();
}
