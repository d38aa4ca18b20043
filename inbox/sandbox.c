/* The order matters: limits and files first, the filter of system calls last. */
#include "inbox/sandbox.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include "inbox/sandbox-filter.h"
#include "inbox/sandbox-landlock.h"

SandboxOffer
sandbox_offer(void)
{
    return (SandboxOffer){.seccomp = sandbox_filter_offered(),
                          .landlock = sandbox_landlock_version(),
                          .rlimits = !SANITIZED};
}

/* The strings themselves, since they stay in memory when `environ` forgets them. */
static void
wipe_environment(void)
{
    for (char **entry = environ; entry && *entry; entry++)
        explicit_bzero(*entry, strlen(*entry));
    clearenv();
}

void
sandbox_strip(int fd)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    int last = SANITIZED ? STDOUT_FILENO : STDERR_FILENO;
    for (int standard = STDIN_FILENO; null >= 0 && standard <= last; standard++)
        if (standard != fd)
            dup2(null, standard);
    if (fd > STDERR_FILENO + 1)
        close_range(STDERR_FILENO + 1, (unsigned)fd - 1, 0);
    close_range((unsigned)MAX(fd, STDERR_FILENO) + 1, ~0U, 0);
    wipe_environment();
}

static bool
limit(int resource, rlim_t value)
{
    const struct rlimit both = {value, value};
    return setrlimit(resource, &both) == 0;
}

/* Address space in use, from the first number of statm, in pages. */
static gsize
address_space(void)
{
    char text[64] = "";
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    ssize_t n = read(file, text, sizeof text - 1);
    close(file);
    return n > 0 ? g_ascii_strtoull(text, NULL, 10) * (gsize)sysconf(_SC_PAGESIZE) : 0;
}

/* Without /proc nobody knows what is in use, and only what is taken from then on can be counted. */
static bool
limit_memory(gsize memory, gsize used)
{
    return SANITIZED || (used ? limit(RLIMIT_AS, used + memory) : limit(RLIMIT_DATA, memory));
}

/* Some descriptors are left for the files of a converter while it is loaded. */
static bool
set_limits(void)
{
    enum { DESCRIPTORS = 16 };
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NPROC, 0) &&
           limit(RLIMIT_NOFILE, DESCRIPTORS);
}

bool
sandbox_leave_files(int fd, const SandboxOffer *offer, const char *const *readable, gsize *ret_used)
{
    sandbox_strip(fd);
    prctl(PR_SET_PDEATHSIG, 9);
    prctl(PR_SET_DUMPABLE, SANITIZED ? 1 : 0);
    *ret_used = address_space();
    return set_limits() && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           (offer->landlock <= 0 || sandbox_landlock_set(offer->landlock, readable));
}

bool
sandbox_leave_calls(const SandboxOffer *offer, gsize memory, gsize used)
{
    return limit_memory(memory, used) &&
           (!offer->seccomp || sandbox_filter_set(offer->landlock > 0));
}

bool
sandbox_enter(int fd, const SandboxOffer *offer, const SandboxRules *rules)
{
    gsize used;
    return sandbox_leave_files(fd, offer, rules->readable, &used) &&
           sandbox_leave_calls(offer, rules->memory, used);
}
