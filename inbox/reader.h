/* reader: read(bytes, context) -> Meaning in processes of their own, shut in before they see a message
 * (sandbox.h). Of what happens there only a Meaning comes back, as JSON that is checked strictly.
 *
 * A message that crashes its process, hangs it, or needs more time, memory or room for its answer than it
 * may, costs nothing but itself: it comes back as `unreadable` with the reason among its defects, the
 * process is replaced, and the messages behind it are read as if nothing had been. Edge. */
#ifndef CONVOKE_INBOX_READER_H
#define CONVOKE_INBOX_READER_H

#include <glib.h>
#include "inbox/limits.h"
#include "inbox/read.h"

typedef struct {
    guint workers; /* processes; 0 = one a processor, at most READER_WORKERS_MAX */
    bool one;      /* a single message will come: a process for it is forked from this one, and not
                           * replaced should it die */
    bool
        spare_text; /* Meanings come without the whole text of their message, from which nothing follows */
    ItipReader itip_read; /* NULL: calendar parts are not understood */
    /* files and folders that it may load from later; NULL-terminated */
    const char *const *readable;
    ParseLimits limits;
    guint cpu_seconds; /* a message, of processor time */
    /* in which a message is waited for, from when its process could have begun it */
    guint wall_seconds;
    gsize memory; /* bytes a process may have */
    gsize answer; /* bytes of a Meaning's JSON */
} ReaderOptions;

enum { READER_WORKERS_MAX = 8 };

/* The limits of everyday use; the rest is zero. */
extern const ReaderOptions reader_options_default;

typedef struct Reader Reader;

/* What a message says. Both are to be freed. */
typedef struct {
    Meaning *meaning;
    char *json; /* that it was made from: what meaning_to_json would give */
} Reading;

void reading_clear(Reading *reading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

/* What a process for a single message knows before it has options. */
typedef struct {
    ItipReader itip_read;
    const char *const *(*readable)(void); /* gives ReaderOptions.readable; called in that process */
} ReaderAhead;

/* Forks the process for a single message as the first thing that this one does, so that it gets ready while that is
 * found out which reader_open() needs. It is used by the next reader_open() with ONE, and ends at any other. What fails
 * here is done there. */
void reader_ahead(const ReaderAhead *ahead);

/* Starts the processes. To be called while this one is poor: before it has opened a database or read a
 * password, since they begin as its copies. OPTIONS is copied; what it points to must stay.
 * CONVOKE_ERROR_TEMPORARY. */
Reader *reader_open(const ReaderOptions *options, GError **error);
void reader_close(Reader *reader); /* what was not collected is lost */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, reader_close)

/* Queues a message; does not wait. Of CONTEXT only the texts count. BYTES must stay until it was collected;
 * CONTEXT need not. */
void reader_submit(Reader *reader, const void *bytes, gsize length, const ReadContext *context);

/* Queues the message that was submitted last once more, for somebody else who gets it: it is read once. It was not
 * collected yet. */
void reader_submit_again(Reader *reader);

/* Begins with what was submitted; does not wait. Whatever waits begins, too: this is for who has submitted several, and
 * does something else first. */
void reader_start(Reader *reader);

/* Reads a message with another CONTEXT than before, ahead of those that were submitted, and waits for it. FALSE: as
 * reader_collect; those that were submitted are forgotten. */
gboolean reader_again(Reader *reader, const void *bytes, gsize length, const ReadContext *context,
                      Reading *ret_reading, GError **error);

/* How many were submitted and not collected. */
guint reader_pending(const Reader *reader);

/* Whether the NTH of those, from 0, is the message at BYTES. */
bool reader_has(const Reader *reader, guint nth, const void *bytes);

/* Waits at most so long for the oldest of those, and says whether it is read. */
bool reader_ready(Reader *reader, guint milliseconds);

/* Goes on with what was submitted until FD is readable. */
void reader_tend(Reader *reader, int fd);

/* Nothing will be read again soon: the process for a single message may end meanwhile. */
void reader_rest(Reader *reader);

/* Whether no message will be read any more, since the process is gone that all those are forked from that read. Who goes on
 * for long is to end then, and to be started anew. */
bool reader_is_lost(const Reader *reader);

/* Forgets what was submitted and not collected. */
void reader_forget(Reader *reader);

/* Waits for the oldest of those. FALSE: no process can be had (CONVOKE_ERROR_TEMPORARY); nothing that a
 * message does leads to that, and the message is still the oldest. */
gboolean reader_collect(Reader *reader, Reading *ret_reading, GError **error);

#endif
