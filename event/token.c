/* Tokens in base32, and where they ride. Nothing here says whose token it is: that stands in db/. */
#include "event/token.h"
#include <string.h>

static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567"; /* RFC 4648 6, lower case */

char *
token_from_bytes(const guint8 bytes[TOKEN_BYTES])
{
    char *token = g_malloc(TOKEN_LENGTH + 1);
    guint buffer = 0;
    guint bits = 0;
    gsize at = 0;
    for (gsize i = 0; i < TOKEN_BYTES; i++) {
        buffer = buffer << 8 | bytes[i];
        for (bits += 8; bits >= 5; bits -= 5)
            token[at++] = alphabet[buffer >> (bits - 5) & 31];
        buffer &= 31;
    }
    token[at] = '\0';
    return token;
}

static bool
is_token(const char *text, gsize length)
{
    if (length != TOKEN_LENGTH)
        return false;
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isalpha(text[i]) && !(text[i] >= '2' && text[i] <= '7'))
            return false;
    return true;
}

bool
token_valid(const char *text)
{
    return text && is_token(text, strnlen(text, TOKEN_LENGTH + 1));
}

char *
token_of_address(const char *address)
{
    const char *end = address ? strrchr(address, '@') : NULL;
    if (!end)
        return NULL;
    for (const char *p = end; p > address; p--) {
        if (p[-1] != '+' && p[-1] != '-')
            continue;
        if (is_token(p, (gsize)(end - p)))
            return g_ascii_strdown(p, TOKEN_LENGTH);
        end = p - 1;
    }
    return NULL;
}

const char *
token_purpose(const char *address)
{
    static const char *const purposes[] = {"help", "unsubscribe"};
    const char *end = address ? strrchr(address, '@') : NULL;
    for (size_t i = 0; end && i < G_N_ELEMENTS(purposes); i++) {
        gsize length = strlen(purposes[i]);
        if ((gsize)(end - address) < TOKEN_LENGTH + 1 + length)
            continue;
        const char *word = end - length;
        if (word[-1] == '-' && g_ascii_strncasecmp(word, purposes[i], length) == 0 &&
            is_token(word - 1 - TOKEN_LENGTH, TOKEN_LENGTH))
            return purposes[i];
    }
    return NULL;
}

char *
token_of_message_id(const char *message_id)
{
    if (!message_id)
        return NULL;
    const char *token = *message_id == '<' ? message_id + 1 : message_id;
    const char *dot = strchr(token, '.');
    const char *at = strchr(token, '@');
    if (!dot || !at || dot > at || !at[1] || !is_token(token, (gsize)(dot - token)) ||
        !is_token(dot + 1, (gsize)(at - dot - 1)))
        return NULL;
    return g_ascii_strdown(token, TOKEN_LENGTH);
}

char *
token_next_of_subject(const char **at)
{
    const char *word = NULL; /* start of the latest word since a "[" */
    for (const char *p = *at; p && *p; p++) {
        if (*p == '[' || (word && g_ascii_isspace(*p))) {
            word = p + 1;
        } else if (*p == ']' && word) {
            if (is_token(word, (gsize)(p - word))) {
                *at = p;
                return g_ascii_strdown(word, TOKEN_LENGTH);
            }
            word = NULL;
        }
    }
    return NULL;
}

char *
token_of_subject(const char *subject)
{
    return token_next_of_subject(&subject);
}
