/* The engine of field tables, and texts. Forms with a grammar are in read-values.c. */
#include "event/read-fields.h"
#include <string.h>
#include "event/id.h"
#include "event/nearest.h"

#define FIELDS_MAX 32

/* True for what is no value of its key, but the rest of an item that was left out between them. */
static bool
is_remains(const Reader *reader, const Node *node)
{
    for (guint i = 0; node->key && i < reader->damage->len; i++) {
        gsize at = g_array_index(reader->damage, gsize, i);
        if (at > node->key->end && at < node->start)
            return true;
    }
    return false;
}

void
reader_error(Reader *reader, const Node *node, char *message, char *remedy)
{
    if (is_remains(reader, node)) {
        g_free(message);
        g_free(remedy);
        return;
    }
    const Node *at = node->end == node->start && node->key ? node->key : node;
    event_source_error(reader->source, at->start, at->end, message, remedy);
}

void
reader_warn(Reader *reader, const Node *node, char *message, char *remedy)
{
    event_source_warn(reader->source, node->start, node->end, message, remedy);
}

int
reader_line(const Reader *reader, const Node *node)
{
    return event_source_line(reader->source, node->key ? node->key->start : node->start);
}

bool
reader_damaged(const Reader *reader, const Node *node)
{
    gsize start = node->key ? node->key->start : node->start;
    if (node == reader->root)
        return reader->damage->len > 0;
    for (guint i = 0; i < reader->damage->len; i++) {
        gsize at = g_array_index(reader->damage, gsize, i);
        if (at >= start && at <= node->end)
            return true;
    }
    return false;
}

int
number_parse(const char *text, int most)
{
    guint64 value;
    return g_ascii_string_to_unsigned(text, 10, 0, (guint64)most, &value, NULL) ? (int)value : -1;
}

char *
remedy_nearest(const char *nearest, char *otherwise)
{
    if (!nearest)
        return otherwise;
    g_autofree char *quoted = problem_quote(nearest);
    g_free(otherwise);
    return g_strdup_printf("did you mean %s?", quoted);
}

static char *
list_keys(const char *what, const Field *fields, gsize count)
{
    GString *list = g_string_new(NULL);
    g_string_printf(list, "the keys of %s are: ", what);
    for (gsize i = 0; i < count; i++)
        g_string_append_printf(list, "%s%s", i ? ", " : "", fields[i].key);
    return g_string_free(list, FALSE);
}

/* The keys are listed once a file; there may be many who are wrong in the same way. */
static char *
keys_remedy(Reader *reader, const char *what, const Field *fields, gsize count)
{
    if (g_hash_table_add(reader->listed, (gpointer)fields))
        return list_keys(what, fields, count);
    return g_strdup_printf("the keys of %s are in convoke-event(5)", what);
}

/* True for "and talk" in {what: Lunch, and talk}. */
static bool
looks_like_text(Reader *reader, const Node *value)
{
    const char *rest = reader->source->text + value->key->end;
    rest += strspn(rest, " ");
    return value->empty && (*rest == ',' || *rest == '}');
}

/* Reports VALUE's key, and returns the row of the one that was meant; COUNT where none is near. */
static gsize
report_unknown(Reader *reader, const char *what, const Field *fields, gsize count,
               const Node *value)
{
    Nearest nearest = nearest_to(value->key->text);
    gsize row = count;
    reader->comparisons -= (gint64)count;
    for (gsize i = 0; reader->comparisons > 0 && i < count; i++) {
        nearest_offer(&nearest, fields[i].key);
        row = nearest.best == fields[i].key ? i : row;
    }
    g_autofree char *quoted = problem_quote(value->key->text);
    char *remedy = nearest.best ? remedy_nearest(nearest.best, NULL)
                   : looks_like_text(reader, value)
                       ? g_strdup("a text with a comma needs quotes here")
                       : keys_remedy(reader, what, fields, count);
    reader_error(reader, value->key, g_strdup_printf("%s is no key of %s", quoted, what), remedy);
    return row;
}

