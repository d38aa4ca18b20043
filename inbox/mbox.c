/* Line by line; a line is only kept together as far as a From line can reach. */
#include "inbox/mbox.h"
#include <string.h>

#define FROM_MAX 1000

void
mbox_init(Mbox *mbox, gint64 offset, gsize limit)
{
    *mbox = (Mbox){
        .message = g_byte_array_new(),
        .line = g_string_new(NULL),
        .limit = limit,
        .offset = offset,
        .empty_line = true, /* at the start there need be none */
    };
}

void
mbox_clear(Mbox *mbox)
{
    g_byte_array_unref(mbox->message);
    fingerprint_free(mbox->cut);
    g_string_free(mbox->line, TRUE);
}

static bool
is_year(const char *word, const char *end)
{
    return end - word >= 4 && strspn(word, "0123456789") == 4 && (word[0] == '1' || word[0] == '2');
}

bool
mbox_is_from(const char *line, gsize length)
{
    if (length < strlen("From ") || !g_str_has_prefix(line, "From "))
        return false;
    const char *end = line + length;
    bool time = false, year = false;
    for (const char *p = line + strlen("From "); p < end; p++) {
        if (p[-1] != ' ')
            continue;
        time |= end - p >= 5 && g_ascii_isdigit(p[0]) && strspn(p, "0123456789") <= 2 &&
                p[strspn(p, "0123456789")] == ':';
        year |= is_year(p, end) && strchr(" \r\n", p[4]);
    }
    return time && year;
}

static void
keep(Mbox *mbox, const char *bytes, gsize length)
{
    fingerprint_keep(mbox->message, mbox->limit, &mbox->cut, bytes, length);
}

static void
keep_line(Mbox *mbox, const char *line, gsize length)
{
    if (mbox->empty_line && mbox->begun && mbox->message->len > 0)
        keep(mbox, mbox->crlf ? "\r\n" : "\n", mbox->crlf ? 2 : 1);
    gsize quotes = strspn(line, ">");
    bool quoted = !mbox->inside && quotes > 0 && g_str_has_prefix(line + quotes, "From ");
    keep(mbox, line + quoted, length - quoted);
}

/* A whole line, or a piece of a long one. */
static void
take_line(Mbox *mbox)
{
    const char *line = mbox->line->str;
    gsize length = mbox->line->len;
    bool ended = line[length - 1] == '\n';
    bool empty = !mbox->inside && ended && (length == 1 || (length == 2 && *line == '\r'));
    bool from = mbox->empty_line && !mbox->inside && ended && mbox_is_from(line, length);
    if (from && mbox->begun) {
        mbox->whole = true;
        mbox->next = mbox->offset;
        return;
    }
    mbox->foreign |= !mbox->begun && !from;
    if (from)
        mbox->begun = true;
    else if (!empty || mbox->empty_line)
        keep_line(mbox, line, empty ? 0 : length);
    mbox->empty_line = empty;
    mbox->crlf = length == 2;
    mbox->inside = !ended;
    mbox->offset += (gint64)length;
    g_string_truncate(mbox->line, 0);
}

gsize
mbox_feed(Mbox *mbox, const char *bytes, gsize length)
{
    gsize used = 0;
    while (used < length && !mbox->whole && !mbox->foreign) {
        const char *newline = memchr(bytes + used, '\n', length - used);
        gsize piece = newline ? (gsize)(newline - bytes) + 1 - used : length - used;
        piece = MIN(piece, FROM_MAX - mbox->line->len);
        g_string_append_len(mbox->line, bytes + used, (gssize)piece);
        used += piece;
        if (mbox->line->str[mbox->line->len - 1] == '\n' || mbox->line->len == FROM_MAX)
            take_line(mbox);
    }
    return used;
}

void
mbox_end(Mbox *mbox)
{
    if (mbox->line->len > 0 && !mbox->whole)
        take_line(mbox);
    mbox->next = mbox->offset;
    mbox->whole = mbox->begun;
}

void
mbox_next(Mbox *mbox)
{
    g_byte_array_unref(mbox->message);
    mbox->message = g_byte_array_new();
    g_clear_pointer(&mbox->cut, fingerprint_free);
    mbox->whole = mbox->begun = false;
    if (mbox->line->len > 0)
        take_line(mbox);
}
