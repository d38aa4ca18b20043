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

/* Taken means durable; only then does the file leave new. */
static gboolean
take_file(const char *directory, const char *name, gsize limit, SourceTake take, gpointer user_data,
          GError **error)
{
    g_autofree char *from = g_build_filename(directory, "new", name, NULL);
    g_autofree char *seen = g_strconcat(name, ":2,S", NULL);
    g_autofree char *to = g_build_filename(directory, "cur", seen, NULL);
    int fd = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return errno == ENOENT ? TRUE : failed(error, from); /* another run has taken it */
    g_autoptr(GByteArray) bytes = source_read_fd(fd, limit, error);
    close(fd);
    if (!bytes || !take((const char *)bytes->data, bytes->len, user_data, error))
        return FALSE;
    return rename(from, to) == 0 || errno == ENOENT ? TRUE : failed(error, to);
}

gboolean
source_maildir(const char *directory, gsize limit, SourceTake take, gpointer user_data,
               int *ret_taken, GError **error)
{
    g_autofree char *path = g_build_filename(directory, "new", NULL);
    g_autoptr(GPtrArray) names = list_new(path, error);
    g_autoptr(GError) first = NULL;
    int taken = 0;
    for (guint i = 0; names && i < names->len; i++) {
        g_autoptr(GError) wrong = NULL;
        if (take_file(directory, g_ptr_array_index(names, i), limit, take, user_data, &wrong))
            taken++;
        else if (!first)
            first = g_steal_pointer(&wrong);
    }
    *ret_taken = taken;
    if (first)
        g_propagate_error(error, g_steal_pointer(&first));
    return names && (!error || !*error);
}
