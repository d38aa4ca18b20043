/* libfyaml's events to a tree of our own. Its documents are not used: they resolve aliases, and
 * look for duplicate keys in a time that grows with the square. */
#include "event/read-node.h"
#include <libfyaml.h>
#include <string.h>

/* A list or map that has not ended, and the key in it whose value comes next. */
typedef struct {
    Node *node;
    Node *key;
    bool flow; /* in brackets */
} Frame;

typedef struct {
    EventSource *source;
    Node *root;
    Frame frames[NODE_DEPTH_MAX]; /* outermost first */
    int depth;
    Node *unplaced; /* an empty value: reaches to where the next event starts; borrowed */
    gsize last;     /* where the last event ended */
    guint count;
    int documents;
    bool stopped; /* a limit was reached */
} Builder;

static Node *
node_new(NodeKind kind, gsize start, gsize end)
{
    Node *node = g_new0(Node, 1);
    node->kind = kind;
    node->start = start;
    node->end = end;
    if (kind == NODE_LIST || kind == NODE_MAP)
        node->items = g_ptr_array_new_with_free_func((GDestroyNotify)node_free);
    return node;
}

static void
stop(Builder *builder, gsize at, const char *message, const char *remedy)
{
    event_source_error(builder->source, at, at, g_strdup(message), g_strdup(remedy));
    builder->stopped = true;
}

/* What a file says that holds nothing but comments. */
static Node *
empty_node(void)
{
    Node *node = node_new(NODE_TEXT, 0, 0);
    node->text = g_strdup("");
    node->empty = true;
    return node;
}

/* A map's key: a text that says something. Anything else is reported and stands in as "". */
static Node *
key_of(Builder *builder, Node *node)
{
    if (node->kind == NODE_TEXT && !node->empty)
        return node;
    if (node->kind != NODE_BROKEN)
        event_source_error(builder->source, node->start, node->end, g_strdup("this is no key"),
                           g_strdup("a key is one word before a colon"));
    Node *key = node_new(NODE_TEXT, node->start, node->end);
    key->text = g_strdup("");
    node_free(node);
    return key;
}

/* Hangs NODE, with all that is in it, where it belongs; the builder owns it then. */
static void
place(Builder *builder, Node *node)
{
    Frame *parent = builder->depth > 0 ? &builder->frames[builder->depth - 1] : NULL;
    if (!parent) {
        node_free(builder->root);
        builder->root = node;
    } else if (parent->node->kind == NODE_MAP && !parent->key) {
        parent->key = key_of(builder, node);
    } else {
        node->key = g_steal_pointer(&parent->key); /* none in a list */
        g_ptr_array_add(parent->node->items, node);
    }
}

static gsize
mark_or(const struct fy_mark *mark, gsize otherwise)
{
    return mark ? mark->input_pos : otherwise;
}

/* Where EVENT stands. What has no place of its own (an empty value, an implied start) takes the
 * end of what came before. */
static void
event_bounds(const Builder *builder, struct fy_event *event, gsize *ret_start, gsize *ret_end)
{
    struct fy_token *token = event->type == FYET_DOCUMENT_START
                                 ? event->document_start.document_start
                                 : fy_event_get_token(event);
    *ret_start = mark_or(token ? fy_token_start_mark(token) : NULL, builder->last);
    *ret_end = MAX(mark_or(token ? fy_token_end_mark(token) : NULL, *ret_start), *ret_start);
}

/* Anchors and tags are errors; the value that has them is read all the same. */
static void
refuse_extras(Builder *builder, struct fy_event *event)
{
    struct fy_token *anchor = fy_event_get_anchor_token(event);
    struct fy_token *tag = fy_event_get_tag_token(event);
    struct fy_token *token = anchor ? anchor : tag;
    if (!token)
        return;
    gsize start = mark_or(fy_token_start_mark(token), 0);
    gsize end = mark_or(fy_token_end_mark(token), start);
    event_source_error(
        builder->source, start, end,
        g_strdup(anchor ? "anchors (&) have no use here" : "tags (!) have no use here"),
        g_strdup("delete it, or put the text in quotes"));
}

