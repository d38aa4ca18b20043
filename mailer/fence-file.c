/* Written in one piece and in place: there is never a moment without a record. */
#include "mailer/fence-file.h"
#include "event/error.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define RECORD_MAX 8192 /* a path has at most 4,096 bytes */
#define LOCK_WAIT (10 * G_USEC_PER_SEC)
#define LOCK_PAUSE (20 * 1000)

static gboolean
failed(const char *path, GError **error)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", path, g_strerror(errno));
    return FALSE;
}

gboolean
fence_file_open(const char *directory, const char *name, FenceFile *ret_file, GError **error)
{
    *ret_file = (FenceFile){.fd = -1};
    if (g_mkdir_with_parents(directory, 0700) != 0) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                    "%s: %s; name a folder that this account may write to as state= in [send] of "
                    "convoke.conf",
                    directory, g_strerror(errno));
        return FALSE;
    }
    char *path = g_build_filename(directory, name, NULL);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    *ret_file = (FenceFile){.path = path, .fd = fd};
    return fd >= 0 || failed(path, error);
}

void
fence_file_close(FenceFile *file)
{
    if (file->path && file->fd >= 0)
        close(file->fd);
    g_free(file->path);
    *file = (FenceFile){.fd = -1};
}

gboolean
fence_file_lock(FenceFile *file, GError **error)
{
    gint64 end = g_get_monotonic_time() + LOCK_WAIT;
    while (flock(file->fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return failed(file->path, error);
        if (g_get_monotonic_time() >= end) {
            g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                        "%s: another convoke does not let go of it", file->path);
            return FALSE;
        }
        g_usleep(LOCK_PAUSE);
    }
    return TRUE;
}

void
fence_file_unlock(FenceFile *file)
{
    if (file->path && file->fd >= 0)
        flock(file->fd, LOCK_UN);
}

gboolean
fence_file_read(FenceFile *file, FenceRecord *ret_record, FenceVerdict *ret_state, GError **error)
{
    char text[RECORD_MAX];
    ssize_t n = pread(file->fd, text, sizeof text - 1, 0);
    *ret_record = (FenceRecord){0};
    if (n < 0)
        return failed(file->path, error);
    text[n] = '\0';
    file->length = (gsize)n;
    *ret_state = n == 0                                 ? FENCE_MISSING
                 : fence_record_parse(text, ret_record) ? FENCE_OURS
                                                        : FENCE_BROKEN;
    return TRUE;
}

gboolean
fence_file_write(FenceFile *file, const FenceRecord *record, gboolean sync, GError **error)
{
    g_autofree char *text = fence_record_format(record);
    gsize length = strlen(text);
    gint64 now = g_get_monotonic_time();
    ssize_t n = pwrite(file->fd, text, length, 0);
    if (n >= 0 && (gsize)n < length) {
        errno = ENOSPC;
        n = -1;
    }
    if (n < 0 || (length < file->length && ftruncate(file->fd, (off_t)length) != 0))
        return failed(file->path, error);
    sync = sync || file->synced_at == 0 || length != file->length ||
           now - file->synced_at >= G_USEC_PER_SEC;
    if (sync && fsync(file->fd) != 0)
        return failed(file->path, error);
    file->length = length;
    if (sync)
        file->synced_at = now;
    return TRUE;
}
