/* EHLO to hear what is offered, AUTH with all in one line, and where that is refused with a challenge the empty
 * answer to it. */
#include "mailer/relay-login.h"
#include <poll.h>
#include <string.h>

#define ANSWER_SECONDS 300 /* RFC 5321 4.5.3.2.1 */

typedef struct {
    const RelayConfig *config;
    RelayDialogue *dialogue;
    SSL *ssl;
    int fd;
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

char *
relay_login_bearer(const RelayConfig *config)
{
    return encoded(g_strdup_printf("n,a=%s,\001host=%s\001port=%u\001auth=Bearer %s\001\001",
                                   config->user, config->host, config->port, config->secret));
}

char *
relay_login_xoauth2(const RelayConfig *config)
{
    return encoded(
        g_strdup_printf("user=%s\001auth=Bearer %s\001\001", config->user, config->secret));
}

/* TRUE when what RESULT says of SSL can be gone on with: the connection has become ready for it. */
static bool
ready(const Login *login, int result)
{
    guint seconds = login->config->seconds ? login->config->seconds : ANSWER_SECONDS;
    int why = SSL_get_error(login->ssl, result);
    struct pollfd wait = {.fd = login->fd,
                          .events = why == SSL_ERROR_WANT_WRITE ? POLLOUT : POLLIN};
    return (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) &&
           poll(&wait, 1, (int)seconds * 1000) > 0;
}

static bool
say(const Login *login, const char *line)
{
    gsize length = strlen(line);
    int n = 0;
    if (!relay_dialogue_say(login->dialogue, line, length))
        return false;
    while ((n = SSL_write(login->ssl, line, (int)length)) <= 0)
        if (!ready(login, n))
            return false;
    return true;
}

static bool
hear(const Login *login)
{
    char byte;
    while (login->dialogue->awaited > 0) {
        int n = SSL_read(login->ssl, &byte, 1);
        if (n == 1 ? !relay_dialogue_hear(login->dialogue, &byte, 1) : !ready(login, n))
            return false;
    }
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
    g_autofree char *words =
        bearer ? relay_login_bearer(login->config) : relay_login_xoauth2(login->config);
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
    const Login login = {.config = config, .dialogue = dialogue, .ssl = ssl, .fd = fd};
    if (!say_ehlo(&login))
        return false;
    if (!dialogue->oauthbearer_offered && !dialogue->xoauth2_offered) {
        dialogue->problem = DIALOGUE_LOGIN;
        return false;
    }
    return say_auth(&login);
}
