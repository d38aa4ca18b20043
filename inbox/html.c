/* Walks the parser's tree once and writes to three texts: all, what was written, what was quoted. */
#include "inbox/html.h"

#include <gumbo.h>
#include <stdbool.h>
#include <string.h>
#include "inbox/html-attribute.h"
#include "inbox/html-guard.h"
#include "inbox/html-marks.h"
#include "inbox/html-sheet.h"

/* One text in the making: knows which white space it still owes. */
typedef struct {
    GString *text;
    guint newlines; /* owed before the next word */
    bool blank;     /* owed, too */
} Sink;

typedef struct {
    Sink all, written, quoted;
    guint quote_depth; /* marked elements around */
    guint cite_depth;  /* of them, those that get "> " */
    guint pre_depth;
    guint number; /* of the last item of the ordered list around */
    bool rest;    /* all that follows was there before */
    bool signature;
    bool marked; /* some mark was seen */
    HtmlPaint paint;
    const HtmlSheet *sheet;
} Render;

static void
sink_newline(Sink *sink, guint n)
{
    if (sink->text->len)
        sink->newlines = MAX(sink->newlines, n);
    sink->blank = false;
}

static void
sink_start_line(Sink *sink, guint depth)
{
    for (guint i = 0; i < MIN(depth, 5); i++)
        g_string_append_c(sink->text, '>');
    if (depth)
        g_string_append_c(sink->text, ' ');
}

static void
sink_word(Sink *sink, const char *word, gsize length, guint depth)
{
    if (sink->text->len == 0)
        sink_start_line(sink, depth);
    for (guint i = 0; i < sink->newlines; i++) {
        g_string_append_c(sink->text, '\n');
        if (i + 1 == sink->newlines)
            sink_start_line(sink, depth);
    }
    if (sink->newlines == 0 && sink->blank && sink->text->len)
        g_string_append_c(sink->text, ' ');
    sink->newlines = 0;
    sink->blank = false;
    g_string_append_len(sink->text, word, (gssize)length);
}

static Sink *
current_sink(Render *render)
{
    bool earlier = render->rest || render->quote_depth || render->signature;

    return earlier ? &render->quoted : &render->written;
}

static void
emit(Render *render, const char *word, gsize length)
{
    sink_word(&render->all, word, length, render->cite_depth);
    sink_word(current_sink(render), word, length, 0);
}

static void
emit_newline(Render *render, guint n)
{
    sink_newline(&render->all, n);
    sink_newline(&render->written, n);
    sink_newline(&render->quoted, n);
}

static void
emit_blank(Render *render)
{
    render->all.blank = render->written.blank = render->quoted.blank = true;
}

/* Line breaks add up here, unlike the edges of blocks. */
static void
emit_break(Render *render)
{
    Sink *sinks[] = {&render->all, &render->written, &render->quoted};

    for (gsize i = 0; i < G_N_ELEMENTS(sinks); i++)
        if (sinks[i]->text->len && sinks[i]->newlines < 3)
            sinks[i]->newlines++;
}

static const char *
next_space(const char *p)
{
    while (*p && !g_ascii_isspace(*p) && strncmp(p, "\xc2\xa0", 2) != 0)
        p++;
    return p;
}

static void
emit_text(Render *render, const char *text)
{
    for (const char *p = text; *p;) {
        const char *end = next_space(p);
        if (end > p) {
            emit(render, p, (gsize)(end - p));
            p = end;
        } else if (render->pre_depth && *p == '\n') {
            emit_break(render);
            p++;
        } else if (render->pre_depth && *p == ' ') {
            emit(render, " ", 1);
            p++;
        } else {
            emit_blank(render);
            p += *p == '\xc2' ? 2 : 1;
        }
    }
}

/* How many line ends stand before and after an element; 0 = inline. */
static guint
block_margin(const GumboElement *element)
{
    switch (element->tag) {
    case GUMBO_TAG_P:
        return gumbo_get_attribute(&element->attributes, "class") ? 1 : 2;
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_HR:
        return 2;
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_FORM:
        return 1;
    default:
        return 0;
    }
}

