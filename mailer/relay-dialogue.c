/* A small state machine over lines. Replies are counted against commands; nothing is answered here. */
#include "mailer/relay-dialogue.h"
#include "event/error.h"
#include "mailer/transport.h"
#include <stdlib.h>
#include <string.h>

#define UNASKED_MAX (64 << 10) /* no honest answer is longer */

void
relay_dialogue_init(RelayDialogue *dialogue)
{
    *dialogue = (RelayDialogue){.awaited = 1}; /* the greeting */
}

static bool
starts(const char *line, gsize length, const char *verb)
{
    gsize n = strlen(verb);
    return length >= n && g_ascii_strncasecmp(line, verb, n) == 0;
}

/* AUTH's answers are base64 and have no blanks, so they are never taken for these commands. */
static void
say_line(RelayDialogue *dialogue, const char *line, gsize length)
{
    if (starts(line, length, "EHLO ") || starts(line, length, "HELO ")) {
        dialogue->stage = DIALOGUE_EHLO;
        dialogue->starttls_offered = dialogue->auth_offered = false;
        dialogue->oauthbearer_offered = dialogue->xoauth2_offered = false;
        dialogue->pipelining_offered = dialogue->dsn_offered = dialogue->size_offered = false;
        dialogue->smtputf8_offered = dialogue->eightbit_offered = false;
    } else if (dialogue->stage == DIALOGUE_EHLO && starts(line, length, "STARTTLS")) {
        dialogue->stage = DIALOGUE_STARTTLS;
    } else if (starts(line, length, "AUTH ")) {
        dialogue->stage = DIALOGUE_AUTH;
    } else if (starts(line, length, "QUIT\r")) {
        dialogue->quit = true;
    } else if (starts(line, length, "MAIL FROM:")) {
        if (dialogue->login_required && !dialogue->logged_in)
            dialogue->problem = DIALOGUE_LOGIN;
        else
            dialogue->stage = DIALOGUE_MAIL;
    }
    /* What was said about a login is kept until it has worked. */
    if (dialogue->stage != DIALOGUE_AUTH && !dialogue->quit)
        dialogue->code = 0;
    dialogue->awaited++;
}

bool
relay_dialogue_say(RelayDialogue *dialogue, const char *bytes, gsize length)
{
    const char *end = bytes + length;
    dialogue->unasked = 0;
    for (const char *line = bytes; line < end && !dialogue->problem && !dialogue->quit;) {
        const char *newline = memchr(line, '\n', (gsize)(end - line));
        if (!newline)
            break;
        /* The end of an empty message is owed already, since 354. */
        if (!starts(line, (gsize)(end - line), ".\r\n"))
            say_line(dialogue, line, (gsize)(newline + 1 - line));
        line = newline + 1;
    }
    return !dialogue->problem;
}

static void
hear_mechanisms(RelayDialogue *dialogue, const char *list)
{
    g_auto(GStrv) names = g_strsplit_set(list, " =", -1);
    for (char **name = names; *name; name++) {
        dialogue->oauthbearer_offered |= g_ascii_strcasecmp(*name, "OAUTHBEARER") == 0;
        dialogue->xoauth2_offered |= g_ascii_strcasecmp(*name, "XOAUTH2") == 0;
    }
}

static bool
is_keyword(const char *word, const char *keyword)
{
    gsize length = strlen(keyword);
    return g_ascii_strncasecmp(word, keyword, length) == 0 && strchr(" ", word[length]);
}

static void
hear_keyword(RelayDialogue *dialogue, const char *word)
{
    dialogue->pipelining_offered |= is_keyword(word, "PIPELINING");
    dialogue->dsn_offered |= is_keyword(word, "DSN");
    dialogue->size_offered |= is_keyword(word, "SIZE");
    dialogue->smtputf8_offered |= is_keyword(word, "SMTPUTF8");
    dialogue->eightbit_offered |= is_keyword(word, "8BITMIME");
    if (g_ascii_strcasecmp(word, "STARTTLS") == 0)
        dialogue->starttls_offered = true;
    else if (g_ascii_strncasecmp(word, "AUTH", 4) == 0 && strchr(" =", word[4])) {
        dialogue->auth_offered = true;
        hear_mechanisms(dialogue, word + 4);
    }
}

