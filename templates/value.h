/* TemplateValue: what a template is filled with; a tree of texts, flags, lists and maps. Built by
 * the caller, read by render.h, freed as a whole by its root. A text is always valid UTF-8: other
 * bytes are replaced when it is made.
 *
 * True in a section are: a flag that is set, a text that is not empty, a list with items, any map.
 * A name that is set to nothing (NULL) holds the empty text: it is false, prints nothing, and hides
 * a value of the same name further out, which a name that was never set does not. */
#ifndef CONVOKE_TEMPLATES_VALUE_H
#define CONVOKE_TEMPLATES_VALUE_H

#include <glib.h>
#include <stdbool.h>

/* Ends a line within a text, U+2028: HTML has <br> for it (render.h), and a text part an end of line that no layout
 * joins again. */
#define TEMPLATE_LINE "\xe2\x80\xa8"

typedef enum {
    TEMPLATE_TEXT,
    TEMPLATE_FLAG,
    TEMPLATE_LIST,
    TEMPLATE_MAP,
} TemplateType;

typedef struct TemplateValue TemplateValue;

const char *template_type_name(TemplateType type); /* "text" "flag" "list" "map" */

TemplateValue *template_text(const char *text); /* copied; NULL = "" */
TemplateValue *template_text_take(char *text);  /* the same, owned from now on */
/* The same, for a text of one line that other readers have another of: the renderer tells where it stands. MARK,
 * over 0, tells it from others. */
TemplateValue *template_text_marked(char *text, guint mark);
TemplateValue *template_number(gint64 number); /* a text of digits; 0 is true like any text */
TemplateValue *template_flag(bool flag);
TemplateValue *template_list(void);
TemplateValue *template_map(void);
void template_value_free(TemplateValue *value); /* NULL-safe; takes one reference */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateValue, template_value_free)

/* VALUE, complete now, may be set in many maps, each with a reference of its own, and is not changed any more.
 * What a section makes of it alone is rendered once and kept with it. */
TemplateValue *template_value_share(TemplateValue *value);
TemplateValue *template_value_ref(TemplateValue *value); /* a shared one */

/* Both take VALUE, which belongs to no other list or map. Setting a name again replaces its value.
 * NAME is not copied: it lives as long as the map, as literals do. */
void template_add(TemplateValue *list, TemplateValue *value);
void template_set(TemplateValue *map, const char *name, TemplateValue *value); /* NULL = "" */
void template_unset(TemplateValue *map, const char *name); /* as if it had never been set */

/* For the renderer: what was kept with a shared value under WHERE and HOW (NULL = nothing yet), and keeping
 * it. */
bool template_value_shared(const TemplateValue *value);
const GString *template_value_kept(const TemplateValue *value, gconstpointer where, guint how);
void template_value_keep(const TemplateValue *value, gconstpointer where, guint how,
                         const char *text, gsize length);

/* Readers; what they give is borrowed. */
TemplateType template_value_type(const TemplateValue *value);
guint template_value_mark(const TemplateValue *value); /* 0 = none */
bool template_value_true(const TemplateValue *value);  /* false for NULL */
/* What {{name}} prints: a text itself, "true" for a flag that is set, "" for all else. */
const char *template_value_text(const TemplateValue *value);
guint template_value_length(const TemplateValue *list);
const TemplateValue *template_value_item(const TemplateValue *list, guint index);
/* NULL where the map has no such name, and for what is no map. */
const TemplateValue *template_value_get(const TemplateValue *map, const char *name);
/* True when every template makes the same of both but for their marked texts, of which it is only asked whether
 * they are empty. Names must have been set in the same order. */
bool template_value_alike(const TemplateValue *a, const TemplateValue *b);
GPtrArray *
template_value_names(const TemplateValue *map); /* char *, borrowed, sorted; free the array */

#endif
