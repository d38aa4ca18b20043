/* steps: preloaded into convoke, counts its steps where it touches the world, and stops the world at one of them.
 * They lie at two borders: that of SQLite (each statement's step, each write and sync that it makes of it) and
 * that of the relay's library (each piece said to the server or heard from it), before and after each. The
 * program itself knows nothing of it.
 *
 *   STEPS_STOP=N      at the N-th step, from 1 ...
 *   STEPS_DEED=kill   ... SIGKILL (the default); or, from then on, each write to a file fails: nospace, readonly
 *   STEPS_COUNT=FILE  how many there were, written there at the end */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long steps;
static long stop_at;
static int wrong; /* errno of writes from the stop on; 0 = SIGKILL */

__attribute__((constructor)) static void
begin(void)
{
    const char *stop = getenv("STEPS_STOP"), *deed = getenv("STEPS_DEED");
    stop_at = stop ? atol(stop) : 0;
    wrong = !deed || !strcmp(deed, "kill") ? 0 : !strcmp(deed, "nospace") ? ENOSPC : EROFS;
}

__attribute__((destructor)) static void
end(void)
{
    const char *path = getenv("STEPS_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", atomic_load(&steps));
        fclose(file);
    }
}

static void
step(void)
{
    long n = atomic_fetch_add(&steps, 1) + 1;
    if (n == stop_at && !wrong)
        raise(SIGKILL);
}

/* Whether a write to a file fails now. */
static int
fails(void)
{
    if (!wrong || !stop_at || atomic_load(&steps) < stop_at)
        return 0;
    errno = wrong;
    return 1;
}

static int
is_socket(int fd)
{
    struct stat status;
    return fstat(fd, &status) == 0 && S_ISSOCK(status.st_mode);
}

#define NEXT(TYPE, NAME, ...)                                                                      \
    static TYPE (*next)(__VA_ARGS__);                                                              \
    if (!next)                                                                                     \
    *(void **)&next = dlsym(RTLD_NEXT, NAME)

int
sqlite3_step(void *statement)
{
    NEXT(int, "sqlite3_step", void *);
    step();
    int result = next(statement);
    step();
    return result;
}

ssize_t
pwrite64(int fd, const void *bytes, size_t length, off64_t offset)
{
    NEXT(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    step();
    return fails() ? -1 : next(fd, bytes, length, offset);
}

int
fdatasync(int fd)
{
    NEXT(int, "fdatasync", int);
    step();
    return next(fd);
}

ssize_t
write(int fd, const void *bytes, size_t length)
{
    NEXT(ssize_t, "write", int, const void *, size_t);
    if (!is_socket(fd))
        return next(fd, bytes, length);
    step();
    ssize_t n = next(fd, bytes, length);
    step();
    return n;
}

ssize_t
send(int fd, const void *bytes, size_t length, int flags)
{
    NEXT(ssize_t, "send", int, const void *, size_t, int);
    step();
    ssize_t n = next(fd, bytes, length, flags);
    int reason = errno;
    step();
    errno = reason;
    return n;
}

ssize_t
recv(int fd, void *bytes, size_t length, int flags)
{
    NEXT(ssize_t, "recv", int, void *, size_t, int);
    ssize_t n = next(fd, bytes, length, flags);
    int reason = errno;
    step();
    errno = reason;
    return n;
}

ssize_t
read(int fd, void *bytes, size_t length)
{
    NEXT(ssize_t, "read", int, void *, size_t);
    ssize_t n = next(fd, bytes, length);
    if (is_socket(fd)) {
        int reason = errno;
        step();
        errno = reason;
    }
    return n;
}
