/* Numbers and words, by a table of languages. */
#include "inbox/orders.h"

#include <stdbool.h>
#include <string.h>

enum { YES, NO, MAYBE, DISMISS, VERBS };

/* Words of one meaning are separated by blanks. */
static const struct {
    const char *language;
    const char *words[VERBS];
} table[] = {
    {"en", {"yes y", "no n", "maybe m", "dismiss d"}},
    {"cs", {"ano", "ne", "možná", "zahodit"}},
    {"de", {"ja j", "nein", "vielleicht v", "verwerfen"}},
    {"es", {"sí si", "no", "quizás quizá", "descartar"}},
    {"fr", {"oui o", "non", "peut-être", "ignorer"}},
    {"it", {"sì si", "no", "forse", "scartare"}},
    {"ja", {"はい", "いいえ", "たぶん", "却下"}},
    {"ko", {"네 예", "아니요 아니오", "아마", "무시"}},
    {"nl", {"ja j", "nee", "misschien", "negeren"}},
    {"pl", {"tak", "nie", "może", "odrzuć"}},
    {"pt", {"sim", "não nao", "talvez", "descartar"}},
    {"ru", {"да", "нет", "возможно", "отклонить"}},
    {"sv", {"ja j", "nej", "kanske", "avfärda"}},
    {"tr", {"evet", "hayır", "belki", "yoksay"}},
    {"uk", {"так", "ні", "можливо", "відхилити"}},
    {"zh", {"是", "否", "也许", "忽略"}},
};

static const Partstat partstats[VERBS] = {PARTSTAT_ACCEPTED, PARTSTAT_DECLINED, PARTSTAT_TENTATIVE,
                                          PARTSTAT_NONE};

static bool
is_one_of(const char *word, const char *words)
{
    g_auto(GStrv) known = g_strsplit(words, " ", -1);
    return g_strv_contains((const char *const *)known, word);
}

static bool
find_verb(const char *word, const char *language, Partstat *ret_partstat)
{
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (i > 0 && (!language || g_ascii_strncasecmp(language, table[i].language, 2) != 0))
            continue;
        for (int verb = 0; verb < VERBS; verb++)
            if (is_one_of(word, table[i].words[verb])) {
                *ret_partstat = partstats[verb];
                return true;
            }
    }
    return false;
}

static gsize
skip(const char *text, const char *set)
{
    return strspn(text, set);
}

/* One number and its word at *TEXT, which is moved behind them. */
static bool
read_order(const char **text, const char *language, Order *ret_order)
{
    const char *p = *text + skip(*text, " \t\r#");
    gsize digits = strspn(p, "0123456789");
    if (digits == 0 || digits > 15)
        return false;
    ret_order->number = g_ascii_strtoll(p, NULL, 10);
    p += digits;
    p += skip(p, " \t.:)=-");
    gsize length = strcspn(p, " \t\r.!,;");
    g_autofree char *written = g_strndup(p, length);
    g_autofree char *folded = g_utf8_casefold(written, -1);
    g_autofree char *word = g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
    *text = p + length + skip(p + length, " \t\r.!,;");
    return word && find_verb(word, language, &ret_order->partstat);
}

static void
read_line(const char *line, const char *language, GArray *orders)
{
    guint before = orders->len;
    while (line[skip(line, " \t\r")] && orders->len < ORDERS_MAX) {
        Order order;
        if (!read_order(&line, language, &order)) {
            g_array_set_size(orders, before); /* it says something else */
            return;
        }
        g_array_append_val(orders, order);
    }
}

GArray *
orders_read(const char *reply, const char *language)
{
    GArray *orders = g_array_new(FALSE, FALSE, sizeof(Order));
    g_autofree char *text = g_strdup(reply ? reply : "");
    static const char *const commas[] = {"、", "，", "；"};
    for (size_t i = 0; i < G_N_ELEMENTS(commas); i++)
        for (char *at = text; (at = strstr(at, commas[i]));)
            memcpy(at, ",  ", strlen(commas[i]));
    for (char *line = text, *end; *line && orders->len < ORDERS_MAX; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        read_line(line, language, orders);
    }
    return orders;
}