/* The row of KEY; COUNT where there is none. */
static gsize
find_field(const Field *fields, gsize count, const char *key)
{
    gsize i = 0;
    while (i < count && strcmp(fields[i].key, key) != 0 && g_strcmp0(fields[i].also, key) != 0)
        i++;
    return i;
}

static void
report_repeated(Reader *reader, const Node *key, const Node *first)
{
    g_autofree char *quoted = problem_quote(key->text);
    g_autofree char *before = problem_quote(first->key->text);
    reader_error(
        reader, key, g_strdup_printf("%s is here twice", quoted),
        g_strdup_printf("%s on line %d says it already", before, reader_line(reader, first)));
}

/* Finds the value of each row among the items of MAP. A row whose key is misspelt is as good as
 * there: MEANT has a bit for each. */
static void
sort_values(Reader *reader, const char *what, const Field *fields, gsize count, const Node *map,
            const Node *values[], guint32 *meant)
{
    for (guint i = 0; i < map->items->len; i++) {
        const Node *value = g_ptr_array_index(map->items, i);
        gsize row = find_field(fields, count, value->key->text);
        if (!value->key->text[0])
            continue; /* reported as no key */
        if (row == count) {
            row = report_unknown(reader, what, fields, count, value);
            *meant |= row < count ? 1u << row : 0;
        } else if (values[row]) {
            report_repeated(reader, value->key, values[row]);
        } else {
            values[row] = value;
        }
    }
}

/* Reports that the map NODE lacks FIELD, or that the VALUE it has is empty. */
static void
report_missing(Reader *reader, const char *what, const Field *field, const Node *node,
               const Node *value)
{
    const Node *at = value ? value->key : node->key ? node->key : node;
    gsize end = at == node ? at->start + 1 : at->end;
    event_source_error(reader->source, at->start, end,
                       value ? g_strdup_printf("\"%s\" has no value", field->key)
                             : g_strdup_printf("%s lacks \"%s\"", what, field->key),
                       g_strdup_printf("%s: %s", field->key, field->want));
}

void
fields_read(Reader *reader, const char *what, const Field *fields, gsize count, const Node *node,
            void *target)
{
    const Node *values[FIELDS_MAX] = {NULL};
    guint32 meant = 0;
    g_assert(count <= FIELDS_MAX);
    bool readable = node->kind == NODE_MAP || !reader_damaged(reader, node);
    if (node->kind == NODE_BROKEN || !readable)
        return;
    if (node->kind != NODE_MAP) {
        reader_error(reader, node, g_strdup_printf("%s is written as keys with values", what),
                     keys_remedy(reader, what, fields, count));
        return;
    }
    sort_values(reader, what, fields, count, node, values, &meant);
    for (gsize i = 0; i < count; i++) {
        const Node *value = node_given(values[i]) ? values[i] : NULL;
        if (value && value->kind != NODE_BROKEN)
            fields[i].read(reader, &fields[i], value, (char *)target + fields[i].offset);
        if (!value && fields[i].required && !(meant & 1u << i) && !reader_damaged(reader, node))
            report_missing(reader, what, &fields[i], node, values[i]);
    }
}

static char *
take_text(Reader *reader, const char *want, const Node *node)
{
    if (node->kind == NODE_BROKEN)
        return NULL;
    if (node->kind != NODE_TEXT) {
        reader_error(
            reader, node,
            g_strdup_printf("a %s cannot stand here", node->kind == NODE_LIST ? "list" : "map"),
            g_strdup_printf("write %s", want));
        return NULL;
    }
    g_autofree char *text = g_strstrip(g_strdup(node->text));
    if (node->empty || !*text) {
        reader_error(reader, node, g_strdup("this is empty"), g_strdup_printf("write %s", want));
        return NULL;
    }
    return g_steal_pointer(&text);
}

