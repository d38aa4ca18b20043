/* Plain sockets; no SMTP and no TLS here. */
#include "mailer/relay-socket.h"
#include "event/error.h"
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define DESCRIPTORS_MAX 65536 /* looked through for one of ours */

/* 0 or errno. */
static int
connect_within(int fd, const struct addrinfo *address, guint seconds)
{
    gint64 deadline = g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC;
    struct pollfd wait = {.fd = fd, .events = POLLOUT};
    int reason = 0;
    socklen_t size = sizeof reason;
    if (connect(fd, address->ai_addr, address->ai_addrlen) == 0)
        return 0;
    if (errno != EINPROGRESS)
        return errno;
    for (;;) {
        gint64 left = (deadline - g_get_monotonic_time()) / 1000;
        int ready = poll(&wait, 1, (int)CLAMP(left, 0, G_MAXINT));
        if (ready > 0)
            break;
        if (ready == 0 || errno != EINTR)
            return ready == 0 ? ETIMEDOUT : errno;
    }
    return getsockopt(fd, SOL_SOCKET, SO_ERROR, &reason, &size) == 0 ? reason : errno;
}

int
relay_socket_connect(const char *host, guint16 port, guint seconds, GError **error)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
    struct addrinfo *addresses = NULL;
    g_autofree char *service = g_strdup_printf("%u", port);
    int found = getaddrinfo(host, service, &hints, &addresses);
    int fd = -1, reason = 0, on = 1;
    if (found != 0) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s cannot be found: %s", host,
                    found == EAI_SYSTEM ? g_strerror(errno) : gai_strerror(found));
        return -1;
    }
    for (const struct addrinfo *a = addresses; a && fd < 0; a = a->ai_next) {
        fd = socket(a->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, a->ai_protocol);
        reason = fd < 0 ? errno : connect_within(fd, a, seconds);
        if (fd >= 0 && reason != 0) {
            close(fd);
            fd = -1;
        }
    }
    freeaddrinfo(addresses);
    if (fd < 0) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s port %u: %s", host, port,
                    g_strerror(reason));
        return -1;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

bool
relay_socket_closed(int fd)
{
    struct pollfd state = {.fd = fd, .events = POLLRDHUP};
    return poll(&state, 1, 0) > 0;
}

bool
relay_door_open(RelayDoor *door, GError **error)
{
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof place;
    door->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (door->listener < 0 || bind(door->listener, (struct sockaddr *)&place, sizeof place) != 0 ||
        listen(door->listener, 8) != 0 ||
        getsockname(door->listener, (struct sockaddr *)&place, &size) != 0) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "no socket on the loopback: %s",
                    g_strerror(errno));
        relay_door_close(door);
        return false;
    }
    g_snprintf(door->place, sizeof door->place, "127.0.0.1:%u", ntohs(place.sin_port));
    return true;
}

static bool
same_place(const struct sockaddr_in *a, const struct sockaddr_in *b)
{
    return a->sin_family == AF_INET && b->sin_family == AF_INET && a->sin_port == b->sin_port &&
           a->sin_addr.s_addr == b->sin_addr.s_addr;
}

/* Sockets get the lowest free number, so the search is short. */
int
relay_door_find(const RelayDoor *door)
{
    struct sockaddr_in place = {0}, peer = {0};
    socklen_t size = sizeof place;
    if (getsockname(door->listener, (struct sockaddr *)&place, &size) != 0)
        return -1;
    for (int fd = 0; fd < DESCRIPTORS_MAX; fd++) {
        size = sizeof peer;
        if (getpeername(fd, (struct sockaddr *)&peer, &size) == 0 && size == sizeof peer &&
            same_place(&peer, &place))
            return fd;
    }
    return -1;
}

void
relay_door_close(RelayDoor *door)
{
    if (door->listener >= 0)
        close(door->listener);
    door->listener = -1;
}
