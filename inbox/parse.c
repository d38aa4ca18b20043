/* The one file of this room that knows GMime. It takes the structure from it, unless that is so plain
 * that entity.h reads it, and the transfer encodings; names, charsets and addresses are read by our own
 * code, which is told what to trust.
 *
 * Kept away from: g_mime_multipart_get_boundary and g_mime_content_type_encode, which never return on
 * certain parameters; GMime's own address lists, in which an encoded-word may become a group. */
#include "inbox/parse.h"

#include <gmime/gmime.h>
#include <string.h>
#include "inbox/base64.h"
#include "inbox/body.h"
#include "inbox/charset.h"
#include "inbox/cms.h"
#include "inbox/encoded-word.h"
#include "inbox/entity.h"
#include "inbox/headers.h"
#include "inbox/part.h"
#include "inbox/quoted-printable.h"
#include "inbox/raw.h"
#include "inbox/tnef.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)

typedef struct {
    const ParseLimits *limits;
    Mail *mail;
    gsize decoded;
    const char *report_type;             /* of the multipart/report around; borrowed */
    int depth;                           /* embedded messages around */
    int nesting;                         /* everything around */
    bool deep, many, big, wrong_charset; /* said so */
} Walk;

static void
defect(Walk *walk, bool *said, const char *what)
{
    if (!*said)
        g_ptr_array_add(walk->mail->defects, g_strdup(what));
    *said = true;
}

static char *
valid(const char *text)
{
    return text ? charset_decode(text, strlen(text), NULL, NULL, NULL) : NULL;
}

static const char *
raw_header(GMimeObject *object, const char *name)
{
    GMimeHeader *header =
        g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);

    return header ? g_mime_header_get_raw_value(header) : NULL;
}

/* "text/plain" in lower case. A Content-Type that is none counts as what it resembles (RFC 2045 5.2
 * makes it text/plain). */
static char *
type_of(GMimeObject *object)
{
    GMimeContentType *type = g_mime_object_get_content_type(object);
    const char *raw = raw_header(object, "Content-Type");
    g_autofree char *mime = g_strconcat(g_mime_content_type_get_media_type(type), "/",
                                        g_mime_content_type_get_media_subtype(type), NULL);
    g_autofree char *lower = g_ascii_strdown(mime, -1), *claim = NULL;

    if (!raw || strcmp(lower, "application/octet-stream") != 0)
        return valid(lower);
    claim = g_ascii_strdown(raw, -1);
    g_strstrip(claim);
    if (g_str_has_prefix(claim, "application/octet-stream"))
        return g_steal_pointer(&lower);
    return g_strdup(strstr(claim, "html") ? "text/html"
                    : strchr(claim, '/')  ? lower
                                          : "text/plain");
}

static char *
file_name(GMimeObject *object)
{
    const char *name = g_mime_object_get_content_disposition_parameter(object, "filename");
    g_autofree char *clean = NULL;

    if (!name || !*name)
        name = g_mime_object_get_content_type_parameter(object, "name");
    if (!name || !*name)
        return NULL;
    clean = encoded_word_decode(name, NULL);
    return *clean ? g_steal_pointer(&clean) : NULL;
}

static bool
is_attachment(GMimeObject *object)
{
    GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(object);
    const char *value =
        disposition ? g_mime_content_disposition_get_disposition(disposition) : NULL;

    return value && g_ascii_strcasecmp(value, "attachment") == 0;
}

static MailPart *
add_part(Walk *walk, GMimeObject *object)
{
    MailPart *part = mail_part_new();

    part->type = type_of(object);
    part->name = file_name(object);
    part->attachment = is_attachment(object);
    part->report_type = valid(walk->report_type);
    part->depth = walk->depth;
    g_ptr_array_add(walk->mail->parts, part);
    return part;
}

