/* One process a message. The message lies in a file of memory, which is the child's standard input:
 * nothing is fed to it, so neither SIGPIPE nor a death of ours half way can cut a message short. */
#include "mailer/pipe.h"
#include "event/error.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#define WORDS_MAX 1024 /* of standard error */

typedef struct {
    Transport base;
    char **command;
    guint seconds;
    bool carried; /* a message was taken */
} Pipe;

/* A running command. */
typedef struct {
    pid_t pid;
    int ended;  /* pidfd: readable when the process has ended */
    int errors; /* reading end of its standard error */
    char words[WORDS_MAX + 1];
    gsize n_words;
} Child;

static char *
fill_in(const char *pattern, const Outgoing *message)
{
    const char *sender = *message->envelope_from ? message->envelope_from : "<>";
    GString *text = g_string_new(NULL);
    for (const char *p = pattern; *p; p++) {
        if (*p != '%' || !p[1] || !strchr("tf%", p[1]))
            g_string_append_c(text, *p);
        else if (*++p == '%')
            g_string_append_c(text, '%');
        else
            g_string_append(text, *p == 't' ? message->recipient : sender);
    }
    return g_string_free(text, FALSE);
}

static char **
arguments(const Pipe *self, const Outgoing *message)
{
    g_autoptr(GStrvBuilder) argv = g_strv_builder_new();
    for (char **pattern = self->command; *pattern; pattern++) {
        g_autofree char *argument = fill_in(*pattern, message);
        g_strv_builder_add(argv, argument);
    }
    return g_strv_builder_end(argv);
}

static bool
write_all(int fd, const char *bytes, gsize length)
{
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n <= 0)
            return false;
        bytes += n;
        length -= (gsize)n;
    }
    return true;
}

