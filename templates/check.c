/* Contract check: walks a template as the renderer does, with tables of names in place of values. */
#include "templates/check.h"
#include <string.h>
#include "event/nearest.h"
#include "templates/node.h"

/* What a name may mean at some place: the names of a map, or a single text or flag (names NULL). */
typedef struct {
    TemplateType type;
    const TemplateName *names;
} Scope;

typedef struct {
    GArray *scopes; /* Scope, innermost last */
    TemplateEscape escape;
    TemplatePartial partial;
    gpointer user_data;
    GPtrArray *faults;
    GPtrArray *files; /* const Template *: the one being walked, and those around it */
    gsize steps;
} Checker;

static void check_nodes(Checker *checker, const GPtrArray *nodes);

void
template_fault_add(GPtrArray *faults, char *line)
{
    if (g_ptr_array_find_with_equal_func(faults, line, g_str_equal, NULL))
        g_free(line);
    else
        g_ptr_array_add(faults, line);
}

G_GNUC_PRINTF(3, 4)
static void
fault(const Checker *checker, const Node *node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const Template *file = g_ptr_array_index(checker->files, checker->files->len - 1);
    g_autofree char *place = template_place(file, node->start);
    template_fault_add(checker->faults, g_strdup_printf("%s: %s", place, what));
}

static const TemplateName *
find_name(const TemplateName *names, const char *piece)
{
    for (; names && names->name; names++) {
        if (strcmp(names->name, piece) == 0)
            return names;
    }
    return NULL;
}

static const TemplateName *
look_up(const Checker *checker, const char *piece)
{
    const TemplateName *found = NULL;
    for (guint i = checker->scopes->len; i > 0 && !found; i--)
        found = find_name(g_array_index(checker->scopes, Scope, i - 1).names, piece);
    return found;
}

static void
add_names(GPtrArray *all, const TemplateName *names)
{
    for (; names && names->name; names++)
        g_ptr_array_add(all, (gpointer)names->name);
}

/* Reports that the piece COUNT of NODE's name is unknown; the pieces before it led to WITHIN (NULL:
 * there are none before). */
static void
fault_unknown(const Checker *checker, const Node *node, guint count, const TemplateName *within)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    if (within)
        add_names(known, within->names);
    for (guint i = checker->scopes->len; i > 0 && !within; i--)
        add_names(known, g_array_index(checker->scopes, Scope, i - 1).names);
    g_ptr_array_add(known, NULL);
    const char *nearest = nearest_name(node->path[count], (const char *const *)known->pdata);
    if (!nearest) {
        fault(checker, node, "\"%s\" is no name here; convoke-templates(5) lists those that are",
              node->name);
        return;
    }
    GString *meant = g_string_new(NULL);
    for (guint i = 0; node->path[i]; i++)
        g_string_append_printf(meant, "%s%s", i ? "." : "", i == count ? nearest : node->path[i]);
    fault(checker, node, "\"%s\" is no name here; did you mean \"%s\"?", node->name, meant->str);
    g_string_free(meant, TRUE);
}

/* The entry of NODE's dotted name; NULL after reporting why there is none. */
static const TemplateName *
resolve(const Checker *checker, const Node *node)
{
    const TemplateName *name = look_up(checker, node->path[0]);
    if (!name)
        fault_unknown(checker, node, 0, NULL);
    for (guint i = 1; name && node->path[i]; i++) {
        const TemplateName *inner =
            name->type == TEMPLATE_MAP ? find_name(name->names, node->path[i]) : NULL;
        if (!inner && name->type == TEMPLATE_MAP)
            fault_unknown(checker, node, i, name);
        else if (!inner)
            fault(checker, node, "\"%s\" is a %s; \"%s\" cannot be taken from it", name->name,
                  template_type_name(name->type), node->path[i]);
        name = inner;
    }
    return name;
}

