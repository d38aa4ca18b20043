/* Tokens by rank of place; within a rank the first one counts and a second one is reported. */
#include "inbox/token-find.h"

#include <string.h>
#include "event/address.h"
#include "event/token.h"

/* Headers in which mail systems write whom they delivered to. */
static const char *const delivered_headers[] = {"Delivered-To", "X-Original-To", "X-Delivered-To",
                                                "Envelope-To",  "X-Envelope-To", NULL};

/* The sender's own. */
static const char *const written_headers[] = {"Resent-To", "To", "Cc", NULL};

static void
found(TokenFound *at, char *token, const char *from)
{
    if (token && !at->token) {
        at->token = token;
        at->from = from;
        return;
    }
    if (token && !g_str_equal(token, at->token))
        at->several = true;
    g_free(token);
}

static char *
detail_of(const char *parsed, const char *ours)
{
    static const char separators[] = {'+', '-', ADDRESS_CATCH_ALL};
    char *detail = NULL;
    for (size_t i = 0; parsed && !detail && i < G_N_ELEMENTS(separators); i++)
        detail = address_detail(parsed, ours, separators[i]);
    return detail;
}

char *
token_find_envelope(const char *address, const char *ours)
{
    g_autofree char *parsed = address_parse(address);
    g_autofree char *detail = ours ? detail_of(parsed, ours) : NULL;
    gsize prefix = strlen(TOKEN_BOUNCE);
    if (!detail || g_ascii_strncasecmp(detail, TOKEN_BOUNCE, prefix) != 0)
        return NULL;
    const char *id = detail + prefix;
    return token_valid(id) ? g_ascii_strdown(id, -1) : NULL;
}

char *
token_find_in(const char *address, const char *ours)
{
    if (!ours)
        return token_of_address(address);
    g_autofree char *parsed = address_parse(address);
    g_autofree char *detail = detail_of(parsed, ours);
    gsize token = detail ? strcspn(detail, "-") : 0;
    bool bare = token == TOKEN_LENGTH && (!detail[token] || token_purpose(parsed));
    g_autofree char *found = bare ? g_ascii_strdown(detail, TOKEN_LENGTH) : NULL;
    return token_valid(found) ? g_steal_pointer(&found) : NULL;
}

char *
token_of_recipient(const char *recipient, const char *ours)
{
    g_autofree char *address = recipient ? address_parse(recipient) : NULL;
    char *token = address ? token_of_address(address) : NULL;
    return token || !address ? token : token_find_in(address, ours);
}

/* A word of a header. Outlook puts its quotes around an address for which it has no name: they come off. */
static char *
word_new(const char *text, gsize length)
{
    bool quoted = length > 2 && text[0] == '\'' && text[length - 1] == '\'';
    return quoted ? g_strndup(text + 1, length - 2) : g_strndup(text, length);
}

/* Every address in TEXT, which may be a list with names and brackets. A quoted local part goes on behind its quote. */
static void
find_in_addresses(TokenFound *at, const char *text, const char *ours)
{
    g_auto(GStrv) parts = strstr(text, "\"@") ? g_strsplit(text, "\"@", -1) : NULL;
    g_autofree char *joined = parts ? g_strjoinv("@", parts) : NULL;
    text = joined ? joined : text;
    while (*text) {
        gsize length = strcspn(text, " \t<>,;()\"");
        g_autofree char *word = word_new(text, length);
        char *token = strchr(word, '@') ? token_find_in(word, ours) : NULL;
        if (token && !at->token)
            at->purpose = token_purpose(word);
        if (strchr(word, '@') && !token && !at->envelope_id)
            at->envelope_id = token_find_envelope(word, ours);
        found(at, token, "address");
        text += length + (text[length] != '\0');
    }
}

/* In all headers of NAMES, which are of one rank. */
static void
find_by_address(TokenFound *at, const Mail *mail, const char *const *names, const char *ours)
{
    for (; *names; names++)
        for (guint i = 0; i < mail->headers->len; i++) {
            const MailHeader *header = mail->headers->pdata[i];
            if (mail_name_is(header->name, *names))
                find_in_addresses(at, header->raw, ours);
        }
}

/* The newest reference counts: In-Reply-To stands last, and the nearest parent is the last of
 * References. */
static void
find_by_reference(TokenFound *at, const Mail *mail, const Bounce *bounce)
{
    if (bounce)
        found(at, token_of_message_id(bounce->message_id), "reference");
    for (guint i = mail->references->len; i-- > 0 && !at->token;)
        found(at, token_of_message_id(mail->references->pdata[i]), "reference");
}

static void
find_in_subject(TokenFound *at, const char *subject)
{
    for (char *token; (token = token_next_of_subject(&subject));)
        found(at, token, "subject");
}

TokenFound
token_find(const Mail *mail, const Itip *itip, const Bounce *bounce, const char *ours)
{
    TokenFound at = {0};
    find_by_address(&at, mail, delivered_headers, ours);
    if (!at.token && !at.envelope_id)
        find_by_address(&at, mail, written_headers, ours);
    if (!at.token)
        find_by_reference(&at, mail, bounce);
    if (!at.token && itip)
        found(&at, itip->organizer ? token_find_in(itip->organizer, ours) : NULL, "calendar");
    if (!at.token)
        find_in_subject(&at, mail->subject);
    return at;
}
