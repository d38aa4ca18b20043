/* The order of the cues: marks of the lines, introductions, texts that we know, what stands below. */
#include "inbox/quote.h"

#include <string.h>
#include "inbox/armor.h"
#include "inbox/html.h"
#include "inbox/quote-intro.h"
#include "inbox/quote-known.h"
#include "inbox/quote-tail.h"
#include "inbox/quote-text.h"
#include "inbox/quote-thread.h"

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

/* With the strokes above it. */
static void
set_intro(QuoteText *text, guint start, guint end)
{
    guint above = start;

    while (above > 0 &&
           (text->lines[above - 1].blank || quote_line_is_ruler(&text->lines[above - 1]) ||
            (end > start + 1 && quote_line_is_framed(&text->lines[above - 1]))))
        above--;
    for (guint i = above; i < end; i++)
        if (i >= start || !text->lines[i].blank)
            text->lines[i].verdict = QUOTE_LINE_INTRO;
}

/* Does an introduction end in line I? Of a ruler above a header block, both. */
static bool
intro_at(const QuoteText *text, guint i, guint *ret_start, guint *ret_end, guint *ret_keep)
{
    guint next;

    *ret_start = i;
    *ret_end = i + 1;
    *ret_keep = 0;
    if (quote_attribution(text, i, ret_start, ret_keep))
        return true;
    if (!quote_ruler(text, i))
        return quote_header_block(text, i, ret_end);
    next = quote_text_next(text, i + 1);
    if (next >= text->n || !quote_header_block(text, next, ret_end))
        *ret_end = i + 1;
    return true;
}

static void
find_intros(QuoteText *text)
{
    for (guint i = 0; i < text->n; i++) {
        guint start, end, keep;
        if (text->lines[i].blank || !intro_at(text, i, &start, &end, &keep))
            continue;
        set_intro(text, start, end);
        text->lines[start].keep_end = keep;
        if (quote_below(text, end))
            return;
        i = end - 1;
    }
}

/* "IC> ", as some programs mark what Ines Calloway wrote: her initials. Returns their bytes. */
static gsize
initials_length(const QuoteLine *line)
{
    gsize start = 0, n = 0;

    while (start < line->length && start < 4 && line->text[start] == ' ')
        start++;
    while (start + n < line->length && n < 5 && g_ascii_isalpha(line->text[start + n]))
        n++;
    return n > 0 && n < 5 && start + n < line->length && g_ascii_isupper(line->text[start]) &&
                   line->text[start + n] == '>'
               ? start + n + 1
               : 0;
}

