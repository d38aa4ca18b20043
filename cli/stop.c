/* One flag, and an eventfd(2) for those who wait. */
#include "cli/stop.h"
#include "event/error.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

static volatile sig_atomic_t asked;
static volatile sig_atomic_t event_fd = -1;

static void
note(int number)
{
    static const guint64 one = 1;
    int saved = errno;
    (void)number;
    asked = 1;
    if (event_fd >= 0)
        (void)!write(event_fd, &one, sizeof one);
    signal(SIGTERM, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    errno = saved;
}

void
stop_listen(void)
{
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    if (asked)
        return;
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
}

bool
stop_asked(void)
{
    return asked;
}

int
stop_open(GError **error)
{
    event_fd = eventfd(asked ? 1 : 0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (event_fd < 0)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "waiting for signals: %s",
                    g_strerror(errno));
    else
        stop_listen();
    return event_fd;
}

gboolean
stop_wait(int stop_fd, int fd, int milliseconds)
{
    struct pollfd fds[] = {{.fd = stop_fd, .events = POLLIN}, {.fd = fd, .events = POLLIN}};
    return poll(fds, G_N_ELEMENTS(fds), stop_asked() ? 0 : milliseconds) >= 0 ? !fds[0].revents
                                                                              : !stop_asked();
}