/* The bytes of a leaf as they stand in the message; borrowed from what was parsed. */
static const guint8 *
encoded_bytes(GMimePart *leaf, gsize *ret_length)
{
    GMimeDataWrapper *wrapper = g_mime_part_get_content(leaf);
    GMimeStream *stream = wrapper ? g_mime_data_wrapper_get_stream(wrapper) : NULL;
    const GByteArray *all = stream && GMIME_IS_STREAM_MEM(stream)
                                ? g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream))
                                : NULL;
    gint64 end;

    *ret_length = 0;
    if (!all)
        return NULL;
    end = stream->bound_end < 0 ? all->len : MIN(stream->bound_end, all->len);
    if (stream->bound_start >= end)
        return NULL;
    *ret_length = (gsize)(end - stream->bound_start);
    return all->data + stream->bound_start;
}

static GByteArray *
decode_transfer(GMimeContentEncoding name, const guint8 *encoded, gsize length)
{
    GByteArray *bytes = g_byte_array_new();
    GMimeEncoding state;

    if (length == 0)
        return bytes;
    if (name == GMIME_CONTENT_ENCODING_UUENCODE) {
        g_mime_encoding_init_decode(&state, name);
        g_byte_array_set_size(bytes, (guint)g_mime_encoding_outlen(&state, length));
        g_byte_array_set_size(bytes, (guint)g_mime_encoding_step(&state, (const char *)encoded,
                                                                 length, (char *)bytes->data));
        return bytes;
    }
    g_byte_array_append(bytes, encoded, (guint)length);
    if (name == GMIME_CONTENT_ENCODING_BASE64)
        base64_decode(bytes);
    else if (name == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
        quoted_printable_decode(bytes);
    return bytes;
}

static GMimeObject *
parse_entity(GByteArray *source)
{
    static gsize ready = 0;
    g_autoptr(GMimeStream) stream = NULL;
    g_autoptr(GMimeParser) parser = NULL;

    if (g_once_init_enter(&ready)) {
        g_mime_init();
        g_once_init_leave(&ready, 1);
    }
    stream = g_mime_stream_mem_new_with_byte_array(source);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    parser = g_mime_parser_new_with_stream(stream);
    return g_mime_parser_construct_part(parser, NULL);
}

static void walk_object(Walk *walk, GMimeObject *object);

/* An opaque signature: what was signed stands in it. */
static void
walk_signed(Walk *walk, GBytes *content)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(content, &length);
    g_autoptr(GByteArray) inner = cms_content(data, length);
    g_autoptr(RawMessage) raw = NULL;
    g_autoptr(GMimeObject) object = NULL;

    if (!inner)
        return;
    raw =
        raw_message_read(walk->limits, (const char *)inner->data, inner->len, walk->mail->defects);
    object = raw->fields->len ? parse_entity(raw->entity) : NULL;
    if (object)
        walk_object(walk, object);
}

static void
walk_tnef(Walk *walk, GBytes *content)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(content, &length);
    Tnef tnef = {0};

    if (!tnef_read(data, length, walk->limits->html, &tnef))
        return;
    if (!walk->mail->message_class && walk->depth == 0)
        walk->mail->message_class = g_steal_pointer(&tnef.message_class);
    if (!body_exists(walk->mail, walk->depth)) {
        if (tnef.text)
            mail_add_text(walk->mail, "text/plain", tnef.text, walk->depth);
        else if (tnef.html)
            mail_add_text(walk->mail, "text/html", tnef.html, walk->depth);
    }
    tnef_clear(&tnef);
}

/* Takes the decoded BYTES of PART. */
static void
read_content(Walk *walk, MailPart *part, GByteArray *taken, const PartClaims *claims,
             const char *method)
{
    g_autoptr(GByteArray) bytes = taken;
    gsize room = walk->limits->decoded - walk->decoded;

    if (bytes->len > room) {
        defect(walk, &walk->big, "the decoded parts were too big and are cut");
        g_byte_array_set_size(bytes, (guint)room);
    }
    walk->decoded += bytes->len;
    if (method && strcmp(part->type, "text/calendar") == 0) {
        g_autofree char *clean = valid(method);
        part->method = g_ascii_strup(clean, -1);
    }
    if (part_is_text(part)) {
        if (!part_read_text(part, (const char *)bytes->data, bytes->len, claims))
            defect(walk, &walk->wrong_charset, "text is not in the charset that it declares");
        return;
    }
    part->content = g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
    if (g_bytes_get_size(part->content) == 0)
        return;
    if (part_is_tnef(part))
        walk_tnef(walk, part->content);
    else if (part_is_cms(part))
        walk_signed(walk, part->content);
}

