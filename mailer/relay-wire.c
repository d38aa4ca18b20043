/* sendmsg and recv, SSL_write and SSL_read. */
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

/* So much of what is left to be said has been taken. */
static void
advance(struct iovec **pieces, guint *count, gsize taken)
{
    while (*count > 0 && taken >= (*pieces)->iov_len) {
        taken -= (*pieces)->iov_len;
        ++*pieces;
        --*count;
    }
    if (*count > 0) {
        (*pieces)->iov_base = (char *)(*pieces)->iov_base + taken;
        (*pieces)->iov_len -= taken;
    }
}

static int
say_some(const RelayWire *wire, struct iovec *pieces, guint count, bool more)
{
    if (wire->ssl)
        return SSL_write(wire->ssl, pieces->iov_base, (int)MIN(pieces->iov_len, G_MAXINT));
    const struct msghdr all = {.msg_iov = pieces, .msg_iovlen = count};
    return (int)sendmsg(wire->fd, &all, MSG_NOSIGNAL | (more ? MSG_MORE : 0));
}

bool
relay_wire_say_all(const RelayWire *wire, struct iovec *pieces, guint count, bool more,
                   guint seconds, gsize *ret_taken)
{
    gsize taken = 0;
    bool good = true;
    while (good && count > 0) {
        int n = say_some(wire, pieces, count, more);
        if (n > 0) {
            taken += (gsize)n;
            advance(&pieces, &count, (gsize)n);
        } else {
            good = await(wire, n, POLLOUT, seconds);
        }
    }
    if (ret_taken)
        *ret_taken = taken + (!good && wire->ssl ? pieces->iov_len : 0);
    return good;
}

bool
relay_wire_say(const RelayWire *wire, const char *bytes, gsize length, guint seconds)
{
    struct iovec piece = {.iov_base = (char *)bytes, .iov_len = length};
    return relay_wire_say_all(wire, &piece, 1, false, seconds, NULL);
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
