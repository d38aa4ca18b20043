/* The order of the cues: marks of the lines, introductions, texts that we know, what stands below. */
#include "inbox/quote.h"

#include <string.h>
#include "inbox/quote-intro.h"
#include "inbox/quote-known.h"
#include "inbox/quote-tail.h"
#include "inbox/quote-text.h"

/* Nobody writes more by hand; what follows is not looked at. */
#define MAX_BODY (512 << 10)
#define MAX_OVERFLOW 2 /* lines of a quoted paragraph that lost their mark */

static void
set_verdict(QuoteText *text, guint start, guint end, QuoteVerdict verdict)
{
    for (guint i = start; i < end; i++)
        if (text->lines[i].verdict == QUOTE_LINE_NEW)
            text->lines[i].verdict = verdict;
}

/* "| quoted" as some programs have it, right below an introduction. */
static bool
mark_bars(QuoteText *text, guint i)
{
    guint next = quote_text_next(text, i), end = next;

    while (end < text->n && text->lines[end].length && text->lines[end].text[0] == '|')
        text->lines[end++].verdict = QUOTE_LINE_MARKED;
    return end > next;
}

/* Below an introduction that ends before line END: either marked lines are quoted, or all is. True
 * when all is. */
static bool
quote_below(QuoteText *text, guint end)
{
    if (mark_bars(text, end) || quote_text_marked_after(text, end - 1))
        return false;
    set_verdict(text, end, text->n, QUOTE_LINE_REST);
    return true;
}

/* With the stroke above it. */
static void
set_intro(QuoteText *text, guint start, guint end)
{
    guint above = start;

    while (above > 0 &&
           (text->lines[above - 1].blank || quote_line_is_ruler(&text->lines[above - 1])))
        above--;
    for (guint i = above; i < end; i++)
        if (i >= start || !text->lines[i].blank)
            text->lines[i].verdict = QUOTE_LINE_INTRO;
}

static void
find_intros(QuoteText *text)
{
    for (guint i = 0; i < text->n; i++) {
        guint start = i, end = i + 1, keep = 0;
        if (text->lines[i].blank)
            continue;
        if (!quote_attribution(text, i, &start, &keep) && !quote_ruler(text, i) &&
            !quote_header_block(text, i, &end))
            continue;
        set_intro(text, start, end);
        text->lines[start].keep_end = keep;
        if (quote_below(text, end)) {
            guint block;
            guint next = quote_text_next(text, end); /* a ruler above a header block */
            if (next < text->n) {
                text->lines[next].verdict = QUOTE_LINE_NEW;
                bool header = quote_header_block(text, next, &block);
                text->lines[next].verdict = QUOTE_LINE_REST;
                for (guint k = next; header && k < block; k++)
                    text->lines[k].verdict = QUOTE_LINE_INTRO;
            }
            return;
        }
        i = end - 1;
    }
}

/* Does line I go on with the marked line above it? Rewrapping leaves such lines between marked ones; an
 * answer starts with a capital, or follows a question or a finished line. */
static bool
continues_quote(const QuoteText *text, guint i)
{
    const QuoteLine *above = &text->lines[i - 1], *line = &text->lines[i];
    char last;

    if (above->blank || line->blank || above->length < 40)
        return false;
    last = above->text[above->length - 1];
    if (strchr("?!:", last) || (above->length < 60 && strchr(".;", last)))
        return false;
    return g_ascii_islower(line->text[0]) || strchr("_/&=(", line->text[0]) ||
           g_unichar_islower(g_utf8_get_char(line->text));
}

/* Only a link in brackets, torn out of a marked line. */
static bool
is_torn_link(const QuoteLine *line)
{
    gsize start = strspn(line->text, " \t<("), end = line->length;

    while (end > start && strchr(" >)", line->text[end - 1]))
        end--;
    return start > 0 && end > start + 4 && strncmp(line->text + start, "http", 4) == 0 &&
           !memchr(line->text + start, ' ', end - start);
}

static void
find_overflow(QuoteText *text)
{
    for (guint i = 1; i < text->n; i++) {
        guint end = i;
        if (text->lines[i - 1].verdict != QUOTE_LINE_MARKED)
            continue;
        while (end < text->n && end - i < MAX_OVERFLOW &&
               text->lines[end].verdict == QUOTE_LINE_NEW && !text->lines[end].blank)
            end++;
        if (end > i && end < text->n && text->lines[end].verdict == QUOTE_LINE_MARKED &&
            (continues_quote(text, i) || is_torn_link(&text->lines[i])))
            set_verdict(text, i, end, QUOTE_LINE_MARKED);
    }
}

