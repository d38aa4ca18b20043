/* Two records and the database, held together: the workspace's lock is taken first, then the one outside, and
 * both are kept while a batch is claimed. */
#include "mailer/fence.h"
#include "db/store-epoch.h"
#include "event/error.h"
#include "mailer/fence-file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct Fence {
    Store *store;
    char *database;
    FenceFile inside, outside; /* the latter is zero where mail stays in the workspace */
    FenceRecord self;          /* this file here; its claims are those of the last look */
    FenceRecord bound_to;      /* what the record inside says, where mail stays inside */
    bool bound;
};

void
fence_free(Fence *fence)
{
    if (!fence)
        return;
    fence_file_close(&fence->inside);
    fence_file_close(&fence->outside);
    fence_record_clear(&fence->self);
    fence_record_clear(&fence->bound_to);
    g_free(fence->database);
    g_free(fence);
}

/* A digest: the id itself is not to be shown around (machine-id(5)). */
static char *
machine_digest(void)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents("/etc/machine-id", &text, NULL, NULL) || strlen(text) < 32)
        return g_strdup(MACHINE_NONE);
    g_autofree char *salted = g_strconcat("convoke fence\n", g_strstrip(text), NULL);
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, salted, -1);
    return g_strndup(digest, 32);
}

static gboolean
look_at_self(Fence *fence, GError **error)
{
    struct statx file;
    char *real = realpath(fence->database, NULL);
    if (!real || statx(AT_FDCWD, fence->database, 0, STATX_INO | STATX_BTIME, &file) != 0) {
        free(real);
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", fence->database,
                    g_strerror(errno));
        return FALSE;
    }
    fence->self.machine = machine_digest();
    fence->self.inode = file.stx_ino;
    if (file.stx_mask & STATX_BTIME)
        fence->self.born =
            file.stx_btime.tv_sec * G_GINT64_CONSTANT(1000000000) + file.stx_btime.tv_nsec;
    fence->self.path = g_strdup(real);
    free(real);
    return TRUE;
}

static gboolean
look_at_epoch(Fence *fence, GError **error)
{
    Epoch epoch;
    if (!store_epoch_load(fence->store, &epoch, error))
        return FALSE;
    g_free(fence->self.workspace);
    fence->self.workspace = g_strdup(epoch.workspace);
    fence->self.claims = epoch.claims;
    fence->bound = epoch.bound;
    return TRUE;
}

static bool
mail_leaves(const Fence *fence)
{
    return fence->outside.path != NULL;
}

static void
fence_unlock(Fence *fence)
{
    fence_file_unlock(&fence->outside);
    fence_file_unlock(&fence->inside);
}

static gboolean
fence_lock(Fence *fence, GError **error)
{
    if (!fence_file_lock(&fence->inside, error))
        return FALSE;
    if (!mail_leaves(fence) || fence_file_lock(&fence->outside, error))
        return TRUE;
    fence_unlock(fence);
    return FALSE;
}

/* The record inside travels with the folder: it tells of an older database, and, to an account that has
 * no record outside yet, whether this is the file that mail was sent from. */
static FenceVerdict
judge(const Fence *fence, FenceVerdict inside_state, const FenceRecord *inside,
      FenceVerdict outside_state, const FenceRecord *outside)
{
    const FenceRecord *self = &fence->self;
    if (inside_state == FENCE_OURS && inside->claims > self->claims)
        return FENCE_OLDER;
    if (!mail_leaves(fence))
        return FENCE_OURS;
    if (outside_state == FENCE_BROKEN)
        return FENCE_BROKEN;
    if (outside_state == FENCE_OURS)
        return fence_judge(outside, self);
    if (!fence->bound)
        return FENCE_OURS; /* no mail has ever left */
    return inside_state == FENCE_OURS ? fence_judge_brought(inside, self) : FENCE_MISSING;
}

/* Under the locks. */
static gboolean
compare(Fence *fence, FenceVerdict *ret_verdict, char **ret_refusal, GError **error)
{
    g_auto(FenceRecord) inside = {0}, outside = {0};
    FenceVerdict inside_state, outside_state = FENCE_MISSING;
    if (!look_at_epoch(fence, error) ||
        !fence_file_read(&fence->inside, &inside, &inside_state, error) ||
        (mail_leaves(fence) && !fence_file_read(&fence->outside, &outside, &outside_state, error)))
        return FALSE;
    /* Of another database that stood here once. */
    if (inside_state == FENCE_OURS && !g_str_equal(inside.workspace, fence->self.workspace))
        inside_state = FENCE_MISSING;
    *ret_verdict = judge(fence, inside_state, &inside, outside_state, &outside);
    *ret_refusal =
        fence_refusal(*ret_verdict, outside_state == FENCE_OURS ? &outside : NULL, fence->database);
    fence_record_clear(&fence->bound_to);
    if (inside_state == FENCE_OURS) {
        fence->bound_to = inside;
        inside = (FenceRecord){0};
    }
    return TRUE;
}

