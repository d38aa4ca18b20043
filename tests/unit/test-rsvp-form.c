/* Answers that stand beside a question count for that question alone. */
#include "inbox/rsvp.h"

/* The words of the reply are those of the body that no ">" marks, unless they are given. */
typedef struct {
    const char *body, *reply, *answers, *recorded;
} Row;

static char *
unmarked(const char *body)
{
    g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
    g_autoptr(GString) own = g_string_new(NULL);
    for (char **line = lines; *line; line++)
        if (**line && **line != '>')
            g_string_append_printf(own, "%s%s", own->len ? "\n" : "", *line);
    return g_string_free(g_steal_pointer(&own), FALSE);
}

static const char *
recorded(const Meaning *meaning)
{
    return !meaning->sure                            ? "?"
           : meaning->partstat == PARTSTAT_ACCEPTED  ? "yes"
           : meaning->partstat == PARTSTAT_DECLINED  ? "no"
           : meaning->partstat == PARTSTAT_TENTATIVE ? "maybe"
                                                     : "?";
}

static void
check_rows(const Row *rows, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        g_autoptr(GString) answers = g_string_new(NULL);
        g_autofree char *own = unmarked(rows[i].body);
        const RsvpText text = {.reply = rows[i].reply ? rows[i].reply : own, .body = rows[i].body};
        rsvp_read(&text, meaning);
        for (guint k = 0; k < meaning->answer_keys->len; k++)
            g_string_append_printf(answers, "%s=%s;", (char *)meaning->answer_keys->pdata[k],
                                   (char *)meaning->answer_values->pdata[k]);
        g_test_message("%s\n-> %s", rows[i].body, meaning->why);
        g_assert_cmpstr(recorded(meaning), ==, rows[i].recorded);
        g_assert_cmpstr(answers->str, ==, rows[i].answers);
    }
}

#define DINNER "> 2. Will you join us for dinner?\n"
#define DIET "> 3. Is there anything that you do not eat?\n"
#define MORE ">\n> With kind regards,\n> Olga\n"

/* An answer to a question of ours says nothing about coming, whatever else has the same letters. */
static void
test_below_questions(void)
{
    static const Row rows[] = {
        {DINNER "no\n" DIET "no\n" MORE, NULL, "2=no;3=no;", "?"},
        {DINNER "Yes\n" DIET "Yes\n" MORE, NULL, "2=Yes;3=Yes;", "?"},
        {DINNER "nein\n" DIET "nein\n" MORE, NULL, "2=nein;3=nein;", "?"},
        {DINNER "No, not there on the first day\n" DIET "no\n" MORE, NULL,
         "2=No, not there on the first day;3=no;", "?"},
        {"Thanks, see my notes below.\n\n" DINNER "no\n" MORE, NULL, "2=no;", "?"},
        {"I wrote that yesterday:\n\n" DINNER "yes\n" MORE, NULL, "2=yes;", "?"},
        {"I will not be there.\n\n" DIET "no\n" MORE, NULL, "3=no;", "no"},
        {"Yes, I will come.\n\n" DINNER "no\n" DIET "no\n" MORE, NULL, "2=no;3=no;", "yes"},
        /* a line that was taken for no new words is none of them */
        {"Hello\n" DINNER "no\nAnn\n" MORE, "Hello\nno", "2=no\nAnn;", "?"},
        {"> Will you join us for dinner?\nNo.\n\n> Is there anything that you do not eat?\nNo.\n",
         NULL, "", "?"},
    };
    check_rows(rows, G_N_ELEMENTS(rows));
}

/* Below other words of ours an answer may be about these alone; below those that ask whether they come, and below
 * all that is quoted, it is one. */
static void
test_below_other_words(void)
{
    static const Row rows[] = {
        {">    \"The second day\"\nI cannot make it.\n" MORE, NULL, "", "?"},
        {">    Wednesday, 31 March 2027\nIch kann leider nicht kommen.\n" MORE, NULL, "", "?"},
        {"> 11:00-12:00  Ben (title not decided)\nI cannot make it then.\n" MORE, NULL, "", "?"},
        {"> 11:00-12:00  Ben (title not decided)\nI cannot make it then.\n", NULL, "", "?"},
        {"> No more mail about this meeting: write to us\nYes, please!\n" MORE, NULL, "", "?"},
        {"> Can you bring the projector?\nNo.\n", NULL, "", "?"},
        {"> Please let me know by 9 March whether you can come.\nNo, sorry.\n" MORE, NULL, "",
         "no"},
        {"> Bitte sag mir bis 9. März, ob du kommen kannst.\nJa, gern!\n" MORE, NULL, "", "yes"},
        {"> Can you come?\nYes.\n" MORE, NULL, "", "yes"},
        {MORE "\nYes, I will come.\n", NULL, "", "yes"},
        {"I'll be there.\n\n>    Wednesday, 31 March 2027\nYes!\n" MORE, NULL, "", "yes"},
        {"> Can you come?\n>\n" DINNER ">\n" DIET MORE "\nno\n", NULL, "", "?"},
        {"> Can you come?\n>\n" DIET MORE "\nNo, thank you.\n", NULL, "", "?"},
        {"> Can you come?\n>\n" DIET MORE "\nI cannot come.\n", NULL, "", "no"},
        {"> Can you come?\n" MORE "\nno\n", NULL, "", "no"},
    };
    check_rows(rows, G_N_ELEMENTS(rows));
}