/* One whole line, without its end. TRUE when it ends a reply. */
static bool
hear_line(RelayDialogue *dialogue)
{
    const char *line = dialogue->line;
    gsize digits = strspn(line, "0123456789");
    int code = digits == 3 ? (int)strtol(line, NULL, 10) : 0;
    const char *text = digits == 3 && line[3] ? line + 4 : line + digits;
    /* 421 may come at any time (RFC 5321 3.8); it then answers the next command. */
    if (dialogue->awaited <= 0 && code != 421) {
        dialogue->problem = DIALOGUE_TURN;
        return false;
    }
    /* A refused password stays the reason when the server goes on about mechanisms that we do not
     * want: 334, and 501 for our "*". */
    bool reason = dialogue->stage != DIALOGUE_AUTH || dialogue->code < 400 || code == 235 ||
                  (code >= 400 && code != 501);
    if (dialogue->stage == DIALOGUE_EHLO && dialogue->continued)
        hear_keyword(dialogue, text);
    if (reason) {
        if (!dialogue->continued)
            dialogue->words[0] = '\0';
        else
            g_strlcat(dialogue->words, " ", sizeof dialogue->words);
        g_strlcat(dialogue->words, text, sizeof dialogue->words);
        dialogue->code = code ? code : DIALOGUE_NONSENSE;
    }
    dialogue->continued = digits == 3 && line[3] == '-';
    if (dialogue->continued)
        return false;
    dialogue->awaited--;
    if (code == 354)
        dialogue->awaited++; /* the answer to the final dot */
    if (code == 235 && dialogue->stage == DIALOGUE_AUTH)
        dialogue->logged_in = true;
    return true;
}

/* TRUE when the line so far is an answer to EHLO with the keyword CHUNKING. */
static bool
is_chunking(const RelayDialogue *dialogue)
{
    return dialogue->stage == DIALOGUE_EHLO && dialogue->n_line == strlen("250-CHUNKING") &&
           g_ascii_strncasecmp(dialogue->line + 4, "CHUNKING", 8) == 0;
}

/* TRUE when *BYTE ends a reply. */
static bool
hear_byte(RelayDialogue *dialogue, char *byte)
{
    /* Here the beginning of a line is bad enough: the rest of it would come inside TLS. */
    if (dialogue->awaited <= 0 && dialogue->stage == DIALOGUE_STARTTLS) {
        dialogue->problem = DIALOGUE_TURN;
    } else if (*byte == '\n') {
        dialogue->line[dialogue->n_line] = '\0';
        g_strchomp(dialogue->line);
        dialogue->n_line = 0;
        return hear_line(dialogue);
    } else if (dialogue->n_line < sizeof dialogue->line - 1) {
        dialogue->line[dialogue->n_line++] = *byte;
        /* libESMTP looks keywords up with a signed character. */
        if (is_chunking(dialogue) || (dialogue->stage == DIALOGUE_EHLO && *byte & 0x80))
            *byte = 'X';
    }
    return false;
}

bool
relay_dialogue_hear_reply(RelayDialogue *dialogue, char *bytes, gsize length, gsize *ret_heard)
{
    bool whole = false;
    gsize n = 0;
    while (n < length && !whole && !dialogue->problem && !dialogue->quit) {
        if (++dialogue->unasked > UNASKED_MAX)
            dialogue->problem = DIALOGUE_FLOOD;
        else
            whole = hear_byte(dialogue, &bytes[n]);
        n++;
    }
    *ret_heard = whole ? n : length;
    return whole;
}

bool
relay_dialogue_hear(RelayDialogue *dialogue, char *bytes, gsize length)
{
    for (gsize heard; length > 0; bytes += heard, length -= heard)
        relay_dialogue_hear_reply(dialogue, bytes, length, &heard);
    return !dialogue->problem;
}

bool
relay_dialogue_shuts_out(const RelayDialogue *dialogue, DialogueStep step, int code,
                         const char *words)
{
    return code == 421 || code == 503 || code == 530 ||
           (step == DIALOGUE_SENDER && (code == 454 || code == 535 || code == 538)) ||
           (step == DIALOGUE_RECIPIENT && code >= 500 && !dialogue->carried &&
            outcome_denies_relay(words));
}

/* "HOST WHAT", with the server's words behind it where ANSWER is given. */
static GError *
refusal(ConvokeError code, const char *host, const char *what, const RelayDialogue *answer)
{
    if (!answer)
        return g_error_new(CONVOKE_ERROR, code, "%s %s", host, what);
    g_autofree char *words = outcome_words(answer->words);
    return g_error_new(CONVOKE_ERROR, code, "%s %s: %d %s", host, what, answer->code, words);
}