/* An image that stands for a character: an emoji's alt text. */
static void
emit_image(Render *render, const GumboElement *element)
{
    const char *alt = html_attribute(element, "alt");

    if (*alt && strlen(alt) <= 16 && (guchar)alt[0] >= 0xe2)
        emit(render, alt, strlen(alt));
}

/* The number of an item in an ordered list: our questions are answered by number. */
static void
emit_number(Render *render, const GumboNode *node)
{
    char number[16];

    if (node->parent->type != GUMBO_NODE_ELEMENT || node->parent->v.element.tag != GUMBO_TAG_OL)
        return;
    g_snprintf(number, sizeof number, "%u.", ++render->number);
    emit(render, number, strlen(number));
    emit_blank(render);
}

static bool
has_text(const GumboNode *node, const HtmlSheet *sheet)
{
    if (node->type == GUMBO_NODE_TEXT)
        return true;
    if (node->type != GUMBO_NODE_ELEMENT || html_mark(node, sheet) != HTML_PLAIN)
        return false;
    for (guint i = 0; i < node->v.element.children.length; i++)
        if (has_text(node->v.element.children.data[i], sheet))
            return true;
    return false;
}

/* Answers between quoted pieces: text behind the first blockquote of a container. */
static bool
is_interleaved(const GumboNode *node, const HtmlSheet *sheet)
{
    const GumboVector *children = &node->v.element.children;
    bool cited = false;

    if (!html_is_answerable(node) || node->v.element.tag == GUMBO_TAG_BLOCKQUOTE)
        return false;
    for (guint i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        bool element = child->type == GUMBO_NODE_ELEMENT;
        if (element && child->v.element.tag == GUMBO_TAG_BLOCKQUOTE &&
            html_mark(child, sheet) == HTML_QUOTE)
            cited = true;
        else if (cited && has_text(child, sheet))
            return true;
    }
    return false;
}

static void render_node(Render *render, const GumboNode *node);

static void
render_children(Render *render, const GumboNode *node)
{
    for (guint i = 0; i < node->v.element.children.length; i++)
        render_node(render, node->v.element.children.data[i]);
}

static void
render_block(Render *render, const GumboNode *node)
{
    const GumboElement *element = &node->v.element;
    guint margin = block_margin(element);
    bool pre = element->tag == GUMBO_TAG_PRE;
    guint number = render->number;

    if (element->tag == GUMBO_TAG_OL)
        render->number = 0;
    if (margin)
        emit_newline(render, margin);
    if (element->tag == GUMBO_TAG_LI)
        emit_number(render, node);
    render->pre_depth += pre;
    render_children(render, node);
    render->pre_depth -= pre;
    if (element->tag == GUMBO_TAG_OL)
        render->number = number;
    if (margin)
        emit_newline(render, margin);
    if (element->tag == GUMBO_TAG_TD || element->tag == GUMBO_TAG_TH)
        emit_blank(render);
}

/* A line ">" among the written words, where a quotation stood. */
static void
mark_gap(Render *render)
{
    sink_newline(&render->written, 1);
    sink_word(&render->written, ">", 1, 0);
    sink_newline(&render->written, 1);
}

static void
render_quote(Render *render, const GumboNode *node)
{
    bool cite = node->v.element.tag == GUMBO_TAG_BLOCKQUOTE;
    bool interleaved = is_interleaved(node, render->sheet);

    render->marked = true;
    if (cite)
        emit_newline(render, 2);
    if (!interleaved && current_sink(render) == &render->written)
        mark_gap(render);
    render->quote_depth += !interleaved;
    render->cite_depth += cite;
    render_block(render, node);
    render->quote_depth -= !interleaved;
    render->cite_depth -= cite;
}

