/* A context is packed as eight numbers (how many of these there are: address, authserv-id, texts sent, whether somebody is
 * looked for, what they are called, and what is kept; and the meeting's months and days) and as many strings as the first
 * say, but for whether. */
#include "inbox/reader-frame.h"

#include <string.h>
#include "inbox/meaning-json.h"

enum { ADDRESS, AUTHSERV, SENT, FORGET, CALLED, KEPT, MONTHS, DAYS, NUMBERS };

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
    const Forget *forget = context->forget;
    const guint32 numbers[NUMBERS] = {context->address != NULL,
                                      context->authserv_id != NULL,
                                      count(context->sent_texts),
                                      forget != NULL,
                                      forget ? forget->called->len : 0,
                                      forget ? forget->kept->len : 0,
                                      context->months,
                                      context->days};
    GByteArray *out = g_byte_array_new();
    RequestHead head = {.bytes = (guint32)length};
    g_byte_array_append(out, (const guint8 *)&head, sizeof head);
    g_byte_array_append(out, (const guint8 *)numbers, sizeof numbers);
    if (context->address)
        append_text(out, context->address);
    if (context->authserv_id)
        append_text(out, context->authserv_id);
    for (guint32 i = 0; i < numbers[SENT]; i++)
        append_text(out, context->sent_texts[i]);
    for (guint32 i = 0; i < numbers[CALLED]; i++)
        append_text(out, g_ptr_array_index(forget->called, i));
    for (guint32 i = 0; i < numbers[KEPT]; i++)
        append_text(out, g_ptr_array_index(forget->kept, i));
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
    const AnswerHead head = {.json = (guint32)MIN(length, G_MAXUINT32),
                             .content = (guint32)MIN(content, G_MAXUINT32),
                             .unmarked = (guint32)MIN(meaning->unmarked, G_MAXUINT32)};
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

/* The next COUNT strings, borrowed, into TEXTS. */
static bool
next_texts(const char **bytes, const char *end, guint32 count, GPtrArray *texts)
{
    for (guint32 i = 0; i < count; i++) {
        const char *text = next_text(bytes, end);
        if (!text)
            return false;
        g_ptr_array_add(texts, (gpointer)text);
    }
    return true;
}

bool
request_unpack(const char *bytes, gsize length, RequestContext *ret_context)
{
    const char *end = bytes + length;
    guint32 numbers[NUMBERS];
    if (length < sizeof numbers)
        return false;
    memcpy(numbers, bytes, sizeof numbers);
    bytes += sizeof numbers;
    RequestContext *to = ret_context;
    *to = (RequestContext){.texts = g_ptr_array_new()};
    if (numbers[FORGET])
        to->forget = (Forget){.called = g_ptr_array_new(), .kept = g_ptr_array_new()};
    else
        numbers[CALLED] = numbers[KEPT] = 0;
    bool good = (!numbers[ADDRESS] || (to->context.address = next_text(&bytes, end))) &&
                (!numbers[AUTHSERV] || (to->context.authserv_id = next_text(&bytes, end))) &&
                next_texts(&bytes, end, numbers[SENT], to->texts) &&
                next_texts(&bytes, end, numbers[CALLED], to->forget.called) &&
                next_texts(&bytes, end, numbers[KEPT], to->forget.kept);
    g_ptr_array_add(to->texts, NULL);
    if (!good || bytes != end) {
        request_context_clear(to);
        *to = (RequestContext){0};
        return false;
    }
    to->context.sent_texts = numbers[SENT] ? (const char *const *)to->texts->pdata : NULL;
    to->context.months = numbers[MONTHS];
    to->context.days = numbers[DAYS];
    to->context.forget = numbers[FORGET] ? &to->forget : NULL;
    return true;
}

void
request_context_clear(RequestContext *context)
{
    g_clear_pointer(&context->texts, g_ptr_array_unref);
    g_clear_pointer(&context->forget.called, g_ptr_array_unref);
    g_clear_pointer(&context->forget.kept, g_ptr_array_unref);
}