/* Reports control characters ("\a" in double quotes), and those that turn the direction of a
 * line. */
static bool
text_clean(Reader *reader, const Node *node, const char *text, bool lines)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        bool breaks = c == '\n' || c == 0x2028 || c == 0x2029;
        if (breaks && !lines) {
            reader_error(reader, node, g_strdup("this must be one line"),
                         g_strdup("write it on one line"));
            return false;
        }
        if ((g_unichar_iscntrl(c) && !(lines && (c == '\n' || c == '\t'))) || turns) {
            reader_error(reader, node, g_strdup_printf("a control character (U+%04X) in a text", c),
                         g_strdup("leave it out"));
            return false;
        }
    }
    return true;
}

static bool
text_fits(Reader *reader, const Node *node, const char *text, gsize most)
{
    if (strlen(text) <= most)
        return true;
    reader_error(reader, node, g_strdup_printf("this is longer than %zu bytes", most),
                 g_strdup("shorten it"));
    return false;
}

char *
node_take_line(Reader *reader, const char *want, const Node *node)
{
    g_autofree char *text = take_text(reader, want, node);
    if (!text || !text_clean(reader, node, text, false) ||
        !text_fits(reader, node, text, LINE_TEXT_MAX))
        return NULL;
    return g_steal_pointer(&text);
}

void
read_line(Reader *reader, const Field *field, const Node *node, void *place)
{
    char *text = node_take_line(reader, field->want, node);
    if (text)
        *(char **)place = text;
}

void
read_paragraphs(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = take_text(reader, field->want, node);
    if (text && text_clean(reader, node, text, true) &&
        text_fits(reader, node, text, BODY_TEXT_MAX))
        *(char **)place = g_steal_pointer(&text);
}

/* Reports what is wrong with the key of ENTRY as an id. SEEN: ids so far, with their lines. */
static bool
entry_good(Reader *reader, const Node *entry, GHashTable *seen)
{
    const char *id = entry->key->text;
    if (!*id || entry->kind == NODE_BROKEN)
        return false; /* reported already */
    g_autofree char *quoted = problem_quote(id);
    if (!id_valid(id)) {
        report_id(reader, entry->key, id);
        return true; /* there may be more to say about it */
    }
    int line = GPOINTER_TO_INT(g_hash_table_lookup(seen, id));
    if (line > 0) {
        reader_error(reader, entry->key, g_strdup_printf("the id %s is here twice", quoted),
                     g_strdup_printf("line %d has it already; each needs its own", line));
        return true;
    }
    g_hash_table_insert(seen, (char *)id, GINT_TO_POINTER(reader_line(reader, entry)));
    return true;
}

void
node_each_entry(Reader *reader, const Field *field, const Node *node, FieldRead *read, void *place)
{
    if (node->kind != NODE_MAP) {
        reader_error(reader, node, g_strdup_printf("each of the %s stands under an id", field->key),
                     g_strdup_printf("write %s", field->want));
        return;
    }
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < node->items->len; i++) {
        const Node *entry = g_ptr_array_index(node->items, i);
        if (entry_good(reader, entry, seen) && !(entry->empty && reader_damaged(reader, entry)))
            read(reader, field, entry, place);
    }
}

void
node_each(Reader *reader, const Field *field, const Node *node, FieldRead *read, void *place)
{
    if (node->kind != NODE_LIST) {
        read(reader, field, node, place);
        return;
    }
    for (guint i = 0; i < node->items->len; i++)
        read(reader, field, g_ptr_array_index(node->items, i), place);
}

static void
add_line(Reader *reader, const Field *field, const Node *node, void *place)
{
    char *text = node_take_line(reader, field->want, node);
    if (text)
        g_ptr_array_add(*(GPtrArray **)place, text);
}

void
read_lines(Reader *reader, const Field *field, const Node *node, void *place)
{
    node_each(reader, field, node, add_line, place);
}