/* A file in memory with the message, read from its start; -1 and errno when there is none to be had. */
static int
message_file(const Outgoing *message)
{
    g_autoptr(GString) local = g_string_sized_new(message->length);
    int fd = memfd_create("message", MFD_CLOEXEC);
    for (gsize i = 0; i < message->length; i++)
        if (message->bytes[i] != '\r')
            g_string_append_c(local, message->bytes[i]);
    if (fd < 0 || (write_all(fd, local->str, local->len) && lseek(fd, 0, SEEK_SET) == 0))
        return fd;
    int reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

/* A process group of its own, so that all of it can be ended; signals as a program expects them. */
static int
spawn(char **argv, int input, int errors, pid_t *ret_pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, defaults;
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                              POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, errors, STDERR_FILENO);
    int reason = posix_spawnp(ret_pid, argv[0], &files, &attributes, argv, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return reason;
}

/* 0, or the reason why no process was started: then nothing was sent. */
static int
child_start(Child *child, const Pipe *self, const Outgoing *message)
{
    g_auto(GStrv) argv = arguments(self, message);
    int errors[2];
    int input = message_file(message);
    if (input < 0)
        return errno;
    if (pipe2(errors, O_CLOEXEC | O_NONBLOCK) != 0) {
        int reason = errno;
        close(input);
        return reason;
    }
    fcntl(errors[1], F_SETFL, 0); /* the child's end blocks, as it expects */
    int reason = spawn(argv, input, errors[1], &child->pid);
    close(input);
    close(errors[1]);
    if (reason != 0) {
        close(errors[0]);
        return reason;
    }
    child->errors = errors[0];
    child->ended = pidfd_open(child->pid, 0);
    return 0;
}

/* Reads what is there; keeps the beginning. */
static void
child_listen(Child *child)
{
    char rest[WORDS_MAX];
    ssize_t n;
    while ((n = read(child->errors, rest, sizeof rest)) > 0) {
        gsize room = MIN((gsize)n, WORDS_MAX - child->n_words);
        memcpy(child->words + child->n_words, rest, room);
        child->n_words += room;
    }
    if (n == 0 || errno != EAGAIN) {
        close(child->errors);
        child->errors = -1; /* poll(2) leaves it out */
    }
}

/* Waits for the end, at most SECONDS; without a pidfd only standard error tells that something
 * happened, so the end is looked for ten times a second. */
static bool
child_ends(Child *child, guint seconds)
{
    gint64 deadline = g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC;
    siginfo_t info;
    for (;;) {
        gint64 left = (deadline - g_get_monotonic_time()) / 1000;
        struct pollfd fds[] = {{.fd = child->ended, .events = POLLIN},
                               {.fd = child->errors, .events = POLLIN}};
        poll(fds, 2, (int)CLAMP(left, 0, child->ended < 0 ? 100 : G_MAXINT));
        if (fds[1].revents)
            child_listen(child);
        info.si_pid = 0;
        if (waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid)
            return true;
        if (left <= 0)
            return false;
    }
}

/* Of what it said: the line that is about the relay, or a server's own words, or the first one. */
static void
child_choose_line(Child *child)
{
    g_autofree char *reply = NULL;
    for (char *line = child->words, *end; *line; line = *end ? end + 1 : end) {
        int code;
        end = line + strcspn(line, "\r\n");
        g_autofree char *text = g_strndup(line, (gsize)(end - line));
        if (outcome_denies_relay(text)) {
            memcpy(child->words, text, strlen(text) + 1);
            return;
        }
        if (!reply && outcome_find_reply(text, &code))
            reply = g_steal_pointer(&text);
    }
    if (reply)
        memcpy(child->words, reply, strlen(reply) + 1);
    child->words[strcspn(child->words, "\r\n")] = '\0';
}

/* The wait status; all of the group is gone afterwards when the time was up. */
static int
child_finish(Child *child, bool in_time)
{
    int status = 0;
    if (!in_time)
        kill(-child->pid, SIGKILL);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (child->errors >= 0)
        child_listen(child);
    if (child->errors >= 0)
        close(child->errors);
    if (child->ended >= 0)
        close(child->ended);
    child->words[child->n_words] = '\0';
    child_choose_line(child);
    return status;
}

static OutcomeKind
outcome_of_exit(int code, bool *ret_command_wrong)
{
    *ret_command_wrong = false;
    switch (code) {
    case EX_OK:
        return OUTCOME_SENT;
    case EX_DATAERR:
    case EX_NOUSER:
    case EX_NOHOST:
    case EX_UNAVAILABLE:
        return OUTCOME_FAILED;
    case EX_USAGE:
    case EX_NOPERM:
    case EX_CONFIG:
    case 126: /* of a shell script: found, but cannot be run */
    case 127: /* not found */
        *ret_command_wrong = true;
        return OUTCOME_LATER;
    default:
        return OUTCOME_LATER;
    }
}

/* The signal that ended the command, or what it ran: a shell says 128 and more of that. 0 for none. */
static int
signal_of(int status)
{
    if (WIFSIGNALED(status))
        return WTERMSIG(status);
    int code = WEXITSTATUS(status);
    return code > 128 && code < 128 + NSIG ? code - 128 : 0;
}

/* TRUE when the next message may be tried. */
static gboolean
pipe_one(Pipe *self, const Outgoing *message, Outcome *outcome, GError **error)
{
    Child child = {.ended = -1, .errors = -1};
    g_autofree char *text = NULL;
    bool wrong = false;
    outgoing_leaving(message, true); /* a part of it may be sent on as the whole, if we die */
    int reason = child_start(&child, self, message);
    if (reason != 0) {
        bool ours = reason == ENOENT || reason == EACCES || reason == ENOEXEC || reason == ENOTDIR;
        outcome_set(outcome, OUTCOME_LATER, 0, g_strerror(reason));
        outcome->session = true;
        g_set_error(error, CONVOKE_ERROR, ours ? CONVOKE_ERROR_CONFIG : CONVOKE_ERROR_TEMPORARY,
                    "%s: %s", self->command[0], g_strerror(reason));
        return FALSE;
    }
    bool in_time = child_ends(&child, self->seconds);
    int status = child_finish(&child, in_time), killer = signal_of(status);
    if (!in_time)
        text = g_strdup_printf("stopped after %u seconds", self->seconds);
    else if (killer)
        text = g_strdup_printf("ended by %s", strsignal(killer));
    if (text) {
        outcome_set(outcome, OUTCOME_UNKNOWN, 0, text);
        return TRUE;
    }
    text = g_strdup_printf("exit status %d", WEXITSTATUS(status));
    OutcomeKind kind = outcome_of_exit(WEXITSTATUS(status), &wrong);
    if (kind == OUTCOME_FAILED && !self->carried && outcome_denies_relay(child.words)) {
        wrong = true; /* it is said of all mail, as far as is known */
        kind = OUTCOME_LATER;
    }
    self->carried = self->carried || kind == OUTCOME_SENT;
    int code = 0;
    const char *reply = kind == OUTCOME_FAILED ? outcome_find_reply(child.words, &code) : NULL;
    outcome_set(outcome, kind, code, reply ? reply : *child.words ? child.words : text);
    outcome->session = wrong;
    if (wrong)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s: %s (%s)", self->command[0],
                    outcome->text, text);
    return !wrong;
}

static gboolean
pipe_send(Transport *transport, TransportNext next, TransportDone done, gpointer user_data,
          GError **error)
{
    Pipe *self = (Pipe *)transport;
    const Outgoing *message;
    gboolean going = TRUE;
    while (going && (message = next(user_data, true))) {
        Outcome outcome = {0};
        if (outgoing_check(message, &outcome))
            going = pipe_one(self, message, &outcome, error);
        done(message, &outcome, user_data);
        outcome_clear(&outcome);
    }
    return going;
}

static void
pipe_free(Transport *transport)
{
    Pipe *self = (Pipe *)transport;
    g_strfreev(self->command);
    g_free(self);
}

Transport *
pipe_open(const char *const *command, guint seconds, GError **error)
{
    if (!command[0] || !*command[0]) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "no command to send mail with");
        return NULL;
    }
    signal(SIGCHLD, SIG_DFL); /* inherited as ignored, it would hide how commands end */
    Pipe *self = g_new0(Pipe, 1);
    self->base.send = pipe_send;
    self->base.free = pipe_free;
    self->command = g_strdupv((char **)command);
    self->seconds = seconds;
    return &self->base;
}