static void
check_variable(const Checker *checker, const Node *node)
{
    TemplateType type = g_array_index(checker->scopes, Scope, checker->scopes->len - 1).type;
    bool markup = false;
    if (node->path[0]) {
        const TemplateName *name = resolve(checker, node);
        if (!name)
            return;
        type = name->type;
        markup = name->markup;
    }
    if (type != TEMPLATE_TEXT)
        fault(checker, node, "\"%s\" is a %s and prints nothing; use {{#%s}}...{{/%s}}", node->name,
              template_type_name(type), node->name, node->name);
    else if (checker->escape == TEMPLATE_ESCAPE_HTML && node->raw && !markup)
        fault(checker, node, "{{{%s}}} lets somebody's words be HTML; write {{%s}}", node->name,
              node->name);
    else if (checker->escape == TEMPLATE_ESCAPE_HTML && !node->raw && markup)
        fault(checker, node, "\"%s\" is HTML already; write {{{%s}}}", node->name, node->name);
}

static void
check_section(Checker *checker, const Node *node)
{
    Scope scope = g_array_index(checker->scopes, Scope, checker->scopes->len - 1);
    if (node->path[0]) {
        const TemplateName *name = resolve(checker, node);
        if (!name)
            return;
        bool texts = name->type == TEMPLATE_LIST && !name->names;
        bool maps = name->type == TEMPLATE_LIST && name->names;
        scope.type = texts ? TEMPLATE_TEXT : maps ? TEMPLATE_MAP : name->type;
        scope.names = name->names;
    }
    if (node->kind == NODE_INVERTED) {
        check_nodes(checker, node->nodes);
        return;
    }
    g_array_append_val(checker->scopes, scope);
    check_nodes(checker, node->nodes);
    g_array_set_size(checker->scopes, checker->scopes->len - 1);
}

static void
check_partial(Checker *checker, const Node *node)
{
    const Template *inner =
        checker->partial ? checker->partial(node->name, checker->user_data) : NULL;
    if (!inner) {
        fault(checker, node, "there is no partial \"%s\"", node->name);
        return;
    }
    if (g_ptr_array_find(checker->files, inner, NULL)) {
        fault(checker, node, "the partial \"%s\" contains itself", node->name);
        return;
    }
    g_ptr_array_add(checker->files, (gpointer)inner);
    check_nodes(checker, inner->nodes);
    g_ptr_array_set_size(checker->files, (gint)checker->files->len - 1);
}

static void
check_nodes(Checker *checker, const GPtrArray *nodes)
{
    for (guint i = 0; i < nodes->len && checker->steps < TEMPLATE_STEPS_MAX; i++) {
        const Node *node = g_ptr_array_index(nodes, i);
        checker->steps++;
        if (node->kind == NODE_VARIABLE)
            check_variable(checker, node);
        else if (node->kind == NODE_SECTION || node->kind == NODE_INVERTED)
            check_section(checker, node);
        else if (node->kind == NODE_PARTIAL)
            check_partial(checker, node);
        if (checker->steps == TEMPLATE_STEPS_MAX)
            fault(checker, node, "partials use partials too often; write some of them out");
    }
}

void
template_check(const Template *parsed, const TemplateName *const *scopes, TemplateEscape escape,
               TemplatePartial partial, gpointer user_data, GPtrArray *faults)
{
    Checker checker = {.scopes = g_array_new(FALSE, FALSE, sizeof(Scope)),
                       .escape = escape,
                       .partial = partial,
                       .user_data = user_data,
                       .faults = faults,
                       .files = g_ptr_array_new()};
    for (; *scopes; scopes++) {
        Scope scope = {TEMPLATE_MAP, *scopes};
        g_array_append_val(checker.scopes, scope);
    }
    g_ptr_array_add(checker.files, (gpointer)parsed);
    check_nodes(&checker, parsed->nodes);
    g_array_unref(checker.scopes);
    g_ptr_array_unref(checker.files);
}
