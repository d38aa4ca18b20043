/* The table is entered by the first four bytes at each place of a text. */
#include "inbox/robot-words.h"

#include <string.h>
#include "inbox/robot-book.h"

/* Letters and digits of scripts that put spaces between words; in Chinese, Japanese, Korean and Thai a
 * phrase may stand anywhere. */
static bool
is_word(gunichar c)
{
    return c < 0x0e00 && g_unichar_isalnum(c);
}

static bool
starts_word(const char *text, gsize at)
{
    if (at == 0)
        return true;
    if (!is_word(g_utf8_get_char(text + at)))
        return true;
    return !is_word(g_utf8_get_char(g_utf8_prev_char(text + at)));
}

static bool
ends_word(const char *text, gsize at)
{
    return !is_word(g_utf8_get_char(g_utf8_prev_char(text + at))) ||
           !is_word(g_utf8_get_char(text + at));
}

/* The longest phrase with a key in KEYS that stands at AT, where at least ROBOT_HEAD bytes are. */
static const RobotPhrase *
book_match(const char *text, gsize at, guint keys)
{
    guint bucket = robot_bucket(text + at);
    for (guint i = robot_book.starts[bucket]; i < robot_book.starts[bucket + 1]; i++) {
        const RobotPhrase *phrase = &robot_book.phrases[i];
        if ((keys >> phrase->key & 1) &&
            strncmp(text + at, robot_book.pool + phrase->text, phrase->length) == 0 &&
            (phrase->open || ends_word(text, at + phrase->length)))
            return phrase;
    }
    return NULL;
}

bool
robot_words_find(const char *folded, gsize from, guint keys, RobotWords *ret_words)
{
    for (gsize at = from; folded[at] && folded[at + 1] && folded[at + 2] && folded[at + 3]; at++) {
        if ((folded[at] & 0xc0) == 0x80) /* inside a character */
            continue;
        const RobotPhrase *phrase = book_match(folded, at, keys);
        if (phrase && starts_word(folded, at)) {
            gsize end = at + phrase->length;
            while (phrase->open && is_word(g_utf8_get_char(folded + end)))
                end += g_utf8_skip[(guchar)folded[end]];
            *ret_words = (RobotWords){(RobotKey)phrase->key, at, end};
            return true;
        }
    }
    return false;
}
