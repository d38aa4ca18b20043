/* Parser: one pass over the source, from tag to tag. What stands alone on its line (a section's
 * tag, a comment, a partial, a change of delimiters) takes its whole line with it. Rendering is in
 * render.c. */
#include "templates/parse.h"
#include <string.h>
#include "event/error.h"
#include "templates/node.h"

#define DELIMITER_MAX 8

typedef struct {
    Template *parsed;
    const char *at; /* the next byte to look at */
    char *open;     /* delimiters */
    char *close;
    GPtrArray *sections; /* Node *, borrowed: open ones, outermost first */
} Parser;

/* One tag, between its delimiters. */
typedef struct {
    const char *start; /* its first byte, the opening delimiter's */
    const char *end;   /* behind the closing one */
    char kind;         /* '#' '^' '/' '>' '!' '=' '&', 0 for a plain variable */
    char *content;     /* without white space at the ends */
} Tag;

static void
node_free(Node *node)
{
    g_free(node->name);
    g_strfreev(node->path);
    if (node->nodes)
        g_ptr_array_unref(node->nodes);
    g_free(node);
}

static GPtrArray *
nodes_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)node_free);
}

void
template_free(Template *parsed)
{
    if (!parsed)
        return;
    g_free(parsed->file);
    g_free(parsed->source);
    g_ptr_array_unref(parsed->nodes);
    g_free(parsed);
}

const char *
template_file(const Template *parsed)
{
    return parsed->file;
}

char *
template_place(const Template *parsed, gsize at)
{
    int line = parsed->line;
    const char *line_start = parsed->source;
    for (const char *p = parsed->source; p < parsed->source + at; p++) {
        if (*p == '\n') {
            line++;
            line_start = p + 1;
        }
    }
    glong column = g_utf8_strlen(line_start, parsed->source + at - line_start) + 1;
    return g_strdup_printf("%s:%d:%ld", parsed->file, line, column);
}

G_GNUC_PRINTF(4, 5)
static gboolean
fault(const Parser *parser, const char *at, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *place = template_place(parser->parsed, (gsize)(at - parser->parsed->source));
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s: %s", place, what);
    return FALSE;
}

static Node *
innermost(const Parser *parser)
{
    GPtrArray *sections = parser->sections;
    return sections->len > 0 ? g_ptr_array_index(sections, sections->len - 1) : NULL;
}

static Node *
add_node(const Parser *parser, NodeKind kind, const char *start)
{
    Node *node = g_new0(Node, 1);
    Node *section = innermost(parser);
    node->kind = kind;
    node->start = (gsize)(start - parser->parsed->source);
    g_ptr_array_add(section ? section->nodes : parser->parsed->nodes, node);
    return node;
}

/* Where PIECE, which is short, begins from AT on; NULL where it does not. */
static const char *
find_piece(const char *at, const char *piece)
{
    gsize length = strlen(piece);
    while ((at = strchr(at, piece[0])) && strncmp(at, piece, length) != 0)
        at++;
    return at;
}

static bool
begins_line(const Parser *parser, const char *at)
{
    return at == parser->parsed->source || at[-1] == '\n';
}

static void
add_text(const Parser *parser, const char *start, const char *end)
{
    Node *node = add_node(parser, NODE_TEXT, start);
    node->length = (gsize)(end - start);
    node->line_start = begins_line(parser, start);
}