static void
walk_leaf(Walk *walk, GMimeObject *object)
{
    PartClaims claims = {
        .charset = g_mime_object_get_content_type_parameter(object, "charset"),
        .format = g_mime_object_get_content_type_parameter(object, "format"),
        .delsp = g_mime_object_get_content_type_parameter(object, "delsp"),
    };
    gsize length;
    const guint8 *encoded = encoded_bytes(GMIME_PART(object), &length);
    GMimeContentEncoding encoding = g_mime_part_get_content_encoding(GMIME_PART(object));

    read_content(walk, add_part(walk, object), decode_transfer(encoding, encoded, length), &claims,
                 g_mime_object_get_content_type_parameter(object, "method"));
}

/* "Name: value" lines of an embedded message, unfolded. */
static char *
header_block(GMimeObject *object)
{
    GMimeHeaderList *list = g_mime_object_get_header_list(object);
    GString *block = g_string_new(NULL);

    for (int i = 0; i < g_mime_header_list_get_count(list); i++) {
        GMimeHeader *header = g_mime_header_list_get_header_at(list, i);
        g_autofree char *name = valid(g_mime_header_get_name(header));
        const char *raw = g_mime_header_get_raw_value(header);
        g_autofree char *value = header_unfold(raw ? raw : "");
        g_string_append_printf(block, "%s: %s\n", name, value);
    }
    return g_string_free(block, FALSE);
}

static void
walk_message(Walk *walk, GMimeObject *object)
{
    GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    const char *report_type = walk->report_type;
    MailPart *part = add_part(walk, object);

    part->text = message ? header_block(GMIME_OBJECT(message)) : g_strdup("");
    if (!message || !g_mime_message_get_mime_part(message))
        return;
    walk->depth++;
    walk->report_type = NULL;
    walk_object(walk, g_mime_message_get_mime_part(message));
    walk->report_type = report_type;
    walk->depth--;
}

/* What stands before the first part: all that there is where none was found, and what some systems
 * say to people whose programs know no MIME. */
static void
walk_prologue(Walk *walk, GMimeMultipart *multipart)
{
    const char *prologue = g_mime_multipart_get_prologue(multipart);
    g_autofree char *text = valid(prologue);

    if (text && *text)
        mail_add_text(walk->mail, "text/plain", text, walk->depth);
}

static void
walk_multipart(Walk *walk, GMimeObject *object)
{
    GMimeMultipart *multipart = GMIME_MULTIPART(object);
    g_autofree char *type = type_of(object);
    int n = g_mime_multipart_get_count(multipart);
    const char *report_type = walk->report_type;
    g_autofree guint *children = g_new0(guint, (gsize)n + 1);

    if (n <= 0)
        walk_prologue(walk, multipart);
    walk->report_type = strcmp(type, "multipart/report") == 0
                            ? g_mime_object_get_content_type_parameter(object, "report-type")
                            : NULL;
    for (int i = 0; i < n; i++) {
        children[i] = walk->mail->parts->len;
        walk_object(walk, g_mime_multipart_get_part(multipart, i));
    }
    walk->report_type = report_type;
    if (strcmp(type, "multipart/alternative") == 0)
        body_choose(walk->mail, children, (guint)n, walk->mail->parts->len);
    if (strcmp(type, "multipart/report") == 0 && !body_exists(walk->mail, walk->depth))
        walk_prologue(walk, multipart);
}

/* Is there room for one more part? */
static bool
may_enter(Walk *walk)
{
    if (walk->nesting >= walk->limits->depth) {
        defect(walk, &walk->deep, "parts are nested too deeply: the inner ones were not read");
        return false;
    }
    if (walk->mail->parts->len >= walk->limits->parts) {
        defect(walk, &walk->many, "too many parts: the last ones were not read");
        return false;
    }
    return true;
}

static void
walk_object(Walk *walk, GMimeObject *object)
{
    if (!may_enter(walk))
        return;
    walk->nesting++;
    if (GMIME_IS_MULTIPART(object))
        walk_multipart(walk, object);
    else if (GMIME_IS_MESSAGE_PART(object))
        walk_message(walk, object);
    else if (GMIME_IS_PART(object))
        walk_leaf(walk, object);
    walk->nesting--;
}

