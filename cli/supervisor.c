/* Processes by signalfd(2), in one loop. */
#include "cli/supervisor.h"
#include "cli/stop.h"
#include "event/error.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#define DELAY_MAX 60

typedef struct {
    Part part;
    pid_t pid;      /* 0 = is not running */
    gint64 started; /* monotonic seconds, like the others */
    gint64 due;     /* is to be started then */
    int delay;      /* before the next start */
} Child;

typedef struct {
    Service *service;
    GArray *children; /* Child */
    int signals;
    gboolean stopping;
    gboolean reloading;
} Supervisor;

static gint64
seconds(void)
{
    return g_get_monotonic_time() / G_USEC_PER_SEC;
}

static int
run_part(const Supervisor *supervisor, const Part *part, pid_t parent)
{
    g_autoptr(GError) error = NULL;
    sigset_t none;
    sigemptyset(&none);
    close(supervisor->signals);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        return EX_OK;
    int stop_fd = stop_open(&error);
    sigprocmask(SIG_SETMASK, &none, NULL); /* what came meanwhile comes now */
    if (stop_fd >= 0)
        return part->run(supervisor->service->user_data, stop_fd);
    fprintf(stderr, "convoke: %s: %s\n", part->name, error->message);
    return EX_TEMPFAIL;
}

static void
start(const Supervisor *supervisor, Child *child)
{
    pid_t parent = getpid();
    fflush(NULL);
    child->started = seconds();
    child->pid = fork();
    if (child->pid == 0)
        exit(run_part(supervisor, &child->part, parent));
    if (child->pid > 0)
        return;
    fprintf(stderr, "convoke: %s cannot be started: %s\n", child->part.name, g_strerror(errno));
    child->pid = 0;
    child->due = seconds() + DELAY_MAX;
}

static void
note_end(const Child *child, int status)
{
    if (WIFSIGNALED(status))
        fprintf(stderr, "convoke: %s was killed by signal %d", child->part.name, WTERMSIG(status));
    else
        fprintf(stderr, "convoke: %s ended with status %d", child->part.name, WEXITSTATUS(status));
    fprintf(stderr, "; starting it again in %d s\n", child->delay);
}

static void
ended(const Supervisor *supervisor, Child *child, int status)
{
    child->pid = 0;
    if (supervisor->stopping || supervisor->reloading)
        return;
    if (seconds() - child->started >= DELAY_MAX)
        child->delay = 0;
    note_end(child, status);
    child->due = seconds() + child->delay;
    child->delay = CLAMP(child->delay * 2, 2, DELAY_MAX);
}

static void
reap(const Supervisor *supervisor)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        for (guint i = 0; i < supervisor->children->len; i++) {
            Child *child = &g_array_index(supervisor->children, Child, i);
            if (child->pid == pid)
                ended(supervisor, child, status);
        }
}

static guint
signal_all(const Supervisor *supervisor, int sig)
{
    guint running = 0;
    for (guint i = 0; i < supervisor->children->len; i++) {
        const Child *child = &g_array_index(supervisor->children, Child, i);
        running += child->pid > 0;
        if (child->pid > 0 && sig)
            kill(child->pid, sig);
    }
    return running;
}

/* Milliseconds until something is due; starts what is due now. */
static int
start_due(const Supervisor *supervisor)
{
    gint64 now = seconds(), next = now + DELAY_MAX;
    for (guint i = 0; i < supervisor->children->len; i++) {
        Child *child = &g_array_index(supervisor->children, Child, i);
        if (child->pid == 0 && child->due <= now)
            start(supervisor, child);
        if (child->pid == 0)
            next = MIN(next, child->due);
    }
    return (int)(next - now) * 1000 + 1;
}

static void
take_signals(Supervisor *supervisor)
{
    struct signalfd_siginfo info;
    while (read(supervisor->signals, &info, sizeof info) == sizeof info) {
        supervisor->stopping |= info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT;
        supervisor->reloading |= info.ssi_signo == SIGHUP;
    }
    reap(supervisor);
}

static void
wait_for_signals(Supervisor *supervisor, int milliseconds)
{
    struct pollfd fd = {.fd = supervisor->signals, .events = POLLIN};
    poll(&fd, 1, milliseconds);
    take_signals(supervisor);
}

static void
end_all(Supervisor *supervisor)
{
    gint64 deadline = seconds() + SUPERVISOR_PATIENCE;
    for (guint running = signal_all(supervisor, SIGTERM); running > 0;) {
        gint64 left = deadline - seconds();
        if (left < 0)
            signal_all(supervisor, SIGKILL);
        wait_for_signals(supervisor, (int)MAX(left, 0) * 1000 + 100);
        running = signal_all(supervisor, 0);
    }
}

static void
adopt(const Supervisor *supervisor)
{
    const GArray *parts = supervisor->service->parts;
    g_array_set_size(supervisor->children, 0);
    for (guint i = 0; i < parts->len; i++) {
        const Child child = {.part = g_array_index(parts, Part, i)};
        g_array_append_val(supervisor->children, child);
    }
}

static void
reload(Supervisor *supervisor)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
    Service *service = supervisor->service;
    if (service->reload(service->user_data, parts, &error)) {
        g_array_unref(service->parts);
        service->parts = g_steal_pointer(&parts);
        end_all(supervisor);
        adopt(supervisor);
        fprintf(stderr, "convoke: the configuration was read again\n");
    } else {
        fprintf(stderr, "convoke: the configuration stays as it was: %s\n", error->message);
    }
    supervisor->reloading = FALSE;
}

gboolean
supervise(Service *service, GError **error)
{
    g_autoptr(GArray) children = g_array_new(FALSE, FALSE, sizeof(Child));
    Supervisor supervisor = {.service = service, .children = children};
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    supervisor.signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (supervisor.signals < 0) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "waiting for signals: %s",
                    g_strerror(errno));
        return FALSE;
    }
    adopt(&supervisor);
    while (!supervisor.stopping) {
        wait_for_signals(&supervisor, start_due(&supervisor));
        if (supervisor.reloading && !supervisor.stopping)
            reload(&supervisor);
    }
    end_all(&supervisor);
    close(supervisor.signals);
    return TRUE;
}
