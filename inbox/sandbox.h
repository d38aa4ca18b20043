/* sandbox: gives up all that reading foreign bytes does not need, in the calling process and for good:
 * network, files, other processes, open descriptors, the environment. Edge.
 *
 * What stays: one descriptor, memory, and reading of converters, zone data and libraries, which the kernel
 * holds to the folders named (landlock). A kernel without landlock gets a stricter filter: no file can be
 * opened at all, so that all must be loaded before. */
#ifndef CONVOKE_INBOX_SANDBOX_H
#define CONVOKE_INBOX_SANDBOX_H

#include <glib.h>
#include <stdbool.h>

/* Sanitizers reserve terabytes, read /proc, and write reports. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define SANITIZED true
#else
#define SANITIZED false
#endif

/* What this kernel offers. */
typedef struct {
    bool seccomp; /* a filter of system calls, for this processor */
    int landlock; /* version of its interface; 0 = none */
    bool rlimits; /* memory is limited: not in a build with sanitizers */
} SandboxOffer;

SandboxOffer sandbox_offer(void);

typedef struct {
    gsize memory; /* bytes of address space beyond what is in use when it begins */
    /* files and folders beside the system's; NULL-terminated or NULL */
    const char *const *readable;
} SandboxRules;

/* From here on only FD is open; standard input, output and (but for sanitizers' reports) error are
 * /dev/null. False, where the kernel offers something and refuses it: then nothing may be read. */
bool sandbox_enter(int fd, const SandboxOffer *offer, const SandboxRules *rules);

/* The same in two steps, for a process that learns over FD in between how much MEMORY it may have: the first takes all
 * away but memory and system calls, the second those. USED is handed from one to the other. */
bool sandbox_leave_files(int fd, const SandboxOffer *offer, const char *const *readable,
                         gsize *ret_used);
bool sandbox_leave_calls(const SandboxOffer *offer, gsize memory, gsize used);

/* Closes all but FD and the standard three, which become /dev/null, and wipes the environment: the part
 * that a process can do before it forks those that read. */
void sandbox_strip(int fd);

#endif
