/* EventSource: an event file's text while it is read, made safe to parse, and where in it
 * problems are. Private to event/read*.c. */
#ifndef CONVOKE_EVENT_READ_SOURCE_H
#define CONVOKE_EVENT_READ_SOURCE_H

#include <glib.h>
#include "event/read.h"

#define SOURCE_LINE_MAX ((gsize)64 * 1024) /* a parser's effort grows with the line in places */
#define SOURCE_PROBLEMS_MAX 1000           /* further ones are counted, not told */

typedef struct {
    char *file;
    char *text; /* UTF-8, no control characters but tab, LF and CR LF; NUL at the end */
    gsize length;
    GArray *lines;       /* gsize, where each line starts */
    GPtrArray *problems; /* Problem * */
    guint errors;        /* also those that are only counted */
} EventSource;

/* A copy of the LENGTH bytes at TEXT that a parser may have. What cannot stand in a text file is
 * reported, and replaced by "?" so that the rest can be read all the same. NULL where nothing can
 * be read: too large, empty, no text. PROBLEMS is borrowed. */
EventSource *event_source_open(const char *text, gsize length, const char *file,
                               GPtrArray *problems);
void event_source_free(EventSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EventSource, event_source_free)

/* The line, from 1, that holds byte OFFSET. */
int event_source_line(const EventSource *source, gsize offset);

/* The offset of a line and a column in characters, both from 1, or the nearest there is. */
gsize event_source_offset(const EventSource *source, int line, int column);

/* Reports what is wrong from byte START to before END (on the first line of it). Takes MESSAGE and
 * REMEDY (which may be NULL). */
void event_source_error(EventSource *source, gsize start, gsize end, char *message, char *remedy);
void event_source_warn(EventSource *source, gsize start, gsize end, char *message, char *remedy);

/* Forgets what was reported since there were LENGTH problems and ERRORS errors. */
void event_source_forget(EventSource *source, guint length, guint errors);

#endif
