/* Problem: something in a file that its author should mend, with the place, the line and the
 * remedy; printed the way a good compiler does. */
#ifndef CONVOKE_EVENT_PROBLEM_H
#define CONVOKE_EVENT_PROBLEM_H

#include <glib.h>

typedef enum {
    PROBLEM_ERROR,   /* the file is not taken */
    PROBLEM_WARNING, /* it is, but have a look */
} Severity;

typedef struct {
    Severity severity;
    char *file;    /* as the reader was told */
    int line;      /* from 1; 0 = the file as a whole */
    int column;    /* in characters, from 1 */
    char *message; /* one line, no full stop; safe on a terminal */
    char *remedy;  /* what to do, one line; NULL = obvious */
    char *source;  /* the line, or the piece of a long one around the place; NULL where line is 0.
                    * Without control characters but tabs */
    gsize at;      /* where in source the place begins, in bytes */
    gsize span;    /* how many bytes are meant; 0 = a place between two characters */
} Problem;

/* PROBLEM with the others empty. */
Problem *problem_new(Severity severity, const char *file, int line, int column);
void problem_free(Problem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Problem, problem_free)

/* Takes the stretch of SPAN bytes at AT in LINE (UTF-8, no line break) as the place. Of a long line
 * only the piece around it is kept, "…" where something is left out. */
void problem_set_source(Problem *problem, const char *line, gsize length, gsize at, gsize span);

/* "FILE:LINE:COLUMN: error: MESSAGE", the line with its number, a caret line under it and the
 * remedy as "help: ...", each with a line feed. Carets stand under the place on a terminal: wide
 * characters count two columns, combining ones none, tabs are kept. */
char *problem_format(const Problem *problem);

/* Orders an array of Problem * by line and column; for g_ptr_array_sort(). */
gint problem_compare(gconstpointer a, gconstpointer b);

/* How many of PROBLEMS are errors. */
guint problems_errors(const GPtrArray *problems);

/* TEXT as it may stand in a message: in double quotes, control and direction characters replaced,
 * long ones cut. UTF-8. */
char *problem_quote(const char *text);

#endif