/* Two lines with the same initials are no chance. */
static void
mark_initials(QuoteText *text)
{
    const QuoteLine *last = NULL;
    gsize last_length = 0;

    for (guint i = 0; i < text->n; i++) {
        QuoteLine *line = &text->lines[i];
        gsize length = line->verdict == QUOTE_LINE_NEW ? initials_length(line) : 0;
        if (length == 0)
            continue;
        if (length == last_length && memcmp(line->text, last->text, length) == 0)
            line->verdict = text->lines[last - text->lines].verdict = QUOTE_LINE_MARKED;
        last = line;
        last_length = length;
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
    if (last == ')' && memchr(above->text, '?', above->length))
        return false; /* our own questions end in their choices */
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

/* What the HTML part's marks say is quoted is quoted in the text, too. */
static void
apply_marks(QuoteText *text, const char *quoted)
{
    g_autofree QuoteCover *covers = quote_known(text, quoted);

    for (guint i = 0; i < text->n; i++)
        if (text->lines[i].verdict == QUOTE_LINE_NEW &&
            quote_cover_full(&text->lines[i], &covers[i]))
            text->lines[i].verdict = QUOTE_LINE_REST;
}

/* By line: the nearest one with words above it (STEP 1), or below it (STEP -1), is ours. To be freed. */
static bool *
beside_ours(const QuoteText *text, const QuoteCover *covers, int step)
{
    bool *beside = g_new0(bool, text->n), ours = false;

    for (guint k = 0; k < text->n; k++) {
        guint i = step > 0 ? k : text->n - 1 - k;
        beside[i] = ours;
        if (covers[i].words)
            ours = quote_cover_full(&text->lines[i], &covers[i]);
    }
    return beside;
}

/* Of a quoted line of ours, the words that were added to it; or all of it, where it has none of ours
 * but stands BETWEEN such lines. */
static void
keep_added(QuoteLine *line, const QuoteCover *cover, bool between)
{
    guint32 from = quote_cover_added(line, cover);

    if (cover->words && cover->known == 0 && between)
        from = (guint32)strspn(line->text, "> \t");
    if (from) {
        line->keep_start = from;
        line->keep_end = (guint32)line->length;
    }
}

/* Where our words begin among those below the introductions; text->n when most of them are not ours. */
static guint
first_of_ours(const QuoteText *text, const QuoteCover *covers)
{
    guint words = 0, known = 0, first = text->n;

    for (guint i = 0; i < text->n; i++) {
        if (text->lines[i].verdict != QUOTE_LINE_REST)
            continue;
        words += covers[i].words;
        known += covers[i].known;
        if (first == text->n && covers[i].known > 2 &&
            quote_cover_full(&text->lines[i], &covers[i]))
            first = i;
    }
    return known * 2 > words ? first : text->n;
}

/* Nothing but dashes, as above a signature. */
static bool
is_rule(const QuoteLine *line)
{
    return line->length > 0 && strspn(line->text, "- ") >= line->length;
}

/* A line of ours up to the words that were added to it: "2. Will you join us for dinner? No." */
static bool
is_ours_before(const QuoteLine *line, const QuoteCover *cover)
{
    return quote_cover_added(line, cover) && cover->known * 5 >= cover->words_to_tail * 4;
}

/* Between and below our own words, lines that we did not send are answers; so is what was added to one
 * of ours. */
static void
apply_sent(QuoteText *text, const char *sent)
{
    g_autofree QuoteCover *covers = quote_known(text, sent);
    g_autofree bool *under = beside_ours(text, covers, 1), *over = beside_ours(text, covers, -1);
    guint first = first_of_ours(text, covers);

    for (guint i = 0; i < text->n; i++) {
        QuoteLine *line = &text->lines[i];
        bool below = line->verdict == QUOTE_LINE_REST && i > first;
        if (line->verdict == QUOTE_LINE_NEW &&
            (quote_cover_full(line, &covers[i]) || (is_rule(line) && over[i])))
            line->verdict = QUOTE_LINE_KNOWN;
        else if (line->verdict == QUOTE_LINE_NEW && is_ours_before(line, &covers[i]))
            line->keep_start = line->keep_end = quote_cover_added(line, &covers[i]);
        else if (below && covers[i].words && covers[i].known * 2 < covers[i].words)
            line->verdict = QUOTE_LINE_NEW;
        else if (below || line->verdict == QUOTE_LINE_MARKED)
            keep_added(line, &covers[i], under[i] && over[i]);
    }
}

static bool
has_new_words(const QuoteText *text, guint start, guint end)
{
    for (guint i = start; i < end; i++)
        if (text->lines[i].verdict == QUOTE_LINE_NEW && !text->lines[i].blank)
            return true;
    return false;
}

/* Run by run of new lines, from the last one up. */
static void
clean_tails(const Mail *mail, QuoteText *text)
{
    bool final = true;

    for (guint end = text->n; end > 0;) {
        guint start = end;
        while (start > 0 && text->lines[start - 1].verdict == QUOTE_LINE_NEW)
            start--;
        if (has_new_words(text, start, end)) {
            quote_tail(mail, text, start, end, final);
            final = final && !has_new_words(text, start, end);
        }
        end = start < end ? start : end - 1;
    }
}

/* What there is to look at, without armour. */
static char *
take_body(const char *source)
{
    gsize length = strnlen(source, MAX_BODY);
    char *body, *plain;

    while (source[length] && length && ((guchar)source[length] & 0xc0) == 0x80)
        length--;
    body = g_strndup(source, length);
    plain = armor_strip(body);
    if (!plain)
        return body;
    g_free(body);
    return plain;
}

/* Something in the plain text says already where the quotation is. */
static bool
has_quotation(const QuoteText *text)
{
    for (guint i = 0; i < text->n; i++)
        if (text->lines[i].verdict == QUOTE_LINE_MARKED ||
            text->lines[i].verdict == QUOTE_LINE_INTRO)
            return true;
    return false;
}

/* Where the plain text leaves doubts, the marks of the HTML beside it decide. */
static void
apply_html(QuoteText *text, const char *source)
{
    HtmlText html;

    html_read(source, strlen(source), &html);
    if (html.quoted)
        apply_marks(text, html.quoted);
    html_text_clear(&html);
}

char *
quote_strip(const Mail *mail, const char *const *sent_texts)
{
    return quote_thread(mail, sent_texts, NULL);
}

char *
quote_thread(const Mail *mail, const char *const *sent_texts, char **ret_thread)
{
    /* With our own texts at hand, what the marks call quoted is looked through for answers. */
    bool knowing = sent_texts && sent_texts[0], sure = mail->written && !knowing;
    g_autofree char *body = take_body(sure ? mail->written : mail->text);
    g_autoptr(QuoteText) text = quote_text_new(body);

    mark_initials(text);
    find_intros(text);
    find_overflow(text);
    if (mail->quoted && !sure)
        apply_marks(text, mail->quoted);
    else if (mail->html && !mail->written && !has_quotation(text))
        apply_html(text, mail->html);
    for (gsize i = 0; sent_texts && sent_texts[i]; i++)
        apply_sent(text, sent_texts[i]);
    clean_tails(mail, text);
    if (ret_thread)
        *ret_thread = knowing ? quote_assemble_thread(text) : NULL;
    return quote_assemble(text);
}
