/* What libESMTP's descriptor is at each moment. */
#include "mailer/relay-line.h"
#include "mailer/relay-login.h"
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECT_SECONDS 30
#define GREETING_SECONDS 300 /* RFC 5321 4.5.3.2.1 */

bool
relay_line_open(RelayLine *line, const RelayConfig *config, GError **error)
{
    guint seconds = config->seconds ? config->seconds : CONNECT_SECONDS;
    *line = (RelayLine){.config = config, .prompter = -1, .door.listener = -1};
    relay_dialogue_init(&line->dialogue);
    line->fd = relay_socket_connect(config->host, config->port, seconds, error);
    return line->fd >= 0 && relay_door_open(&line->door, error);
}

void
relay_line_clear(RelayLine *line)
{
    relay_door_close(&line->door);
    if (line->prompter >= 0)
        close(line->prompter);
    if (line->fd >= 0)
        close(line->fd);
}

void
relay_line_cut(RelayLine *line)
{
    shutdown(line->fd, SHUT_RDWR);
    line->cut = true;
}

void
relay_line_hold(RelayLine *line, bool hold)
{
    int on = hold;
    setsockopt(line->fd, IPPROTO_TCP, TCP_CORK, &on, sizeof on);
}

static void
join(RelayLine *line)
{
    dup3(line->fd, line->library_fd, O_CLOEXEC);
}

static void
prompt(RelayLine *line, const char *words)
{
    if (write(line->prompter, words, strlen(words)) < 0)
        relay_line_cut(line);
}

void
relay_line_connected(RelayLine *line)
{
    int pair[2];
    line->library_fd = relay_door_find(&line->door);
    relay_door_close(&line->door);
    if (line->library_fd < 0)
        return; /* it has nobody to talk to, and will find out */
    if (line->config->tls != RELAY_TLS_IMPLICIT) {
        join(line);
    } else if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair) == 0) {
        dup3(pair[0], line->library_fd, O_CLOEXEC);
        close(pair[0]);
        line->prompter = pair[1];
        prompt(line, "220 TLS\r\n");
    }
}

/* smtps: libESMTP hears from us what makes it start TLS, one answer a command (it would not flush a
 * command that is answered already); then it is joined with the server. */
static void
play(RelayLine *line, const char *bytes, gsize length, bool writing)
{
    if (writing && length > 4 && strncmp(bytes, "EHLO", 4) == 0) {
        prompt(line, "250-TLS\r\n250 STARTTLS\r\n");
    } else if (writing) {
        prompt(line, "220 go\r\n");
        line->prompted = true;
    } else if (line->prompted) {
        join(line);
        close(line->prompter);
        line->prompter = -1;
        line->handshake = true;
    }
}

void
relay_line_heed(RelayLine *line, char *bytes, gsize length, bool writing)
{
    if (line->prompter >= 0) {
        play(line, bytes, length, writing);
        return;
    }
    if (writing && line->shaded) {
        join(line);
        line->shaded = false;
    }
    bool fine = writing ? relay_dialogue_say(&line->dialogue, bytes, length)
                        : relay_dialogue_hear(&line->dialogue, bytes, length);
    if (line->dialogue.stage == DIALOGUE_STARTTLS && line->dialogue.code / 100 == 2)
        line->handshake = true;
    if (!fine)
        relay_line_cut(line);
}

/* The greeting of smtps comes inside TLS, where libESMTP expects none. */
static void
hear_greeting(RelayLine *line, SSL *ssl)
{
    RelayDialogue *dialogue = &line->dialogue;
    guint seconds = line->config->seconds ? line->config->seconds : GREETING_SECONDS;
    struct pollfd wait = {.fd = line->fd, .events = POLLIN};
    char byte;
    while (dialogue->awaited > 0) {
        int n = SSL_read(ssl, &byte, 1);
        if (n == 1 && relay_dialogue_hear(dialogue, &byte, 1))
            continue;
        if (n == 1 || SSL_get_error(ssl, n) != SSL_ERROR_WANT_READ ||
            poll(&wait, 1, (int)seconds * 1000) <= 0)
            break;
    }
    if (dialogue->awaited > 0 || dialogue->code != 220) {
        dialogue->quit = true;
        relay_line_cut(line);
    }
}

/* With TLS 1.3 the server's session tickets may be there before libESMTP has flushed its EHLO: it sees
 * something to read, waits inside SSL_read for an answer to what it has not said, and hangs. So until
 * it speaks, what it polls can be written to and never has anything to read. */
static void
shade(RelayLine *line, SSL *ssl)
{
    int blind = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (blind < 0)
        return;
    SSL_set_fd(ssl, line->fd);
    dup3(blind, line->library_fd, O_CLOEXEC);
    close(blind);
    line->shaded = true;
}

void
relay_line_secured(RelayLine *line, SSL *ssl)
{
    line->dialogue.secure = true;
    line->ssl = ssl;
    if (line->config->tls == RELAY_TLS_IMPLICIT)
        hear_greeting(line, ssl);
    if (line->config->token && !line->cut &&
        !relay_login(line->config, &line->dialogue, ssl, line->fd)) {
        line->dialogue.quit = true;
        line->gone = relay_line_closed(line);
        relay_line_cut(line);
    }
    shade(line, ssl);
}

bool
relay_line_closed(const RelayLine *line)
{
    return relay_socket_closed(line->fd);
}
