/* Taking a message apart for the linter: fields, one level of parts, calendar lines. */
#include "mailer/lint-mail.h"
#include <string.h>

static void
field_free(LintField *field)
{
    g_free(field->name);
    g_free(field->value);
    g_free(field);
}

static void
part_free(LintPart *part)
{
    g_free(part->content_type);
    g_free(part->type);
    g_free(part->content);
    g_free(part);
}

static void
property_free(LintProperty *property)
{
    g_free(property->name);
    g_ptr_array_unref(property->parameters);
    g_free(property->value);
    g_free(property);
}

void
lint_mail_free(LintMail *mail)
{
    if (!mail)
        return;
    g_free(mail->bytes);
    g_ptr_array_unref(mail->fields);
    g_ptr_array_unref(mail->parts);
    g_ptr_array_unref(mail->properties);
    g_free(mail->malformed);
    g_free(mail);
}

/* The folds of RFC 5322 2.2.3 (the blank stays) or RFC 5545 3.1 (it goes) undone, LF line ends. */
static char *
unfold(const char *text, gsize length, bool keep_blank)
{
    GString *out = g_string_sized_new(length);
    for (const char *p = text, *end = text + length; p < end; p++) {
        if (*p == '\r' && p + 1 < end && p[1] == '\n')
            continue;
        if (*p == '\n' && p + 1 < end && (p[1] == ' ' || p[1] == '\t'))
            p += keep_blank ? 0 : 1;
        else if (*p != '\0')
            g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

static GPtrArray *
fields_of(const char *header, gsize length)
{
    GPtrArray *fields = g_ptr_array_new_with_free_func((GDestroyNotify)field_free);
    g_autofree char *unfolded = unfold(header, length, true);
    g_auto(GStrv) lines = g_strsplit(unfolded, "\n", -1);
    for (char **line = lines; *line; line++) {
        char *colon = strchr(*line, ':');
        if (!colon)
            continue;
        LintField *field = g_new0(LintField, 1);
        field->name = g_strndup(*line, (gsize)(colon - *line));
        field->value = g_strstrip(g_strdup(colon + 1));
        g_ptr_array_add(fields, field);
    }
    return fields;
}

static const LintField *
find_field(const GPtrArray *fields, const char *name)
{
    for (guint i = 0; i < fields->len; i++) {
        const LintField *field = g_ptr_array_index(fields, i);
        if (g_ascii_strcasecmp(field->name, name) == 0)
            return field;
    }
    return NULL;
}

const char *
lint_field(const LintMail *mail, const char *name)
{
    const LintField *field = find_field(mail->fields, name);
    return field ? field->value : NULL;
}

guint
lint_field_count(const LintMail *mail, const char *name)
{
    guint count = 0;
    for (guint i = 0; i < mail->fields->len; i++) {
        const LintField *field = g_ptr_array_index(mail->fields, i);
        count += g_ascii_strcasecmp(field->name, name) == 0;
    }
    return count;
}

char *
lint_field_address(const LintMail *mail, const char *name)
{
    const char *value = lint_field(mail, name);
    if (!value)
        return NULL;
    const char *open = strrchr(value, '<');
    const char *start = open ? open + 1 : value;
    return g_strndup(start, strcspn(start, ">"));
}

char *
lint_parameter(const char *value, const char *name)
{
    g_auto(GStrv) pieces = g_strsplit(value, ";", -1);
    for (char **piece = pieces + 1; *pieces && *piece; piece++) {
        char *equals = strchr(*piece, '=');
        if (!equals)
            continue;
        *equals = '\0';
        if (g_ascii_strcasecmp(g_strstrip(*piece), name) != 0)
            continue;
        char *found = g_strstrip(equals + 1);
        gsize length = strlen(found);
        bool quoted = length > 1 && *found == '"' && found[length - 1] == '"';
        return g_strndup(found + quoted, length - 2 * (gsize)quoted);
    }
    return NULL;
}

static char *
decode_quoted_printable(const char *text, gsize length)
{
    GString *out = g_string_sized_new(length);
    for (gsize i = 0; i < length; i++) {
        if (text[i] != '=') {
            g_string_append_c(out, text[i]);
        } else if (i + 2 < length && text[i + 1] == '\r' && text[i + 2] == '\n') {
            i += 2;
        } else if (i + 2 < length && g_ascii_isxdigit(text[i + 1]) &&
                   g_ascii_isxdigit(text[i + 2])) {
            int byte = g_ascii_xdigit_value(text[i + 1]) * 16 + g_ascii_xdigit_value(text[i + 2]);
            g_string_append_c(out, (char)byte);
            i += 2;
        }
    }
    return g_string_free(out, FALSE);
}

static gsize
header_length_of(const char *bytes, gsize length)
{
    const char *end = g_strstr_len(bytes, (gssize)length, "\r\n\r\n");
    return end ? (gsize)(end - bytes) + 4 : length;
}

static LintPart *
part_of(const char *bytes, gsize length)
{
    /* A part without fields of its own starts with the empty line. */
    gsize body = length >= 2 && memcmp(bytes, "\r\n", 2) == 0 ? 2 : header_length_of(bytes, length);
    g_autoptr(GPtrArray) fields = fields_of(bytes, body);
    const LintField *type = find_field(fields, "Content-Type");
    const LintField *encoding = find_field(fields, "Content-Transfer-Encoding");
    LintPart *part = g_new0(LintPart, 1);
    part->content_type = g_strdup(type ? type->value : "");
    g_autofree char *bare = g_strndup(part->content_type, strcspn(part->content_type, "; \t"));
    part->type = g_ascii_strdown(bare, -1);
    if (encoding && g_ascii_strcasecmp(encoding->value, "base64") == 0) {
        g_autofree char *text = g_strndup(bytes + body, length - body);
        gsize n;
        g_autofree guchar *decoded = g_base64_decode(text, &n);
        part->content = g_strndup((const char *)decoded, n);
    } else if (encoding && g_ascii_strcasecmp(encoding->value, "quoted-printable") == 0) {
        part->content = decode_quoted_printable(bytes + body, length - body);
    } else {
        part->content = g_strndup(bytes + body, length - body);
    }
    return part;
}

static void
split_parts(LintMail *mail)
{
    const char *content_type = lint_field(mail, "Content-Type");
    g_autofree char *boundary = content_type ? lint_parameter(content_type, "boundary") : NULL;
    if (!boundary || !*boundary) {
        g_ptr_array_add(mail->parts, part_of(mail->bytes, mail->length));
        mail->closed = true;
        return;
    }
    g_autofree char *delimiter = g_strconcat("\r\n--", boundary, NULL);
    gsize skip = strlen(delimiter);
    /* The line break before a delimiter is part of it; the first follows the header's empty line. */
    const char *p = mail->bytes + MAX(mail->header_length, 2) - 2;
    const char *end = mail->bytes + mail->length;
    p = g_strstr_len(p, end - p, delimiter);
    while (p && !g_str_has_prefix(p + skip, "--")) {
        const char *start = p + skip;
        start += g_str_has_prefix(start, "\r\n") ? 2 : 0;
        const char *next = g_strstr_len(start, end - start, delimiter);
        g_ptr_array_add(mail->parts, part_of(start, (gsize)((next ? next : end) - start)));
        p = next;
    }
    mail->closed = p != NULL;
}

/* The next parameter of a calendar line, *TEXT behind its ";"; NULL where it is malformed. */
static LintField *
parameter_next(const char **text)
{
    const char *p = *text;
    gsize name = strspn(p, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    if (name == 0 || p[name] != '=')
        return NULL;
    const char *value = p + name + 1;
    bool quoted = *value == '"';
    gsize length = strcspn(value + quoted, quoted ? "\"" : "\":;,");
    const char *after = value + length + 2 * quoted;
    if ((quoted && value[1 + length] != '"') || !strchr(":;", *after) || !*after)
        return NULL;
    LintField *parameter = g_new0(LintField, 1);
    parameter->name = g_ascii_strup(p, (gssize)name);
    parameter->value = g_strndup(value + quoted, length);
    *text = after;
    return parameter;
}

static LintProperty *
property_of(const char *line)
{
    gsize name = strspn(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    if (name == 0)
        return NULL;
    LintProperty *property = g_new0(LintProperty, 1);
    property->name = g_ascii_strup(line, (gssize)name);
    property->parameters = g_ptr_array_new_with_free_func((GDestroyNotify)field_free);
    const char *p = line + name;
    while (*p == ';') {
        p++;
        LintField *parameter = parameter_next(&p);
        if (!parameter)
            break;
        g_ptr_array_add(property->parameters, parameter);
    }
    if (*p != ':') {
        property_free(property);
        return NULL;
    }
    property->value = g_strdup(p + 1);
    return property;
}

static void
read_calendar(LintMail *mail)
{
    g_autofree char *unfolded =
        unfold(mail->calendar->content, strlen(mail->calendar->content), false);
    g_auto(GStrv) lines = g_strsplit(unfolded, "\n", -1);
    g_autoptr(GPtrArray) open = g_ptr_array_new();
    for (char **line = lines; *line; line++) {
        if (!**line)
            continue;
        LintProperty *property = property_of(*line);
        if (!property) {
            if (!mail->malformed)
                mail->malformed = g_strdup(*line);
            continue;
        }
        g_ptr_array_add(mail->properties, property);
        property->component = open->len ? g_ptr_array_index(open, open->len - 1) : "";
        if (strcmp(property->name, "BEGIN") == 0)
            g_ptr_array_add(open, property->value);
        else if (strcmp(property->name, "END") == 0 && open->len > 0)
            g_ptr_array_set_size(open, (gint)open->len - 1);
    }
}

LintMail *
lint_mail_new(const char *bytes, gsize length)
{
    LintMail *mail = g_new0(LintMail, 1);
    mail->bytes = g_malloc0(length + 1);
    if (length > 0)
        memcpy(mail->bytes, bytes, length);
    mail->length = length;
    mail->header_length = header_length_of(mail->bytes, length);
    mail->fields = fields_of(mail->bytes, mail->header_length);
    mail->parts = g_ptr_array_new_with_free_func((GDestroyNotify)part_free);
    mail->properties = g_ptr_array_new_with_free_func((GDestroyNotify)property_free);
    split_parts(mail);
    for (guint i = 0; i < mail->parts->len && !mail->calendar; i++) {
        LintPart *part = g_ptr_array_index(mail->parts, i);
        if (strcmp(part->type, "text/calendar") == 0)
            mail->calendar = part;
    }
    if (mail->calendar)
        read_calendar(mail);
    return mail;
}

static bool
property_is(const LintProperty *property, const char *component, const char *name)
{
    return strcmp(property->name, name) == 0 &&
           (!component || strcmp(property->component, component) == 0);
}

guint
lint_property_count(const LintMail *mail, const char *component, const char *name)
{
    guint count = 0;
    for (guint i = 0; i < mail->properties->len; i++)
        count += property_is(g_ptr_array_index(mail->properties, i), component, name);
    return count;
}

const LintProperty *
lint_property(const LintMail *mail, const char *component, const char *name)
{
    for (guint i = 0; i < mail->properties->len; i++) {
        const LintProperty *property = g_ptr_array_index(mail->properties, i);
        if (property_is(property, component, name))
            return property;
    }
    return NULL;
}

const char *
lint_property_value(const LintMail *mail, const char *component, const char *name)
{
    const LintProperty *property = lint_property(mail, component, name);
    return property ? property->value : NULL;
}

const char *
lint_property_parameter(const LintProperty *property, const char *name)
{
    const LintField *parameter = find_field(property->parameters, name);
    return parameter ? parameter->value : NULL;
}
