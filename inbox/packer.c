/* Jobs in a queue, one thread that is given some at a time: to wake it takes a good part of what a job does. */
#include "inbox/packer.h"

#include "db/store-received.h"

typedef struct {
    const void *bytes;
    gsize length;
    const char *digest;
    guint uses; /* how often it stands among the jobs */
    bool done;
    Parcel parcel;
} Job;

enum { GIVEN = 16 };

struct Packer {
    bool one;
    Sha256 sha256;
    GThreadPool *thread; /* NULL until there is something to do */
    GQueue jobs;         /* Job *, in the order of submission */
    GPtrArray *next;     /* of them, what the thread was not given yet */
    GMutex lock;         /* of `done` and `waited` */
    GCond moved;
    bool waited; /* for the oldest job */
};

void
parcel_clear(Parcel *parcel)
{
    g_free(parcel->digest);
    g_clear_pointer(&parcel->packed, g_bytes_unref);
    *parcel = (Parcel){0};
}

Packer *
packer_new(bool one, Sha256 sha256)
{
    Packer *packer = g_new0(Packer, 1);
    packer->one = one;
    packer->sha256 = sha256;
    packer->next = g_ptr_array_sized_new(GIVEN);
    g_mutex_init(&packer->lock);
    g_cond_init(&packer->moved);
    return packer;
}

void
packer_free(Packer *packer)
{
    if (!packer)
        return;
    packer_forget(packer);
    if (packer->thread)
        g_thread_pool_free(packer->thread, FALSE, TRUE);
    g_ptr_array_unref(packer->next);
    g_mutex_clear(&packer->lock);
    g_cond_clear(&packer->moved);
    g_free(packer);
}

static void
job_do(Job *job, Sha256 sha256)
{
    g_autoptr(GBytes) raw = g_bytes_new_static(job->bytes, job->length);
    job->parcel.digest =
        job->digest ? g_strdup(job->digest) : fingerprint_of(job->bytes, job->length, sha256);
    job->parcel.packed = store_received_pack(raw);
}

static void
jobs_run(gpointer data, gpointer user_data)
{
    g_autoptr(GPtrArray) jobs = data;
    Packer *packer = user_data;
    for (guint i = 0; i < jobs->len; i++) {
        Job *job = jobs->pdata[i];
        job_do(job, packer->sha256);
        g_mutex_lock(&packer->lock);
        job->done = true;
        if (packer->waited)
            g_cond_signal(&packer->moved);
        g_mutex_unlock(&packer->lock);
    }
}

static void
give(Packer *packer)
{
    if (packer->next->len == 0)
        return;
    if (!packer->thread)
        packer->thread = g_thread_pool_new(jobs_run, packer, 1, FALSE, NULL);
    g_thread_pool_push(packer->thread, packer->next, NULL);
    packer->next = g_ptr_array_sized_new(GIVEN);
}

void
packer_submit(Packer *packer, const void *bytes, gsize length, const char *digest)
{
    Job *job = g_new0(Job, 1);
    *job = (Job){.bytes = bytes, .length = length, .digest = digest, .uses = 1};
    g_queue_push_tail(&packer->jobs, job);
    if (packer->one) {
        job_do(job, packer->sha256);
        job->done = true;
        return;
    }
    g_ptr_array_add(packer->next, job);
    if (packer->next->len == GIVEN)
        give(packer);
}

void
packer_submit_again(Packer *packer)
{
    Job *job = g_queue_peek_tail(&packer->jobs);
    g_assert(job);
    job->uses++;
    g_queue_push_tail(&packer->jobs, job);
}

static void
job_free(Job *job)
{
    if (--job->uses > 0)
        return;
    parcel_clear(&job->parcel);
    g_free(job);
}

static void
job_finish(Packer *packer, Job *job)
{
    if (packer->one)
        return;
    give(packer);
    g_mutex_lock(&packer->lock);
    packer->waited = !job->done;
    while (!job->done)
        g_cond_wait(&packer->moved, &packer->lock);
    packer->waited = false;
    g_mutex_unlock(&packer->lock);
}

void
packer_collect(Packer *packer, Parcel *ret_parcel)
{
    Job *job = g_queue_pop_head(&packer->jobs);
    g_assert(job);
    job_finish(packer, job);
    *ret_parcel = (Parcel){.digest = g_strdup(job->parcel.digest),
                           .packed = job->parcel.packed ? g_bytes_ref(job->parcel.packed) : NULL};
    job_free(job);
}

/* A thread may be at work on the bytes. */
void
packer_forget(Packer *packer)
{
    Job *job;
    while ((job = g_queue_pop_head(&packer->jobs))) {
        job_finish(packer, job);
        job_free(job);
    }
}
