/* Node: a YAML file as a tree of texts, lists and maps, each knowing its place. Parsed by libfyaml,
 * which read-node.c alone includes. Private to event/read*.c.
 *
 * An event file needs no more of YAML than that: anchors, aliases, tags, directives and several
 * documents are errors, so nothing in a file can be larger than the file itself. */
#ifndef CONVOKE_EVENT_READ_NODE_H
#define CONVOKE_EVENT_READ_NODE_H

#include <glib.h>
#include <stdbool.h>
#include "event/read-source.h"

#define NODE_DEPTH_MAX 16
#define NODE_COUNT_MAX 2000000

typedef enum {
    NODE_TEXT,
    NODE_LIST,
    NODE_MAP,
    NODE_BROKEN, /* reported already */
} NodeKind;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    char *text;       /* of a text */
    bool empty;       /* a text that is not there: nothing, "~" or "null" without quotes */
    gsize start, end; /* bytes of the source */
    Node *key;        /* where the parent is a map; always a text */
    GPtrArray *items; /* Node *, of a list or a map, in the order of the file */
};

void node_free(Node *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Node, node_free)

/* The value of KEY in a map; NULL where there is none. */
const Node *node_get(const Node *map, const char *key);

/* True where NODE is there and holds something: no empty text, list or map. */
bool node_given(const Node *node);

/* Where a parser had to stop. */
typedef struct {
    gsize offset;
    gsize opened; /* where the bracket was opened that is still open; G_MAXSIZE = none */
    char *words;  /* the parser's; NULL = a limit was reached, which is reported already */
} SyntaxError;

/* Parses SOURCE's text as TEXT has it (of the same length, with pieces blanked). NULL where the
 * syntax is wrong, then *ret_error is set, and its words are the caller's. */
Node *node_parse(EventSource *source, const char *text, SyntaxError *ret_error);

#endif
