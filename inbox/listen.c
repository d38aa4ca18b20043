/* Sockets of our own, and the protocol by which others are handed over. */
#include "inbox/listen.h"
#include "event/error.h"
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define FIRST_INHERITED 3
#define BACKLOG 128
#define TRIES 100
#define TRY_MICROSECONDS 50000

static gboolean
failed(GError **error, ConvokeError code, const char *place, const char *why)
{
    g_set_error(error, CONVOKE_ERROR, code, "lmtp: %s: %s", place, why);
    return FALSE;
}

static int
bind_and_listen(const struct sockaddr *address, socklen_t length)
{
    int on = 1;
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, address, length) == 0 && listen(fd, BACKLOG) == 0)
        return fd;
    int why = errno;
    close(fd);
    errno = why;
    return -1;
}

/* Nobody answers at a socket that a dead process left. */
static gboolean
is_stale(const struct sockaddr_un *address)
{
    struct stat status;
    if (lstat(address->sun_path, &status) != 0 || !S_ISSOCK(status.st_mode))
        return FALSE;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    gboolean refused = connect(fd, (const struct sockaddr *)address, sizeof *address) != 0 &&
                       errno == ECONNREFUSED;
    close(fd);
    return refused;
}

/* The place may be held by a process that is about to end, because who started it has died. */
static int
bind_in_time(const struct sockaddr *address, socklen_t length)
{
    int fd = -1;
    for (int i = 0; i < TRIES; i++) {
        if (address->sa_family == AF_UNIX && is_stale((const struct sockaddr_un *)address))
            unlink(((const struct sockaddr_un *)address)->sun_path);
        fd = bind_and_listen(address, length);
        if (fd >= 0 || errno != EADDRINUSE)
            break;
        g_usleep(TRY_MICROSECONDS);
        errno = EADDRINUSE;
    }
    return fd;
}

static gboolean
open_unix(const char *place, const char *path, GArray *sockets, GError **error)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (g_strlcpy(address.sun_path, path, sizeof address.sun_path) >= sizeof address.sun_path)
        return failed(error, CONVOKE_ERROR_CONFIG, place,
                      "the path of a socket has 107 bytes at most");
    mode_t mask = umask(0117);
    int fd = bind_in_time((struct sockaddr *)&address, sizeof address);
    umask(mask);
    if (fd < 0)
        return failed(error, CONVOKE_ERROR_TEMPORARY, place, g_strerror(errno));
    g_array_append_val(sockets, fd);
    return TRUE;
}

static gboolean
is_loopback(const struct sockaddr *address)
{
    const struct sockaddr_in *v4 = (const void *)address;
    const struct sockaddr_in6 *v6 = (const void *)address;
    return address->sa_family == AF_INET    ? ntohl(v4->sin_addr.s_addr) >> 24 == 127
           : address->sa_family == AF_INET6 ? IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr)
                                            : FALSE;
}

static gboolean
open_tcp(const char *place, GArray *sockets, GError **error)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
    struct addrinfo *found = NULL;
    const char *colon = strrchr(place, ':');
    gboolean bracketed = *place == '[' && colon && colon > place && colon[-1] == ']';
    g_autofree char *host =
        colon ? g_strndup(place + bracketed, (gsize)(colon - place) - 2 * bracketed) : NULL;
    if (!host || !*host || getaddrinfo(host, colon + 1, &hints, &found) != 0)
        return failed(error, CONVOKE_ERROR_CONFIG, place,
                      "is no place; give unix:PATH or 127.0.0.1:PORT");
    gboolean good = is_loopback(found->ai_addr);
    int fd = good ? bind_in_time(found->ai_addr, found->ai_addrlen) : -1;
    int why = errno;
    freeaddrinfo(found);
    if (!good)
        return failed(error, CONVOKE_ERROR_CONFIG, place,
                      "is open to others, and LMTP has no password; listen on 127.0.0.1");
    if (fd < 0)
        return failed(error, CONVOKE_ERROR_TEMPORARY, place, g_strerror(why));
    g_array_append_val(sockets, fd);
    return TRUE;
}

gboolean
listen_open(const char *places, const char *directory, GArray *sockets, GError **error)
{
    g_auto(GStrv) words = g_strsplit_set(places, " \t", -1);
    for (char **word = words; *word; word++) {
        const char *path = g_str_has_prefix(*word, "unix:") ? *word + strlen("unix:") : NULL;
        g_autofree char *full = !path ? NULL
                                : g_path_is_absolute(path)
                                    ? g_strdup(path)
                                    : g_build_filename(directory, path, NULL);
        if (**word &&
            !(full ? open_unix(*word, full, sockets, error) : open_tcp(*word, sockets, error)))
            return FALSE;
    }
    return TRUE;
}

void
listen_inherited(GArray *sockets)
{
    const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
    guint64 n = 0;
    if (pid && count && g_ascii_strtoull(pid, NULL, 10) == (guint64)getpid())
        n = g_ascii_strtoull(count, NULL, 10);
    for (int fd = FIRST_INHERITED; fd < FIRST_INHERITED + (int)MIN(n, 64); fd++) {
        int flags = fcntl(fd, F_GETFL);
        if (flags < 0)
            continue;
        fcntl(fd, F_SETFL, flags | O_NONBLOCK);
        fcntl(fd, F_SETFD, FD_CLOEXEC);
        g_array_append_val(sockets, fd);
    }
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
}
