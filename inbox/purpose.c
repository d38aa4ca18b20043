/* A wish that needs no understanding: the address says it, or one word does, or nothing else is said. */
#include "inbox/purpose.h"

#include <glib.h>
#include <string.h>
#include "event/token.h"

static bool
is_tagged(const char *subject)
{
    g_autofree char *token = token_of_subject(subject);
    return token != NULL;
}

/* The word that TEXT is, but for a tag behind it. */
static const char *
word_of(const char *text)
{
    static const char *const words[] = {"help", "unsubscribe"};
    g_autofree char *bare = g_strdup(text ? text : "");
    if (is_tagged(bare))
        *strrchr(bare, '[') = '\0';
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
purpose_read(const char *address, const char *subject, const char *reply, Silence silence)
{
    const char *word = word_of(subject);
    if (address)
        return address;
    if (silence == SILENCE_ASKED)
        return "unsubscribe";
    if (!word)
        return NULL;
    return is_tagged(subject) || is_blank(reply) || word_of(reply) == word ? word : NULL;
}

bool
purpose_pressed(const char *address, const char *subject)
{
    const char *word = word_of(subject);
    return address ? word == word_of(address) : word && is_tagged(subject);
}
