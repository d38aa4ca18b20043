/* Objects go member by member, each by its form. */
#include "inbox/json-form.h"

#include <string.h>

void
members_write(GString *out, const Member *members, gconstpointer value)
{
    g_string_append_c(out, '{');
    for (; members->key; members++) {
        gconstpointer member = (const char *)value + members->offset;
        if (members->form->said && !members->form->said(member))
            continue;
        json_write_key(out, members->key);
        members->form->write(out, member);
    }
    g_string_append_c(out, '}');
}

/* An object that is being read. */
typedef struct {
    const Member *members;
    gpointer value;
    size_t next; /* the member that is expected: they come in order */
    guint64 seen;
} Object;

static bool
member_read(JsonCursor *cursor, gpointer user_data)
{
    Object *object = user_data;
    char key[JSON_KEY_MAX];
    if (!json_read_key(cursor, key))
        return false;
    size_t i = object->next;
    if (!object->members[i].key || strcmp(object->members[i].key, key) != 0)
        for (i = 0; object->members[i].key && strcmp(object->members[i].key, key) != 0;)
            i++;
    const Member *member = &object->members[i];
    if (!member->key || object->seen & (G_GUINT64_CONSTANT(1) << i))
        return false;
    object->seen |= G_GUINT64_CONSTANT(1) << i;
    object->next = i + 1;
    return member->form->read(cursor, (char *)object->value + member->offset);
}

bool
members_read(JsonCursor *cursor, const Member *members, gpointer value)
{
    Object object = {.members = members, .value = value};
    return json_read_list(cursor, "{}", member_read, &object);
}

/* Texts, numbers, truths. */

static void
text_write(GString *out, gconstpointer value)
{
    json_write_text(out, *(char *const *)value);
}

static bool
text_read(JsonCursor *cursor, gpointer value)
{
    return json_read_text(cursor, value);
}

static bool
text_said(gconstpointer value)
{
    return *(char *const *)value != NULL;
}

static void
int_write(GString *out, gconstpointer value)
{
    g_string_append_printf(out, "%d", *(const int *)value);
}

static bool
int_read(JsonCursor *cursor, gpointer value)
{
    return json_read_int(cursor, value);
}

static bool
size_read(JsonCursor *cursor, gpointer value)
{
    return json_read_int(cursor, value) && *(const int *)value >= 0;
}

static bool
int_said(gconstpointer value)
{
    return *(const int *)value != 0;
}

static void
bool_write(GString *out, gconstpointer value)
{
    g_string_append(out, *(const bool *)value ? "true" : "false");
}

static bool
bool_read(JsonCursor *cursor, gpointer value)
{
    return json_read_bool(cursor, value);
}

static bool
bool_said(gconstpointer value)
{
    return *(const bool *)value;
}

const Form form_text = {text_write, text_read, NULL},
           form_text_if = {text_write, text_read, text_said},
           form_whole = {int_write, int_read, NULL},
           form_whole_if = {int_write, int_read, int_said},
           form_size = {int_write, size_read, NULL}, form_truth = {bool_write, bool_read, NULL},
           form_truth_if = {bool_write, bool_read, bool_said};

/* Lists of texts. */

static void
strings_write(GString *out, gconstpointer value)
{
    const GPtrArray *strings = *(GPtrArray *const *)value;
    g_string_append_c(out, '[');
    for (guint i = 0; i < strings->len; i++) {
        json_write_next(out);
        json_write_text(out, strings->pdata[i]);
    }
    g_string_append_c(out, ']');
}

bool
form_string_read(JsonCursor *cursor, gpointer strings)
{
    char *read;
    if (!json_read_text(cursor, &read) || !read)
        return false;
    g_ptr_array_add(strings, read);
    return true;
}

static bool
strings_read(JsonCursor *cursor, gpointer value)
{
    return json_read_list(cursor, "[]", form_string_read, *(GPtrArray **)value);
}

const Form form_strings = {strings_write, strings_read, NULL};
