/* A wish that needs no understanding: the address says it, or one word does. */
#include "inbox/purpose.h"

#include <glib.h>

static const char *
word_of(const char *text)
{
    static const char *const words[] = {"help", "unsubscribe"};
    g_autofree char *bare = g_strdup(text ? text : "");
    g_strstrip(bare);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(bare, words[i]) == 0)
            return words[i];
    return NULL;
}

static bool
is_blank(const char *text)
{
    while (text && g_ascii_isspace(*text))
        text++;
    return !text || !*text;
}

const char *
purpose_read(const char *address, const char *subject, const char *reply)
{
    const char *word = word_of(subject);
    if (address || !word)
        return address;
    return is_blank(reply) || word_of(reply) == word ? word : NULL;
}

bool
purpose_pressed(const char *address, const char *subject)
{
    return address && word_of(subject) == word_of(address);
}
