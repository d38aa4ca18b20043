/* The header is split by raw.h, the structure found by entity.h where it is plain, which nearly all mail is, and by
 * the MIME library where it is not. */
#include "inbox/parse.h"

#include <string.h>
#include "inbox/base64.h"
#include "inbox/body.h"
#include "inbox/charset.h"
#include "inbox/date.h"
#include "inbox/encoded-word.h"
#include "inbox/entity.h"
#include "inbox/headers.h"
#include "inbox/mime-read.h"
#include "inbox/quoted-printable.h"
#include "inbox/raw.h"
#include "inbox/walk.h"

static GByteArray *
decode_transfer(EntityEncoding encoding, const char *encoded, gsize length)
{
    GByteArray *bytes = g_byte_array_new();
    if (length > 0)
        g_byte_array_append(bytes, (const guint8 *)encoded, (guint)length);
    if (encoding == ENTITY_BASE64)
        base64_decode(bytes);
    else if (encoding == ENTITY_QUOTED_PRINTABLE)
        quoted_printable_decode(bytes);
    return bytes;
}

static void
walk_entity_leaf(Walk *walk, const Entity *entity)
{
    PartClaims claims = {entity->charset, entity->format, entity->delsp};
    const char *name = entity->file_name ? entity->file_name : entity->name;
    MailPart *part = mail_part_new();

    part->type = g_strdup(entity->type);
    part->name = name ? encoded_word_decode(name, NULL) : NULL;
    part->depth = walk->depth;
    part->attachment =
        entity->disposition && (g_ascii_strcasecmp(entity->disposition, "attachment") == 0 ||
                                body_is_beside(walk->mail, part));
    g_ptr_array_add(walk->mail->parts, part);
    walk_content(walk, part, decode_transfer(entity->encoding, entity->body, entity->length),
                 &claims, entity->method);
}

static void
walk_entity(Walk *walk, const Entity *entity)
{
    guint n = entity->parts ? entity->parts->len : 0;
    g_autofree guint *children = g_new0(guint, n + 1);

    if (!walk_may_enter(walk))
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
    if (date && !date_parse(date, &mail->date, &mail->date_offset))
        mime_read_date(date, &mail->date, &mail->date_offset);
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

    mail->cut = raw->cut || raw->header_cut;
    mail->header_cut = raw->header_cut;
    if (entity)
        walk_entity(&walk, entity);
    if (entity || (raw->fields->len && mime_read(&walk, raw->entity)))
        read_headers(mail, walk.limits, raw);
    else
        read_headless(mail, raw->entity);
    body_compose(mail, walk.limits);
    return mail;
}
