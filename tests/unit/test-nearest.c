/* nearest: misspelt name, what is known -> the one that was meant. */
#include <glib.h>
#include "event/nearest.h"

static const char *const known[] = {"location", "answer-by", "agenda", "speakers",
                                    "zone",     "id",        NULL};

static const struct {
    const char *word;
    const char *want;
} cases[] = {
    {"loaction", "location"}, /* swapped */
    {"locatoin", "location"},
    {"answer_by", "answer-by"}, /* changed */
    {"agend", "agenda"},        /* dropped */
    {"speaker", "speakers"},
    {"Zone", "zone"}, /* case costs nothing */
    {"zones", "zone"},
    {"zöne", "zone"}, /* one letter, whatever its bytes */
    {"zn", NULL},
    {"venue", NULL},
    {"x", NULL},
    {"", NULL},
    {"a-very-long-name-that-nobody-would-ever-give-to-anything-in-a-file-x", NULL},
};

static void
test_nearest(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(nearest_name(cases[i].word, known), ==, cases[i].want);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/nearest/names", test_nearest);
    return g_test_run();
}
