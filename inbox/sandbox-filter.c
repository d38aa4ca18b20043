/* A seccomp filter by hand: a list of system calls that reading a message may make, one jump each. What is
 * not on it ends the process, but for a few that libraries try and can do without. */
#include "inbox/sandbox-filter.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "inbox/sandbox.h"

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#else
#define ARCHITECTURE 0
#endif

/* Bytes in and out over what is open, memory, time, the end. */
static const int allowed[] = {
    SYS_read,      SYS_write,      SYS_readv,        SYS_writev,       SYS_pread64,
    SYS_lseek,     SYS_close,      SYS_fstat,        SYS_newfstatat,   SYS_mmap,
    SYS_munmap,    SYS_mremap,     SYS_mprotect,     SYS_madvise,      SYS_brk,
    SYS_futex,     SYS_setitimer,  SYS_getrandom,    SYS_gettimeofday, SYS_clock_gettime,
    SYS_getpid,    SYS_gettid,     SYS_rt_sigreturn, SYS_sched_yield,  SYS_rt_sigprocmask,
    SYS_exit,      SYS_exit_group,
#ifdef SYS_getrusage
    SYS_getrusage,
#endif
};

/* Tried by the C library or GLib on the way to something else; "may not" is an answer they know. */
static const int refused[] = {
#ifdef SYS_open
    SYS_open,      SYS_access,      SYS_readlink,    SYS_stat,
    SYS_lstat,
#endif
    SYS_faccessat, SYS_readlinkat,  SYS_statx,       SYS_getdents64,
    SYS_fcntl,     SYS_ioctl,       SYS_prctl,       SYS_uname,
    SYS_sysinfo,   SYS_getcwd,      SYS_statfs,      SYS_sched_getaffinity,
    SYS_fadvise64, SYS_getpeername, SYS_getsockname, SYS_rt_sigaction,
};

/* Opening for anything but reading. */
#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_TMPFILE)

#define AT(member) (unsigned)offsetof(struct seccomp_data, member)

enum { LENGTH_MAX = 128 };

typedef struct {
    struct sock_filter code[LENGTH_MAX];
    unsigned short length;
} Program;

static void
add(Program *program, struct sock_filter instruction)
{
    g_assert(program->length < LENGTH_MAX);
    program->code[program->length++] = instruction;
}

/* VALUE for the call NUMBER, which stands in the accumulator. */
static void
rule(Program *program, int number, unsigned value)
{
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 1));
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, value));
}

/* The low half of an argument says it all: on the machines above the high one is zero or ignored. */
#define LOW(n) (AT(args[n]) + (G_BYTE_ORDER == G_BIG_ENDIAN ? 4 : 0))

/* VALUE for the call NUMBER when a comparison JUMP of argument N holds, else OTHER. */
static void
rule_argument(Program *program, int number, int n, struct sock_filter jump, unsigned value,
              unsigned other)
{
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 4));
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)LOW(n)));
    add(program, jump);
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, value));
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, other));
}

/* x86_64 takes calls of its 32-bit pointer ABI under the same architecture, from 1 << 30 on: none of
 * them is on a list. */
static void
write_program(Program *program, bool files)
{
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, AT(arch)));
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, AT(nr)));
    for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++)
        rule(program, allowed[i], SECCOMP_RET_ALLOW);
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
        rule(program, refused[i], SECCOMP_RET_ERRNO | EACCES);
    /* A process may end itself by abort(3), as GLib does where memory has run out; no other one hears of it. */
    rule_argument(program, SYS_tgkill, 0,
                  (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)getpid(), 0, 1),
                  SECCOMP_RET_ALLOW, SECCOMP_RET_KILL_PROCESS);
    if (SANITIZED) /* at the end of a thread, and they end the process without it */
        rule(program, SYS_sigaltstack, SECCOMP_RET_ALLOW);
    if (files || SANITIZED)
        rule_argument(program, SYS_openat, 2,
                      (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, WRITING, 0, 1),
                      SECCOMP_RET_ERRNO | EACCES, SECCOMP_RET_ALLOW);
    else
        rule(program, SYS_openat, SECCOMP_RET_ERRNO | EACCES);
    add(program,
        (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SANITIZED ? SECCOMP_RET_ERRNO | EPERM
                                                                : SECCOMP_RET_KILL_PROCESS));
}

bool
sandbox_filter_offered(void)
{
    const unsigned action = SECCOMP_RET_KILL_PROCESS;
    return ARCHITECTURE != 0 && syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

bool
sandbox_filter_set(bool files)
{
    Program program = {.length = 0};
    write_program(&program, files);
    const struct sock_fprog filter = {program.length, program.code};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}
