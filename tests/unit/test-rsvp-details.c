/* What replies say beside an answer: titles, what stands behind a label, and answers to our questions. */
#include "inbox/rsvp.h"

static void
check_answers(const RsvpText *text, const char *want)
{
    g_autoptr(Meaning) meaning = meaning_new();
    g_autoptr(GString) got = g_string_new(NULL);
    rsvp_read(text, meaning);
    g_assert_cmpuint(meaning->answer_keys->len, ==, meaning->answer_values->len);
    for (guint i = 0; i < meaning->answer_keys->len; i++)
        g_string_append_printf(got, "%s=%s;", (char *)meaning->answer_keys->pdata[i],
                               (char *)meaning->answer_values->pdata[i]);
    g_assert_cmpstr(got->str, ==, want);
}

/* Which of our questions the mail answers, by number or by name. */
static void
test_answers(void)
{
    static const struct {
        const char *reply, *body, *answers;
    } rows[] = {
        {"I'm coming.\n\n1. both\n2. yes, with pleasure\n3. no nuts", NULL,
         "1=both;2=yes, with pleasure;3=no nuts;"},
        {"Dinner: yes\nDiet: vegetarian", NULL, "dinner=yes;diet=vegetarian;"},
        {"Hotel: none\nDiet: vegan", NULL, "hotel=none;diet=vegan;"},
        {"I'll be there.\n\nOh yes!",
         "> Can you come?\nI'll be there.\n\n"
         "> 2.  Will you join us for dinner?\nOh yes!\n",
         "2=Oh yes!;"},
        {"Yes, I'm coming, and I eat all.", NULL, ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].reply);
        const RsvpText text = {.reply = rows[i].reply, .body = rows[i].body};
        check_answers(&text, rows[i].answers);
    }
}

/* A title without the words that announce it. */
static void
test_title(void)
{
    static const char *const rows[] = {
        "I'm coming. The title of my talk is: Fast paths, slow paths",
        "I'll be there. My talk is called \"Fast paths, slow paths\".",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        const RsvpText text = {.reply = rows[i]};
        rsvp_read(&text, meaning);
        g_assert_cmpstr(meaning->details.title, ==, "Fast paths, slow paths");
    }
}

/* Who has none says so with the same words; behind a colon stands one whatever it says. */
static void
test_no_title(void)
{
    static const struct {
        const char *reply, *title;
    } rows[] = {
        {"No title yet", NULL},
        {"Wrong title.", NULL},
        {"The title is wrong.", NULL},
        {"I do not have a title yet.", NULL},
        {"Title: none", NULL},
        {"Noch kein Titel.", NULL},
        {"Der Titel ist falsch.", NULL},
        {"Je n'ai pas encore de titre.", NULL},
        {"Title: TBA", NULL},
        {"Title: n/a", NULL},
        {"Title: TBD considered harmful", "TBD considered harmful"},
        {"Title: None of the above", "None of the above"},
        {"Title: Queues", "Queues"},
        {"Not yet, but the working title is Fast paths.", "Fast paths"},
        {"The title of my talk is: Why nobody reads logs", "Why nobody reads logs"},
        {"Titel: Nie wieder Queues", "Nie wieder Queues"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        const RsvpText text = {.reply = rows[i].reply};
        rsvp_read(&text, meaning);
        g_test_message("%s", rows[i].reply);
        g_assert_cmpstr(meaning->details.title, ==, rows[i].title);
    }
}

/* What stands behind a label is the detail. */
static void
test_labels(void)
{
    static const struct {
        const char *reply, *diet, *arrival, *topic;
    } rows[] = {
        {"Yes, I will come.\nDiet: vegetarian\nArrival: 12 July, 9:00\nTopic: tail "
         "latency",
         "vegetarian", "12 July, 9:00", "tail latency"},
        {"yes, i will come\ndiet: vegan\narrival: monday at 9:30", "vegan", "monday at 9:30", NULL},
        {"Yes. Diet: vegan.", "vegan", NULL, NULL},
        {"Ja, ich komme.\nAnreise: 12. Juli", NULL, "12. Juli", NULL},
        {"I will come, vegetarian.", "vegetarian", NULL, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        rsvp_read(&(RsvpText){.reply = rows[i].reply}, meaning);
        g_assert_cmpint(meaning->partstat, ==, PARTSTAT_ACCEPTED);
        g_assert_cmpstr(meaning->details.diet, ==, rows[i].diet);
        g_assert_cmpstr(meaning->details.arrival, ==, rows[i].arrival);
        g_assert_cmpstr(meaning->details.topic, ==, rows[i].topic);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rsvp-details/answers", test_answers);
    g_test_add_func("/rsvp-details/title", test_title);
    g_test_add_func("/rsvp-details/no-title", test_no_title);
    g_test_add_func("/rsvp-details/labels", test_labels);
    return g_test_run();
}
