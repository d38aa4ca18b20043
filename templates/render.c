/* Renderer: walks the nodes with a stack of contexts. Every loop counts its steps, so that lists
 * within lists end in an error, not in an hour. */
#include "templates/render.h"
#include <string.h>
#include "event/error.h"
#include "templates/node.h"

typedef struct {
    GString *out;
    GPtrArray *contexts; /* const TemplateValue *, innermost last */
    TemplateEscape escape;
    TemplatePartial partial;
    gpointer user_data;
    const Template *current;
    GString *indent; /* of the partial being rendered, written where its lines begin */
    int partials;    /* how many are being rendered */
    guint outermost; /* index of the outermost context that was looked into, or beyond, of late */
    gsize steps;
    GArray *marks; /* TemplateMark; NULL = not asked for */
} Renderer;

static gboolean render_nodes(Renderer *renderer, const GPtrArray *nodes, GError **error);

static gboolean
beyond(const Renderer *renderer, const Node *node, GError **error, const char *what)
{
    g_autofree char *place = template_place(renderer->current, node->start);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s: %s", place, what);
    return FALSE;
}

/* The value that the dotted name PATH has here, NULL where it has none. The first piece is looked
 * for from the innermost context outwards, the others only within what it names. */
static const TemplateValue *
find(Renderer *renderer, const GStrv path)
{
    const GPtrArray *contexts = renderer->contexts;
    if (!path[0])
        return g_ptr_array_index(contexts, contexts->len - 1);
    const TemplateValue *value = NULL;
    guint i = contexts->len;
    for (; i > 0 && !value; i--) {
        value = template_value_get(g_ptr_array_index(contexts, i - 1), path[0]);
        renderer->steps++;
    }
    renderer->outermost = MIN(renderer->outermost, i);
    for (guint j = 1; value && path[j]; j++)
        value = template_value_get(value, path[j]);
    return value;
}

/* TEMPLATE_LINE begins with 0xe2, as other characters do. */
static void
append_escaped(GString *out, const char *text)
{
    for (;;) {
        gsize plain = strcspn(text, "&<>\"'\xe2");
        g_string_append_len(out, text, (gssize)plain);
        text += plain;
        switch (*text++) {
        case '&':
            g_string_append(out, "&amp;");
            break;
        case '<':
            g_string_append(out, "&lt;");
            break;
        case '>':
            g_string_append(out, "&gt;");
            break;
        case '"':
            g_string_append(out, "&quot;");
            break;
        case '\'':
            g_string_append(out, "&#39;");
            break;
        case '\xe2':
            if (g_str_has_prefix(text - 1, TEMPLATE_LINE)) {
                g_string_append(out, "<br>");
                text += strlen(TEMPLATE_LINE) - 1;
            } else {
                g_string_append_c(out, '\xe2');
            }
            break;
        default:
            return;
        }
    }
}

static void
render_text(Renderer *renderer, const Node *node)
{
    const char *text = renderer->current->source + node->start;
    const char *end = text + node->length;
    const GString *indent = renderer->indent;
    if (indent->len == 0) {
        g_string_append_len(renderer->out, text, (gssize)node->length);
        return;
    }
    bool line_start = node->line_start;
    do {
        const char *newline = memchr(text, '\n', (gsize)(end - text));
        const char *stop = newline ? newline + 1 : end;
        if (line_start)
            g_string_append_len(renderer->out, indent->str, (gssize)indent->len);
        g_string_append_len(renderer->out, text, stop - text);
        text = stop;
        line_start = true;
    } while (text < end);
}

void
template_escape(GString *out, const char *text, TemplateEscape escape)
{
    if (escape == TEMPLATE_ESCAPE_NONE)
        g_string_append(out, text);
    else
        append_escaped(out, text);
}

static void
render_variable(Renderer *renderer, const Node *node)
{
    const TemplateValue *value = find(renderer, node->path);
    if (!value)
        return;
    TemplateMark mark = {.at = renderer->out->len,
                         .mark = template_value_mark(value),
                         .escape = node->raw ? TEMPLATE_ESCAPE_NONE : renderer->escape};
    template_escape(renderer->out, template_value_text(value), mark.escape);
    mark.length = renderer->out->len - mark.at;
    if (renderer->marks && mark.mark && mark.length > 0)
        g_array_append_val(renderer->marks, mark);
}

static gboolean
render_with(Renderer *renderer, const Node *node, const TemplateValue *context, GError **error)
{
    g_ptr_array_add(renderer->contexts, (gpointer)context);
    gboolean ok = render_nodes(renderer, node->nodes, error);
    g_ptr_array_set_size(renderer->contexts, (gint)renderer->contexts->len - 1);
    return ok;
}

