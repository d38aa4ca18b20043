/* Node: the parsed form of a template, for parse.c, render.c and check.c only. */
#ifndef CONVOKE_TEMPLATES_NODE_H
#define CONVOKE_TEMPLATES_NODE_H

#include <glib.h>
#include <stdbool.h>
#include "templates/parse.h"

typedef enum {
    NODE_TEXT,
    NODE_VARIABLE,
    NODE_SECTION,
    NODE_INVERTED,
    NODE_PARTIAL,
} NodeKind;

typedef struct {
    NodeKind kind;
    gsize start;  /* where it stands in the source */
    gsize length; /* TEXT: bytes, may be 0 */
    char *name;   /* all but TEXT: as written, without white space */
    GStrv path;   /* VARIABLE, SECTION, INVERTED: the pieces of a dotted name; empty for "." */
    bool raw;     /* VARIABLE: {{{name}}} or {{&name}} */
    /* TEXT: a line of the source begins here. An indented partial writes its indentation there and
     * after each line end within the text; a tag that begins a line has an empty TEXT before it. */
    bool line_start;
    gsize indent;     /* PARTIAL alone on its line: this many bytes before START are blanks */
    bool alone;       /* PARTIAL alone on its line */
    GPtrArray *nodes; /* SECTION, INVERTED: Node * */
} Node;

struct Template {
    char *file;
    int line;         /* number of the first line */
    char *source;     /* valid UTF-8 */
    GPtrArray *nodes; /* Node * */
};

/* "FILE:LINE:COLUMN" (from 1, columns in characters) of a byte of the source. */
char *template_place(const Template *parsed, gsize at);

#endif
