/* reader-line: jobs, and the processes that they are given to. Edge, for reader.c alone. */
#ifndef CONVOKE_INBOX_READER_LINE_H
#define CONVOKE_INBOX_READER_LINE_H

#include <sys/types.h>
#include "inbox/reader-nursery.h"

/* One message on its way. */
typedef struct {
    const void *bytes;
    gsize length;
    GByteArray *head; /* of the request, with the context */
    guint uses;       /* how often its reading is still to be collected */
    guint deaths;     /* of processes that had begun it */
    bool done;
    Reading reading;
} Job;

/* One process, and what lies with it. */
typedef struct {
    int fd; /* -1 = none runs */
    pid_t pid;
    GQueue jobs;      /* Job *, borrowed: not yet answered, in order */
    guint written;    /* of those, how many are written whole */
    gsize offset;     /* bytes written of the next one */
    bool full;        /* no more can be written for now */
    GByteArray *back; /* bytes of answers that came */
    gsize start;      /* of them, how many are used */
    gint64 waited;    /* microseconds that were waited for the first of JOBS */
    guint served;
} Line;

/* Moves what can be moved without waiting. False: the process is dead, or spoke what it must not. */
bool line_write(Line *line);
bool line_read(Line *line, const ReaderOptions *options);

/* Whether something is left to write. */
bool line_wants_write(const Line *line);

/* Gives up JOB, which is done then: `unreadable`, with WHY. */
void job_give_up(Job *job, const char *why);

#endif