static GError *
login_refusal(const RelayDialogue *dialogue, const char *host)
{
    if (dialogue->stage != DIALOGUE_AUTH && dialogue->token)
        return refusal(CONVOKE_ERROR_CONFIG, host,
                       "offers no way to log in with a token (OAUTHBEARER, XOAUTH2)", NULL);
    if (dialogue->stage != DIALOGUE_AUTH)
        return refusal(CONVOKE_ERROR_CONFIG, host,
                       dialogue->auth_offered
                           ? "offers no way to log in that we know (PLAIN, LOGIN, CRAM-MD5)"
                           : "offers no way to log in; leave the user out or use another port",
                       NULL);
    if (dialogue->code < 500)
        return refusal(CONVOKE_ERROR_TEMPORARY, host,
                       dialogue->token ? "cannot check our token now"
                                       : "cannot check our password now",
                       dialogue);
    return refusal(CONVOKE_ERROR_CONFIG, host,
                   dialogue->token ? "refuses our name and token" : "refuses our name and password",
                   dialogue);
}

static GError *
silence(const RelayDialogue *dialogue, const char *host, bool closed)
{
    static const char *const when[] = {
        [DIALOGUE_GREETING] = " at once",
        [DIALOGUE_EHLO] = " after EHLO",
        [DIALOGUE_STARTTLS] = " after STARTTLS",
        [DIALOGUE_AUTH] = " after AUTH",
        [DIALOGUE_MAIL] = "",
    };
    return g_error_new(CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s %s%s", host,
                       closed ? "closed the connection" : "gave no answer in time",
                       !closed && dialogue->stage == DIALOGUE_GREETING ? ""
                                                                       : when[dialogue->stage]);
}

GError *
relay_dialogue_reply(const char *host, int code, const char *words)
{
    bool login = code == 530 || code == 535 || code == 538;
    bool denied = code >= 500 && outcome_denies_relay(words);
    const char *what = login    ? "wants us to log in first"
                       : denied ? "does not pass our mail on; set relay in [send] of convoke.conf"
                                  " to the server of your provider, with the user you have there"
                                : "takes no mail from us now";
    g_autofree char *clean = outcome_words(words);
    return g_error_new(
        CONVOKE_ERROR, login || denied ? CONVOKE_ERROR_CONFIG : CONVOKE_ERROR_TEMPORARY,
        "%s %s: %d %s", host, code < 400 ? "is out of step with us" : what, code, clean);
}

/* What it takes to go on without, where that may be. */
static const char *
why_tls(const RelayDialogue *dialogue)
{
    if (!dialogue->login_required)
        return "offers no STARTTLS; starttls=off would send mail unprotected";
    return dialogue->token ? "offers no STARTTLS, and a token goes inside TLS only"
                           : "offers no STARTTLS; starttls=optional with auth=clear would send the "
                             "password, and mail, unprotected";
}

GError *
relay_dialogue_refusal(const RelayDialogue *dialogue, const char *host, bool closed)
{
    int code = dialogue->code;
    if (dialogue->problem == DIALOGUE_TURN)
        return refusal(CONVOKE_ERROR_TEMPORARY, host,
                       "spoke out of turn, so its answers cannot be trusted", NULL);
    if (dialogue->problem == DIALOGUE_FLOOD)
        return refusal(CONVOKE_ERROR_TEMPORARY, host, "talks without end", NULL);
    if (dialogue->problem == DIALOGUE_LOGIN || (dialogue->stage == DIALOGUE_AUTH && code >= 400))
        return login_refusal(dialogue, host);
    if (dialogue->stage == DIALOGUE_EHLO && code == 250 && dialogue->tls_required &&
        !dialogue->secure && !dialogue->starttls_offered)
        return refusal(CONVOKE_ERROR_CONFIG, host, why_tls(dialogue), NULL);
    if (code == DIALOGUE_NONSENSE)
        return refusal(CONVOKE_ERROR_TEMPORARY, host, "does not speak SMTP", NULL);
    if (code < 400)
        return silence(dialogue, host, closed);
    if (dialogue->stage == DIALOGUE_STARTTLS)
        return refusal(code < 500 ? CONVOKE_ERROR_TEMPORARY : CONVOKE_ERROR_CONFIG, host,
                       "refuses to start TLS", dialogue);
    return relay_dialogue_reply(host, code, dialogue->words);
}
