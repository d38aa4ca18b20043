/* People taken out of texts: whole names only, in any script. */
#include "event/forget.h"

static const struct {
    const char *text, *want; /* NULL = as it is */
} texts[] = {
    {"Ann Able comes.", "forgotten-1 comes."},
    {"ANN ABLE", "forgotten-1"},
    {"Ask “Ann Able”, please", "Ask “forgotten-1”, please"},
    {"ann@able.example", "forgotten-1"},
    {"<mailto:ann@able.example?subject=x>", "<mailto:forgotten-1?subject=x>"},
    {"joann@able.example", NULL},
    {"ann@able.examples", NULL},
    {"Ann Ablers", NULL},
    {"ÉAnn Able", NULL},
    {"Ann", NULL}, /* a first name alone is many people */
    {"Jo Li and Jo Lind", "forgotten-1 and Jo Lind"},
    {"李明:来", "forgotten-1:来"},
    {"\xff\xfeJo Li\xff", "\xff\xfe"
                          "forgotten-1\xff"},
    /* Broken lines, as they are and as JSON and quoted-printable write them. */
    {"Ann\n  Able", "forgotten-1"},
    {"{\"text\":\"yes\\nAnn Able\\n\\u200eJo Li\"}",
     "{\"text\":\"yes\\nforgotten-1\\n\\u200eforgotten-1\"}"},
    {"Ann\\nAble", "forgotten-1"},
    {"Ann =\r\nAble", "forgotten-1"},
    {"AnnAble", NULL},
    /* As address books have it. */
    {"Able, Ann <a@x.example>", "forgotten-1 <a@x.example>"},
    {"ABLE,\n ANN", "forgotten-1"},
    {"Able, Anna", NULL},
    {"Rosa de la Cruz", "forgotten-1"},
    {"de la Cruz, Rosa", "forgotten-1"},
    /* Letters and their marks as one or apart, of any case. */
    {"Cem C\xcc\xa7"
     "elik",
     "forgotten-1"},
    {"CEM ÇELİK", "forgotten-1"},
    {"CEM ÇELIK", "forgotten-1"},
    {"", NULL},
};

static void
test_texts(void)
{
    Forget forget = {.guest = "ann", .as = "forgotten-1"};
    forget.called = g_ptr_array_new_with_free_func(g_free);
    const char *const names[] = {"Jo Li", "Ann Able", "ann@able.example", "李明", "Cem Çelik", "",
                                 NULL,    "Jo Li",    "de la Cruz, Rosa"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        forget_called(&forget, names[i]);
    g_assert_cmpuint(forget.called->len, ==, 6);
    g_assert_cmpstr(g_ptr_array_index(forget.called, 0), ==, "ann@able.example");
    forget_forms(&forget);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *got = forget_text(&forget, texts[i].text);
        g_assert_cmpstr(got, ==, texts[i].want ? texts[i].want : texts[i].text);
        g_assert_cmpint(forget_names(&forget, texts[i].text, strlen(texts[i].text)), ==,
                        texts[i].want != NULL);
    }
    g_ptr_array_unref(forget.called);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/forget/texts", test_texts);
    return g_test_run();
}
