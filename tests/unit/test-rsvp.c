/* What replies say, by language: each line of tests/rsvp/LANG.tsv is what a person would record (yes, no,
 * maybe, "?" = left to a person), the details that are said, and the words. Not one may be recorded
 * wrongly; of the answers and details nine in ten must be understood. */
#include "inbox/rsvp.h"
#include <string.h>

static const struct {
    const char *label;
    Partstat partstat;
} labels[] = {{"yes", PARTSTAT_ACCEPTED},
              {"no", PARTSTAT_DECLINED},
              {"maybe", PARTSTAT_TENTATIVE},
              {"?", PARTSTAT_NONE}};

static Partstat
label_parse(const char *label)
{
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++)
        if (g_str_equal(labels[i].label, label))
            return labels[i].partstat;
    g_error("%s is none of yes, no, maybe, ?", label);
}

static const char *
label_of(Partstat partstat)
{
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++)
        if (labels[i].partstat == partstat)
            return labels[i].label;
    return "other";
}

static bool
has_detail(const Details *details, const char *key)
{
    const struct {
        const char *key;
        bool said;
    } all[] = {
        {"partial", details->partial != NULL},
        {"delegate", details->delegate != NULL},
        {"promise", details->promise != NULL},
        {"condition", details->condition != NULL},
        {"topic", details->topic != NULL},
        {"title", details->title != NULL},
        {"diet", details->diet != NULL},
        {"arrival", details->arrival != NULL},
        {"departure", details->departure != NULL},
        {"guests", details->guests > 0},
        {"remote", details->remote},
        {"question", details->question},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        if (g_str_equal(all[i].key, key))
            return all[i].said;
    g_error("%s is no detail", key);
}

typedef struct {
    guint wrong, asked, missed;
} Score;

/* Adds a line to SCORE; what is not as it says is shown. */
static void
check_line(const char *language, guint number, char **columns, Score *score)
{
    g_autoptr(Meaning) meaning = meaning_new();
    g_autofree char *words = g_strcompress(columns[2]);
    const RsvpText text = {.reply = words};
    rsvp_read(&text, meaning);
    Partstat want = label_parse(columns[0]);
    Partstat recorded = meaning->sure ? meaning->partstat : PARTSTAT_NONE;
    g_auto(GStrv) keys = g_strsplit_set(columns[1], " ,", -1);
    if (recorded != want)
        g_test_message("%s.tsv:%u: %s for %s: %s", language, number, label_of(recorded), columns[0],
                       columns[2]);
    score->wrong += recorded != want && recorded != PARTSTAT_NONE;
    score->asked += want != PARTSTAT_NONE;
    score->missed += want != PARTSTAT_NONE && recorded == PARTSTAT_NONE;
    for (char **key = keys; *key; key++)
        if (**key) {
            score->asked++;
            score->missed += !has_detail(&meaning->details, *key);
        }
}

static void
test_language(gconstpointer data)
{
    const char *language = data;
    g_autofree char *name = g_strconcat(language, ".tsv", NULL);
    g_autofree char *path = g_build_filename("tests", "rsvp", name, NULL);
    g_autofree char *all = NULL;
    g_assert_true(g_file_get_contents(path, &all, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
    Score score = {0};
    guint rows = 0;
    for (guint i = 0; lines[i]; i++) {
        if (!*lines[i] || *lines[i] == '#')
            continue;
        g_auto(GStrv) columns = g_strsplit(lines[i], "\t", 3);
        g_assert_cmpuint(g_strv_length(columns), ==, 3);
        check_line(language, i + 1, columns, &score);
        rows++;
    }
    g_assert_cmpuint(rows, >=, 15);
    g_assert_cmpuint(score.wrong, ==, 0);
    g_assert_cmpuint(score.missed * 10, <=, score.asked);
}

/* A line that ends at a pause, or in the middle, goes on in the next one. */
static void
test_wrapped(void)
{
    static const char *const conditions[] = {
        "If my boss agrees,\nI will come.",
        "I will come,\nif my visa arrives in time.",
        "If the budget for the trip is approved I\nwill come.",
        "Wenn mein Chef zustimmt,\nkomme ich.",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(conditions); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        const RsvpText text = {.reply = conditions[i]};
        rsvp_read(&text, meaning);
        g_test_message("%s", conditions[i]);
        g_assert_cmpint(meaning->partstat, !=, PARTSTAT_ACCEPTED);
    }
}

int
main(int argc, char **argv)
{
    static const char *const languages[] = {"cs", "de", "en", "es", "fr", "it", "ja", "ko",
                                            "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh"};
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autofree char *name = g_strconcat("/rsvp/", languages[i], NULL);
        g_test_add_data_func(name, languages[i], test_language);
    }
    g_test_add_func("/rsvp/wrapped", test_wrapped);
    return g_test_run();
}
