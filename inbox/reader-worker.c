/* Reads requests, writes answers. Nothing here may outlive a request but one buffer. */
#include "inbox/reader-worker.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>
#include "inbox/reader-frame.h"
#include "inbox/reader-warm.h"
#include "inbox/sandbox.h"

/* Bytes that came, from START on not yet used. */
typedef struct {
    int fd;
    GByteArray *bytes;
    gsize start;
} Input;

/* Space that a great message took is given back after it. */
enum { BLOCK = 256 << 10 };

static void
leave(int status)
{
    _exit(status);
}

/* Until LENGTH bytes are there. The other end closing between two requests is the regular end. */
static const guint8 *
need(Input *input, gsize length)
{
    gsize have = input->bytes->len - input->start;
    if (have < length && input->start > 0) {
        g_byte_array_remove_range(input->bytes, 0, (guint)input->start);
        input->start = 0;
    }
    while (have < length) {
        gsize room = MAX(length - have, (gsize)BLOCK);
        g_byte_array_set_size(input->bytes, (guint)(have + room));
        gssize got = read(input->fd, input->bytes->data + have, room);
        if (got <= 0 && errno != EINTR)
            leave(0);
        have += got > 0 ? (gsize)got : 0;
        g_byte_array_set_size(input->bytes, (guint)have);
    }
    return input->bytes->data + input->start;
}

static void
write_all(int fd, const void *bytes, gsize length)
{
    for (const char *from = bytes; length > 0;) {
        gssize put = write(fd, from, length);
        if (put < 0 && errno != EINTR)
            leave(0);
        from += MAX(put, 0);
        length -= (gsize)MAX(put, 0);
    }
}

/* Set anew for each message, but not where that was done so short a time ago that it makes no difference; between two
 * there is nothing that takes processor time. The signal's default ends the process, and sigaction is not among what it
 * may still call. */
static void
limit_time(guint seconds)
{
    enum { SHORT = G_USEC_PER_SEC / 100 };
    static gint64 set;
    gint64 now = g_get_monotonic_time();
    const struct itimerval timer = {.it_value = {.tv_sec = seconds}};
    if (set != 0 && now - set < SHORT)
        return;
    setitimer(ITIMER_PROF, &timer, NULL);
    set = now;
}

/* A context that cannot be unpacked is a mistake of our own. */
static GByteArray *
answer(const RequestHead *head, const guint8 *request, const ReaderOptions *options)
{
    const char *context = (const char *)request + sizeof *head;
    g_auto(RequestContext) unpacked = {0};
    if (!request_unpack(context, head->context, &unpacked))
        leave(1);
    unpacked.context.itip_read = options->itip_read;
    unpacked.context.limits = &options->limits;
    limit_time(options->cpu_seconds);
    g_autoptr(Meaning) meaning =
        message_read(context + head->context, head->bytes, &unpacked.context);
    if (options->spare_text)
        g_clear_pointer(&meaning->text, g_free);
    return answer_pack(meaning);
}

static void
serve_one(Input *input, const ReaderOptions *options)
{
    RequestHead head;
    memcpy(&head, need(input, sizeof head), sizeof head);
    gsize size = sizeof head + head.context + head.bytes;
    g_autoptr(GByteArray) back = answer(&head, need(input, size), options);
    write_all(input->fd, back->data, back->len);
    input->start += size;
    if (size > BLOCK && input->start == input->bytes->len) {
        g_byte_array_unref(input->bytes);
        input->bytes = g_byte_array_new();
        input->start = 0;
    }
}

/* What one that is being shut in has to remember. */
typedef struct {
    SandboxOffer offer;
    gsize used;
} Shutting;

static Shutting
begin_shutting(int fd, ItipReader itip_read, const char *const *readable, bool warmed)
{
    Shutting shutting = {.offer = sandbox_offer()};
    signal(SIGPROF, SIG_DFL);
    signal(SIGINT, SIG_IGN); /* of the terminal: the other end finishes what it has begun */
    if (!warmed && shutting.offer.landlock == 0)
        reader_warm(itip_read, true);
    if (!sandbox_leave_files(fd, &shutting.offer, readable, &shutting.used))
        leave(READER_WORKER_OPEN);
    return shutting;
}

G_NORETURN static void
serve(int fd, const Shutting *shutting, const ReaderOptions *options)
{
    if (!sandbox_leave_calls(&shutting->offer, options->memory, shutting->used))
        leave(READER_WORKER_OPEN);
    Input input = {.fd = fd, .bytes = g_byte_array_new()};
    for (;;)
        serve_one(&input, options);
}

void
reader_worker_run(int fd, const ReaderOptions *options, bool warmed)
{
    const Shutting shutting = begin_shutting(fd, options->itip_read, options->readable, warmed);
    serve(fd, &shutting, options);
}

void
reader_worker_wait(int fd, const ReaderAhead *ahead)
{
    ReaderOptions options;
    gssize got;
    const char *const *readable = ahead->readable();
    const Shutting shutting = begin_shutting(fd, ahead->itip_read, readable, false);
    do
        got = read(fd, &options, sizeof options);
    while (got < 0 && errno == EINTR);
    if (got != sizeof options)
        leave(0);
    options.itip_read = ahead->itip_read;
    options.readable = readable;
    serve(fd, &shutting, &options);
}
