/* source: where raw messages come from, and how each is acknowledged. Edge. */
#ifndef CONVOKE_INBOX_SOURCE_H
#define CONVOKE_INBOX_SOURCE_H

#include <glib.h>

/* Everything of FD, but at most LIMIT + 1 bytes are kept: a longer message shows by its length, and the
 * rest is read and dropped, so that whoever writes is not cut off; *ret_digest is then the fingerprint of all of it, else
 * NULL. CONVOKE_ERROR_TEMPORARY. */
GByteArray *source_read_fd(int fd, gsize limit, char **ret_digest, GError **error);

/* One message, as its source has it. */
typedef struct {
    char *name;            /* of its file; NULL where it has none */
    const char *recipient; /* of the envelope, where the source knows it; NULL */
    GByteArray *bytes;
    gsize front;    /* bytes of its beginning that are ours: the line of the envelope's sender */
    char *digest;   /* fingerprint of all of a message that is kept cut; else NULL */
    gboolean taken; /* set by who takes it: it is durable now, and the file may go */
} SourceMessage;

/* Takes what it can of COUNT messages. FALSE where some are not taken, with the first reason. */
typedef gboolean (*SourceTake)(SourceMessage *messages, guint count, gpointer user_data,
                               GError **error);

/* Told of messages that it will be given to take soon, so that it can begin with them. Their bytes stay where
 * they are. */
typedef void (*SourceAhead)(const SourceMessage *messages, guint count, gpointer user_data);

/* What goes on beside long work. */
typedef struct {
    void (*until)(int fd,
                  gpointer user_data); /* while somebody waits: returns once FD is readable */
    void (*step)(gpointer user_data);  /* between two steps: a little, without waiting */
    gpointer user_data;
} Meanwhile;

/* Gives every message in DIRECTORY/new of a Maildir, by name, to TAKE, at most SOURCE_BATCH at a time, and moves those
 * that were taken to cur, marked seen; AHEAD is told of each batch while the one before is taken. What is not taken
 * stays and does not hold up the others; the first such error is given back at the end. *ret_taken counts. What is
 * empty, or still open for writing, stays until SOURCE_PATIENCE after it was last written to.
 * CONVOKE_ERROR_NOT_FOUND where DIRECTORY is no Maildir. */
gboolean source_maildir(const char *directory, gsize limit, gint64 now, SourceAhead ahead,
                        SourceTake take, gpointer user_data, int *ret_taken, GError **error);

/* Seconds in which who writes into new itself, as a Maildir does not want it (maildir(5)), comes to the end. */
#define SOURCE_PATIENCE 600

/* Enough to be one commit, and little enough for memory; a batch ends early at SOURCE_BATCH_BYTES. */
#define SOURCE_BATCH 400
#define SOURCE_BATCH_BYTES (8 << 20)

#endif