static gboolean
check(Fence *fence, GError **error)
{
    FenceVerdict verdict;
    g_autofree char *refusal = NULL;
    if (!compare(fence, &verdict, &refusal, error))
        return FALSE;
    if (verdict == FENCE_OURS)
        return TRUE;
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT, "%s", refusal);
    return FALSE;
}

/* Mail that stays in the workspace says nothing about which copy of it may send. */
static gboolean
write_records(Fence *fence, gboolean sync, GError **error)
{
    FenceRecord inside = fence->self;
    if (!mail_leaves(fence)) {
        const FenceRecord *was = &fence->bound_to;
        inside.machine = was->machine ? was->machine : (char *)MACHINE_NONE;
        inside.path = was->path ? was->path : (char *)"";
        inside.inode = was->inode;
        inside.born = was->born;
    }
    return fence_file_write(&fence->inside, &inside, sync, error) &&
           (!mail_leaves(fence) || fence_file_write(&fence->outside, &fence->self, sync, error));
}

static Fence *
fence_new(Store *store, const FencePlaces *places, GError **error)
{
    g_autoptr(Fence) fence = g_new0(Fence, 1);
    fence->store = store;
    fence->database = g_strdup(places->database);
    fence->inside.fd = fence->outside.fd = -1;
    if (!look_at_self(fence, error) || !look_at_epoch(fence, error) ||
        !fence_file_open(places->inside, "epoch", &fence->inside, error))
        return NULL;
    if (places->outside &&
        !fence_file_open(places->outside, fence->self.workspace, &fence->outside, error))
        return NULL;
    return g_steal_pointer(&fence);
}

Fence *
fence_open(Store *store, const FencePlaces *places, GError **error)
{
    g_autoptr(Fence) fence = fence_new(store, places, error);
    if (!fence || !fence_lock(fence, error))
        return NULL;
    gboolean good = check(fence, error);
    fence_unlock(fence);
    return good ? g_steal_pointer(&fence) : NULL;
}

static gboolean
bind_store(Fence *fence, GError **error)
{
    if (store_begin(fence->store, error) &&
        store_epoch_set(fence->store, fence->self.claims, true, error) &&
        store_commit(fence->store, error)) {
        fence->bound = true;
        return TRUE;
    }
    store_rollback(fence->store);
    return FALSE;
}

/* The record comes before the word that there is one: a crash between them leaves nothing amiss. */
static gboolean
bind_first(Fence *fence, GError **error)
{
    return !mail_leaves(fence) || fence->bound ||
           (write_records(fence, TRUE, error) && bind_store(fence, error));
}

/* After the commit that moved the epoch on. */
static gboolean
follow_epoch(Fence *fence, gboolean sync, GError **error)
{
    return look_at_epoch(fence, error) && write_records(fence, sync, error);
}

gboolean
fence_enter(Fence *fence, GError **error)
{
    if (!fence_lock(fence, error))
        return FALSE;
    if (check(fence, error) && bind_first(fence, error))
        return TRUE;
    fence_unlock(fence);
    return FALSE;
}

gboolean
fence_leave(Fence *fence, gboolean sync, GError **error)
{
    gboolean good = follow_epoch(fence, sync, error);
    fence_unlock(fence);
    return good;
}

/* Under the locks. Ahead of every record there is. */
static gboolean
take_over(Fence *fence, gboolean doubt, gint64 now, int *ret_count, GError **error)
{
    g_auto(FenceRecord) outside = {0};
    FenceVerdict state;
    gint64 claims = MAX(fence->self.claims, fence->bound_to.claims);
    *ret_count = 0;
    if (mail_leaves(fence) && !fence_file_read(&fence->outside, &outside, &state, error))
        return FALSE;
    claims = MAX(claims, outside.claims) + 1;
    if (!store_begin(fence->store, error))
        return FALSE;
    if ((doubt && !store_epoch_doubt(fence->store, now, ret_count, error)) ||
        !store_epoch_set(fence->store, claims, mail_leaves(fence), error) ||
        !store_commit(fence->store, error)) {
        store_rollback(fence->store);
        return FALSE;
    }
    return follow_epoch(fence, TRUE, error);
}

gboolean
fence_take_over(Store *store, const FencePlaces *places, gboolean doubt, gint64 now, int *ret_count,
                GError **error)
{
    FenceVerdict verdict;
    g_autofree char *refusal = NULL;
    g_autoptr(Fence) fence = fence_new(store, places, error);
    if (!fence || !fence_lock(fence, error))
        return FALSE;
    gboolean good =
        compare(fence, &verdict, &refusal, error) && take_over(fence, doubt, now, ret_count, error);
    fence_unlock(fence);
    return good;
}