static void
render_marked(Render *render, const GumboNode *node)
{
    bool outer;

    switch (html_mark(node, render->sheet)) {
    case HTML_HIDDEN:
        return;
    case HTML_REST:
        render->rest = render->marked = true;
        render_block(render, node);
        return;
    case HTML_QUOTE:
        render_quote(render, node);
        return;
    case HTML_SIGNATURE:
        outer = render->signature;
        render->signature = render->marked = true;
        render_block(render, node);
        render->signature = outer;
        return;
    case HTML_PLAIN:
        render_block(render, node);
        return;
    }
}

static void
render_element(Render *render, const GumboNode *node)
{
    const GumboElement *element = &node->v.element;
    HtmlPaint outer = render->paint;

    if (element->tag == GUMBO_TAG_BR) {
        emit_break(render);
        return;
    }
    if (element->tag == GUMBO_TAG_IMG) {
        emit_image(render, element);
        return;
    }
    HtmlPaint inner = html_sheet_paint(render->sheet, element);
    render->paint = html_paint_within(&outer, &inner);
    render_marked(render, node);
    render->paint = outer;
}

static void
render_node(Render *render, const GumboNode *node)
{
    switch (node->type) {
    case GUMBO_NODE_ELEMENT:
        render_element(render, node);
        return;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
        if (html_paint_shows(&render->paint))
            emit_text(render, node->v.text.text);
        return;
    case GUMBO_NODE_WHITESPACE:
        emit_text(render, node->v.text.text);
        return;
    default:
        return; /* comments, and templates, which nobody sees */
    }
}

/* The parser's many small pieces come from a few large ones, and go all at once: half the time of
 * parsing is malloc otherwise, and its own clean-up recurses as deep as the tree. */
typedef struct Chunk {
    struct Chunk *next;
} Chunk;

typedef struct {
    Chunk *chunks;
    char *free;
    gsize left;
} Arena;

#define ARENA_CHUNK (32 << 10)
#define ARENA_ALIGN 16

static void *
arena_take(void *userdata, size_t size)
{
    Arena *arena = userdata;
    char *taken;

    size = (size + ARENA_ALIGN - 1) & ~(gsize)(ARENA_ALIGN - 1);
    if (size > arena->left) {
        gsize room = MAX(size, ARENA_CHUNK);
        Chunk *chunk = g_malloc(room + ARENA_ALIGN);
        chunk->next = arena->chunks;
        arena->chunks = chunk;
        arena->free = (char *)chunk + ARENA_ALIGN;
        arena->left = room;
    }
    taken = arena->free;
    arena->free += size;
    arena->left -= size;
    return taken;
}

static void
arena_give(void *userdata G_GNUC_UNUSED, void *taken G_GNUC_UNUSED)
{
}

static void
arena_clear(Arena *arena)
{
    for (Chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        g_free(chunk);
    }
}

static void
render_source(Render *render, const char *source, gsize length)
{
    GumboOptions options = kGumboDefaultOptions;
    Arena arena = {0};

    options.allocator = arena_take;
    options.deallocator = arena_give;
    options.userdata = &arena;
    options.max_errors = 0;
    render_node(render, gumbo_parse_with_options(&options, source, length)->root);
    arena_clear(&arena);
}

void
html_read(const char *source, gsize length, HtmlText *ret_text)
{
    g_autoptr(GString) styles = g_string_new(NULL);
    g_autoptr(GString) trimmed = html_trim(source, length, styles);
    Render render = {0};

    *ret_text = (HtmlText){0};
    if (!html_is_tame(trimmed->str, trimmed->len)) {
        ret_text->text = html_strip_tags(trimmed->str, trimmed->len);
        return;
    }
    render.all.text = g_string_sized_new(length / 4);
    render.written.text = g_string_sized_new(length / 8);
    render.quoted.text = g_string_sized_new(length / 8);
    g_autoptr(HtmlSheet) sheet = styles->len ? html_sheet_read(styles->str, styles->len) : NULL;
    render.sheet = sheet;
    render.paint = html_paint_default;
    render_source(&render, trimmed->str, trimmed->len);
    ret_text->text = g_string_free(render.all.text, FALSE);
    ret_text->written = g_string_free(render.written.text, !render.marked);
    ret_text->quoted = g_string_free(render.quoted.text, !render.marked);
}