static void
walk_entity_leaf(Walk *walk, const Entity *entity)
{
    static const GMimeContentEncoding encodings[] = {
        [ENTITY_AS_IS] = GMIME_CONTENT_ENCODING_8BIT,
        [ENTITY_QUOTED_PRINTABLE] = GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE,
        [ENTITY_BASE64] = GMIME_CONTENT_ENCODING_BASE64,
    };
    PartClaims claims = {entity->charset, entity->format, entity->delsp};
    const char *name = entity->file_name ? entity->file_name : entity->name;
    MailPart *part = mail_part_new();

    part->type = g_strdup(entity->type);
    part->name = name ? encoded_word_decode(name, NULL) : NULL;
    part->attachment =
        entity->disposition && g_ascii_strcasecmp(entity->disposition, "attachment") == 0;
    part->depth = walk->depth;
    g_ptr_array_add(walk->mail->parts, part);
    read_content(
        walk, part,
        decode_transfer(encodings[entity->encoding], (const guint8 *)entity->body, entity->length),
        &claims, entity->method);
}

static void
walk_entity(Walk *walk, const Entity *entity)
{
    guint n = entity->parts ? entity->parts->len : 0;
    g_autofree guint *children = g_new0(guint, n + 1);

    if (!may_enter(walk))
        return;
    if (!entity->parts) {
        walk_entity_leaf(walk, entity);
        return;
    }
    walk->nesting++;
    for (guint i = 0; i < n; i++) {
        children[i] = walk->mail->parts->len;
        walk_entity(walk, g_ptr_array_index(entity->parts, i));
    }
    walk->nesting--;
    if (strcmp(entity->type, "multipart/alternative") == 0)
        body_choose(walk->mail, children, n, walk->mail->parts->len);
}

/* The charset of the first text that declares one: what raw bytes in the header are probably in. */
static const char *
body_charset(const Mail *mail)
{
    for (guint i = 0; i < mail->parts->len; i++) {
        const MailPart *part = g_ptr_array_index(mail->parts, i);
        if (part->charset && part->depth == 0)
            return part->charset;
    }
    return NULL;
}

static void
read_headers(Mail *mail, const ParseLimits *limits, RawMessage *raw)
{
    const char *hint = body_charset(mail), *date;

    for (guint i = 0; i < raw->fields->len; i++) {
        headers_add(mail, limits, g_ptr_array_index(raw->fields, i), hint);
    }
    date = mail_header(mail, "Date");
    if (date) {
        g_autoptr(GDateTime) when = g_mime_utils_header_decode_date(date);
        if (when) {
            mail->date = g_date_time_to_unix(when);
            mail->date_offset = (int)(g_date_time_get_utc_offset(when) / G_TIME_SPAN_MINUTE);
        }
    }
}

/* Bytes without a header: all of it is text. */
static void
read_headless(Mail *mail, const GByteArray *source)
{
    g_autofree char *text =
        charset_decode((const char *)source->data, source->len, NULL, NULL, NULL);

    mail_add_text(mail, "text/plain", text, 0);
    mail->unreadable = true;
    g_ptr_array_add(mail->defects, g_strdup("this is no mail message: it has no header"));
}

Mail *
mail_parse(const char *bytes, gsize length, const ParseLimits *limits)
{
    Mail *mail = mail_new();
    Walk walk = {.limits = limits ? limits : &parse_limits_default, .mail = mail};
    g_autoptr(RawMessage) raw = raw_message_read(walk.limits, bytes, length, mail->defects);
    g_autoptr(Entity) entity =
        raw->fields->len ? entity_read((const char *)raw->entity->data, raw->entity->len) : NULL;
    g_autoptr(GMimeObject) object = raw->fields->len && !entity ? parse_entity(raw->entity) : NULL;

    if (entity)
        walk_entity(&walk, entity);
    else if (object)
        walk_object(&walk, object);
    if (entity || object)
        read_headers(mail, walk.limits, raw);
    else
        read_headless(mail, raw->entity);
    body_compose(mail, walk.limits);
    return mail;
}