static Node *
text_node(Builder *builder, struct fy_event *event, gsize start, gsize end)
{
    size_t length = 0;
    struct fy_token *token = event->scalar.value;
    enum fy_scalar_style style = fy_token_scalar_style(token); /* of none: plain */
    if (style == FYSS_SINGLE_QUOTED ||
        style == FYSS_DOUBLE_QUOTED) { /* marked without its quotes */
        start -= start > 0;
        end += end < builder->source->length;
    }
    const char *text = token ? fy_token_get_text(token, &length) : NULL;
    Node *node = node_new(NODE_TEXT, start, end);
    /* "\0" and "\xd800" in double quotes get past libfyaml. */
    if (memchr(text ? text : "", 0, length) ||
        !g_utf8_validate(text ? text : "", (gssize)length, NULL)) {
        event_source_error(builder->source, start, end,
                           g_strdup("this escapes to no character of a text"), NULL);
        node->kind = NODE_BROKEN;
        return node;
    }
    node->text = g_strndup(text ? text : "", length);
    node->empty = style == FYSS_PLAIN && (length == 0 || strcmp(node->text, "~") == 0 ||
                                          g_ascii_strcasecmp(node->text, "null") == 0);
    return node;
}

/* A plain text ends at " #", which is a surprise in "Bug #5"; comments have a space behind it. */
static void
warn_of_comment(Builder *builder, const struct fy_event *event, const Node *node)
{
    const char *rest = builder->source->text + node->end;
    gsize spaces = strspn(rest, " ");
    bool plain = fy_token_scalar_style(event->scalar.value) == FYSS_PLAIN;
    if (plain && spaces > 0 && rest[spaces] == '#' && g_ascii_isalnum(rest[spaces + 1]))
        event_source_warn(builder->source, node->end + spaces,
                          node->end + spaces + strcspn(rest + spaces, "\r\n"),
                          g_strdup("this is a comment, not part of the text"),
                          g_strdup("put the text in quotes if it belongs to it"));
}

static Node *
alias_node(Builder *builder, gsize start, gsize end)
{
    event_source_error(builder->source, start, end, g_strdup("aliases (*) have no use here"),
                       g_strdup("write out what is meant, or put the text in quotes"));
    return node_new(NODE_BROKEN, start, end);
}

static void
open_node(Builder *builder, Node *node, bool flow)
{
    if (builder->depth == NODE_DEPTH_MAX) {
        stop(builder, node->start, "this is nested too deep", "no event file needs so many levels");
        node_free(node);
        return;
    }
    builder->frames[builder->depth++] = (Frame){.node = node, .flow = flow};
}

/* Lists and maps are hung into their parent when they end: each has one owner at a time. */
static void
close_node(Builder *builder, gsize end)
{
    Frame *frame = &builder->frames[--builder->depth];
    g_assert(frame->node);
    frame->node->end = MAX(end, frame->node->start);
    g_clear_pointer(&frame->key, node_free);
    place(builder, g_steal_pointer(&frame->node));
}

static void
take_scalar(Builder *builder, struct fy_event *event, gsize start, gsize end)
{
    const Frame *parent = builder->depth > 0 ? &builder->frames[builder->depth - 1] : NULL;
    bool value = parent && parent->key;
    if (parent && parent->node->kind == NODE_LIST && !fy_event_start_mark(event)) {
        start += strspn(builder->source->text + start, " \r\n"); /* to its "-" */
        end = start;
    }
    Node *node = text_node(builder, event, start, end);
    warn_of_comment(builder, event, node);
    place(builder, node);
    builder->unplaced = value && !fy_event_start_mark(event) ? node : NULL;
}

