/* send and recv, SSL_write and SSL_read. */
#include "mailer/relay-wire.h"
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>

static bool
is_ready(const RelayWire *wire, short events, guint seconds)
{
    struct pollfd wait = {.fd = wire->fd, .events = events};
    int n;
    do
        n = poll(&wait, 1, (int)seconds * 1000);
    while (n < 0 && errno == EINTR);
    return n > 0;
}

/* TRUE when what came of a call, less than 1, can be gone on with. */
static bool
await(const RelayWire *wire, int result, short events, guint seconds)
{
    int why = wire->ssl ? SSL_get_error(wire->ssl, result) : SSL_ERROR_NONE;
    if (!wire->ssl && result < 0 && errno == EINTR)
        return true;
    if (!wire->ssl)
        return result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) &&
               is_ready(wire, events, seconds);
    if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE)
        return false;
    return is_ready(wire, why == SSL_ERROR_WANT_WRITE ? POLLOUT : POLLIN, seconds);
}

bool
relay_wire_say(const RelayWire *wire, const char *bytes, gsize length, bool more, guint seconds,
               gsize *ret_taken)
{
    gsize taken = 0;
    bool good = true;
    while (good && taken < length) {
        gsize left = MIN(length - taken, G_MAXINT);
        int n = wire->ssl ? SSL_write(wire->ssl, bytes + taken, (int)left)
                          : (int)send(wire->fd, bytes + taken, left,
                                      MSG_NOSIGNAL | (more ? MSG_MORE : 0));
        if (n > 0)
            taken += (gsize)n;
        else
            good = await(wire, n, POLLOUT, seconds);
    }
    if (ret_taken)
        *ret_taken = wire->ssl ? length : taken;
    return good;
}

gsize
relay_wire_hear(const RelayWire *wire, char *bytes, gsize size, guint seconds)
{
    bool waiting = !wire->ssl; /* for an answer: what was asked for is seldom there already */
    for (;;) {
        if (waiting && !is_ready(wire, POLLIN, seconds))
            return 0;
        int n =
            wire->ssl ? SSL_read(wire->ssl, bytes, (int)size) : (int)recv(wire->fd, bytes, size, 0);
        if (n > 0)
            return (gsize)n;
        if (wire->ssl ? !await(wire, n, POLLIN, seconds) : n == 0 || errno != EINTR)
            return 0;
    }
}
