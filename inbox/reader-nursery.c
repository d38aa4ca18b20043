/* One request at a time over a socket: a descriptor comes with FORK, an answer goes back for each. With
 * options->one there is no nursery: this process forks the only worker itself. */
#include "inbox/reader-nursery.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include "event/error.h"
#include "inbox/reader-warm.h"
#include "inbox/reader-worker.h"
#include "inbox/sandbox.h"

struct Nursery {
    const ReaderOptions *options;
    int fd;    /* to the nursery; -1 = we fork ourselves */
    pid_t pid; /* of it */
    bool used; /* the one fork that we make ourselves */
    bool lost;
};

typedef struct {
    enum { FORK, END } what;
    pid_t pid;
} Order;

typedef struct {
    pid_t pid;  /* FORK: -1 = failed, with the reason in status */
    int status; /* END: of waitpid */
} Report;

static gboolean
failed(GError **error, const char *what, int why)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", what, g_strerror(why));
    return FALSE;
}

/* In the nursery. */

/* With the descriptor that came along, or -1. */
static gssize
order_read(int fd, Order *order, int *ret_passed)
{
    union {
        struct cmsghdr align;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec part = {order, sizeof *order};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.room,
                             .msg_controllen = sizeof control.room};
    gssize got;
    do
        got = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    const struct cmsghdr *head = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    *ret_passed = -1;
    if (head && head->cmsg_type == SCM_RIGHTS)
        memcpy(ret_passed, CMSG_DATA(head), sizeof *ret_passed);
    return got;
}

static Report
fork_worker(int fd, const ReaderOptions *options)
{
    pid_t pid = fork();
    if (pid == 0)
        reader_worker_run(fd, options, true);
    return (Report){.pid = pid, .status = pid < 0 ? errno : 0};
}

/* Only children that were not waited for are asked for, so the number cannot be another's by now. */
static int
end_worker(pid_t pid)
{
    int status = -1;
    kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

G_NORETURN static void
nursery_run(int fd, const ReaderOptions *options)
{
    Order order = {0};
    int passed;
    sandbox_strip(fd);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN);
    reader_warm(options->itip_read, sandbox_offer().landlock == 0);
    while (order_read(fd, &order, &passed) == sizeof order) {
        const Report report = order.what == FORK
                                  ? fork_worker(passed, options)
                                  : (Report){.pid = order.pid, .status = end_worker(order.pid)};
        if (passed >= 0)
            close(passed);
        if (write(fd, &report, sizeof report) != sizeof report)
            break;
    }
    _exit(0);
}

/* Outside of it. */

/* The process for a single message that was forked ahead of all, and our end of its socket; -1 = none. */
static struct {
    int fd;
    pid_t pid;
} early = {.fd = -1};

static bool
make_sockets(int *ends)
{
    const int room = 1 << 20;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    return true;
}

void
nursery_ahead(const ReaderAhead *ahead)
{
    int ends[2];
    if (early.fd >= 0 || !make_sockets(ends))
        return;
    early.pid = fork();
    if (early.pid == 0)
        reader_worker_wait(ends[1], ahead);
    close(ends[1]);
    if (early.pid > 0)
        early.fd = ends[0];
    else
        close(ends[0]);
}

static void
end_early(void)
{
    if (early.fd < 0)
        return;
    close(early.fd);
    early.fd = -1;
    end_worker(early.pid);
}

Nursery *
nursery_open(const ReaderOptions *options, GError **error)
{
    int ends[2];
    Nursery *nursery = g_new0(Nursery, 1);
    nursery->options = options;
    nursery->fd = -1;
    if (options->one)
        return nursery;
    end_early();
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0) {
        nursery->pid = fork();
        if (nursery->pid == 0)
            nursery_run(ends[1], options);
        close(ends[1]);
        nursery->fd = ends[0];
        const struct timeval patience = {.tv_sec = options->wall_seconds};
        setsockopt(nursery->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    if (nursery->fd >= 0 && nursery->pid > 0)
        return nursery;
    failed(error, "starting a process that reads messages", errno);
    nursery_close(nursery);
    return NULL;
}

void
nursery_close(Nursery *nursery)
{
    if (!nursery)
        return;
    if (nursery->fd >= 0)
        close(nursery->fd);
    if (nursery->pid > 0)
        kill(nursery->pid,
             SIGKILL); /* it has nothing to finish, and those that it forked end with it */
    while (nursery->pid > 0 && waitpid(nursery->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    g_free(nursery);
}

static bool
order_write(int fd, const Order *order, int passed)
{
    union {
        struct cmsghdr align;
        char room[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct iovec part = {(void *)order, sizeof *order};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (passed >= 0) {
        message.msg_control = control.room;
        message.msg_controllen = sizeof control.room;
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof passed);
        memcpy(CMSG_DATA(head), &passed, sizeof passed);
    }
    return sendmsg(fd, &message, MSG_NOSIGNAL) == sizeof *order;
}

/* An answer that comes too late would be taken for that to the next order, so none is given any more. */
static bool
ask(Nursery *nursery, const Order *order, int passed, Report *ret_report)
{
    gssize got = -1;
    if (nursery->lost)
        return false;
    if (order_write(nursery->fd, order, passed))
        do
            got = read(nursery->fd, ret_report, sizeof *ret_report);
        while (got < 0 && errno == EINTR);
    nursery->lost = got != sizeof *ret_report;
    return !nursery->lost;
}

bool
nursery_is_lost(const Nursery *nursery)
{
    return nursery->lost;
}

/* Our end stays out of the worker, and what it wrote last can still be read when it is dead. */
static bool
fork_here(Nursery *nursery, int fd, Report *ret_report)
{
    if (nursery->used)
        return false;
    nursery->used = true;
    pid_t pid = fork();
    if (pid == 0)
        reader_worker_run(fd, nursery->options, false);
    *ret_report = (Report){.pid = pid, .status = errno};
    return true;
}

/* The process that was forked ahead learns what it waits for. */
static bool
take_early(Nursery *nursery, int *ret_fd, pid_t *ret_pid)
{
    if (!nursery->options->one || nursery->used || early.fd < 0)
        return false;
    if (write(early.fd, nursery->options, sizeof *nursery->options) != sizeof *nursery->options ||
        fcntl(early.fd, F_SETFL, O_NONBLOCK) != 0) {
        end_early();
        return false;
    }
    nursery->used = true;
    *ret_fd = early.fd;
    *ret_pid = early.pid;
    early.fd = -1;
    return true;
}

gboolean
nursery_fork(Nursery *nursery, int *ret_fd, pid_t *ret_pid, GError **error)
{
    const Order order = {.what = FORK};
    Report report;
    int ends[2];
    if (take_early(nursery, ret_fd, ret_pid))
        return TRUE;
    if (!make_sockets(ends))
        return failed(error, "a socket for reading messages", errno);
    bool asked = nursery->fd < 0 ? fork_here(nursery, ends[1], &report)
                                 : ask(nursery, &order, ends[1], &report);
    close(ends[1]);
    if (asked && report.pid > 0 && fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0) {
        *ret_fd = ends[0];
        *ret_pid = report.pid;
        return TRUE;
    }
    close(ends[0]);
    return failed(error, "starting a process that reads messages", asked ? report.status : EPIPE);
}

int
nursery_end(Nursery *nursery, pid_t pid)
{
    const Order order = {.what = END, .pid = pid};
    Report report;
    if (nursery->fd < 0)
        return end_worker(pid);
    return ask(nursery, &order, -1, &report) ? report.status : -1;
}