static void
take_event(Builder *builder, struct fy_event *event)
{
    gsize start, end;
    event_bounds(builder, event, &start, &end);
    if (fy_event_start_mark(event) && builder->unplaced) {
        builder->unplaced->end = MAX(builder->unplaced->end, start);
        builder->unplaced = NULL;
    }
    builder->last = end;
    if (++builder->count > NODE_COUNT_MAX) {
        stop(builder, start, "more than two million values", "is this the right file?");
        return;
    }
    switch (event->type) {
    case FYET_DOCUMENT_START:
        if (++builder->documents > 1)
            stop(builder, start, "a second document starts here",
                 "an event file is one; delete the line \"---\" or \"...\" above");
        break;
    case FYET_MAPPING_START:
    case FYET_SEQUENCE_START:
        refuse_extras(builder, event);
        open_node(builder,
                  node_new(event->type == FYET_MAPPING_START ? NODE_MAP : NODE_LIST, start, end),
                  fy_event_get_node_style(event) == FYNS_FLOW);
        break;
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
        close_node(builder, end);
        break;
    case FYET_SCALAR:
        refuse_extras(builder, event);
        take_scalar(builder, event, start, end);
        break;
    case FYET_ALIAS:
        place(builder, alias_node(builder, start, end));
        break;
    default:
        break;
    }
}

/* The outermost bracket that is open and was opened on an earlier line than OFFSET's. */
static gsize
opened_before(const Builder *builder, gsize offset)
{
    for (int i = 0; i < builder->depth; i++)
        if (builder->frames[i].flow)
            return event_source_line(builder->source, builder->frames[i].node->start) <
                           event_source_line(builder->source, offset)
                       ? builder->frames[i].node->start
                       : G_MAXSIZE;
    return G_MAXSIZE;
}

static void
fill_error(const Builder *builder, struct fy_diag *diag, SyntaxError *ret_error)
{
    void *previous = NULL;
    struct fy_diag_error *first = fy_diag_errors_iterate(diag, &previous);
    *ret_error = (SyntaxError){.opened = G_MAXSIZE};
    if (builder->stopped)
        return;
    ret_error->words = g_utf8_make_valid(first && first->msg ? first->msg : "this is no YAML", -1);
    ret_error->offset =
        event_source_offset(builder->source, first ? first->line : 1, first ? first->column : 1);
    ret_error->opened = opened_before(builder, ret_error->offset);
}

/* Drives the parser to the end of the stream; false where it or a limit stops before. */
static bool
drive(Builder *builder, struct fy_parser *parser)
{
    struct fy_event *event;
    while (!builder->stopped && (event = fy_parser_parse(parser))) {
        bool last = event->type == FYET_STREAM_END;
        if (!last)
            take_event(builder, event);
        fy_parser_event_free(parser, event);
        if (last)
            return true;
    }
    return false;
}

Node *
node_parse(EventSource *source, const char *text, SyntaxError *ret_error)
{
    Builder builder = {.source = source};
    struct fy_diag_cfg diag_cfg;
    fy_diag_cfg_default(&diag_cfg);
    diag_cfg.fp = NULL; /* nothing is printed */
    struct fy_diag *diag = fy_diag_create(&diag_cfg);
    fy_diag_set_collect_errors(diag, true);
    const struct fy_parse_cfg cfg = {
        .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_JSON_NONE | FYPCF_DEFAULT_VERSION_1_2,
        .diag = diag,
    };
    struct fy_parser *parser = fy_parser_create(&cfg);
    int set = parser ? fy_parser_set_string(parser, text, source->length) : -1;
    g_assert(set == 0); /* nothing but memory can be missing */
    bool good = drive(&builder, parser);
    if (!good)
        fill_error(&builder, diag, ret_error);
    fy_parser_destroy(parser);
    fy_diag_destroy(diag);
    for (int i = 0; i < builder.depth; i++) {
        node_free(builder.frames[i].node);
        node_free(builder.frames[i].key);
    }
    if (!good) {
        node_free(builder.root);
        return NULL;
    }
    return builder.root ? builder.root : empty_node();
}
