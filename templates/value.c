/* Values: constructors, readers, and the one rule of what is true. */
#include "templates/value.h"
#include <string.h>

typedef struct {
    const char *name;
    TemplateValue *value;
} Entry;

/* What a section of a template made of a shared value. */
typedef struct {
    gconstpointer where;
    guint how;
    GString *text;
} Kept;

struct TemplateValue {
    TemplateType type;
    bool flag;
    bool shared;
    int references; /* beside the first */
    guint mark;
    GArray *kept;     /* Kept, of a shared value; NULL = none */
    char *text;       /* of a text; points at COPY unless the caller's was taken */
    GPtrArray *items; /* of a list: TemplateValue * */
    Entry *entries;   /* of a map: a few dozen at most, so that looking through them is fastest */
    guint count, room;
    char copy[];
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
    gsize length = text ? strlen(text) : 0;
    if (!g_utf8_validate(text ? text : "", (gssize)length, NULL))
        return template_text_take(g_utf8_make_valid(text, (gssize)length));
    TemplateValue *value = g_malloc0(sizeof *value + length + 1);
    value->type = TEMPLATE_TEXT;
    value->text = value->copy;
    if (text)
        memcpy(value->copy, text, length);
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
template_text_marked(char *text, guint mark)
{
    TemplateValue *value = template_text_take(text);
    value->mark = mark;
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
    return value_new(TEMPLATE_MAP);
}

void
template_value_free(TemplateValue *value)
{
    if (!value || value->references-- > 0)
        return;
    for (guint i = 0; value->kept && i < value->kept->len; i++)
        g_string_free(g_array_index(value->kept, Kept, i).text, TRUE);
    if (value->kept)
        g_array_unref(value->kept);
    if (value->text != value->copy)
        g_free(value->text);
    if (value->items)
        g_ptr_array_unref(value->items);
    for (guint i = 0; i < value->count; i++)
        template_value_free(value->entries[i].value);
    g_free(value->entries);
    g_free(value);
}

TemplateValue *
template_value_share(TemplateValue *value)
{
    g_assert(!value->mark); /* or what is kept of a section would be one reader's */
    value->shared = true;
    for (guint i = 0; value->items && i < value->items->len; i++)
        template_value_share(g_ptr_array_index(value->items, i));
    for (guint i = 0; i < value->count; i++)
        template_value_share(value->entries[i].value);
    return value;
}

TemplateValue *
template_value_ref(TemplateValue *value)
{
    g_assert(value->shared);
    value->references++;
    return value;
}

bool
template_value_shared(const TemplateValue *value)
{
    return value->shared;
}

const GString *
template_value_kept(const TemplateValue *value, gconstpointer where, guint how)
{
    for (guint i = 0; value->kept && i < value->kept->len; i++) {
        const Kept *kept = &g_array_index(value->kept, Kept, i);
        if (kept->where == where && kept->how == how)
            return kept->text;
    }
    return NULL;
}

void
template_value_keep(const TemplateValue *value, gconstpointer where, guint how, const char *text,
                    gsize length)
{
    TemplateValue *keeper = (TemplateValue *)value; /* a shared value is constant but for this */
    const Kept kept = {where, how, g_string_new_len(text, (gssize)length)};
    g_assert(value->shared);
    if (!keeper->kept)
        keeper->kept = g_array_new(FALSE, FALSE, sizeof(Kept));
    g_array_append_val(keeper->kept, kept);
}

void
template_add(TemplateValue *list, TemplateValue *value)
{
    g_assert(list->type == TEMPLATE_LIST);
    g_ptr_array_add(list->items, value ? value : template_text(NULL));
}

static Entry *
find_entry(const TemplateValue *map, const char *name)
{
    for (guint i = 0; i < map->count; i++) {
        if (strcmp(map->entries[i].name, name) == 0)
            return &map->entries[i];
    }
    return NULL;
}

void
template_set(TemplateValue *map, const char *name, TemplateValue *value)
{
    g_assert(map->type == TEMPLATE_MAP);
    Entry *entry = find_entry(map, name);
    if (!entry) {
        if (map->count == map->room) {
            map->room = map->room ? map->room * 2 : 8;
            map->entries = g_renew(Entry, map->entries, map->room);
        }
        entry = &map->entries[map->count++];
        *entry = (Entry){name, NULL};
    }
    template_value_free(entry->value);
    entry->value = value ? value : template_text(NULL);
}

void
template_unset(TemplateValue *map, const char *name)
{
    Entry *entry = find_entry(map, name);
    if (!entry)
        return;
    template_value_free(entry->value);
    memmove(entry, entry + 1, (gsize)(map->entries + map->count - (entry + 1)) * sizeof *entry);
    map->count--;
}

TemplateType
template_value_type(const TemplateValue *value)
{
    return value->type;
}

guint
template_value_mark(const TemplateValue *value)
{
    return value->mark;
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
    const Entry *entry = find_entry(map, name);
    return entry ? entry->value : NULL;
}

static bool
lists_alike(const GPtrArray *a, const GPtrArray *b)
{
    bool alike = a->len == b->len;
    for (guint i = 0; alike && i < a->len; i++)
        alike = template_value_alike(g_ptr_array_index(a, i), g_ptr_array_index(b, i));
    return alike;
}

static bool
maps_alike(const TemplateValue *a, const TemplateValue *b)
{
    bool alike = a->count == b->count;
    for (guint i = 0; alike && i < a->count; i++)
        alike = strcmp(a->entries[i].name, b->entries[i].name) == 0 &&
                template_value_alike(a->entries[i].value, b->entries[i].value);
    return alike;
}

bool
template_value_alike(const TemplateValue *a, const TemplateValue *b)
{
    if (a == b)
        return true;
    if (a->type != b->type || a->mark != b->mark)
        return false;
    switch (a->type) {
    case TEMPLATE_TEXT:
        return a->mark ? !*a->text == !*b->text : strcmp(a->text, b->text) == 0;
    case TEMPLATE_FLAG:
        return a->flag == b->flag;
    case TEMPLATE_LIST:
        return lists_alike(a->items, b->items);
    case TEMPLATE_MAP:
        break;
    }
    return maps_alike(a, b);
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
    for (guint i = 0; i < map->count; i++)
        g_ptr_array_add(names, (gpointer)map->entries[i].name);
    g_ptr_array_sort(names, compare_names);
    return names;
}
