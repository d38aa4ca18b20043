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
    /* A quotation that was broken anew, and blanks that are none to a program. */
    {"> says Ann\n> Able", "> says forgotten-1"},
    {"> > Ann\r\n> > Able", "> > forgotten-1"},
    {"{\"text\":\"> Ann\\n> Able\"}", "{\"text\":\"> forgotten-1\"}"},
    {"Ann > Able", NULL},
    {"Ann\xc2\xa0"
     "Able, Ann \xe2\x80\x8b"
     "Able",
     "forgotten-1, forgotten-1"},
    {"Ann\\u00a0Able", "forgotten-1"},
    {"\\\"Jo\\\" Li", NULL},
    {"\\\"Bo\\\" Li and \"Bo\" Li", "forgotten-1 and forgotten-1"},
    /* A word that could be any: as it is written, and by itself. */
    {"Will comes. I will, WILL!", "forgotten-1 comes. I will, WILL!"},
    {"Europe/Will, Will@host.example, a-Will, Will-b, Will.example", NULL},
    {"With Will.", "With forgotten-1."},
    /* What is kept stays, though they are in it. */
    {"The Ann Able Prize 2004 is for Ann Able", "The Ann Able Prize 2004 is for forgotten-1"},
    {"Ask the ann able prize 2004", NULL},
    {"The Ann Able Prize", "The forgotten-1 Prize"},
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

/* Everything that they are called. */
static Forget *
ann(void)
{
    static const char *const names[] = {
        "Jo Li", "Ann Able", "ann@able.example", "李明", "Cem Çelik", "",
        NULL,    "Jo Li",    "de la Cruz, Rosa", "Will", "\"Bo\" Li"};
    Forget *forget = forget_new();
    forget->guest = "ann";
    forget->as = "forgotten-1";
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        forget_called(forget, names[i]);
    forget_kept(forget, "The Ann Able Prize 2004");
    return forget;
}

static void
test_texts(void)
{
    g_autoptr(Forget) forget = ann();
    g_assert_cmpuint(forget->called->len, ==, 8);
    g_assert_cmpstr(g_ptr_array_index(forget->called, 0), ==, "ann@able.example");
    forget_forms(forget);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *got = forget_text(forget, texts[i].text);
        g_assert_cmpstr(got, ==, texts[i].want ? texts[i].want : texts[i].text);
        g_assert_cmpint(forget_names(forget, texts[i].text, strlen(texts[i].text)), ==,
                        texts[i].want != NULL);
    }
    g_assert_false(forget_names(forget, NULL, 0));
}

/* Files, in what charset anybody likes. */
static const struct {
    const char *bytes;
    gsize length;
    bool named;
} files[] = {
#define BYTES(text) text, sizeof text - 1
    {BYTES("by Cem \xc3\x87"
           "elik"),
     true},
    {BYTES("by Cem \xc7"
           "elik"),
     true}, /* ISO-8859-1 */
    {BYTES("\xff\xfe"
           "J\0o\0 \0L\0i\0"),
     true}, /* UTF-16 */
    {BYTES("\xff\xfe"
           "J\0o\0 \0L\0y\0"),
     false},
    {BYTES("Jo\0Li"), false},
    {BYTES("\xff\xfe\xd8"), false},
    {BYTES(""), false},
};

static void
test_files(void)
{
    g_autoptr(Forget) forget = ann();
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        g_assert_cmpint(forget_names_bytes(forget, files[i].bytes, files[i].length), ==,
                        files[i].named);
}

/* What a sender may call himself, and whether it may be another name of Ann Able <ann.able@home.example>. */
static const struct {
    const char *name;
    bool like;
} likes[] = {
    {"A. Able", true},
    {"Able, A.", true},
    {"Ann (private)", true},
    {"ANN ABLER", true},
    {"A. B.", false},
    {"Home Sweet Home", false},
    {"I will come", false},
    {"Annabel Lee", false},
    {"location: \"Oslo,", false},
    {"", false},
};

static void
test_likes(void)
{
    g_autoptr(Forget) forget = forget_new();
    forget_called(forget, "Ann Able");
    forget_called(forget, "ann.able@home.example");
    for (size_t i = 0; i < G_N_ELEMENTS(likes); i++)
        g_assert_cmpint(forget_is_like(forget, likes[i].name), ==, likes[i].like);
}

static void
test_json(void)
{
    g_autoptr(Forget) forget = forget_new();
    forget->as = "forgotten-1";
    forget_called(forget, "reply");
    forget_called(forget, "Jo Li");
    g_autofree char *got =
        forget_json(forget, "{\"kind\":\"reply\",\"reply\":\"a reply \\\"Jo Li\\\"\",\"n\":1,"
                            "\"Jo Li\" : [\"Jo Li\",null,\"\"]}");
    g_assert_cmpstr(got, ==,
                    "{\"kind\":\"reply\",\"reply\":\"a forgotten-1 \\\"forgotten-1\\\"\",\"n\":1,"
                    "\"Jo Li\" : [\"forgotten-1\",null,\"\"]}");
    g_autofree char *cut = forget_json(forget, "{\"a\":\"Jo Li");
    g_assert_cmpstr(cut, ==, "{\"a\":\"forgotten-1");
}

/* What depends on nothing is changed, and a word that could be any is left. */
static void
test_values(void)
{
    g_autoptr(Forget) forget = ann();
    g_autoptr(Meeting) meeting = meeting_new();
    meeting->name = g_strdup("The Ann Able Prize 2004");
    meeting->zone = g_strdup("Europe/Will");
    meeting->location = g_strdup("Will Hall");
    g_assert_false(forget_values(forget, meeting));
    g_assert_cmpstr(meeting->location, ==, "Will Hall");
    meeting->about = g_strdup("Will and Ann Able speak of the Ann Able Prize 2004.");
    g_ptr_array_add(meeting->sponsors, g_strdup("Jo Li"));
    g_assert_true(forget_values(forget, meeting));
    g_assert_cmpstr(meeting->about, ==, "Will and forgotten-1 speak of the Ann Able Prize 2004.");
    g_assert_cmpstr(g_ptr_array_index(meeting->sponsors, 0), ==, "forgotten-1");
    g_assert_cmpstr(meeting->name, ==, "The Ann Able Prize 2004");
    g_assert_cmpstr(meeting->zone, ==, "Europe/Will");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/forget/texts", test_texts);
    g_test_add_func("/forget/files", test_files);
    g_test_add_func("/forget/likes", test_likes);
    g_test_add_func("/forget/json", test_json);
    g_test_add_func("/forget/values", test_values);
    return g_test_run();
}
