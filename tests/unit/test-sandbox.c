/* sandbox: on a kernel without landlock no file can be opened at all, and what was loaded before still reads
 * mail; on one without anything limits are all there is. */
#include "inbox/sandbox.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "inbox/itip-read.h"
#include "inbox/reader-warm.h"

enum { SHUT_IN_FAILED = 10, OPENED, UNREAD, RICH };

static bool
reads(const char *charset, const char *bytes, const char *text)
{
    const ReadContext context = {.itip_read = itip_read};
    g_autofree char *message = g_strdup_printf(
        "From: ann@guests.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
        "text/plain; "
        "charset=%s\n\n%s\n--b\nContent-Type: message/rfc822\n\nSubject: inner\n\nx\n--b--\n",
        charset, bytes);
    g_autoptr(Meaning) meaning = message_read(message, strlen(message), &context);
    return strstr(meaning->text, text) != NULL;
}

/* The exit status of a process that shuts itself in as on a kernel with OFFER. */
static int
shut_in(const SandboxOffer *offer)
{
    const SandboxRules rules = {.memory = 256 << 20};
    pid_t pid = fork();
    if (pid == 0) {
        int fd = dup(STDOUT_FILENO);
        reader_warm(itip_read, true);
        if (!sandbox_enter(fd, offer, &rules))
            _exit(SHUT_IN_FAILED);
        if (!reads("iso-8859-5", "\xb4\xd0", "Да") ||
            !reads("iso-2022-jp", "\033$B$O$$\033(B", "はい"))
            _exit(UNREAD);
        if (environ && *environ)
            _exit(RICH);
        if (open("/etc/passwd", O_RDONLY) >= 0)
            _exit(OPENED);
        _exit(errno == EACCES ? 0 : UNREAD);
    }
    int status;
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void
test_kernels(void)
{
    const SandboxOffer here = sandbox_offer(), nothing = {.rlimits = here.rlimits};
    SandboxOffer old = here;
    if (!here.seccomp) {
        g_test_skip("this kernel has no seccomp");
        return;
    }
    g_assert_cmpint(shut_in(&here), ==, 0);
    for (old.landlock = MIN(here.landlock, 6) - 1; old.landlock >= 0; old.landlock--)
        if (old.landlock > 0 || here.rlimits) /* sanitizers open what they report from */
            g_assert_cmpint(shut_in(&old), ==, 0);
    g_assert_cmpint(shut_in(&nothing), ==, OPENED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sandbox/kernels", test_kernels);
    return g_test_run();
}
