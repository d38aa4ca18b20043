/* Jobs in a queue, processes in a row: each is given a few ahead, so that none waits for us, and what lay
 * with a process that died goes to another. */
#include "inbox/reader.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include "event/error.h"
#include "inbox/meaning-json.h"
#include "inbox/reader-frame.h"
#include "inbox/reader-line.h"
#include "inbox/reader-worker.h"

/* With one process at a time, so that it has enough to do while others are committed, and how many it reads before it is
 * replaced for cleanliness. */
enum { AHEAD = 96, AHEAD_BYTES = 512 << 10, SERVED_MAX = 20000 };

/* Deaths of processes that one message may cause: the second proves that it was not the one before it. */
enum { DEATHS_MAX = 2 };

const ReaderOptions reader_options_default = {
    .limits = PARSE_LIMITS_DEFAULT,
    .cpu_seconds = 10,
    .wall_seconds = 60,
    .memory = 512 << 20,
    .answer = 64 << 20,
};

struct Reader {
    ReaderOptions options;
    Nursery *nursery;
    GQueue jobs; /* Job *, in the order of submission */
    GQueue idle; /* Job *, borrowed: of those, what lies with no process yet */
    Line lines[READER_WORKERS_MAX];
    guint n_lines;
    bool broken; /* a process could not shut itself in: no message's fault */
};

void
reading_clear(Reading *reading)
{
    meaning_free(reading->meaning);
    g_free(reading->json);
    *reading = (Reading){0};
}

/* It stands among the jobs as often as it is to be collected. */
static void
job_free(gpointer data)
{
    Job *job = data;
    if (--job->uses > 0)
        return;
    g_byte_array_unref(job->head);
    reading_clear(&job->reading);
    g_free(job);
}

static guint
workers_wanted(const ReaderOptions *options)
{
    guint wanted = options->one ? 1 : options->workers ? options->workers : g_get_num_processors();
    return CLAMP(wanted, 1, READER_WORKERS_MAX);
}

static gboolean
line_open(Reader *reader, Line *line, GError **error)
{
    line->written = line->served = 0;
    line->offset = line->start = 0;
    line->full = false;
    g_byte_array_set_size(line->back, 0);
    return nursery_fork(reader->nursery, &line->fd, &line->pid, error);
}

/* Its process is gone then; jobs stay. How it ended, as waitpid(2) tells. */
static int
line_close(Reader *reader, Line *line)
{
    if (line->fd < 0)
        return 0;
    close(line->fd);
    line->fd = -1;
    return nursery_end(reader->nursery, line->pid);
}

void
reader_ahead(const ReaderAhead *ahead)
{
    nursery_ahead(ahead);
}

Reader *
reader_open(const ReaderOptions *options, GError **error)
{
    g_autoptr(Reader) reader = g_new0(Reader, 1);
    reader->options = *options;
    reader->n_lines = workers_wanted(options);
    for (guint i = 0; i < reader->n_lines; i++)
        reader->lines[i] = (Line){.fd = -1, .back = g_byte_array_new()};
    reader->nursery = nursery_open(&reader->options, error);
    if (!reader->nursery)
        return NULL;
    /* The only one has to be forked from here, now. Others start when there is something to do, while which the nursery
     * warms up. */
    bool good = !options->one || line_open(reader, &reader->lines[0], error);
    return good ? g_steal_pointer(&reader) : NULL;
}

/* An idle process ends by itself when its socket does; this one need not wait for it. */
void
reader_rest(Reader *reader)
{
    if (!reader->options.one || reader->jobs.length > 0 || reader->lines[0].fd < 0)
        return;
    close(reader->lines[0].fd);
    reader->lines[0].fd = -1;
}

void
reader_close(Reader *reader)
{
    if (!reader)
        return;
    reader_rest(reader);
    reader_forget(reader);
    for (guint i = 0; i < reader->n_lines; i++)
        g_byte_array_unref(reader->lines[i].back);
    nursery_close(reader->nursery);
    g_free(reader);
}

bool
reader_is_lost(const Reader *reader)
{
    return nursery_is_lost(reader->nursery);
}

guint
reader_pending(const Reader *reader)
{
    return reader->jobs.length;
}

bool
reader_has(const Reader *reader, guint nth, const void *bytes)
{
    const Job *job = g_queue_peek_nth((GQueue *)&reader->jobs, nth);
    return job && job->bytes == bytes;
}

static gsize
line_load(const Line *line)
{
    gsize bytes = 0;
    for (const GList *at = line->jobs.head; at; at = at->next)
        bytes += ((const Job *)at->data)->length;
    return bytes;
}

