/* landlock(7) by its system calls, which no C library wraps. The structures are the kernel's, spelled out
 * because headers older than the kernel that runs know fewer members. */
#include "inbox/sandbox-landlock.h"
#include "inbox/sandbox.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { READ_FILE = 1 << 2, RULE_PATH_BENEATH = 1, VERSION_QUESTION = 1 };

typedef struct {
    uint64_t fs, net, scoped;
} RulesetAttributes;

typedef struct {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed)) PathAttributes;

/* What each version of the interface can take away. */
static const struct {
    int version;
    uint64_t fs, net, scoped;
    size_t size;
} versions[] = {
    {1, (1 << 13) - 1, 0, 0, 8},  {2, (1 << 14) - 1, 0, 0, 8},  {3, (1 << 15) - 1, 0, 0, 8},
    {4, (1 << 15) - 1, 3, 0, 16}, {5, (1 << 16) - 1, 3, 0, 16}, {6, (1 << 16) - 1, 3, 3, 24},
};

/* Where distributions keep converters, zone data, and the libraries that both are loaded with. */
static const char *const system_readable[] = {
    "/usr/lib",
    "/usr/lib64",
    "/lib",
    "/lib64",
    "/usr/share/zoneinfo",
    "/usr/share/i18n",
    "/etc/ld.so.cache",
    SANITIZED ? "/proc/self" : NULL, /* for reports */
    NULL,
};

int
sandbox_landlock_version(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, VERSION_QUESTION);
    return version > 0 ? (int)version : 0;
}

static bool
allow(int rules, const char *const *paths)
{
    for (; paths && *paths; paths++) {
        int file = open(*paths, O_PATH | O_CLOEXEC);
        if (file < 0)
            continue;
        const PathAttributes below = {READ_FILE, file};
        long failed = syscall(SYS_landlock_add_rule, rules, RULE_PATH_BENEATH, &below, 0);
        close(file);
        if (failed)
            return false;
    }
    return true;
}

bool
sandbox_landlock_set(int version, const char *const *readable)
{
    size_t n = G_N_ELEMENTS(versions) - 1;
    while (versions[n].version > version)
        n--;
    const RulesetAttributes all = {versions[n].fs, versions[n].net, versions[n].scoped};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, versions[n].size, 0);
    if (rules < 0)
        return false;
    bool good = allow(rules, system_readable) && allow(rules, readable) &&
                syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return good;
}
