/* All that is done to a part is done line by line, but for base64 and the choice of the encoding. So lines are
 * the unit of what is kept. */
#include "mailer/part.h"
#include "mailer/encode.h"
#include "mailer/flowed.h"
#include <string.h>

/* So many lines may be missing against the last part before the rest counts as new. */
enum { LOOK_AHEAD = 4 };

/* One line of a part's text, and what it becomes. */
typedef struct {
    gsize length;
    BodyMeasure measure;
    char *clean;                   /* several lines where it was flowed; LF */
    GString *encoded[BODY_BASE64]; /* by encoding; NULL = not asked for yet */
    char raw[];
} Line;

struct PartMemo {
    GPtrArray *lines; /* Line *; NULL where it went into the next part */
    bool flowed;
};

static void
line_free(Line *line)
{
    if (!line)
        return;
    for (int i = 0; i < BODY_BASE64; i++)
        if (line->encoded[i])
            g_string_free(line->encoded[i], TRUE);
    g_free(line->clean);
    g_free(line);
}

static GPtrArray *
lines_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)line_free);
}

PartMemo *
part_memo_new(void)
{
    PartMemo *memo = g_new0(PartMemo, 1);
    memo->lines = lines_new();
    return memo;
}

void
part_memo_free(PartMemo *memo)
{
    if (!memo)
        return;
    g_ptr_array_unref(memo->lines);
    g_free(memo);
}

static Line *
line_new(const char *raw, gsize length, bool flowed)
{
    Line *line = g_malloc0(sizeof *line + length + 1);
    memcpy(line->raw, raw, length);
    line->length = length;
    line->clean = body_clean(line->raw);
    if (flowed) {
        char *plain = line->clean;
        line->clean = flowed_encode(plain);
        g_free(plain);
    }
    body_measure(line->clean, &line->measure);
    return line;
}

static bool
is_line(const Line *line, const char *raw, gsize length)
{
    return line && line->length == length && memcmp(line->raw, raw, length) == 0;
}

/* Takes the line out of KNOWN, from *NEXT on; NULL where it is none of the next few. */
static Line *
line_known(GPtrArray *known, guint *next, const char *raw, gsize length)
{
    for (guint i = *next; i < known->len && i <= *next + LOOK_AHEAD; i++) {
        Line *line = g_ptr_array_index(known, i);
        if (!is_line(line, raw, length))
            continue;
        g_ptr_array_index(known, i) = NULL;
        *next = i + 1;
        return line;
    }
    return NULL;
}

static GPtrArray *
lines_of(const char *text, bool flowed, GPtrArray *known)
{
    GPtrArray *lines = lines_new();
    const char *end = text + strlen(text);
    guint next = 0;
    while (text < end) {
        const char *newline = memchr(text, '\n', (gsize)(end - text));
        gsize length = (gsize)((newline ? newline + 1 : end) - text);
        Line *line = line_known(known, &next, text, length);
        g_ptr_array_add(lines, line ? line : line_new(text, length, flowed));
        text += length;
    }
    return lines;
}

static void
append_line(GString *out, Line *line, BodyEncoding encoding)
{
    GString **encoded = &line->encoded[encoding];
    if (!*encoded) {
        *encoded = g_string_sized_new(line->length + 8);
        body_append(*encoded, line->clean, encoding);
    }
    g_string_append_len(out, (*encoded)->str, (gssize)(*encoded)->len);
}

/* Base64 knows no lines. */
static void
append_base64(GString *out, const GPtrArray *lines)
{
    g_autoptr(GString) whole = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++)
        g_string_append(whole, ((const Line *)g_ptr_array_index(lines, i))->clean);
    body_append(out, whole->str, BODY_BASE64);
}

void
part_append(GString *out, const char *content_type, const char *text, bool flowed, PartMemo *memo)
{
    g_autoptr(PartMemo) own = memo ? NULL : part_memo_new();
    BodyMeasure measure = {0};
    if (!memo)
        memo = own;
    if (memo->flowed != flowed)
        g_ptr_array_set_size(memo->lines, 0);
    memo->flowed = flowed;
    GPtrArray *lines = lines_of(text, flowed, memo->lines);
    g_ptr_array_unref(memo->lines);
    memo->lines = lines;
    for (guint i = 0; i < lines->len; i++)
        body_measure_add(&measure, &((const Line *)g_ptr_array_index(lines, i))->measure);
    BodyEncoding encoding = body_encoding_of(&measure);
    g_string_append_printf(out, "Content-Type: %s\r\nContent-Transfer-Encoding: %s\r\n\r\n",
                           content_type, body_encoding_name(encoding));
    if (encoding == BODY_BASE64)
        append_base64(out, lines);
    else
        for (guint i = 0; i < lines->len; i++)
            append_line(out, g_ptr_array_index(lines, i), encoding);
}
