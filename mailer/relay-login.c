/* EHLO to hear what is offered, AUTH with all in one line, and where that is refused with a challenge the empty
 * answer to it. */
#include "mailer/relay-login.h"
#include "mailer/relay-wire.h"
#include <string.h>

#define ANSWER_SECONDS 300 /* RFC 5321 4.5.3.2.1 */

typedef struct {
    const RelayConfig *config;
    RelayDialogue *dialogue;
    RelayWire wire;
} Login;

static char *
encoded(char *text)
{
    gsize length = strlen(text);
    char *base64 = g_base64_encode((const guchar *)text, length);
    explicit_bzero(text, length);
    g_free(text);
    return base64;
}

/* What is sent behind AUTH and the mechanism. */
static char *
bearer_words(const RelayConfig *config)
{
    return encoded(g_strdup_printf("n,a=%s,\001host=%s\001port=%u\001auth=Bearer %s\001\001",
                                   config->user, config->host, config->port, config->secret));
}

static char *
xoauth2_words(const RelayConfig *config)
{
    return encoded(
        g_strdup_printf("user=%s\001auth=Bearer %s\001\001", config->user, config->secret));
}

static guint
patience(const Login *login)
{
    return login->config->seconds ? login->config->seconds : ANSWER_SECONDS;
}

static bool
say(const Login *login, const char *line)
{
    gsize length = strlen(line);
    return relay_dialogue_say(login->dialogue, line, length) &&
           relay_wire_say(&login->wire, line, length, patience(login));
}

static bool
hear(const Login *login)
{
    char byte;
    while (login->dialogue->awaited > 0)
        if (relay_wire_hear(&login->wire, &byte, 1, patience(login)) == 0 ||
            !relay_dialogue_hear(login->dialogue, &byte, 1))
            return false;
    return true;
}

static bool
say_ehlo(const Login *login)
{
    const char *name = login->config->hello ? login->config->hello : g_get_host_name();
    g_autofree char *line = g_strdup_printf("EHLO %s\r\n", name);
    return say(login, line) && hear(login) && login->dialogue->code == 250;
}

/* The challenge to a refused token is an error in JSON, and the answer to it is nothing (XOAUTH2) or one
 * control character (RFC 7628 3.2.3); then the refusal itself comes. */
static bool
say_auth(const Login *login)
{
    bool bearer = login->dialogue->oauthbearer_offered;
    g_autofree char *words = bearer ? bearer_words(login->config) : xoauth2_words(login->config);
    g_autofree char *line =
        g_strdup_printf("AUTH %s %s\r\n", bearer ? "OAUTHBEARER" : "XOAUTH2", words);
    bool heard = say(login, line) && hear(login);
    explicit_bzero(words, strlen(words));
    explicit_bzero(line, strlen(line));
    if (heard && login->dialogue->code == 334)
        heard = say(login, bearer ? "AQ==\r\n" : "\r\n") && hear(login);
    return heard && login->dialogue->logged_in;
}

bool
relay_login(const RelayConfig *config, RelayDialogue *dialogue, SSL *ssl, int fd)
{
    const Login login = {.config = config, .dialogue = dialogue, .wire = {.fd = fd, .ssl = ssl}};
    if (!say_ehlo(&login))
        return false;
    if (!dialogue->oauthbearer_offered && !dialogue->xoauth2_offered) {
        dialogue->problem = DIALOGUE_LOGIN;
        return false;
    }
    return say_auth(&login);
}
