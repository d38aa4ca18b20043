/* Standard input and Maildirs. */
#include "inbox/source.h"
#include "event/error.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

static gboolean
failed(GError **error, const char *what)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", what, g_strerror(errno));
    return FALSE;
}

GByteArray *
source_read_fd(int fd, gsize limit, GError **error)
{
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
            return g_steal_pointer(&bytes);
        gsize room = limit + 1 - bytes->len;
        g_byte_array_append(bytes, buffer, (guint)MIN((gsize)got, room));
    }
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *
list_new(const char *path, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    if (!dir) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                    "%s: no such folder; a Maildir has one", path);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while ((name = g_dir_read_name(dir)))
        if (*name != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

typedef struct {
    const char *directory;
    gsize limit;
    SourceTake take;
    gpointer user_data;
    SourceMessage messages[SOURCE_BATCH];
    guint count;
    gsize size;
    int taken;
    GError *first; /* error */
} Batch;

/* A file that is gone meanwhile was taken by another run. */
static gboolean
batch_read(Batch *batch, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(batch->directory, "new", name, NULL);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return errno == ENOENT ? TRUE : failed(error, path);
    GByteArray *bytes = source_read_fd(fd, batch->limit, error);
    close(fd);
    if (!bytes) {
        g_prefix_error(error, "%s: ", path);
        return FALSE;
    }
    batch->messages[batch->count++] = (SourceMessage){.name = g_strdup(name), .bytes = bytes};
    batch->size += bytes->len;
    return TRUE;
}

/* Taken means durable; only then does the file leave new. */
static gboolean
move_away(const char *directory, const char *name, GError **error)
{
    g_autofree char *from = g_build_filename(directory, "new", name, NULL);
    g_autofree char *seen = g_strconcat(name, ":2,S", NULL);
    g_autofree char *to = g_build_filename(directory, "cur", seen, NULL);
    return rename(from, to) == 0 || errno == ENOENT ? TRUE : failed(error, to);
}

/* Of several errors the first is told. */
static void
note(Batch *batch, GError *error)
{
    if (error && !batch->first)
        batch->first = error;
    else
        g_clear_error(&error);
}

static void
batch_end(Batch *batch)
{
    GError *wrong = NULL;
    if (batch->count > 0)
        batch->take(batch->messages, batch->count, batch->user_data, &wrong);
    note(batch, wrong);
    for (guint i = 0; i < batch->count; i++) {
        SourceMessage *message = &batch->messages[i];
        wrong = NULL;
        if (message->taken && move_away(batch->directory, message->name, &wrong))
            batch->taken++;
        note(batch, wrong);
        g_free(message->name);
        g_byte_array_unref(message->bytes);
    }
    batch->count = 0;
    batch->size = 0;
}

gboolean
source_maildir(const char *directory, gsize limit, SourceTake take, gpointer user_data,
               int *ret_taken, GError **error)
{
    g_autofree char *path = g_build_filename(directory, "new", NULL);
    g_autoptr(GPtrArray) names = list_new(path, error);
    Batch batch = {.directory = directory, .limit = limit, .take = take, .user_data = user_data};
    for (guint i = 0; names && i < names->len; i++) {
        GError *wrong = NULL;
        if (!batch_read(&batch, g_ptr_array_index(names, i), &wrong))
            note(&batch, wrong);
        if (batch.count == SOURCE_BATCH || batch.size >= SOURCE_BATCH_BYTES)
            batch_end(&batch);
    }
    batch_end(&batch);
    *ret_taken = batch.taken;
    if (batch.first)
        g_propagate_error(error, batch.first);
    return names && !batch.first;
}
