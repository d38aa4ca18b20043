/* Messages into files: written under a name that readers skip, synced, renamed. */
#include "mailer/directory.h"
#include "event/error.h"
#include "event/notice.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    Transport base;
    char *path;
} Directory;

/* Letters, digits and "-_." stay; an id with anything else gets a digest, so that no two become one. */
static char *
file_name(const Outgoing *message)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    const char *id = message->envelope_id;
    if (id && *id != '.' && strspn(id, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.") == strlen(id))
        return g_strconcat(id, ".eml", NULL);
    if (id) {
        g_checksum_update(sum, (const guchar *)id, -1);
    } else {
        g_checksum_update(sum, (const guchar *)message->envelope_from, -1);
        g_checksum_update(sum, (const guchar *)"\n", 1);
        g_checksum_update(sum, (const guchar *)message->recipient, -1);
        g_checksum_update(sum, (const guchar *)"\n", 1);
        g_checksum_update(sum, (const guchar *)message->bytes, (gssize)message->length);
    }
    return g_strdup_printf("%.32s.eml", g_checksum_get_string(sum));
}

static bool
write_all(int fd, const char *bytes, gsize length)
{
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        length -= (gsize)n;
    }
    return true;
}

static bool
write_message(int fd, const Outgoing *message)
{
    g_autofree char *envelope = g_strdup_printf("Return-Path: <%s>\r\nDelivered-To: %s\r\n",
                                                message->envelope_from, message->recipient);
    bool written = write_all(fd, envelope, strlen(envelope)) &&
                   write_all(fd, message->bytes, message->length) && fsync(fd) == 0;
    int reason = errno;
    if (close(fd) != 0 && written) {
        written = false;
        reason = errno;
    }
    errno = reason;
    return written;
}

/* The file is whole and on the disk when this is true; its name is not yet. */
static bool
keep(const Directory *directory, const Outgoing *message)
{
    g_autofree char *name = file_name(message);
    g_autofree char *path = g_build_filename(directory->path, name, NULL);
    g_autofree char *draft = g_strdup_printf("%s/.%s.XXXXXX", directory->path, name);
    if (g_access(path, F_OK) == 0)
        return true;
    int fd = g_mkstemp_full(draft, O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    if (write_message(fd, message) && g_rename(draft, path) == 0)
        return true;
    int reason = errno;
    g_unlink(draft);
    errno = reason;
    return false;
}

static bool
sync_directory(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;
    int reason = errno;
    if (fd >= 0)
        close(fd);
    errno = reason;
    return done;
}

typedef struct {
    const Outgoing *messages[DIRECTORY_BATCH];
    Outcome outcomes[DIRECTORY_BATCH];
    guint count;
} Batch;

/* Takes and keeps messages until the batch is full, NEXT has no more (FALSE in ret_more), or the disk
 * refuses one; the reason of that is returned, else 0. */
static int
batch_fill(Batch *batch, const Directory *directory, TransportNext next, gpointer user_data,
           bool *ret_more)
{
    while (batch->count < DIRECTORY_BATCH) {
        const Outgoing *message = next(user_data, true);
        *ret_more = message != NULL;
        if (!message)
            return 0;
        Outcome *outcome = &batch->outcomes[batch->count];
        batch->messages[batch->count++] = message;
        if (!outgoing_check(message, outcome))
            continue;
        if (!keep(directory, message)) {
            int reason = errno;
            outcome_set(outcome, OUTCOME_LATER, 0, g_strerror(reason));
            outcome->session = true;
            return reason;
        }
        outcome_set(outcome, OUTCOME_SENT, 0, NOTICE_KEPT);
    }
    return 0;
}

/* A name that is not on the disk is no promise: what counted as sent is tried again, and then found. */
static void
batch_take_back(Batch *batch, int reason)
{
    for (guint i = 0; i < batch->count; i++) {
        Outcome *outcome = &batch->outcomes[i];
        if (outcome->kind != OUTCOME_SENT)
            continue;
        outcome_set(outcome, OUTCOME_LATER, 0, g_strerror(reason));
        outcome->session = true;
    }
}

static gboolean
directory_send(Transport *transport, TransportNext next, TransportDone done, gpointer user_data,
               GError **error)
{
    const Directory *directory = (const Directory *)transport;
    bool more = true;
    int reason = 0;
    while (more && reason == 0) {
        Batch batch = {.count = 0};
        reason = batch_fill(&batch, directory, next, user_data, &more);
        if (batch.count > 0 && !sync_directory(directory->path)) {
            reason = errno;
            batch_take_back(&batch, reason);
        }
        for (guint i = 0; i < batch.count; i++) {
            done(batch.messages[i], &batch.outcomes[i], user_data);
            outcome_clear(&batch.outcomes[i]);
        }
    }
    if (reason == 0)
        return TRUE;
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", directory->path,
                g_strerror(reason));
    return FALSE;
}

static void
directory_free(Transport *transport)
{
    Directory *directory = (Directory *)transport;
    g_free(directory->path);
    g_free(directory);
}

Transport *
directory_open(const char *path, GError **error)
{
    if (g_mkdir_with_parents(path, 0700) != 0 || g_access(path, W_OK | X_OK) != 0) {
        int reason = errno;
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s: %s", path, g_strerror(reason));
        return NULL;
    }
    Directory *directory = g_new0(Directory, 1);
    directory->base.send = directory_send;
    directory->base.free = directory_free;
    directory->path = g_strdup(path);
    return &directory->base;
}
