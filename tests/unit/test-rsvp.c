/* What replies say, by language: each line of tests/rsvp/LANG.tsv is what a person would record (yes, no,
 * maybe, "?" = left to a person), the details that are said, and the words. Not one may be recorded
 * wrongly; of the answers and details nine in ten must be understood. */
#include "inbox/rsvp.h"
#include <string.h>

/* What all of them answer. */
#define SUBJECT "Re: Invitation: Deep Packet Days in Portland, 13-14 July 2027"

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
    const RsvpText text = {.reply = words, .subject = SUBJECT};
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
        if (**key == '-' && has_detail(&meaning->details, *key + 1)) {
            g_test_message("%s.tsv:%u: %s: %s", language, number, *key, columns[2]);
            score->wrong++;
        } else if (**key && **key != '-') {
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

/* What keeps somebody away before the month of the meeting keeps nobody from it, in any language. */
static void
test_months(void)
{
    static const struct {
        const char *reply;
        Partstat partstat;
    } rows[] = {
        {"I will be on vacation from 3 to 10 May.", PARTSTAT_NONE},
        {"Vom 3. bis 10. Mai bin ich im Urlaub.", PARTSTAT_NONE},
        {"I will be on vacation from 3 to 20 July.", PARTSTAT_DECLINED},
        {"I'm on vacation from 20 June to 20 July.", PARTSTAT_DECLINED},
        {"Im Juli bin ich im Urlaub.", PARTSTAT_DECLINED},
        {"I will be in Portland in May.", PARTSTAT_NONE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        const RsvpText text = {.reply = rows[i].reply, .subject = SUBJECT};
        rsvp_read(&text, meaning);
        g_test_message("%s", rows[i].reply);
        g_assert_cmpint(meaning->sure ? meaning->partstat : PARTSTAT_NONE, ==, rows[i].partstat);
    }
}

/* A no on a day or at an hour is one to the whole meeting only where our subject tells that it has no other
 * day. */
static void
test_slots(void)
{
    static const char one[] = "Re: Invitation: Deep Packet Day, 14 July 2027",
                      three[] = "Re: Invitation: Deep Packet Days, 13\u201315 July 2027",
                      unknown[] = "Re: Deep Packet Days: will you come?";
    static const struct {
        const char *subject, *reply;
        Partstat partstat;
    } rows[] = {
        {one, "I cannot come on 14 July.", PARTSTAT_DECLINED},
        {one, "I can't come on the 14th.", PARTSTAT_DECLINED},
        {one, "I can't come on 7/14.", PARTSTAT_DECLINED},
        {one, "I can't come on 14/7/2027.", PARTSTAT_DECLINED},
        {one, "I cannot come at 9 on 14 July.", PARTSTAT_NONE},
        {one, "I cannot come after 2 on 14 July.", PARTSTAT_NONE},
        {one, "I cannot come on 14 May.", PARTSTAT_NONE},
        {three, "I cannot come on 14 July.", PARTSTAT_NONE},
        {three, "I cannot come from 10 to 20 July.", PARTSTAT_DECLINED},
        {three, "I cannot come on 13, 14 and 15 July.", PARTSTAT_DECLINED},
        {three, "I cannot come on 13 and 15 July.", PARTSTAT_NONE},
        {three, "Je ne peux pas venir du 10 au 20 juillet.", PARTSTAT_DECLINED},
        {unknown, "I cannot come on 14 July.", PARTSTAT_NONE},
        {unknown, "I cannot come on 13 and 14 July.", PARTSTAT_NONE},
        {unknown, "I cannot come in 2027.", PARTSTAT_DECLINED},
        {"I can't come on 14 July", "I can't come on 14 July.", PARTSTAT_NONE},
        {"I can't come on 14 July", "", PARTSTAT_NONE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        const RsvpText text = {.reply = rows[i].reply, .subject = rows[i].subject};
        rsvp_read(&text, meaning);
        g_test_message("%s: %s", rows[i].subject, rows[i].reply);
        g_assert_cmpint(meaning->sure ? meaning->partstat : PARTSTAT_NONE, ==, rows[i].partstat);
    }
}

/* What names no coming answers what was asked last, whatever that was. */
static void
test_open(void)
{
    static const struct {
        const char *reply;
        bool open;
    } rows[] = {
        {"No.", true},
        {"Pass.", true},
        {"Count me out for talks.", true},
        {"Looks good", true},
        {"That does not work for me.", true},
        {"No, thank you!", true},
        {"What a pity, I was looking forward to it.", true},
        {"I would have loved to come.", true},
        {"Nein danke", true},
        {"Je ne peux pas", true},
        {"I cannot come after all", false},
        {"I have to cancel, sorry", false},
        {"No. I'm not coming.", false},
        {"I'm in.", false},
        {"Ja, ich komme doch", false},
        {"Leider muss ich absagen", false},
        {"Je ne peux pas venir, désolée", false},
        {"No puedo ir, lo siento", false},
        {"Non posso venire", false},
        {"Não posso ir", false},
        {"Ik kan helaas niet komen", false},
        {"Niestety nie przyjadę", false},
        {"Bohužel nepřijedu", false},
        {"Jag kan tyvärr inte komma", false},
        {"К сожалению, не приеду", false},
        {"На жаль, не приїду", false},
        {"Maalesef gelemiyorum", false},
        {"残念ながら欠席します", false},
        {"참석하지 못합니다", false},
        {"很遗憾，我不能参加", false},
        {"Will you come: yes", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        const RsvpText text = {.reply = rows[i].reply};
        rsvp_read(&text, meaning);
        g_test_message("%s", rows[i].reply);
        g_assert_true(meaning->sure);
        g_assert_cmpint(meaning->open, ==, rows[i].open);
    }
}

/* That something is right, or wrong, may be said of what we wrote down: what alone decides says so by its rule, so
 * that it can be held against what it answers, or is not sure. */
static void
test_agree(void)
{
    static const char *const words[] = {
        "間違いありません。",
        "その通りです。",
        "合っています。",
        "正しいです。",
        "はい、間違いないです。",
        "確認しました。",
        "承知しました。",
        "違います。",
        "間違っています。",
        "正しくありません。",
        "맞습니다.",
        "네, 맞아요.",
        "확인했습니다.",
        "동의합니다.",
        "틀립니다.",
        "틀렸습니다.",
        "아닙니다.",
        "사실이 아닙니다.",
        "没错。",
        "正确。",
        "是的，正确。",
        "对的。",
        "确认无误。",
        "不对。",
        "错了。",
        "不正确。",
        "沒錯。",
        "Doğru.",
        "Evet, doğru.",
        "Onaylıyorum.",
        "Yanlış.",
        "Bu yanlış.",
        "Doğru değil.",
        "Zgadza się.",
        "Wszystko się zgadza.",
        "Potwierdzam.",
        "Nie zgadza się.",
        "To nieprawda.",
        "To pomyłka.",
        "Souhlasí.",
        "Potvrzuji.",
        "Je to správně.",
        "To je špatně.",
        "To nesedí.",
        "Nesouhlasí to.",
        "Всё верно.",
        "Подтверждаю.",
        "Неверно.",
        "Это неправильно.",
        "Это ошибка.",
        "Все вірно.",
        "Підтверджую.",
        "Неправильно.",
        "Це помилка.",
        "Так і є.",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        const RsvpText text = {.reply = words[i]};
        g_autoptr(Meaning) meaning = meaning_new();
        rsvp_read(&text, meaning);
        if (meaning->sure && !rsvp_rule_is_bare(meaning->rule))
            g_error("%s: %s", words[i], meaning->rule);
    }
}

/* A subject of the sender's own is the answer where nothing stands below it. */
static void
test_subject(void)
{
    static const struct {
        const char *subject, *reply;
        Partstat partstat;
    } rows[] = {
        {"Yes, I'll come", "", PARTSTAT_ACCEPTED},
        {"Sorry, I can't make it", "\n\n", PARTSTAT_DECLINED},
        {"Re: Yes, I'll come", "", PARTSTAT_NONE},
        {"Yes, I'll come", "Which hotel is it?", PARTSTAT_NONE},
        {"Lunch on Thursday", "", PARTSTAT_NONE},
        {NULL, "", PARTSTAT_NONE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meaning) meaning = meaning_new();
        const RsvpText text = {.reply = rows[i].reply, .subject = rows[i].subject};
        rsvp_read(&text, meaning);
        g_test_message("%s", rows[i].subject);
        g_assert_cmpint(meaning->sure ? meaning->partstat : PARTSTAT_NONE, ==, rows[i].partstat);
    }
}

/* A text made to have each word mean hundreds of things is not looked through to its end: what is found is not sure. */
static void
test_too_much(void)
{
    static const struct {
        const char *words;
        guint times;
        bool sure;
    } rows[] = {
        {"1. ", 20, true}, {"1. ", 2000, false}, {"May I have a word with you? ", 500, true}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *text = g_string_new(NULL);
        for (guint n = 0; n < rows[i].times; n++)
            g_string_append(text, rows[i].words);
        g_string_append(text, "\n\nYes, I will come.\n");
        Meaning *meaning = meaning_new();
        rsvp_read(&(RsvpText){.reply = text->str}, meaning);
        g_assert_cmpint(meaning->sure, ==, rows[i].sure);
        meaning_free(meaning);
        g_string_free(text, TRUE);
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
    g_test_add_func("/rsvp/agree", test_agree);
    g_test_add_func("/rsvp/subject", test_subject);
    g_test_add_func("/rsvp/open", test_open);
    g_test_add_func("/rsvp/months", test_months);
    g_test_add_func("/rsvp/too-much", test_too_much);
    g_test_add_func("/rsvp/slots", test_slots);
    return g_test_run();
}
