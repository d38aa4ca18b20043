/* Line: a text line by line, as forms and answers between quoted lines are read. Pure, linear. */
#ifndef CONVOKE_INBOX_RSVP_LINE_H
#define CONVOKE_INBOX_RSVP_LINE_H

#include <glib.h>

typedef struct {
    const char *start, *end; /* without white space around */
    gsize offset;            /* of the line's first byte in the text */
    gsize length;
} Line;

/* The first lines of TEXT, 400 at most (Line). */
GArray *lines_split(const char *text);

/* Behind "- ", "* " or "2. " at P; RET_NUMBER is that number, or 0. */
const char *line_skip_bullet(const char *p, const char *end, int *ret_number);

#endif
