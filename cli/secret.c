/* A pipe, a deadline, and a bound. */
#include "cli/secret.h"
#include "event/error.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS 30
#define BYTES_MAX 16384

/* A group of its own, so that whatever it has started can be ended with it. */
static void
make_group(gpointer user_data)
{
    (void)user_data;
    setpgid(0, 0);
}

static gboolean
start(const char *name, const char *command, GPid *ret_pid, int *ret_output, GError **error)
{
    g_auto(GStrv) argv = NULL;
    g_autoptr(GError) wrong = NULL;
    if (g_shell_parse_argv(command, NULL, &argv, &wrong) &&
        g_spawn_async_with_pipes(NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
                                 make_group, NULL, ret_pid, NULL, ret_output, NULL, &wrong))
        return TRUE;
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s: %s", name, wrong->message);
    return FALSE;
}

/* Reads to the end; NULL for all is well, else what is wrong. */
static const char *
read_output(int fd, char *bytes, gsize *ret_length)
{
    gint64 end = g_get_monotonic_time() + SECONDS * G_USEC_PER_SEC;
    gsize length = 0;
    for (;;) {
        gint64 left = (end - g_get_monotonic_time()) / 1000;
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        if (left <= 0 || poll(&wait, 1, (int)left) == 0)
            return "takes longer than 30 seconds";
        ssize_t n = read(fd, bytes + length, BYTES_MAX - length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        length += (gsize)n;
        if (length == BYTES_MAX)
            return "prints more than 16 KB";
    }
    *ret_length = length;
    return NULL;
}

static gboolean
refuse(const char *name, ConvokeError code, const char *why, GError **error)
{
    g_set_error(error, CONVOKE_ERROR, code, "%s: the command %s", name, why);
    return FALSE;
}

static gboolean
collect(const char *name, GPid pid, int output, char *bytes, gsize *ret_length, GError **error)
{
    int status = 0;
    g_autoptr(GError) wrong = NULL;
    const char *why = read_output(output, bytes, ret_length);
    if (why)
        kill(-pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (why)
        return refuse(name, CONVOKE_ERROR_TEMPORARY, why, error);
    if (g_spawn_check_wait_status(status, &wrong))
        return TRUE;
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", name, wrong->message);
    return FALSE;
}

char *
secret_read(const char *name, const char *command, GError **error)
{
    char bytes[BYTES_MAX + 1];
    gsize length = 0;
    GPid pid;
    int output;
    char *secret = NULL;
    if (!start(name, command, &pid, &output, error))
        return NULL;
    if (collect(name, pid, output, bytes, &length, error)) {
        bytes[length] = '\0';
        bytes[strcspn(bytes, "\r\n")] = '\0';
        if (*bytes)
            secret = g_strdup(bytes);
        else
            refuse(name, CONVOKE_ERROR_CONFIG, "prints nothing on its first line", error);
    }
    explicit_bzero(bytes, sizeof bytes);
    close(output);
    return secret;
}
