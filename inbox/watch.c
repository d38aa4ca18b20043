/* inotify(7), of which only the waking up is used. */
#include "inbox/watch.h"
#include "event/error.h"
#include <errno.h>
#include <stdbool.h>
#include <sys/inotify.h>
#include <unistd.h>

int
watch_maildir(const char *directory, GError **error)
{
    g_autofree char *path = g_build_filename(directory, "new", NULL);
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd >= 0 &&
        inotify_add_watch(fd, path, IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR) >= 0)
        return fd;
    bool missing = errno == ENOENT || errno == ENOTDIR;
    g_set_error(error, CONVOKE_ERROR, missing ? CONVOKE_ERROR_NOT_FOUND : CONVOKE_ERROR_TEMPORARY,
                "%s: %s", path, missing ? "no such folder; a Maildir has one" : g_strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

void
watch_drain(int fd)
{
    char events[4096];
    while (read(fd, events, sizeof events) > 0)
        continue;
}
