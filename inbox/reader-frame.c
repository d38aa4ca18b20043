/* A context is packed as three counts (address, authserv-id, texts sent) and as many strings. */
#include "inbox/reader-frame.h"

#include <string.h>
#include "inbox/meaning-json.h"

enum { COUNTS = 3 };

static guint32
count(const char *const *texts)
{
    return texts ? g_strv_length((char **)texts) : 0;
}

static void
append_text(GByteArray *out, const char *text)
{
    g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text) + 1);
}

GByteArray *
request_pack(const ReadContext *context, gsize length)
{
    const guint32 counts[COUNTS] = {context->address != NULL, context->authserv_id != NULL,
                                    count(context->sent_texts)};
    GByteArray *out = g_byte_array_new();
    RequestHead head = {.bytes = (guint32)length};
    g_byte_array_append(out, (const guint8 *)&head, sizeof head);
    g_byte_array_append(out, (const guint8 *)counts, sizeof counts);
    if (context->address)
        append_text(out, context->address);
    if (context->authserv_id)
        append_text(out, context->authserv_id);
    for (guint32 i = 0; i < counts[2]; i++)
        append_text(out, context->sent_texts[i]);
    head.context = out->len - (guint32)sizeof head;
    memcpy(out->data, &head, sizeof head);
    return out;
}

GByteArray *
answer_pack(const Meaning *meaning)
{
    const GPtrArray *attachments = meaning->attachments;
    g_autofree char *json = meaning_to_json(meaning, NULL);
    gsize length = strlen(json), content = attachments_size(attachments);
    const AnswerHead head = {(guint32)MIN(length, G_MAXUINT32), (guint32)MIN(content, G_MAXUINT32)};
    GByteArray *out = g_byte_array_sized_new((guint)(sizeof head + length + content));
    g_byte_array_append(out, (const guint8 *)&head, sizeof head);
    g_byte_array_append(out, (const guint8 *)json, (guint)length);
    for (guint i = 0; attachments && i < attachments->len; i++) {
        const Attachment *attachment = attachments->pdata[i];
        if (attachment->content)
            g_byte_array_append(out, g_bytes_get_data(attachment->content, NULL),
                                (guint)attachment->size);
    }
    return out;
}

/* The string that begins at *BYTES and ends before END; NULL where none does. */
static const char *
next_text(const char **bytes, const char *end)
{
    const char *text = *bytes, *nul = memchr(text, '\0', (gsize)(end - text));
    if (!nul)
        return NULL;
    *bytes = nul + 1;
    return text;
}

bool
request_unpack(const char *bytes, gsize length, RequestContext *ret_context)
{
    const char *end = bytes + length;
    guint32 counts[COUNTS];
    if (length < sizeof counts)
        return false;
    memcpy(counts, bytes, sizeof counts);
    bytes += sizeof counts;
    RequestContext context = {.texts = g_ptr_array_new()};
    bool good = !counts[0] || (context.context.address = next_text(&bytes, end));
    good = good && (!counts[1] || (context.context.authserv_id = next_text(&bytes, end)));
    for (guint32 i = 0; good && i < counts[2]; i++) {
        const char *text = next_text(&bytes, end);
        good = text != NULL;
        g_ptr_array_add(context.texts, (gpointer)text);
    }
    g_ptr_array_add(context.texts, NULL);
    if (!good || bytes != end) {
        request_context_clear(&context);
        return false;
    }
    const char *const *texts = (const char *const *)context.texts->pdata;
    context.context.sent_texts = counts[2] ? texts : NULL;
    *ret_context = context;
    return true;
}

void
request_context_clear(RequestContext *context)
{
    g_clear_pointer(&context->texts, g_ptr_array_unref);
}
