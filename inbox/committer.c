/* One job at a time. The thread rests in a pool; a counter that the system can wait for tells that it is done. */
#include "inbox/committer.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include "event/error.h"

struct Committer {
    GThreadPool *thread;
    int done; /* counts one for each end */
    gboolean good;
    GError *wrong; /* where it is not */
};

static void
commit(gpointer store, gpointer user_data)
{
    Committer *committer = user_data;
    committer->good = store_commit(store, &committer->wrong);
    eventfd_write(committer->done, 1);
}

Committer *
committer_new(GError **error)
{
    int done = eventfd(0, EFD_CLOEXEC);
    if (done < 0) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "waiting for commits: %s",
                    g_strerror(errno));
        return NULL;
    }
    Committer *committer = g_new0(Committer, 1);
    committer->done = done;
    committer->thread = g_thread_pool_new(commit, committer, 1, FALSE, NULL);
    return committer;
}

void
committer_free(Committer *committer)
{
    if (!committer)
        return;
    g_thread_pool_free(committer->thread, FALSE, TRUE);
    close(committer->done);
    g_free(committer);
}

int
committer_begin(Committer *committer, Store *store)
{
    g_thread_pool_push(committer->thread, store, NULL);
    return committer->done;
}

gboolean
committer_end(Committer *committer, GError **error)
{
    eventfd_t ended;
    while (eventfd_read(committer->done, &ended) < 0 && errno == EINTR)
        ;
    if (!committer->good)
        g_propagate_error(error, g_steal_pointer(&committer->wrong));
    return committer->good;
}
