/* Standard input and Maildirs. */
#include "inbox/source.h"
#include "event/error.h"
#include "inbox/fingerprint.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
failed(GError **error, const char *what)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", what, g_strerror(errno));
    return FALSE;
}

GByteArray *
source_read_fd(int fd, gsize limit, char **ret_digest, GError **error)
{
    g_autoptr(Fingerprint) whole = NULL;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    guint8 buffer[65536];
    for (;;) {
        gssize got = read(fd, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            failed(error, "reading a message");
            return NULL;
        }
        if (got == 0)
            break;
        fingerprint_keep(bytes, limit, &whole, buffer, (gsize)got);
    }
    *ret_digest = whole ? fingerprint_end(g_steal_pointer(&whole)) : NULL;
    return g_steal_pointer(&bytes);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(char *const *)a, *(char *const *)b);
}

/* Of its reasons, that a folder is not there is no passing one. */
static gboolean
failed_folder(GError **error, const char *path)
{
    if (errno != ENOENT && errno != ENOTDIR)
        return failed(error, path);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                "%s: no such folder; a Maildir has one", path);
    return FALSE;
}

static GPtrArray *
list_new(const char *path, GError **error)
{
    DIR *dir = opendir(path);
    if (!dir) {
        failed_folder(error, path);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const struct dirent *entry;
    while ((entry = readdir(dir)))
        if (*entry->d_name != '.')
            g_ptr_array_add(names, g_strdup(entry->d_name));
    closedir(dir);
    g_ptr_array_sort(names, compare_names);
    return names;
}

/* Messages that are taken together. */
typedef struct {
    SourceMessage messages[SOURCE_BATCH];
    GByteArray *spare[SOURCE_BATCH]; /* of messages before, to be read into; NULL */
    guint count;
    gsize size;
} Batch;

/* Each batch in turn is filled, read, taken, and put away: one is filled, by a thread where there are several, while
 * another one is read and a third is taken. */
enum { BATCHES = 3 };

typedef struct {
    const char *directory;
    int fresh,
        seen; /* descriptors of its folders new and cur: names of files are found faster from there */
    gsize limit;
    gint64 now;
    SourceAhead ahead;
    SourceTake take;
    gpointer user_data;
    GPtrArray *names;
    guint next; /* of them, the first that was not looked at */
    Batch batches[BATCHES];
    guint turn;
    int taken;
    GError *first; /* error of taking … */
    GError *wrong; /* … and of reading and moving files, which a thread may do at the same time */
} Maildir;

/* Whether somebody has it open for writing: then nobody can have a lease to read it (F_SETLEASE in fcntl(2)). Where there
 * are no leases nobody knows. Who opens it while we have one is told of by a signal; this one does nothing. */
static gboolean
is_open_for_writing(int fd)
{
    fcntl(fd, F_SETSIG, SIGURG);
    if (fcntl(fd, F_SETLEASE, F_RDLCK) != 0)
        return errno == EAGAIN;
    fcntl(fd, F_SETLEASE, F_UNLCK);
    return FALSE;
}

static gboolean
no_message(GError **error)
{
    g_set_error_literal(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                        "not a regular file, so no message; remove it");
    return FALSE;
}

/* What there is to read, and whether more may come. What nobody writes to for so long is not waited for: an empty file,
 * too, is told of then, as what cannot be read. Reading anything but a regular file might never end. */
static gboolean
file_look(const Maildir *maildir, int fd, gsize *ret_size, gboolean *ret_unfinished, GError **error)
{
    struct stat about;
    gboolean open = is_open_for_writing(fd); /* asked first, so that the size is its last one */
    if (fstat(fd, &about) != 0)
        return failed(error, "reading a message");
    if (!S_ISREG(about.st_mode))
        return no_message(error);
    gint64 age = maildir->now - (gint64)about.st_mtime;
    *ret_size = (gsize)about.st_size;
    *ret_unfinished = ABS(age) < SOURCE_PATIENCE && (open || about.st_size == 0);
    return TRUE;
}

/* All of a file of SIZE, into SPARE where there is one. */
static GByteArray *
file_read(int fd, gsize size, GByteArray **spare, gsize limit, char **ret_digest, GError **error)
{
    if (size > limit)
        return source_read_fd(fd, limit, ret_digest, error);
    GByteArray *bytes = *spare ? g_steal_pointer(spare) : g_byte_array_new();
    g_byte_array_set_size(bytes, (guint)size);
    gssize got = read(fd, bytes->data, bytes->len);
    if (got == (gssize)bytes->len)
        return bytes;
    g_byte_array_unref(bytes);
    if (lseek(fd, 0, SEEK_SET) == 0)
        return source_read_fd(fd, limit, ret_digest, error);
    failed(error, "reading a message");
    return NULL;
}

static gboolean
failed_file(GError **error, const Maildir *maildir, const char *folder, const char *name)
{
    int why = errno;
    g_autofree char *path = g_build_filename(maildir->directory, folder, name, NULL);
    errno = why;
    return failed(error, path);
}

/* A file that is gone meanwhile was taken by another run. Opening a FIFO must not wait for who writes to it. */
static gboolean
message_read(const Maildir *maildir, Batch *batch, const char *name, GError **error)
{
    g_autofree char *digest = NULL;
    int fd = openat(maildir->fresh, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0 && errno != ELOOP)
        return errno == ENOENT ? TRUE : failed_file(error, maildir, "new", name);
    gsize size;
    gboolean unfinished = FALSE;
    GByteArray *bytes = NULL;
    if (fd < 0)
        no_message(error); /* a symbolic link */
    else if (file_look(maildir, fd, &size, &unfinished, error) && !unfinished)
        bytes = file_read(fd, size, &batch->spare[batch->count], maildir->limit, &digest, error);
    if (fd >= 0)
        close(fd);
    if (unfinished)
        return TRUE;
    if (!bytes) {
        g_prefix_error(error, "%s/new/%s: ", maildir->directory, name);
        return FALSE;
    }
    batch->messages[batch->count++] =
        (SourceMessage){.name = g_strdup(name), .bytes = bytes, .digest = g_steal_pointer(&digest)};
    batch->size += bytes->len;
    return TRUE;
}

/* NAME with the flag S, in the order of ASCII among those that it brings although it stands in new (maildir(5)). */
static char *
name_of_seen(const char *name)
{
    const char *info = strstr(name, ":2,");
    if (!info)
        return g_strconcat(name, ":2,S", NULL);
    const char *flags = info + strlen(":2,"), *at = flags;
    while (*at && *at < 'S')
        at++;
    return g_strdup_printf("%.*s%s%s", (int)(at - name), name, *at == 'S' ? "" : "S", at);
}

/* Taken means durable; only then does the file leave new. */
static gboolean
move_away(const Maildir *maildir, const char *name, GError **error)
{
    g_autofree char *seen = name_of_seen(name);
    return renameat(maildir->fresh, name, maildir->seen, seen) == 0 || errno == ENOENT
               ? TRUE
               : failed_file(error, maildir, "cur", seen);
}

/* Of several errors the first is told. */
static void
note(GError **first, GError *error)
{
    if (error && !*first)
        *first = error;
    else
        g_clear_error(&error);
}

/* What is taken leaves. Of its memory what most messages need stays for the next. */
static void
batch_put_away(Maildir *maildir, Batch *batch)
{
    enum { USUAL = 8 << 10 };
    for (guint i = 0; i < batch->count; i++) {
        SourceMessage *message = &batch->messages[i];
        GError *wrong = NULL;
        if (message->taken && move_away(maildir, message->name, &wrong))
            maildir->taken++;
        note(&maildir->wrong, wrong);
        g_free(message->name);
        g_free(message->digest);
        if (message->bytes->len > USUAL || batch->spare[i])
            g_byte_array_unref(message->bytes);
        else
            batch->spare[i] = message->bytes;
    }
    batch->count = 0;
    batch->size = 0;
}

/* The first batches are small, so that nobody waits long for the first. */
static void
batch_fill(Maildir *maildir, Batch *batch)
{
    enum { FIRST = 50 };
    guint most = MIN(SOURCE_BATCH, FIRST << MIN(maildir->turn, 8));
    while (maildir->next < maildir->names->len && batch->count < most &&
           batch->size < SOURCE_BATCH_BYTES) {
        GError *wrong = NULL;
        if (!message_read(maildir, batch, maildir->names->pdata[maildir->next++], &wrong))
            note(&maildir->wrong, wrong);
    }
}

/* The batch that comes after the one of this turn, which was taken two turns before. */
static gpointer
prepare_next(gpointer user_data)
{
    Maildir *maildir = user_data;
    Batch *batch = &maildir->batches[(maildir->turn + 1) % BATCHES];
    batch_put_away(maildir, batch);
    batch_fill(maildir, batch);
    return NULL;
}

/* The batch that was filled is read from now on; the one before it is taken. */
static void
read_and_take(Maildir *maildir)
{
    Batch *filled = &maildir->batches[maildir->turn % BATCHES];
    Batch *before = &maildir->batches[(maildir->turn + BATCHES - 1) % BATCHES];
    GError *wrong = NULL;
    if (maildir->ahead && filled->count > 0)
        maildir->ahead(filled->messages, filled->count, maildir->user_data);
    if (before->count > 0)
        maildir->take(before->messages, before->count, maildir->user_data, &wrong);
    note(&maildir->first, wrong);
}

/* False when there is nothing left to do. */
static gboolean
turn(Maildir *maildir)
{
    GThread *thread =
        maildir->names->len > SOURCE_BATCH ? g_thread_new("files", prepare_next, maildir) : NULL;
    read_and_take(maildir);
    if (thread)
        g_thread_join(thread);
    else
        prepare_next(maildir);
    gboolean left = FALSE;
    for (guint i = 0; i < BATCHES; i++)
        left |= maildir->batches[i].count > 0;
    maildir->turn++;
    return left;
}

static int
folder_open(const char *directory, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(directory, folder, NULL);
    int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        failed_folder(error, path);
    return fd;
}

static void
maildir_close(Maildir *maildir)
{
    if (maildir->fresh >= 0)
        close(maildir->fresh);
    if (maildir->seen >= 0)
        close(maildir->seen);
    if (maildir->names)
        g_ptr_array_unref(maildir->names);
    for (guint i = 0; i < BATCHES * SOURCE_BATCH; i++)
        g_clear_pointer(&maildir->batches[i / SOURCE_BATCH].spare[i % SOURCE_BATCH],
                        g_byte_array_unref);
    g_free(maildir);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Maildir, maildir_close)

static Maildir *
maildir_open(const char *directory, GError **error)
{
    g_autofree char *path = g_build_filename(directory, "new", NULL);
    g_autoptr(Maildir) maildir = g_new0(Maildir, 1);
    maildir->directory = directory;
    maildir->fresh = maildir->seen = -1;
    if (!(maildir->names = list_new(path, error)) ||
        (maildir->fresh = folder_open(directory, "new", error)) < 0 ||
        (maildir->seen = folder_open(directory, "cur", error)) < 0)
        return NULL;
    return g_steal_pointer(&maildir);
}

gboolean
source_maildir(const char *directory, gsize limit, gint64 now, SourceAhead ahead, SourceTake take,
               gpointer user_data, int *ret_taken, GError **error)
{
    g_autoptr(Maildir) maildir = maildir_open(directory, error);
    *ret_taken = 0;
    if (!maildir)
        return FALSE;
    maildir->limit = limit;
    maildir->now = now;
    maildir->ahead = ahead;
    maildir->take = take;
    maildir->user_data = user_data;
    batch_fill(maildir, &maildir->batches[0]);
    while (turn(maildir))
        ;
    *ret_taken = maildir->taken;
    note(&maildir->first, g_steal_pointer(&maildir->wrong));
    if (maildir->first)
        g_propagate_error(error, maildir->first);
    return !maildir->first;
}
