/* The header is copied and cut up in place; boundaries are looked for from outside to inside. */
#include "inbox/entity.h"

#include <string.h>

#define HEADER_MAX 4096
#define LEVELS_MAX 4
#define PARTS_MAX 32
#define BOUNDARY_MAX 200

/* A parameter that we want: where in Entity it goes. */
typedef struct {
    const char *name;
    gsize offset;
} Slot;

static const Slot type_slots[] = {
    {"charset", offsetof(Entity, charset)},
    {"format", offsetof(Entity, format)},
    {"delsp", offsetof(Entity, delsp)},
    {"method", offsetof(Entity, method)},
    {"name", offsetof(Entity, name)},
    {"boundary", offsetof(Entity, boundary)},
    {NULL, 0},
};
static const Slot disposition_slots[] = {{"filename", offsetof(Entity, file_name)}, {NULL, 0}};

static char *
skip_blanks(char *p)
{
    return p + strspn(p, " \t\r\n");
}

/* Without what RFC 2231 and lax programs put there. */
static gsize
token_length(const char *p)
{
    gsize n = 0;

    while (g_ascii_isalnum(p[n]) || (p[n] && strchr("-_.+", p[n])))
        n++;
    return n;
}

/* Keeps VALUE if NAME is wanted; false where there are two, or it needs decoding. */
static bool
keep_parameter(Entity *entity, const Slot *slot, const char *name, const char *value)
{
    for (const char *p = value; *p; p++)
        if (!g_ascii_isprint(*p) || (p[0] == '=' && p[1] == '?'))
            return false;
    for (; slot->name; slot++) {
        const char **place = (const char **)(void *)((char *)entity + slot->offset);
        if (g_ascii_strcasecmp(slot->name, name) != 0)
            continue;
        if (*place)
            return false;
        *place = value;
    }
    return *value && *value != ' ' && value[strlen(value) - 1] != ' ';
}

/* "name=token" or "name="quoted"" at *AT, and the semicolon behind it. */
static bool
take_parameter(Entity *entity, const Slot *slots, char **at)
{
    char *name = *at, *p = name + token_length(name), *value, *end;

    if (p == name || *p != '=')
        return false;
    *p++ = '\0';
    if (*p == '"') {
        value = p + 1;
        end = value + strcspn(value, "\"\\");
        p = end + (*end == '"');
        if (p == end)
            return false;
    } else {
        value = p;
        end = p += token_length(p);
    }
    p = skip_blanks(p);
    if (*p && *p != ';')
        return false;
    *at = *p ? skip_blanks(p + 1) : p;
    *end = '\0';
    return keep_parameter(entity, slots, name, value);
}

/* Cuts "value; parameters" behind the value, which has N bytes. */
static bool
take_parameters(Entity *entity, const Slot *slots, char *value, gsize n)
{
    char *p = skip_blanks(value + n);

    if (n == 0 || (*p && *p != ';'))
        return false;
    if (*p)
        p = skip_blanks(p + 1);
    value[n] = '\0';
    while (*p)
        if (!take_parameter(entity, slots, &p))
            return false;
    return true;
}

static bool
take_type(Entity *entity, char *value)
{
    gsize n = token_length(value), sub = n && value[n] == '/' ? token_length(value + n + 1) : 0;

    if (entity->type || sub == 0)
        return false;
    for (char *p = value; *p && *p != ';'; p++)
        *p = g_ascii_tolower(*p);
    entity->type = value;
    return take_parameters(entity, type_slots, value, n + 1 + sub);
}

static bool
take_transfer(Entity *entity, char *value)
{
    static const struct {
        const char *name;
        EntityEncoding encoding;
    } names[] = {
        {"7bit", ENTITY_AS_IS},    {"8bit", ENTITY_AS_IS},
        {"binary", ENTITY_AS_IS},  {"quoted-printable", ENTITY_QUOTED_PRINTABLE},
        {"base64", ENTITY_BASE64},
    };

    if (entity->transfer)
        return false;
    entity->transfer = g_strchomp(value);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_ascii_strcasecmp(value, names[i].name) == 0) {
            entity->encoding = names[i].encoding;
            return true;
        }
    return false;
}

static bool
take_disposition(Entity *entity, char *value)
{
    if (entity->disposition)
        return false;
    entity->disposition = value;
    return take_parameters(entity, disposition_slots, value, token_length(value));
}

/* FIELD is folded, without its last line end. */
static bool
take_field(Entity *entity, char *field)
{
    gsize n = token_length(field);
    char *value = field + n;

    if (n == 0 || *value != ':')
        return false;
    *value = '\0';
    value = skip_blanks(value + 1);
    if (g_ascii_strcasecmp(field, "Content-Type") == 0)
        return take_type(entity, value);
    if (g_ascii_strcasecmp(field, "Content-Transfer-Encoding") == 0)
        return take_transfer(entity, value);
    if (g_ascii_strcasecmp(field, "Content-Disposition") == 0)
        return take_disposition(entity, value);
    return true;
}

