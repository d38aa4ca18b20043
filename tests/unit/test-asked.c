/* asked: the question out of what else was written. */
#include "inbox/asked.h"

#include <glib.h>
#include <string.h>

static void
test_words(void)
{
    static const struct {
        const char *reply, *want;
    } rows[] = {
        {"Yes, I will come. Is there a train at 3.30pm\nfrom Oslo? Thanks!",
         "Is there a train at 3.30pm from Oslo?"},
        {"Is it far? And is it cold?", "Is it far? And is it cold?"},
        {"Hello Olga\n\nwhere is it?\n\nAnn", "where is it?"},
        {"行きます。会場はどこですか？よろしく。", "会場はどこですか？"},
        {"Please tell me the way", "Please tell me the way"},
        {" \n", NULL},
        {NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = asked_words(rows[i].reply);
        g_assert_cmpstr(got, ==, rows[i].want);
    }
}

static void
test_bounds(void)
{
    g_autofree char *long_words = g_strnfill(100000, 'x');
    g_autofree char *cut = asked_words(long_words);
    g_assert_cmpuint(strlen(cut), ==, ASKED_MAX);
    g_autoptr(GString) wide = g_string_new("x");
    for (int i = 0; i < 1000; i++)
        g_string_append(wide, "？");
    g_autofree char *whole = asked_words(wide->str);
    g_assert_cmpuint(strlen(whole), <=, ASKED_MAX);
    g_assert_true(g_utf8_validate(whole, -1, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/asked/words", test_words);
    g_test_add_func("/asked/bounds", test_bounds);
    return g_test_run();
}
