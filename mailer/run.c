/* Lock files by flock(2), which the kernel lets go with the process. */
#include "mailer/run.h"
#include "event/error.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define BOOT_LENGTH 8

/* The first letters of the kernel's name for this boot; "" where there is none, and then no boot is the
 * same as another. */
static void
boot_id(char boot[static BOOT_LENGTH + 1])
{
    g_autofree char *text = NULL;
    gsize length;
    boot[0] = '\0';
    if (g_file_get_contents("/proc/sys/kernel/random/boot_id", &text, &length, NULL) &&
        length > BOOT_LENGTH)
        g_strlcpy(boot, text, BOOT_LENGTH + 1);
}

static bool
is_of_this_boot(const char *id)
{
    char boot[BOOT_LENGTH + 1];
    boot_id(boot);
    return *boot && g_str_has_prefix(id, boot) && id[BOOT_LENGTH] == '-';
}

static gboolean
failed(const char *path, GError **error)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", path, g_strerror(errno));
    return FALSE;
}

/* -1 and errno when the lock cannot be had. */
static int
lock_open(const char *path, int flags)
{
    int fd = open(path, O_RDWR | O_CLOEXEC | flags, 0600);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
        int wrong = errno;
        close(fd);
        errno = wrong;
        return -1;
    }
    return fd;
}

gboolean
run_open(const char *directory, RandomBytes random, Run *ret_run, GError **error)
{
    char boot[BOOT_LENGTH + 1];
    guint8 bytes[4];
    boot_id(boot);
    random(bytes, sizeof bytes);
    if (g_mkdir_with_parents(directory, 0700) != 0)
        return failed(directory, error);
    g_auto(Run) run = {.fd = -1};
    run.id = g_strdup_printf("%s-%ld-%02x%02x%02x%02x", boot, (long)getpid(), bytes[0], bytes[1],
                             bytes[2], bytes[3]);
    run.path = g_build_filename(directory, run.id, NULL);
    run.fd = lock_open(run.path, O_CREAT);
    if (run.fd < 0)
        return failed(run.path, error);
    *ret_run = run;
    run = (Run){.fd = -1};
    return TRUE;
}

void
run_close(Run *run)
{
    if (run->path && run->fd >= 0) {
        unlink(run->path);
        close(run->fd);
    }
    g_free(run->path);
    g_free(run->id);
    *run = (Run){.fd = -1};
}

static gboolean
recover_one(const char *directory, Store *store, const char *id, gint64 now, GError **error)
{
    g_autofree char *path = g_build_filename(directory, id, NULL);
    int fd = lock_open(path, 0);
    if (fd < 0 && errno == EWOULDBLOCK)
        return TRUE; /* alive */
    if (fd < 0 && errno != ENOENT)
        return failed(path, error);
    gboolean good = store_begin(store, error) &&
                    store_outbox_recover(store, id, is_of_this_boot(id), now, error) &&
                    store_commit(store, error);
    if (!good)
        store_rollback(store);
    else
        unlink(path);
    if (fd >= 0)
        close(fd);
    return good;
}

gboolean
run_recover_dead(const char *directory, Store *store, gint64 now, GError **error)
{
    g_autoptr(GPtrArray) runs = store_outbox_runs(store, error);
    for (guint i = 0; runs && i < runs->len; i++)
        if (!recover_one(directory, store, g_ptr_array_index(runs, i), now, error))
            return FALSE;
    return runs != NULL;
}