static bool
take_header(Entity *entity)
{
    for (char *p = entity->header; *p;) {
        char *end = p;
        do
            end += strcspn(end, "\n") + 1;
        while (*end == ' ' || *end == '\t');
        end[-1] = '\0';
        if (!take_field(entity, p))
            return false;
        p = end;
    }
    if (!entity->type)
        entity->type = "text/plain"; /* RFC 2045 5.2 */
    return true;
}

/* Bytes of the header with its last line end; *RET_BLANK are those of the blank line. G_MAXSIZE = none. */
static gsize
header_length(const char *bytes, gsize length, gsize *ret_blank)
{
    for (gsize at = 0; at < MIN(length, HEADER_MAX);) {
        const char *newline = memchr(bytes + at, '\n', length - at);
        *ret_blank = bytes[at] == '\n' ? 1 : bytes[at] == '\r' && newline == bytes + at + 1 ? 2 : 0;
        if (*ret_blank || !newline)
            return *ret_blank ? at : G_MAXSIZE;
        at = (gsize)(newline + 1 - bytes);
    }
    return G_MAXSIZE;
}

/* The rest of a line behind a boundary: 0 = none of its lines, else its bytes. */
static gsize
rest_of_line(const char *p, const char *end)
{
    const char *start = p;

    while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
        p++;
    return p < end && *p == '\n' ? (gsize)(p + 1 - start) : 0;
}

static Entity *read_entity(const char *bytes, gsize length, int level, guint *parts);

/* Adds the part from START to the boundary line at END. */
static bool
add_part(Entity *entity, const char *start, const char *end, int level, guint *parts)
{
    Entity *part;

    end -= end > start && end[-1] == '\n';
    end -= end > start && end[-1] == '\r';
    part = end > start ? read_entity(start, (gsize)(end - start), level + 1, parts) : NULL;
    if (part)
        g_ptr_array_add(entity->parts, part);
    return part != NULL;
}

/* Splits the body at its boundaries, the last of which must be there. */
static bool
split_parts(Entity *entity, int level, guint *parts)
{
    char line[BOUNDARY_MAX + 3];
    const char *end = entity->body + entity->length, *start = NULL, *p = entity->body;
    int n = g_snprintf(line, sizeof line, "--%s", entity->boundary);

    while ((p = memmem(p, (gsize)(end - p), line, (gsize)n))) {
        const char *after = p + n;
        bool last = end - after >= 2 && memcmp(after, "--", 2) == 0;
        gsize rest = last ? 0 : rest_of_line(after, end);
        if ((p > entity->body && p[-1] != '\n') || (!last && !rest) ||
            (last && after + 2 < end && !strchr("\r\n", after[2])))
            return false;
        if (start && !add_part(entity, start, p, level, parts))
            return false;
        if (last)
            return start != NULL;
        start = p = after + rest;
    }
    return false;
}

/* Types whose bodies or defaults are read otherwise. */
static bool
is_special(const char *type)
{
    return g_str_has_prefix(type, "message/") || strcmp(type, "multipart/report") == 0 ||
           strcmp(type, "multipart/digest") == 0;
}

static bool
read_body(Entity *entity, int level, guint *parts)
{
    if (is_special(entity->type))
        return false;
    if (!g_str_has_prefix(entity->type, "multipart/"))
        return true;
    if (!entity->boundary || strlen(entity->boundary) > BOUNDARY_MAX || level >= LEVELS_MAX ||
        entity->encoding != ENTITY_AS_IS)
        return false;
    entity->parts = g_ptr_array_new_with_free_func((GDestroyNotify)entity_free);
    return split_parts(entity, level, parts);
}

static Entity *
read_entity(const char *bytes, gsize length, int level, guint *parts)
{
    gsize blank, header = header_length(bytes, length, &blank);
    g_autoptr(Entity) entity = NULL;

    if (header == G_MAXSIZE || ++*parts > PARTS_MAX || memchr(bytes, '\0', header))
        return NULL;
    entity = g_new0(Entity, 1);
    entity->header = g_strndup(bytes, header);
    entity->body = bytes + header + blank;
    entity->length = length - header - blank;
    return take_header(entity) && read_body(entity, level, parts) ? g_steal_pointer(&entity) : NULL;
}

Entity *
entity_read(const char *bytes, gsize length)
{
    guint parts = 0;

    return read_entity(bytes, length, 0, &parts);
}

void
entity_free(Entity *entity)
{
    if (!entity)
        return;
    if (entity->parts)
        g_ptr_array_unref(entity->parts);
    g_free(entity->header);
    g_free(entity);
}
