/* progress: one line on a terminal that tells how far a long run is, redrawn in place. */
#ifndef CONVOKE_CLI_PROGRESS_H
#define CONVOKE_CLI_PROGRESS_H

#include <glib.h>

/* The line for DONE of TOTAL after MICROSECONDS, in exactly WIDTH columns or fewer:
 * "  120 of 400  [######--------------]  12.0/s  23 s left". Without the rate before a second has passed,
 * and without what does not fit. Pure. New. */
char *progress_line(int done, int total, gint64 microseconds, int width);

typedef struct {
    int total, width, done;
    gint64 begun, drawn; /* monotonic; drawn 0 = nothing is on the line */
} Progress;

/* For TOTAL mails on a terminal WIDTH columns wide. */
void progress_begin(Progress *progress, int total, int width);

/* One more is done; at most ten times a second the line is drawn again. */
void progress_step(Progress *progress);

/* Takes the line away, for others to print; the next step draws it again. */
void progress_clear(Progress *progress);

#endif
