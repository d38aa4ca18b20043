/* Takes the structure from GMime, and the transfer encodings; names, charsets and addresses are read by our own
 * code, which is told what to trust.
 *
 * Kept away from: g_mime_multipart_get_boundary and g_mime_content_type_encode, which never return on
 * certain parameters; GMime's own address lists, in which an encoded-word may become a group. */
#include "inbox/mime-read.h"

#include <gmime/gmime.h>
#include <string.h>
#include "inbox/base64.h"
#include "inbox/body.h"
#include "inbox/encoded-word.h"
#include "inbox/headers.h"
#include "inbox/quoted-printable.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)

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
        return walk_text(lower);
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
    part->report_type = walk_text(walk->report_type);
    part->depth = walk->depth;
    part->attachment = is_attachment(object) || (g_mime_object_get_content_disposition(object) &&
                                                 body_is_beside(walk->mail, part));
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

    walk_content(walk, add_part(walk, object), decode_transfer(encoding, encoded, length), &claims,
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
        g_autofree char *name = walk_text(g_mime_header_get_name(header));
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
    g_autofree char *text = walk_text(prologue);

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

static void
walk_object(Walk *walk, GMimeObject *object)
{
    if (!walk_may_enter(walk))
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

bool
mime_read(Walk *walk, GByteArray *source)
{
    g_autoptr(GMimeObject) object = parse_entity(source);
    if (object)
        walk_object(walk, object);
    return object != NULL;
}

bool
mime_read_date(const char *text, gint64 *ret_when, int *ret_offset)
{
    g_autoptr(GDateTime) when = g_mime_utils_header_decode_date(text);
    if (!when)
        return false;
    *ret_when = g_date_time_to_unix(when);
    *ret_offset = (int)(g_date_time_get_utc_offset(when) / G_TIME_SPAN_MINUTE);
    return true;
}
