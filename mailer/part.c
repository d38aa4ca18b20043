/* Passages keep what they become in each encoding. */
#include "mailer/part.h"
#include "mailer/encode.h"
#include "mailer/flowed.h"
#include <string.h>

struct Passage {
    int references; /* beside the first */
    gsize length;
    BodyMeasure measure;
    char *clean;                   /* flowed, where it is to be; LF */
    GString *encoded[BODY_BASE64]; /* by encoding; NULL = not asked for yet */
    char raw[];
};

Passage *
passage_new(const char *text, gsize length, bool flowed)
{
    Passage *passage = g_malloc0(sizeof *passage + length + 1);
    memcpy(passage->raw, text, length);
    passage->length = length;
    passage->clean = body_clean(passage->raw);
    if (flowed) {
        char *plain = passage->clean;
        passage->clean = flowed_encode(plain);
        g_free(plain);
    }
    body_measure(passage->clean, &passage->measure);
    return passage;
}

Passage *
passage_ref(Passage *passage)
{
    passage->references++;
    return passage;
}

void
passage_unref(Passage *passage)
{
    if (!passage || passage->references-- > 0)
        return;
    for (int i = 0; i < BODY_BASE64; i++)
        if (passage->encoded[i])
            g_string_free(passage->encoded[i], TRUE);
    g_free(passage->clean);
    g_free(passage);
}

Part *
part_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)passage_unref);
}

Part *
part_of(const char *text, bool flowed)
{
    Part *part = part_new();
    g_ptr_array_add(part, passage_new(text, strlen(text), flowed));
    return part;
}

void
part_free(Part *part)
{
    if (part)
        g_ptr_array_unref(part);
}

char *
part_text(const Part *part)
{
    GString *text = g_string_sized_new(4096);
    for (guint i = 0; i < part->len; i++) {
        const Passage *passage = g_ptr_array_index(part, i);
        g_string_append_len(text, passage->raw, (gssize)passage->length);
    }
    return g_string_free(text, FALSE);
}

static bool
is_shared(const Passage *passage)
{
    return passage->references > 0;
}

Passage *
part_first_shared(const Part *part)
{
    for (guint i = 0; i < part->len; i++)
        if (is_shared(g_ptr_array_index(part, i)))
            return g_ptr_array_index(part, i);
    return NULL;
}

char *
part_shared(const Part *part, char gap)
{
    GString *text = g_string_sized_new(4096);
    for (guint i = 0; i < part->len; i++) {
        const Passage *passage = g_ptr_array_index(part, i);
        if (is_shared(passage))
            g_string_append_len(text, passage->raw, (gssize)passage->length);
        else
            g_string_append_c(text, gap);
    }
    return g_string_free(text, FALSE);
}

char *
part_own(const Part *part, char gap)
{
    GString *text = g_string_sized_new(512);
    bool first = true;
    for (guint i = 0; i < part->len; i++) {
        const Passage *passage = g_ptr_array_index(part, i);
        if (is_shared(passage))
            continue;
        if (!first)
            g_string_append_c(text, gap);
        g_string_append_len(text, passage->raw, (gssize)passage->length);
        first = false;
    }
    return g_string_free(text, FALSE);
}

static void
append_passage(GString *out, Passage *passage, BodyEncoding encoding)
{
    GString **encoded = &passage->encoded[encoding];
    if (!*encoded) {
        *encoded = g_string_sized_new(passage->measure.length + passage->measure.length / 16 + 8);
        body_append(*encoded, passage->clean, encoding);
    }
    g_string_append_len(out, (*encoded)->str, (gssize)(*encoded)->len);
}

/* Base64 knows no lines. */
static void
append_base64(GString *out, const Part *part)
{
    g_autoptr(GString) whole = g_string_new(NULL);
    for (guint i = 0; i < part->len; i++)
        g_string_append(whole, ((const Passage *)g_ptr_array_index(part, i))->clean);
    body_append(out, whole->str, BODY_BASE64);
}

void
part_append(GString *out, const char *content_type, const Part *part)
{
    BodyMeasure measure = {0};
    for (guint i = 0; i < part->len; i++)
        body_measure_add(&measure, &((const Passage *)g_ptr_array_index(part, i))->measure);
    BodyEncoding encoding = body_encoding_of(&measure);
    g_string_append(out, "Content-Type: ");
    g_string_append(out, content_type);
    g_string_append(out, "\r\nContent-Transfer-Encoding: ");
    g_string_append(out, body_encoding_name(encoding));
    g_string_append(out, "\r\n\r\n");
    if (encoding == BODY_BASE64)
        append_base64(out, part);
    else
        for (guint i = 0; i < part->len; i++)
            append_passage(out, g_ptr_array_index(part, i), encoding);
}
