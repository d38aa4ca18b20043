/* Bytes to a process and back, by non-blocking reads and writes. */
#include "inbox/reader-line.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#include "inbox/meaning-json.h"
#include "inbox/reader-frame.h"

void
job_give_up(Job *job, const char *why)
{
    Meaning *meaning = meaning_new();
    meaning->kind = MEANING_UNREADABLE;
    meaning->why = g_strdup("(unreadable)");
    meaning->rule = g_strdup("unreadable");
    g_ptr_array_add(meaning->defects, g_strdup(why));
    job->reading = (Reading){.meaning = meaning, .json = meaning_to_json(meaning, NULL)};
    job->done = true;
}

bool
line_wants_write(const Line *line)
{
    return line->written < line->jobs.length;
}

enum { PIECES = 64 };

/* What is left of the requests, in two pieces each. */
static int
pieces_of(const Line *line, struct iovec *pieces)
{
    int n = 0;
    gsize offset = line->offset;
    const GList *at = g_queue_peek_nth_link((GQueue *)&line->jobs, line->written);
    for (; at && n + 2 <= PIECES; at = at->next, offset = 0) {
        const Job *job = at->data;
        gsize head = MIN(offset, job->head->len), rest = offset - head;
        if (head < job->head->len)
            pieces[n++] = (struct iovec){job->head->data + head, job->head->len - head};
        pieces[n++] = (struct iovec){(char *)job->bytes + rest, job->length - rest};
    }
    return n;
}

static void
note_written(Line *line, gsize count)
{
    for (;;) {
        const Job *job = g_queue_peek_nth(&line->jobs, line->written);
        gsize left = job ? job->head->len + job->length - line->offset : 0;
        if (!job || count < left) {
            line->offset += count;
            return;
        }
        count -= left;
        line->offset = 0;
        line->written++;
    }
}

bool
line_write(Line *line)
{
    line->full = false;
    while (line_wants_write(line)) {
        struct iovec pieces[PIECES];
        const struct msghdr message = {.msg_iov = pieces,
                                       .msg_iovlen = (size_t)pieces_of(line, pieces)};
        gssize put = sendmsg(line->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (put < 0 && errno == EINTR)
            continue;
        line->full = put < 0 && errno == EAGAIN;
        if (put < 0)
            return line->full;
        note_written(line, (gsize)put);
    }
    return true;
}

/* The strict reader of JSON is the door through which all that a process says must pass. */
static bool
answer_take(Job *job, const char *json, const AnswerHead *head)
{
    g_autoptr(Meaning) meaning = meaning_from_json(json, head->json, NULL);
    if (!meaning || !attachments_fill(meaning->attachments, json + head->json, head->content))
        return false;
    meaning->unmarked = head->unmarked;
    job->reading = (Reading){g_steal_pointer(&meaning), g_strndup(json, head->json)};
    job->done = true;
    return true;
}

/* Every whole answer that has come. */
static bool
answers_take(Line *line, const ReaderOptions *options)
{
    AnswerHead head;
    for (;;) {
        gsize have = line->back->len - line->start;
        const guint8 *at = line->back->data + line->start;
        if (have < sizeof head)
            return true;
        memcpy(&head, at, sizeof head);
        if (head.json > options->answer || head.content > options->limits.decoded ||
            line->written == 0)
            return false;
        gsize body = (gsize)head.json + head.content;
        if (have - sizeof head < body)
            return true;
        Job *job = g_queue_peek_head(&line->jobs);
        if (!answer_take(job, (const char *)at + sizeof head, &head))
            return false;
        g_queue_pop_head(&line->jobs);
        line->written--;
        line->served++;
        line->waited = 0;
        line->start += sizeof head + body;
    }
}

static void
make_room(Line *line)
{
    if (line->start > 0)
        g_byte_array_remove_range(line->back, 0, (guint)line->start);
    line->start = 0;
    if (line->back->len == 0 && line->served % 256 == 0) {
        g_byte_array_unref(line->back); /* what a great answer took is not kept for ever */
        line->back = g_byte_array_new();
    }
}

bool
line_read(Line *line, const ReaderOptions *options)
{
    enum { BLOCK = 256 << 10 };
    for (;;) {
        guint have = line->back->len;
        g_byte_array_set_size(line->back, have + BLOCK);
        gssize got = recv(line->fd, line->back->data + have, BLOCK, MSG_DONTWAIT);
        int why = errno;
        g_byte_array_set_size(line->back, have + (guint)MAX(got, 0));
        if (got < 0 && why == EINTR)
            continue;
        if (got < 0)
            return why == EAGAIN;
        if (got == 0 || !answers_take(line, options))
            return false;
        make_room(line);
        if (got < BLOCK)
            return true;
    }
}