/* A section that is shown for VALUE: once, or for each item. */
static gboolean
render_value(Renderer *renderer, const Node *node, const TemplateValue *value, GError **error)
{
    if (template_value_type(value) != TEMPLATE_LIST)
        return render_with(renderer, node, value, error);
    for (guint i = 0; i < template_value_length(value); i++) {
        renderer->steps++;
        if (!render_with(renderer, node, template_value_item(value, i), error))
            return FALSE;
    }
    return TRUE;
}

/* The same for a value that many renderings share. What was made of nothing but it is kept for them. */
static gboolean
render_shared(Renderer *renderer, const Node *node, const TemplateValue *value, GError **error)
{
    guint how = renderer->escape;
    const GString *kept = template_value_kept(value, node, how);
    if (kept) {
        g_string_append_len(renderer->out, kept->str, (gssize)kept->len);
        return TRUE;
    }
    guint before = renderer->outermost, here = renderer->contexts->len;
    gsize start = renderer->out->len;
    renderer->outermost = here;
    gboolean ok = render_value(renderer, node, value, error);
    if (ok && renderer->outermost >= here)
        template_value_keep(value, node, how, renderer->out->str + start,
                            renderer->out->len - start);
    renderer->outermost = MIN(renderer->outermost, before);
    return ok;
}

static gboolean
render_section(Renderer *renderer, const Node *node, GError **error)
{
    const TemplateValue *value = find(renderer, node->path);
    if (template_value_true(value) == (node->kind == NODE_INVERTED))
        return TRUE;
    if (node->kind == NODE_INVERTED)
        return render_nodes(renderer, node->nodes, error);
    if (template_value_shared(value) && renderer->indent->len == 0)
        return render_shared(renderer, node, value, error);
    return render_value(renderer, node, value, error);
}

/* A partial alone on its line is indented as its tag is, on top of the partial around it; one
 * within a line is not indented at all. */
static gboolean
render_partial(Renderer *renderer, const Node *node, GError **error)
{
    const Template *outer = renderer->current;
    const Template *inner =
        renderer->partial ? renderer->partial(node->name, renderer->user_data) : NULL;
    if (!inner)
        return TRUE;
    if (renderer->partials >= TEMPLATE_PARTIALS_MAX)
        return beyond(renderer, node, error, "partials nest too deep; does one contain itself?");
    GString *outer_indent = renderer->indent;
    renderer->indent = g_string_new(node->alone ? outer_indent->str : "");
    g_string_append_len(renderer->indent, outer->source + node->start - node->indent,
                        (gssize)node->indent);
    renderer->current = inner;
    renderer->partials++;
    gboolean ok = render_nodes(renderer, inner->nodes, error);
    renderer->partials--;
    renderer->current = outer;
    g_string_free(renderer->indent, TRUE);
    renderer->indent = outer_indent;
    return ok;
}

static gboolean
render_node(Renderer *renderer, const Node *node, GError **error)
{
    switch (node->kind) {
    case NODE_TEXT:
        render_text(renderer, node);
        return TRUE;
    case NODE_VARIABLE:
        render_variable(renderer, node);
        return TRUE;
    case NODE_SECTION:
    case NODE_INVERTED:
        return render_section(renderer, node, error);
    case NODE_PARTIAL:
        return render_partial(renderer, node, error);
    }
    return TRUE;
}

static gboolean
render_nodes(Renderer *renderer, const GPtrArray *nodes, GError **error)
{
    for (guint i = 0; i < nodes->len; i++) {
        const Node *node = g_ptr_array_index(nodes, i);
        if (!render_node(renderer, node, error))
            return FALSE;
        if (renderer->out->len > TEMPLATE_OUTPUT_MAX)
            return beyond(renderer, node, error, "the text becomes longer than 1 MiB; shorten it");
        if (++renderer->steps > TEMPLATE_STEPS_MAX)
            return beyond(renderer, node, error, "this takes too many steps; nest fewer lists");
    }
    return TRUE;
}

char *
template_render(const Template *parsed, const TemplateValue *data, TemplateEscape escape,
                TemplatePartial partial, gpointer user_data, GArray *marks, GError **error)
{
    Renderer renderer = {.out = g_string_new(NULL),
                         .contexts = g_ptr_array_new(),
                         .escape = escape,
                         .partial = partial,
                         .user_data = user_data,
                         .current = parsed,
                         .indent = g_string_new(NULL),
                         .marks = marks};
    g_ptr_array_add(renderer.contexts, (gpointer)data);
    gboolean ok = render_nodes(&renderer, parsed->nodes, error);
    g_ptr_array_unref(renderer.contexts);
    g_string_free(renderer.indent, TRUE);
    return g_string_free(renderer.out, !ok);
}
