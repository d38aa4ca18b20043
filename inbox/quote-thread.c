/* See quote-thread.h. */
#include "inbox/quote-thread.h"

#include <string.h>

/* The part of LINE that is new; *RET_LENGTH 0 = none. */
static const char *
new_part(const QuoteLine *line, gsize *ret_length)
{
    bool whole = line->verdict == QUOTE_LINE_NEW;

    *ret_length = whole ? line->length : line->keep_end - line->keep_start;
    return line->text + (whole ? 0 : line->keep_start);
}

char *
quote_assemble(const QuoteText *text)
{
    GString *reply = g_string_new(NULL);
    bool gap = false;

    for (guint i = 0; i < text->n; i++) {
        const QuoteLine *line = &text->lines[i];
        gsize length;
        const char *part = new_part(line, &length);
        if (line->blank || length == 0) {
            gap = true;
            continue;
        }
        if (reply->len)
            g_string_append(reply, gap ? "\n\n" : "\n");
        g_string_append_len(reply, part, (gssize)length);
        gap = false;
    }
    return g_string_free(reply, FALSE);
}

/* A paragraph that answers stand below needs no more. */
#define MAX_ABOVE 2000

/* The quoted paragraph that was met last, and what was put together so far. */
typedef struct {
    GString *above, *thread;
    bool ended;
} Thread;

static void
meet_quoted(Thread *thread, const char *text, gsize length)
{
    gsize mark = strspn(text, "> \t|");
    while (length > mark && text[length - 1] == ' ')
        length--;
    if (mark >= length) {
        thread->ended = true;
        return;
    }
    if (thread->ended || thread->above->len > MAX_ABOVE)
        g_string_truncate(thread->above, 0);
    thread->ended = false;
    g_string_append(thread->above, "> ");
    g_string_append_len(thread->above, text + mark, (gssize)(length - mark));
    g_string_append_c(thread->above, '\n');
}

static void
meet_new(Thread *thread, const char *text, gsize length)
{
    if (thread->above->len)
        g_string_append(thread->thread, thread->above->str);
    g_string_append_len(thread->thread, text, (gssize)length);
    g_string_append_c(thread->thread, '\n');
    g_string_truncate(thread->above, 0);
}

char *
quote_assemble_thread(const QuoteText *text)
{
    g_autoptr(GString) above = g_string_new(NULL), whole = g_string_new(NULL);
    Thread thread = {.above = above, .thread = whole};

    for (guint i = 0; i < text->n; i++) {
        const QuoteLine *line = &text->lines[i];
        gsize length, known = line->keep_end ? line->keep_start : line->length;
        const char *part = new_part(line, &length);
        if (line->verdict == QUOTE_LINE_NEW)
            known = line->keep_start;
        if (line->blank)
            meet_quoted(&thread, "", 0);
        else if (known && line->verdict != QUOTE_LINE_INTRO && line->verdict != QUOTE_LINE_SIGNED)
            meet_quoted(&thread, line->text, known);
        if (length && !line->blank)
            meet_new(&thread, part, length);
    }
    if (above->len)
        g_string_append(whole, ">\n");
    return g_string_free(g_steal_pointer(&whole), FALSE);
}
