/* What of a message is a file of its own. */
#include "inbox/attachment.h"

#include <string.h>
#include "event/file-name.h"

Attachment *
attachment_new(void)
{
    return g_new0(Attachment, 1);
}

void
attachment_free(Attachment *attachment)
{
    if (!attachment)
        return;
    g_free(attachment->name);
    g_free(attachment->type);
    g_clear_pointer(&attachment->content, g_bytes_unref);
    g_free(attachment);
}

/* Types that serve the mail they come with, whatever they are called. */
static bool
is_machinery(const char *type)
{
    static const char *const types[] = {
        "text/calendar",
        "text/x-vcalendar",
        "application/ics",
        "application/ms-tnef",
        "application/vnd.ms-tnef",
        "application/pgp-signature",
        "application/pgp-keys",
        "application/pgp-encrypted",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pkcs7-mime",
        "application/x-pkcs7-mime",
        "application/applefile",
        NULL,
    };
    return g_strv_contains(types, type) || g_str_has_prefix(type, "message/") ||
           g_str_has_prefix(type, "multipart/");
}

/* A picture counts only when it is sent as a file: those in signatures have names as well. */
static bool
is_file(const MailPart *part)
{
    bool own = part->depth == 0 && part->content && !part->alternative;
    return own && !is_machinery(part->type) &&
           !(part->name && g_str_has_suffix(part->name, ".ics")) &&
           (part->attachment || (part->name && !g_str_has_prefix(part->type, "image/"))) &&
           (part->cut || g_bytes_get_size(part->content) > 0);
}

/* As RFC 6838 4.2 has them; anything else is just bytes. */
static char *
type_of(const MailPart *part)
{
    enum { TYPE_MAX = 127 };
    gsize length = strspn(part->type, "abcdefghijklmnopqrstuvwxyz0123456789!#$&-^_.+/");
    bool good = !part->type[length] && length <= TYPE_MAX;
    return g_strdup(good ? part->type : "application/octet-stream");
}

static Attachment *
attachment_of(const MailPart *part)
{
    Attachment *attachment = attachment_new();
    attachment->name = file_name_safe(part->name);
    attachment->type = type_of(part);
    attachment->cut = part->cut > 0;
    attachment->size = (int)MIN(part->cut ? part->cut : g_bytes_get_size(part->content), G_MAXINT);
    attachment->content = attachment->cut ? NULL : g_bytes_ref(part->content);
    return attachment;
}

GPtrArray *
attachments_of(const Mail *mail, GPtrArray *defects)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)attachment_free);
    for (guint i = 0; i < mail->parts->len; i++) {
        const MailPart *part = mail->parts->pdata[i];
        if (!is_file(part))
            continue;
        if (list->len == ATTACHMENTS_MAX) {
            g_ptr_array_add(defects, g_strdup("too many attachments: the last ones are not kept"));
            break;
        }
        g_ptr_array_add(list, attachment_of(part));
    }
    return list->len > 0 ? g_steal_pointer(&list) : NULL;
}

static gsize
kept_size(const Attachment *attachment)
{
    return attachment->cut ? 0 : (gsize)attachment->size;
}

gsize
attachments_size(const GPtrArray *list)
{
    gsize size = 0;
    for (guint i = 0; list && i < list->len; i++)
        size += kept_size(list->pdata[i]);
    return size;
}

bool
attachments_fill(GPtrArray *list, const void *bytes, gsize length)
{
    const char *at = bytes;
    if (attachments_size(list) != length)
        return false;
    for (guint i = 0; list && i < list->len; i++) {
        Attachment *attachment = list->pdata[i];
        g_clear_pointer(&attachment->content, g_bytes_unref);
        attachment->content = attachment->cut ? NULL : g_bytes_new(at, kept_size(attachment));
        at += kept_size(attachment);
    }
    return true;
}
