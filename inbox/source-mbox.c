/* Locking, going on where the last run ended, and batches. */
#include "inbox/source-mbox.h"
#include "event/error.h"
#include "inbox/mbox.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_TRIES 100
#define LOCK_MICROSECONDS 100000

typedef struct {
    const char *file;
    char *name; /* of the source */
    int fd;
    char *lock; /* FILE.lock, where it is ours */
    Store *store;
    SourcePlace place;
    SourceTake take;
    gpointer user_data;
    SourceMessage messages[SOURCE_BATCH];
    guint count;
    gsize size;
    gint64 next; /* offset behind the last one of the batch */
    int taken;
} Import;

static gboolean
failed(GError **error, ConvokeError code, const char *file, const char *why)
{
    g_set_error(error, CONVOKE_ERROR, code, "%s: %s", file, why);
    return FALSE;
}

/* The process comes first, where others look for it; the rest tells our lock files from theirs, of which we know
 * not who may remove them, and from those of other hosts, whose processes cannot be seen from here. */
static void
sign_lock(int fd)
{
    dprintf(fd, "%ld\nconvoke %s\n", (long)getpid(), g_get_host_name());
}

/* Whether LOCK is ours and its process was killed. */
static bool
is_left_over(const char *lock)
{
    char line[300] = "";
    int fd = open(lock, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    gssize got = fd >= 0 ? read(fd, line, sizeof line - 1) : -1;
    if (fd >= 0)
        close(fd);
    char *behind = NULL;
    gint64 process = got > 0 ? g_ascii_strtoll(line, &behind, 10) : 0;
    g_autofree char *signature = g_strdup_printf("\nconvoke %s\n", g_get_host_name());
    return process > 0 && process <= G_MAXINT && g_strcmp0(behind, signature) == 0 &&
           kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

/* Both kinds, since nobody knows which one the writer heeds. A folder that is not ours has no lock file of ours. */
static bool
try_lock(Import *import, const char *lock)
{
    struct flock region = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
    int fd = import->lock ? -1 : open(lock, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (fd >= 0) {
        import->lock = g_strdup(lock);
        sign_lock(fd);
        close(fd);
    } else if (!import->lock && errno == EEXIST) {
        if (is_left_over(lock))
            unlink(lock);
        return false;
    }
    return fcntl(import->fd, F_SETLK, &region) == 0;
}

static gboolean
lock_file(Import *import, GError **error)
{
    g_autofree char *lock = g_strconcat(import->file, ".lock", NULL);
    for (int i = 0; i < LOCK_TRIES; i++) {
        if (try_lock(import, lock))
            return TRUE;
        g_usleep(LOCK_MICROSECONDS);
    }
    g_autofree char *why =
        import->lock
            ? g_strdup("is locked by another program")
            : g_strdup_printf(
                  "is locked by another program; where none is at work on it, remove %s", lock);
    return failed(error, CONVOKE_ERROR_TEMPORARY, import->file, why);
}

static void
import_clear(Import *import)
{
    if (import->lock)
        unlink(import->lock);
    g_free(import->lock);
    if (import->fd >= 0)
        close(import->fd); /* unlocks it, too */
    for (guint i = 0; i < import->count; i++)
        g_byte_array_unref(import->messages[i].bytes);
    source_place_clear(&import->place);
    g_free(import->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Import, import_clear)

/* The first line: whether this is the file that was read before, and grew. */
static gboolean
find_place(Import *import, GError **error)
{
    char line[1000];
    gssize got = pread(import->fd, line, sizeof line, 0);
    if (got < 0)
        return failed(error, CONVOKE_ERROR_TEMPORARY, import->file, g_strerror(errno));
    const char *newline = memchr(line, '\n', (gsize)got);
    g_autofree char *first = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, (guint8 *)line, newline ? (gsize)(newline - line) : (gsize)got);
    if (!store_source_load(import->store, import->name, &import->place, error))
        return FALSE;
    char at[] = "From ";
    gint64 position = import->place.position;
    gssize there = pread(import->fd, at, strlen("From "), position);
    bool goes_on = g_strcmp0(first, import->place.validity) == 0 &&
                   (there == 5 ? memcmp(at, "From ", 5) == 0
                               : there == 0 && lseek(import->fd, 0, SEEK_END) == position);
    if (!goes_on)
        import->place.position = 0;
    g_free(import->place.validity);
    import->place.validity = g_steal_pointer(&first);
    return TRUE;
}

/* Up to the first message that is not taken. */
static gboolean
batch_end(Import *import, GError **error)
{
    bool good = import->count == 0 ||
                import->take(import->messages, import->count, import->user_data, error);
    for (guint i = 0; i < import->count; i++) {
        SourceMessage *message = &import->messages[i];
        import->taken += message->taken;
        g_byte_array_unref(message->bytes);
        g_free(message->digest);
        *message = (SourceMessage){0};
    }
    import->count = 0;
    import->size = 0;
    import->place.position = import->next;
    return good && store_source_save(import->store, import->name, &import->place, error);
}

static gboolean
add(Import *import, Mbox *mbox, GError **error)
{
    Fingerprint *cut = g_steal_pointer(&mbox->cut);
    char *digest = cut ? fingerprint_end(cut) : NULL;
    if (mbox->message->len > 0)
        import->messages[import->count++] =
            (SourceMessage){.bytes = g_byte_array_ref(mbox->message), .digest = digest};
    import->size += mbox->message->len;
    import->next = mbox->next;
    mbox_next(mbox);
    return (import->count < SOURCE_BATCH && import->size < SOURCE_BATCH_BYTES) ||
           batch_end(import, error);
}

static gboolean
read_messages(Import *import, gsize limit, GError **error)
{
    char buffer[65536];
    gssize got;
    gint64 at = import->place.position;
    g_auto(Mbox) mbox = {0};
    mbox_init(&mbox, at, limit);
    while ((got = pread(import->fd, buffer, sizeof buffer, at)) > 0) {
        for (gsize used = 0; used < (gsize)got;) {
            used += mbox_feed(&mbox, buffer + used, (gsize)got - used);
            if (mbox.foreign)
                return failed(error, CONVOKE_ERROR_DATA, import->file,
                              "is no mbox: it does not begin with a line `From SENDER DATE`");
            if (mbox.whole && !add(import, &mbox, error))
                return FALSE;
        }
        at += got;
    }
    if (got < 0)
        return failed(error, CONVOKE_ERROR_TEMPORARY, import->file, g_strerror(errno));
    mbox_end(&mbox);
    return (!mbox.whole || add(import, &mbox, error)) &&
           (import->count == 0 || batch_end(import, error));
}

/* Opening a FIFO, and reading one, might never end. */
static gboolean
is_file(const Import *import, GError **error)
{
    struct stat about;
    if (fstat(import->fd, &about) != 0)
        return failed(error, CONVOKE_ERROR_TEMPORARY, import->file, g_strerror(errno));
    return S_ISREG(about.st_mode) ||
           failed(error, CONVOKE_ERROR_DATA, import->file, "is no mbox: it is no regular file");
}

gboolean
source_mbox(const char *file, gsize limit, Store *store, SourceTake take, gpointer user_data,
            int *ret_taken, GError **error)
{
    g_auto(Import) import = {.file = file,
                             .fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK),
                             .store = store,
                             .take = take,
                             .user_data = user_data};
    if (import.fd < 0)
        return failed(error, CONVOKE_ERROR_NOT_FOUND, file, g_strerror(errno));
    g_autofree char *path = g_canonicalize_filename(file, NULL);
    import.name = g_strconcat("mbox:", path, NULL);
    gboolean good = is_file(&import, error) && lock_file(&import, error) &&
                    find_place(&import, error) && read_messages(&import, limit, error);
    *ret_taken = import.taken;
    return good;
}