/* The one with the least to do that has room; NULL where none has. */
static Line *
line_choose(Reader *reader)
{
    Line *best = NULL;
    for (guint i = 0; i < reader->n_lines; i++) {
        Line *line = &reader->lines[i];
        if (line->jobs.length < AHEAD && (!best || line->jobs.length < best->jobs.length) &&
            (line->jobs.length == 0 || line_load(line) < AHEAD_BYTES))
            best = line;
    }
    return best;
}

/* Whether some process has so little to do that giving it more is worth the trouble. */
static bool
some_hungry(const Reader *reader)
{
    for (guint i = 0; i < reader->n_lines; i++)
        if (reader->lines[i].jobs.length < AHEAD / 2)
            return true;
    return false;
}

/* Gives out what can be given. False, with ERROR: a process is needed and none can be had. */
static gboolean
hand_out(Reader *reader, GError **error)
{
    Line *line;
    if (!some_hungry(reader))
        return TRUE;
    while (reader->idle.length > 0 && (line = line_choose(reader))) {
        if (line->served >= SERVED_MAX && line->jobs.length == 0 && !reader->options.one)
            line_close(reader, line);
        if (line->fd < 0 && !line_open(reader, line, error))
            return FALSE;
        if (line->jobs.length == 0)
            line->waited = 0;
        g_queue_push_tail(&line->jobs, g_queue_pop_head(&reader->idle));
    }
    return TRUE;
}

/* Why the first message of a process is given up. */
static char *
cause(const Reader *reader, int status, bool late, bool alive)
{
    if (late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF))
        return g_strdup_printf("reading it took longer than it may (%s-seconds=%u)",
                               late ? "wall" : "cpu",
                               late ? reader->options.wall_seconds : reader->options.cpu_seconds);
    if (alive)
        return g_strdup("what it says takes more space than it may (meaning-bytes)");
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
        return g_strdup("reading it asked the system for what it must not have");
    if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGTRAP || WTERMSIG(status) == SIGABRT))
        return g_strdup(
            "reading it took more memory than it may (memory-megabytes), or failed a check");
    if (WIFSIGNALED(status))
        return g_strdup_printf("the process that read it died (%s)", strsignal(WTERMSIG(status)));
    return g_strdup("the process that read it ended");
}

/* After its process is dead or has to be: the first message has done it, the others go to the front of the
 * queue. ALIVE: it had said something that it must not. */
static void
line_lost(Reader *reader, Line *line, bool late, bool alive)
{
    Job *first = g_queue_peek_head(&line->jobs);
    int status = line_close(reader, line);
    g_autofree char *why = cause(reader, status, late, alive);
    reader->broken = WIFEXITED(status) && WEXITSTATUS(status) == READER_WORKER_OPEN;
    bool timed = late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF);
    if (first && !reader->broken &&
        (++first->deaths >= DEATHS_MAX || timed || reader->options.one)) {
        job_give_up(first, why);
        g_queue_pop_head(&line->jobs);
    }
    while (line->jobs.length > 0)
        g_queue_push_head(&reader->idle, g_queue_pop_tail(&line->jobs));
}

/* Milliseconds until the first process is late. */
static int
patience(const Reader *reader)
{
    gint64 all = (gint64)reader->options.wall_seconds * G_USEC_PER_SEC, least = G_MAXINT32;
    for (guint i = 0; i < reader->n_lines; i++) {
        const Line *line = &reader->lines[i];
        if (line->jobs.length > 0)
            least = MIN(least, MAX(0, (all - line->waited) / 1000 + 1));
    }
    return (int)least;
}

static bool
is_late(const Reader *reader, const Line *line)
{
    return line->jobs.length > 0 &&
           line->waited > (gint64)reader->options.wall_seconds * G_USEC_PER_SEC;
}

static void
line_move(Reader *reader, Line *line, short events)
{
    bool good = true;
    if (events & (POLLIN | POLLHUP | POLLERR))
        good = line_read(line, &reader->options);
    if (!good) {
        /* The socket of a dead process ends; of a live one there are answers that are none. */
        char more;
        bool alive = recv(line->fd, &more, 1, MSG_PEEK | MSG_DONTWAIT) != 0;
        line_lost(reader, line, false, alive);
    } else if (is_late(reader, line)) {
        line_lost(reader, line, true, false);
    } else if (line_wants_write(line) && events & POLLOUT) {
        line_write(line);
    }
}

/* Writes what can be written at once. A death shows when it is read from. */
static void
feed(Reader *reader)
{
    for (guint i = 0; i < reader->n_lines; i++) {
        Line *line = &reader->lines[i];
        if (line->fd >= 0 && line_wants_write(line) && !line->full)
            line_write(line);
    }
}