/* What the HTML part's marks say is quoted is quoted in the plain part, too. */
static void
apply_marks(QuoteText *text, const char *quoted)
{
    g_autofree QuoteCover *covers = quote_known(text, quoted);

    for (guint i = 0; i < text->n; i++)
        if (text->lines[i].verdict == QUOTE_LINE_NEW && quote_cover_full(&covers[i]))
            text->lines[i].verdict = QUOTE_LINE_KNOWN;
}

/* Lines below an introduction that we did not send, where most of the others are ours, are answers; so
 * is what was added behind a line of ours. */
static void
apply_sent(QuoteText *text, const char *sent)
{
    g_autofree QuoteCover *covers = quote_known(text, sent);
    guint words = 0, known = 0;

    for (guint i = 0; i < text->n; i++) {
        if (text->lines[i].verdict != QUOTE_LINE_REST)
            continue;
        words += covers[i].words;
        known += covers[i].known;
    }
    for (guint i = 0; i < text->n; i++) {
        QuoteLine *line = &text->lines[i];
        if (line->verdict == QUOTE_LINE_NEW && quote_cover_full(&covers[i]))
            line->verdict = QUOTE_LINE_KNOWN;
        else if (line->verdict == QUOTE_LINE_REST && known * 2 > words && covers[i].words &&
                 !quote_cover_full(&covers[i]))
            line->verdict = QUOTE_LINE_NEW;
    }
}

static void
clean_tails(const Mail *mail, QuoteText *text)
{
    bool final = true;

    for (guint end = text->n; end > 0;) {
        guint start = end;
        while (start > 0 && text->lines[start - 1].verdict == QUOTE_LINE_NEW)
            start--;
        if (start < end) {
            bool words = quote_text_next(text, start) < end;
            quote_tail(mail, text, start, end, final);
            final = final && !words;
        }
        end = start < end ? start : end - 1;
    }
}

static void
append_line(GString *reply, const QuoteLine *line)
{
    if (line->verdict == QUOTE_LINE_NEW)
        g_string_append_len(reply, line->text, (gssize)line->length);
    else if (line->keep_end > line->keep_start)
        g_string_append_len(reply, line->text + line->keep_start,
                            (gssize)(line->keep_end - line->keep_start));
    else
        return;
    g_string_append_c(reply, '\n');
}

/* The new lines; where something was taken out, a blank line parts what stood around it. */
static char *
assemble(const QuoteText *text)
{
    g_autoptr(GString) reply = g_string_new(NULL);
    guint start = 0, end;

    for (guint i = 0; i < text->n; i++) {
        bool gap = i > 0 && text->lines[i - 1].verdict != QUOTE_LINE_NEW && reply->len > 1 &&
                   reply->str[reply->len - 2] != '\n';
        if (gap && text->lines[i].verdict == QUOTE_LINE_NEW && !text->lines[i].blank)
            g_string_append_c(reply, '\n');
        append_line(reply, &text->lines[i]);
    }
    while (reply->len && strchr(" \t\n", reply->str[reply->len - 1]))
        g_string_truncate(reply, reply->len - 1);
    for (end = (guint)reply->len; start < end && reply->str[start] == '\n'; start++)
        ;
    return g_strdup(reply->str + start);
}

static char *
cut_body(const char *body)
{
    gsize length = strnlen(body, MAX_BODY);

    while (body[length] && length && ((guchar)body[length] & 0xc0) == 0x80)
        length--;
    return g_strndup(body, length);
}

char *
quote_strip(const Mail *mail, const char *const *sent_texts)
{
    g_autofree char *body = cut_body(mail->written ? mail->written : mail->text);
    g_autoptr(QuoteText) text = quote_text_new(body);

    find_intros(text);
    find_overflow(text);
    if (mail->quoted && !mail->written)
        apply_marks(text, mail->quoted);
    for (gsize i = 0; sent_texts && sent_texts[i]; i++)
        apply_sent(text, sent_texts[i]);
    clean_tails(mail, text);
    return assemble(text);
}
