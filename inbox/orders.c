/* Numbers and words, by a table of languages. A line is read to its end before any of it counts. */
#include "inbox/orders.h"

#include <stdbool.h>
#include <string.h>

enum { YES, NO, MAYBE, DISMISS, VERBS, AND = VERBS, TO, PLEASE, MEANINGS };

/* Words of one meaning are separated by blanks. */
static const struct {
    const char *language;
    const char *words[MEANINGS];
} table[] = {
    {"en",
     {"yes y", "no n", "maybe m", "dismiss d", "and", "to through", "please thanks thank you"}},
    {"cs", {"ano", "ne", "možná", "zahodit", "a", "až", "prosím děkuji"}},
    {"de", {"ja j", "nein", "vielleicht v", "verwerfen", "und u", "bis", "bitte danke"}},
    {"es", {"sí si", "no", "quizás quizá", "descartar", "y e", "a al", "por favor gracias"}},
    {"fr",
     {"oui o", "non", "peut-être", "ignorer", "et", "à au", "s'il vous te plaît svp stp merci"}},
    {"it", {"sì si", "no", "forse", "scartare", "e ed", "a al", "per favore grazie"}},
    {"ja", {"はい", "いいえ", "たぶん", "却下", "と", "から", "お願いします"}},
    {"ko", {"네 예", "아니요 아니오", "아마", "무시", "와 과", "부터", "부탁합니다 부탁드립니다"}},
    {"nl", {"ja j", "nee", "misschien", "negeren", "en", "tot", "alstublieft graag dank bedankt"}},
    {"pl", {"tak", "nie", "może", "odrzuć", "i oraz", "do", "proszę dziękuję"}},
    {"pt", {"sim", "não nao", "talvez", "descartar", "e", "a", "por favor obrigado obrigada"}},
    {"ru", {"да", "нет", "возможно", "отклонить", "и", "по до", "пожалуйста спасибо"}},
    {"sv", {"ja j", "nej", "kanske", "avfärda", "och", "till", "tack"}},
    {"tr", {"evet", "hayır", "belki", "yoksay", "ve", "ile", "lütfen teşekkürler"}},
    {"uk", {"так", "ні", "можливо", "відхилити", "і та", "по до", "будь ласка дякую"}},
    {"zh", {"是", "否", "也许", "忽略", "和 与 及", "到 至", "请 谢谢"}},
};

static const Partstat partstats[VERBS] = {PARTSTAT_ACCEPTED, PARTSTAT_DECLINED, PARTSTAT_TENTATIVE,
                                          PARTSTAT_NONE};

static bool
is_one_of(const char *word, const char *words)
{
    g_auto(GStrv) known = g_strsplit(words, " ", -1);
    return g_strv_contains((const char *const *)known, word);
}

/* What WORD means; MEANINGS where that is unknown, or two things: "y" is a yes, and in Spanish "and". */
static int
find_meaning(const char *word, const char *language)
{
    int found = MEANINGS;
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (i > 0 && (!language || g_ascii_strncasecmp(language, table[i].language, 2) != 0))
            continue;
        for (int meaning = 0; meaning < MEANINGS; meaning++) {
            if (!is_one_of(word, table[i].words[meaning]))
                continue;
            if (found != MEANINGS && found != meaning)
                return MEANINGS;
            found = meaning;
        }
    }
    return found;
}

/* A line as far as it is read. */
typedef struct {
    const char *language;
    GArray *orders; /* Order */
    guint decided;  /* so many have their word; what follows are numbers that wait for it */
    bool ranging;   /* "1 to": the number that comes ends it */
} Line;

static bool
add_number(Line *line, gint64 number)
{
    gint64 first = number;
    if (line->ranging)
        first = g_array_index(line->orders, Order, line->orders->len - 1).number + 1;
    line->ranging = false;
    if (first > number || number - first >= ORDERS_MAX)
        return false;
    for (; first <= number && line->orders->len < ORDERS_MAX; first++) {
        const Order order = {.number = first};
        g_array_append_val(line->orders, order);
    }
    return true;
}

static bool
add_word(Line *line, const char *word)
{
    int meaning = find_meaning(word, line->language);
    bool waits = line->decided < line->orders->len;
    if (meaning == TO)
        line->ranging = waits;
    if (meaning >= VERBS)
        return meaning == AND || meaning == PLEASE || (meaning == TO && waits);
    for (guint i = line->decided; i < line->orders->len; i++)
        g_array_index(line->orders, Order, i).partstat = partstats[meaning];
    line->decided = line->orders->len;
    line->ranging = false;
    return waits;
}

/* Signs between numbers and words; "10:30" and "1.5" are no numbers of reviews. */
static bool
add_sign(Line *line, const char *at)
{
    if (*at == '-')
        line->ranging = line->decided < line->orders->len;
    return strchr(" \t\r,;!&+#*-", *at) || (strchr(".:)=", *at) && !g_ascii_isdigit(at[1]));
}

/* Moves *AT behind what it adds. False: the line says something else. */
static bool
add_next(Line *line, const char **at)
{
    enum { DIGITS_MAX = 15 };
    static const char signs[] = " \t\r,;!&+#*-.:)=", digits[] = "0123456789";
    gsize length = strspn(*at, digits);
    const char *start = *at;
    if (length > 0) {
        *at += length;
        return length <= DIGITS_MAX && add_number(line, g_ascii_strtoll(start, NULL, 10));
    }
    if (strchr(signs, *start)) {
        *at += 1;
        return add_sign(line, start);
    }
    /* "peut-être" is one word. */
    length = MIN(strcspn(start, " \t\r,;!&+#*.:)="), strcspn(start, digits));
    g_autofree char *word = g_strndup(start, length);
    *at += length;
    return add_word(line, word);
}

static void
merge(GArray *orders, const Order *order)
{
    for (guint i = 0; i < orders->len; i++) {
        Order *known = &g_array_index(orders, Order, i);
        if (known->number != order->number)
            continue;
        known->twice = known->twice || known->partstat != order->partstat;
        return;
    }
    if (orders->len < ORDERS_MAX)
        g_array_append_val(orders, *order);
}

static void
read_line(const char *text, const char *language, GArray *orders)
{
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(Order));
    Line line = {.language = language, .orders = read};
    while (*text && line.decided < ORDERS_MAX)
        if (!add_next(&line, &text))
            return;
    for (guint i = 0; line.decided == read->len && i < read->len; i++)
        merge(orders, &g_array_index(read, Order, i));
}

/* Signs of other scripts as ASCII has them, in either case alike. To be freed. */
static char *
fold(const char *reply)
{
    static const struct {
        const char *sign;
        char plain;
    } signs[] = {{"、", ','}, {"。", ','}, {"–", '-'}, {"—", '-'}, {"〜", '-'}, {"’", '\''}};
    g_autofree char *folded = g_utf8_casefold(reply, -1);
    char *text = g_utf8_normalize(folded, -1, G_NORMALIZE_NFKC);
    for (size_t i = 0; text && i < G_N_ELEMENTS(signs); i++)
        for (char *at = text; (at = strstr(at, signs[i].sign)); at++) {
            memset(at, ' ', strlen(signs[i].sign));
            *at = signs[i].plain;
        }
    return text ? text : g_strdup("");
}

GArray *
orders_read(const char *reply, const char *language)
{
    GArray *orders = g_array_new(FALSE, FALSE, sizeof(Order));
    g_autofree char *text = fold(reply ? reply : "");
    for (char *line = text, *end; *line && orders->len < ORDERS_MAX; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        read_line(line, language, orders);
    }
    return orders;
}
