/* A list of what people write. What may as well take back an invitation is not in it: "abmelden", "désinscrire". */
#include "inbox/silence.h"

#include <glib.h>
#include <string.h>
#include "inbox/robot-words.h"

#define SHORT_MAX 300 /* bytes; a longer text is about something else */

/* A word of its own, too short to be looked for among others. */
static const char *const words[] = {
    "stop", "stop it", "stop this", "remove", "remove me", "abbestellen", "stopp", "退订", "退訂",
};

static const char *const phrases[] = {
    /* en */
    "unsubscribe",
    "unsubscribe me",
    "remove me from this list",
    "remove me from the list",
    "remove me from your list",
    "remove me from this mailing list",
    "remove me from your mailing list",
    "remove me from the mailing list",
    "take me off this list",
    "take me off the list",
    "take me off your list",
    "take me off this mailing list",
    "take me off your mailing list",
    "take me off the mailing list",
    "stop mailing me",
    "stop emailing me",
    "stop e-mailing me",
    "stop writing to me",
    "stop reminding me",
    "stop sending me mail",
    "stop sending me mails",
    "stop sending me email",
    "stop sending me emails",
    "stop sending me reminders",
    "stop these mails",
    "stop these emails",
    "stop these reminders",
    "no more mail",
    "no more mails",
    "no more emails",
    "no more reminders",
    "don't send me any more mail",
    "don't send me any more mails",
    "don't send me any more emails",
    "don't send me any more reminders",
    "do not send me any more mail",
    "do not send me any more mails",
    "do not send me any more emails",
    "do not send me any more reminders",
    "don't email me again",
    "do not email me again",
    "don't write to me again",
    "do not write to me again",
    "don't contact me again",
    "do not contact me again",
    /* de */
    "streichen sie mich von der liste",
    "streich mich von der liste",
    "nehmen sie mich von der liste",
    "nimm mich von der liste",
    "nehmen sie mich aus dem verteiler",
    "nimm mich aus dem verteiler",
    "keine weiteren mails",
    "keine mails mehr",
    "keine weiteren e-mails",
    "keine e-mails mehr",
    "keine erinnerungen mehr",
    "schicken sie mir keine mails mehr",
    "schicken sie mir keine e-mails mehr",
    "schreiben sie mir nicht mehr",
    "schreib mir nicht mehr",
    /* fr */
    "désabonner",
    "me désabonner",
    "désabonnez-moi",
    "retirez-moi de la liste",
    "retirez-moi de cette liste",
    "retirez-moi de votre liste",
    "ne m'écrivez plus",
    "ne m'envoyez plus de mails",
    "ne m'envoyez plus d'e-mails",
    /* es, pt, it */
    "cancelar suscripción",
    "quítenme de la lista",
    "elimínenme de la lista",
    "sáquenme de la lista",
    "no me envíe más correos",
    "no me envíen más correos",
    "remova-me da lista",
    "retire-me da lista",
    "não me envie mais e-mails",
    "não me enviem mais e-mails",
    "disiscrivetemi",
    "cancellatemi dalla lista",
    "rimuovetemi dalla lista",
    "toglietemi dalla lista",
    "non scrivetemi più",
    /* nl, sv */
    "haal me van de lijst",
    "haal mij van de lijst",
    "verwijder mij van de lijst",
    "geen mails meer",
    "stuur me geen mails meer",
    "avprenumerera",
    "ta bort mig från listan",
    "stryk mig från listan",
    "inga fler mejl",
    "skicka inga fler mejl",
    /* pl, cs */
    "mnie wypisać z listy",
    "usunąć mnie z listy",
    "nie przysyłać więcej maili",
    "vyřaďte mě ze seznamu",
    "neposílejte mi další maily",
    "neposílejte mi už maily",
    /* ru, uk, tr */
    "отписаться",
    "отпишите меня",
    "удалите меня из списка",
    "уберите меня из списка",
    "исключите меня из рассылки",
    "не пишите мне больше",
    "больше не пишите",
    "відписатися",
    "відпишіть мене",
    "видаліть мене зі списку",
    "не пишіть мені більше",
    "beni listeden çıkarın",
    "abonelikten çık",
    "bana artık yazmayın",
    /* ja, ko, zh */
    "配信停止",
    "配信を停止してください",
    "購読解除",
    "メールを送らないでください",
    "수신거부",
    "수신 거부",
    "메일을 보내지 마세요",
    "请不要再发邮件",
    "請不要再寄信",
};

/* In front of it, or behind. */
static const char *const polite[] = {
    "please",      "thanks",   "thank you",       "about this", "hi",         "hello",
    "bitte",       "danke",    "merci",           "por favor",  "gracias",    "per favore",
    "grazie",      "lütfen",   "s'il vous plaît", "proszę",     "prosím",     "tack",
    "alstublieft", "obrigado", "пожалуйста",      "спасибо",    "будь ласка",
};

/* Words alone, with single spaces between; marks that stand in words are theirs. */
static char *
bare(const char *text)
{
    g_autofree char *folded = robot_fold(text, -1);
    GString *out = g_string_new(NULL);
    for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '\'' || c == '-')
            g_string_append_unichar(out, c);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    return g_strchomp(g_string_free(out, FALSE));
}

/* Takes WORD off the start or the end of TEXT. */
static bool
strip_word(char *text, const char *word)
{
    gsize length = strlen(text), n = strlen(word);
    if (length <= n + 1)
        return false;
    if (g_str_has_prefix(text, word) && text[n] == ' ') {
        memmove(text, text + n + 1, length - n);
        return true;
    }
    if (g_str_has_suffix(text, word) && text[length - n - 1] == ' ') {
        text[length - n - 1] = '\0';
        return true;
    }
    return false;
}

static void
strip_politeness(char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(polite);)
        i = strip_word(text, polite[i]) ? 0 : i + 1;
}

static bool
is_among(const char *text, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(text, list[i]) == 0)
            return true;
    return false;
}

Silence
silence_read(const char *reply)
{
    if (!reply || strnlen(reply, SHORT_MAX + 1) > SHORT_MAX)
        return SILENCE_NONE;
    g_autofree char *text = bare(reply);
    strip_politeness(text);
    if (is_among(text, words, G_N_ELEMENTS(words)) ||
        is_among(text, phrases, G_N_ELEMENTS(phrases)))
        return SILENCE_ASKED;
    for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++)
        if (strstr(text, phrases[i]))
            return SILENCE_MAYBE;
    return SILENCE_NONE;
}
