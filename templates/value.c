/* Values: constructors, readers, and the one rule of what is true. */
#include "templates/value.h"
#include <string.h>

struct TemplateValue {
    TemplateType type;
    union {
        char *text;
        bool flag;
        GPtrArray *items;  /* TemplateValue * */
        GHashTable *names; /* char * -> TemplateValue * */
    };
};

const char *
template_type_name(TemplateType type)
{
    static const char *const names[] = {"text", "flag", "list", "map"};
    return names[type];
}

static TemplateValue *
value_new(TemplateType type)
{
    TemplateValue *value = g_new0(TemplateValue, 1);
    value->type = type;
    return value;
}

TemplateValue *
template_text(const char *text)
{
    TemplateValue *value = value_new(TEMPLATE_TEXT);
    value->text = text ? g_utf8_make_valid(text, -1) : g_strdup("");
    return value;
}

TemplateValue *
template_text_take(char *text)
{
    if (!text || !g_utf8_validate(text, -1, NULL)) {
        TemplateValue *copy = template_text(text);
        g_free(text);
        return copy;
    }
    TemplateValue *value = value_new(TEMPLATE_TEXT);
    value->text = text;
    return value;
}

TemplateValue *
template_number(gint64 number)
{
    return template_text_take(g_strdup_printf("%" G_GINT64_FORMAT, number));
}

TemplateValue *
template_flag(bool flag)
{
    TemplateValue *value = value_new(TEMPLATE_FLAG);
    value->flag = flag;
    return value;
}

TemplateValue *
template_list(void)
{
    TemplateValue *value = value_new(TEMPLATE_LIST);
    value->items = g_ptr_array_new_with_free_func((GDestroyNotify)template_value_free);
    return value;
}

TemplateValue *
template_map(void)
{
    TemplateValue *value = value_new(TEMPLATE_MAP);
    value->names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)template_value_free);
    return value;
}

void
template_value_free(TemplateValue *value)
{
    if (!value)
        return;
    switch (value->type) {
    case TEMPLATE_TEXT:
        g_free(value->text);
        break;
    case TEMPLATE_FLAG:
        break;
    case TEMPLATE_LIST:
        g_ptr_array_unref(value->items);
        break;
    case TEMPLATE_MAP:
        g_hash_table_unref(value->names);
        break;
    }
    g_free(value);
}

void
template_add(TemplateValue *list, TemplateValue *value)
{
    g_assert(list->type == TEMPLATE_LIST);
    g_ptr_array_add(list->items, value ? value : template_text(NULL));
}

void
template_set(TemplateValue *map, const char *name, TemplateValue *value)
{
    g_assert(map->type == TEMPLATE_MAP);
    g_hash_table_replace(map->names, g_strdup(name), value ? value : template_text(NULL));
}

TemplateType
template_value_type(const TemplateValue *value)
{
    return value->type;
}

bool
template_value_true(const TemplateValue *value)
{
    if (!value)
        return false;
    switch (value->type) {
    case TEMPLATE_TEXT:
        return value->text[0] != '\0';
    case TEMPLATE_FLAG:
        return value->flag;
    case TEMPLATE_LIST:
        return value->items->len > 0;
    case TEMPLATE_MAP:
        break;
    }
    return true;
}

const char *
template_value_text(const TemplateValue *value)
{
    if (value->type == TEMPLATE_TEXT)
        return value->text;
    return value->type == TEMPLATE_FLAG && value->flag ? "true" : "";
}

guint
template_value_length(const TemplateValue *list)
{
    return list->type == TEMPLATE_LIST ? list->items->len : 0;
}

const TemplateValue *
template_value_item(const TemplateValue *list, guint index)
{
    g_assert(index < template_value_length(list));
    return g_ptr_array_index(list->items, index);
}

const TemplateValue *
template_value_get(const TemplateValue *map, const char *name)
{
    return map->type == TEMPLATE_MAP ? g_hash_table_lookup(map->names, name) : NULL;
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
template_value_names(const TemplateValue *map)
{
    GPtrArray *names = g_ptr_array_new();
    GHashTableIter iter;
    gpointer name;
    g_assert(map->type == TEMPLATE_MAP);
    g_hash_table_iter_init(&iter, map->names);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_ptr_array_add(names, name);
    g_ptr_array_sort(names, compare_names);
    return names;
}