/* Behind the name of a refusal no word is a yes, and behind that of coming only those that are known for one. */
static void
test_labels(void)
{
    static const Row rows[] = {
        {"Not coming: me", NULL, "", "?"},
        {"Cannot attend: Ann Example", NULL, "", "?"},
        {"Unable to attend: yes", NULL, "", "?"},
        {"Not attending: no", NULL, "", "?"},
        {"Not attending: sorry, I cannot come.", NULL, "", "no"},
        {"Attending:\nNot attending: X", NULL, "", "?"},
        {"Attending: ___\nNot attending: _X_", NULL, "", "?"},
        {"Coming: Ben, Cleo\nNot coming: Ann", NULL, "", "?"},
        {"Coming: Ben. Not coming: Cleo.", NULL, "", "?"},
        {"Ann: no, Ben: yes", NULL, "", "?"},
        {"Absent: Ben", NULL, "", "?"},
        {"Nicht dabei: ich", NULL, "", "?"},
        {"Ne viendra pas : Ann", NULL, "", "?"},
        {"No asiste: Ann", NULL, "", "?"},
        {"Non partecipa: Ann", NULL, "", "?"},
        {"Não participa: Ann", NULL, "", "?"},
        {"Niet aanwezig: Ann", NULL, "", "?"},
        {"Kommer inte: Ann", NULL, "", "?"},
        {"Не приеду: я", NULL, "", "?"},
        {"不参加:Ann", NULL, "", "?"},
        {"Attending: Ben", NULL, "", "?"},
        {"Attending: Will", NULL, "", "?"},
        {"Teilnahme: Ben", NULL, "", "?"},
        {"Présent : Ben", NULL, "", "?"},
        {"出席:Ben", NULL, "", "?"},
        {"Attending: 0", NULL, "", "?"},
        {"Coming: ?", NULL, "", "?"},
        {"Coming:", NULL, "", "?"},
        {"Attending: yes", NULL, "", "yes"},
        {"Attending: X\nNot attending:", NULL, "", "yes"},
        {"Attending: both days", NULL, "", "yes"},
        {"Coming: me", NULL, "", "yes"},
        {"Coming: no", NULL, "", "no"},
        {"I'm coming:\narrival on Tuesday", NULL, "", "yes"},
    };
    check_rows(rows, G_N_ELEMENTS(rows));
}

/* Answers line by line are those to our questions, in their order; a question right before a word is what it answers. */
static void
test_lists(void)
{
    static const Row rows[] = {
        {"both\nno\nno", NULL, "", "?"},
        {"- both\n- no\n- no", NULL, "", "?"},
        {"both\nno", NULL, "", "?"},
        {"no\n\nno", NULL, "", "?"},
        {"Yes\nNo\nNo", NULL, "", "?"},
        {"both, no, no", NULL, "", "?"},
        {"both; no; no", NULL, "", "?"},
        {"Yes\nboth days", NULL, "", "yes"},
        {"Yes | No | Maybe\n\nYes", NULL, "", "yes"},
        {"No, no, sorry.", NULL, "", "no"},
        {"no dinner\nno allergies", NULL, "", "?"},
        {"beide\nnein\nnein", NULL, "", "?"},
        {"Hello,\n\nno\n\nAnn", NULL, "", "no"},
        {"Yes!\n\nYes, I will come.", NULL, "", "yes"},
        {"Re your question: \"Is there anything that you do not eat?\" No.", NULL, "", "?"},
        {"No to the second question.", NULL, "", "?"},
        {"Can I come? Yes!", NULL, "", "yes"},
    };
    check_rows(rows, G_N_ELEMENTS(rows));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rsvp-form/below-questions", test_below_questions);
    g_test_add_func("/rsvp-form/below-other-words", test_below_other_words);
    g_test_add_func("/rsvp-form/labels", test_labels);
    g_test_add_func("/rsvp-form/lists", test_lists);
    return g_test_run();
}