/* The start of the line that AT stands on where only blanks lie between, else NULL. */
static const char *
blank_before(const Parser *parser, const char *at)
{
    while (at > parser->parsed->source && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    return begins_line(parser, at) ? at : NULL;
}

/* The start of the next line where only blanks lie between, else NULL. */
static const char *
blank_after(const char *at)
{
    at += strspn(at, " \t");
    if (*at == '\0')
        return at;
    if (*at == '\r')
        at++;
    return *at == '\n' ? at + 1 : NULL;
}

/* Reads the tag whose opening delimiter is at START. */
static gboolean
read_tag(const Parser *parser, const char *start, Tag *ret_tag, GError **error)
{
    const char *inner = start + strlen(parser->open);
    char kind = *inner && strchr("#^/>!=&{", *inner) ? *inner : 0;
    g_autofree char *close = kind == '{'   ? g_strconcat("}", parser->close, NULL)
                             : kind == '=' ? g_strconcat("=", parser->close, NULL)
                                           : g_strdup(parser->close);
    if (kind)
        inner++;
    const char *end = find_piece(inner, close);
    if (!end)
        return fault(parser, start, error, "this tag is never closed; \"%s\" ends it", close);
    ret_tag->start = start;
    ret_tag->end = end + strlen(close);
    ret_tag->kind = kind == '{' ? '&' : kind;
    ret_tag->content = g_strstrip(g_strndup(inner, (gsize)(end - inner)));
    return TRUE;
}

static bool
name_valid(const char *name, const char *also)
{
    for (const char *p = name; *p; p++) {
        if (!g_ascii_isalnum(*p) && !strchr(also, *p) && (guchar)*p < 0x80)
            return false;
    }
    return *name != '\0';
}

/* Splits "a.b.c" into its pieces, "." into none; NULL for what is no name. */
static GStrv
path_parse(const char *name)
{
    if (strcmp(name, ".") == 0)
        return g_new0(char *, 1);
    g_auto(GStrv) path = g_strsplit(name, ".", -1);
    for (char **piece = path; *piece; piece++) {
        if (!name_valid(*piece, "_-"))
            return NULL;
    }
    return path[0] ? g_steal_pointer(&path) : NULL;
}

static gboolean
open_section(Parser *parser, const Tag *tag, GStrv path, GError **error)
{
    if (parser->sections->len >= TEMPLATE_DEPTH_MAX)
        return fault(parser, tag->start, error,
                     "sections nest deeper than %d; move some to a partial", TEMPLATE_DEPTH_MAX);
    Node *node = add_node(parser, tag->kind == '#' ? NODE_SECTION : NODE_INVERTED, tag->start);
    node->name = g_strdup(tag->content);
    node->path = g_strdupv(path);
    node->nodes = nodes_new();
    g_ptr_array_add(parser->sections, node);
    return TRUE;
}

static gboolean
close_section(Parser *parser, const Tag *tag, GError **error)
{
    Node *section = innermost(parser);
    if (!section)
        return fault(parser, tag->start, error, "{{/%s}} closes nothing; no section is open here",
                     tag->content);
    if (strcmp(section->name, tag->content) != 0) {
        g_autofree char *place = template_place(parser->parsed, section->start);
        return fault(parser, tag->start, error,
                     "{{/%s}} stands where {{/%s}} is wanted (opened at %s)", tag->content,
                     section->name, place);
    }
    g_ptr_array_set_size(parser->sections, (gint)parser->sections->len - 1);
    return TRUE;
}

static gboolean
change_delimiters(Parser *parser, const Tag *tag, GError **error)
{
    gsize open = strcspn(tag->content, " \t\r\n");
    const char *close = tag->content + open;
    close += strspn(close, " \t\r\n");
    bool fits = open > 0 && open <= DELIMITER_MAX && *close && strlen(close) <= DELIMITER_MAX;
    if (!fits || strpbrk(close, " \t\r\n=") || memchr(tag->content, '=', open))
        return fault(parser, tag->start, error,
                     "new delimiters are two short words without \"=\", as in {{=<%% %%>=}}");
    g_free(parser->open);
    parser->open = g_strndup(tag->content, open);
    g_free(parser->close);
    parser->close = g_strdup(close);
    return TRUE;
}

static gboolean
add_named(Parser *parser, const Tag *tag, GError **error)
{
    g_auto(GStrv) path = path_parse(tag->content);
    if (!path)
        return fault(
            parser, tag->start, error,
            "\"%s\" is no name; names have letters, digits, \"_\" and \"-\", with dots between",
            tag->content);
    if (tag->kind == '#' || tag->kind == '^')
        return open_section(parser, tag, path, error);
    if (tag->kind == '/')
        return close_section(parser, tag, error);
    Node *node = add_node(parser, NODE_VARIABLE, tag->start);
    node->name = g_strdup(tag->content);
    node->path = g_steal_pointer(&path);
    node->raw = tag->kind == '&';
    return TRUE;
}

static gboolean
add_partial(const Parser *parser, const Tag *tag, const char *line, GError **error)
{
    if (!name_valid(tag->content, "_-"))
        return fault(parser, tag->start, error,
                     "\"%s\" is no partial's name; it is a file's without \".txt\" or \".html\"",
                     tag->content);
    Node *node = add_node(parser, NODE_PARTIAL, tag->start);
    node->name = g_strdup(tag->content);
    node->alone = line != NULL;
    node->indent = line ? (gsize)(tag->start - line) : 0;
    return TRUE;
}

static gboolean
add_tag(Parser *parser, const Tag *tag, const char *line, GError **error)
{
    switch (tag->kind) {
    case '!':
        return TRUE;
    case '=':
        return change_delimiters(parser, tag, error);
    case '>':
        return add_partial(parser, tag, line, error);
    default:
        return add_named(parser, tag, error);
    }
}

/* Takes the text up to the next tag, and the tag. */
static gboolean
parse_step(Parser *parser, GError **error)
{
    const char *start = find_piece(parser->at, parser->open);
    if (!start) {
        const char *end = parser->at + strlen(parser->at);
        if (end > parser->at)
            add_text(parser, parser->at, end);
        parser->at = end;
        return TRUE;
    }
    Tag tag = {0};
    if (!read_tag(parser, start, &tag, error))
        return FALSE;
    const char *line = NULL;
    const char *next = NULL;
    if (tag.kind && tag.kind != '&') {
        line = blank_before(parser, start);
        next = line ? blank_after(tag.end) : NULL;
    }
    const char *text_end = next ? line : start;
    if (text_end > parser->at)
        add_text(parser, parser->at, text_end);
    if (!next && begins_line(parser, start))
        add_text(parser, start, start);
    parser->at = next ? next : tag.end;
    g_assert(parser->at);
    gboolean added = add_tag(parser, &tag, next ? line : NULL, error);
    g_free(tag.content);
    return added;
}

static gboolean
parse_all(Parser *parser, GError **error)
{
    const char *invalid;
    if (!g_utf8_validate(parser->at, -1, &invalid))
        return fault(parser, parser->at, error,
                     "this file is no UTF-8 from byte %td on; save it as UTF-8",
                     invalid - parser->at + 1);
    while (*parser->at) {
        if (!parse_step(parser, error))
            return FALSE;
    }
    const Node *section = innermost(parser);
    if (section)
        return fault(parser, parser->parsed->source + section->start, error,
                     "{{%c%s}} is never closed; put {{/%s}} where it ends",
                     section->kind == NODE_SECTION ? '#' : '^', section->name, section->name);
    return TRUE;
}

Template *
template_parse(const char *file, int line, const char *text, GError **error)
{
    g_autoptr(Template) parsed = g_new0(Template, 1);
    parsed->file = g_strdup(file);
    parsed->line = line;
    parsed->source = g_strdup(text);
    parsed->nodes = nodes_new();
    Parser parser = {.parsed = parsed, .at = parsed->source};
    parser.open = g_strdup("{{");
    parser.close = g_strdup("}}");
    parser.sections = g_ptr_array_new();
    gboolean ok = parse_all(&parser, error);
    g_free(parser.open);
    g_free(parser.close);
    g_ptr_array_unref(parser.sections);
    return ok ? g_steal_pointer(&parsed) : NULL;
}