/* Waits, for at most TIMEOUT milliseconds, for something to move, and moves it. Only this time is the message's: while this
 * process does something else, or all are stopped, a process that wants to be read from or written to cannot go on. */
static void
turn(Reader *reader, int timeout)
{
    struct pollfd polls[READER_WORKERS_MAX];
    for (guint i = 0; i < reader->n_lines; i++) {
        const Line *line = &reader->lines[i];
        polls[i] = (struct pollfd){.fd = line->jobs.length > 0 ? line->fd : -1,
                                   .events = line_wants_write(line) ? POLLIN | POLLOUT : POLLIN};
    }
    gint64 begun = g_get_monotonic_time();
    int ready = poll(polls, reader->n_lines, timeout);
    gint64 waited = MIN(g_get_monotonic_time() - begun, (gint64)timeout * 1000 + 1);
    for (guint i = 0; i < reader->n_lines; i++)
        reader->lines[i].waited += waited;
    for (guint i = 0; ready >= 0 && i < reader->n_lines; i++)
        if (polls[i].fd >= 0)
            line_move(reader, &reader->lines[i], polls[i].revents);
}

static Job *
job_new(const void *bytes, gsize length, const ReadContext *context)
{
    Job *job = g_new0(Job, 1);
    job->bytes = bytes;
    job->length = length;
    job->uses = 1;
    job->head = request_pack(context, length);
    return job;
}

void
reader_submit(Reader *reader, const void *bytes, gsize length, const ReadContext *context)
{
    Job *job = job_new(bytes, length, context);
    g_queue_push_tail(&reader->jobs, job);
    g_queue_push_tail(&reader->idle, job);
}

void
reader_submit_again(Reader *reader)
{
    Job *job = g_queue_peek_tail(&reader->jobs);
    g_assert(job);
    job->uses++;
    g_queue_push_tail(&reader->jobs, job);
}

void
reader_start(Reader *reader)
{
    /* What fails here fails again, with its error, when it is waited for. */
    hand_out(reader, NULL);
    feed(reader);
}

bool
reader_ready(Reader *reader, guint milliseconds)
{
    const Job *job = g_queue_peek_head(&reader->jobs);
    gint64 end = g_get_monotonic_time() + (gint64)milliseconds * 1000;
    while (!job->done && hand_out(reader, NULL) && !reader->broken) {
        gint64 left = (end - g_get_monotonic_time()) / 1000;
        if (left <= 0)
            return false;
        feed(reader);
        turn(reader, MIN(patience(reader), (int)left));
    }
    return job->done;
}

void
reader_tend(Reader *reader, int fd)
{
    enum { LOOK = 2 }; /* milliseconds, in which no process gets done with what lies with it */
    struct pollfd until = {.fd = fd, .events = POLLIN};
    while (poll(&until, 1, reader->jobs.length > 0 ? LOOK : -1) <= 0) {
        hand_out(reader, NULL);
        feed(reader);
        turn(reader, 0);
    }
}

void
reader_forget(Reader *reader)
{
    for (guint i = 0; i < reader->n_lines; i++) {
        line_close(reader, &reader->lines[i]);
        g_queue_clear(&reader->lines[i].jobs);
    }
    g_queue_clear(&reader->idle);
    g_queue_clear_full(&reader->jobs, job_free);
    reader->broken = false;
}

/* What is collected may be changed, so each has its own. */
static Reading
reading_take(Job *job)
{
    Reading reading = job->reading;
    if (job->uses > 1)
        job->reading = (Reading){meaning_from_json(reading.json, strlen(reading.json), NULL),
                                 g_strdup(reading.json)};
    else
        job->reading = (Reading){0};
    return reading;
}

gboolean
reader_collect(Reader *reader, Reading *ret_reading, GError **error)
{
    Job *job = g_queue_peek_head(&reader->jobs);
    g_assert(job);
    while (!job->done) {
        if (reader->broken) {
            g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                        "the process that is to read messages cannot be shut in");
            return FALSE;
        }
        if (!hand_out(reader, error))
            return FALSE;
        feed(reader);
        turn(reader, patience(reader));
    }
    if (some_hungry(reader) && reader->idle.length > 0) {
        hand_out(reader, NULL);
        feed(reader);
    }
    g_queue_pop_head(&reader->jobs);
    *ret_reading = reading_take(job);
    job_free(job);
    return TRUE;
}

gboolean
reader_again(Reader *reader, const void *bytes, gsize length, const ReadContext *context,
             Reading *ret_reading, GError **error)
{
    Job *job = job_new(bytes, length, context);
    g_queue_push_head(&reader->jobs, job);
    g_queue_push_head(&reader->idle, job);
    if (reader_collect(reader, ret_reading, error))
        return TRUE;
    reader_forget(reader);
    return FALSE;
}
