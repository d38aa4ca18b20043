/* From the surest sign to the least: delimiter, program's footer, notice, closing with a name, the
 * sender's own name. */
#include "inbox/quote-tail.h"

#include <string.h>
#include "inbox/quote-words.h"

#define MAX_NAME_LINES 8
#define MAX_FOOTER 200
#define MAX_PHONES 4
#define MAX_LOOSE_SIGNATURE 20 /* lines below a "--" without its blank */

static void
sign(QuoteText *text, guint start, guint end)
{
    for (guint i = start; i < end; i++)
        text->lines[i].verdict = QUOTE_LINE_SIGNED;
}

static guint
trim_end(const QuoteText *text, guint start, guint end)
{
    while (end > start &&
           (text->lines[end - 1].blank || quote_line_is_ruler(&text->lines[end - 1])))
        end--;
    return end;
}

/* "-- ", which has lost its blank by now, and the dashes that people use like it. */
static bool
is_delimiter(const QuoteLine *line)
{
    static const char *const delimiters[] = {"--",     "—",    "–",  "——",
                                             "——————", "-- -", "__", "--  --"};

    for (gsize i = 0; i < G_N_ELEMENTS(delimiters); i++)
        if (line->length == strlen(delimiters[i]) &&
            memcmp(line->text, delimiters[i], line->length) == 0)
            return true;
    /* A row of dashes wider than a dash. */
    return line->length >= 9 && quote_line_is_ruler(line) && (guchar)line->text[0] == 0xe2;
}

static bool
starts_paragraph(const QuoteText *text, guint start, guint i)
{
    return i == start || text->lines[i - 1].blank || text->lines[i - 1].verdict != QUOTE_LINE_NEW ||
           quote_line_is_ruler(&text->lines[i - 1]);
}

static bool
is_footer(const QuoteText *text, guint start, guint end, guint i)
{
    const QuoteLine *line = &text->lines[i];
    g_autofree char *folded = NULL;

    if (line->length > MAX_FOOTER || !(starts_paragraph(text, start, i) || i + 1 == end))
        return false;
    folded = quote_line_fold(line);
    return quote_is_mobile_footer(folded);
}

/* Legal words in the paragraph that starts at line I: two different ones make it a notice; a phrase of
 * list programs does so alone. */
static bool
is_notice(const QuoteText *text, guint i, guint end)
{
    g_autoptr(GString) joined = g_string_new(NULL);
    g_autofree char *folded = NULL;
    gsize start, stop = 0, first = 0, first_length = 0;

    for (; i < end && !text->lines[i].blank && !quote_line_is_ruler(&text->lines[i]) &&
           joined->len < 3000;
         i++) {
        g_string_append_len(joined, text->lines[i].text, (gssize)text->lines[i].length);
        g_string_append_c(joined, ' ');
    }
    folded = quote_fold(joined->str, joined->len);
    if (quote_words_find(folded, 0, QUOTE_FOOTER, NULL, NULL))
        return true;
    while (quote_words_find(folded, stop, QUOTE_DISCLAIMER, &start, &stop)) {
        gsize length = stop - start;
        if (first_length &&
            (length != first_length || memcmp(folded + start, folded + first, length) != 0))
            return true;
        first = start;
        first_length = length;
    }
    return false;
}

/* The first line with words that is not quoted. */
static guint
first_words(const QuoteText *text)
{
    guint i = 0;

    while (i < text->n && (text->lines[i].blank || text->lines[i].verdict != QUOTE_LINE_NEW))
        i++;
    return i;
}

/* The first line of START..END-1 from which everything is signature, footer or notice; END = none. */
static guint
find_cut(const QuoteText *text, guint start, guint end)
{
    guint own = first_words(text);

    for (guint i = start; i < end; i++) {
        bool ruler = quote_line_is_ruler(&text->lines[i]);
        if (text->lines[i].blank)
            continue;
        if (is_delimiter(&text->lines[i]) && end - i <= MAX_LOOSE_SIGNATURE + 1 && i + 1 < end)
            return i;
        if (is_footer(text, start, end, i))
            return i;
        /* What a mail begins with is the person's own, whatever words it has. */
        if (i > own && !ruler && starts_paragraph(text, start, i) && is_notice(text, i, end))
            return i;
    }
    return end;
}

static guint
count_words(const char *folded)
{
    guint n = 0;

    for (const char *p = folded; *p;) {
        gsize word = quote_word_length(p);
        n += word > 0;
        p = word ? p + word : g_utf8_next_char(p);
    }
    return n;
}

/* A line as they stand in signatures: short, and no sentence. */
static bool
is_signature_line(const QuoteLine *line)
{
    g_autofree char *folded = NULL;
    const char *last;

    if (line->blank)
        return true;
    if (line->length > 90 || g_ascii_strncasecmp(line->text, "ps", 2) == 0 ||
        g_ascii_strncasecmp(line->text, "p.s", 3) == 0)
        return false;
    folded = quote_line_fold(line);
    last = *folded ? folded + strlen(folded) - 1 : folded;
    if (*last == '?' || (*last == '!' && count_words(folded) > 3))
        return false;
    return count_words(folded) <= 6 || line->at || line->digit || strchr(folded, '|');
}

/* The last word starts with a capital. */
static bool
ends_in_name(const QuoteLine *line)
{
    gsize start = line->length;

    while (start > 0 && !g_ascii_isspace(line->text[start - 1]))
        start--;
    return start < line->length && g_unichar_isupper(g_utf8_get_char(line->text + start));
}

/* LINE begins with a closing, or with the same in two languages; *RET_ALONE when a name does not follow on
 * the same line. A closing in a sentence ("regards to your wife, and yes") is none. */
static bool
is_closing(const QuoteLine *line, bool *ret_alone)
{
    g_autofree char *folded = quote_line_fold(line);
    gsize start, end;
    const char *rest;

    if (line->length > 60 || !quote_words_find(folded, 0, QUOTE_CLOSING, &start, &end) || start > 2)
        return false;
    rest = folded + end;
    if (*rest == '-' || *rest == ':')
        return false;
    if (quote_words_find(rest, 0, QUOTE_CLOSING, &start, &end) && start <= 3)
        rest += end;
    *ret_alone = count_words(rest) == 0;
    return *ret_alone || (strchr(",;", *rest) && count_words(rest) <= 4) ||
           (count_words(rest) <= 3 && ends_in_name(line));
}

/* "Best regards" with a name below or beside it, in the last lines; NAMED: the name is already gone.
 * Returns the line of the closing; END = none. */
static guint
find_closing(const QuoteText *text, guint start, guint end, bool named)
{
    for (guint i = end, n = 0; i-- > start && n < MAX_NAME_LINES;) {
        bool alone = false;
        if (text->lines[i].blank)
            continue;
        n++;
        if (is_closing(&text->lines[i], &alone) &&
            (!alone || named || quote_text_next(text, i + 1) < end))
            return i;
        if (!is_signature_line(&text->lines[i]))
            break;
    }
    return end;
}

/* Some word of NAME, three letters or more, or an initial of it. */
static bool
is_word_of(const char *name, const char *word, gsize length)
{
    for (const char *p = name; *p;) {
        gsize n = quote_word_length(p);
        if (n && ((n == length && memcmp(p, word, n) == 0) || (length == 1 && *p == *word)))
            return true;
        p = n ? p + n : g_utf8_next_char(p);
    }
    return false;
}

/* How many words of LINE belong to NAME; 0 when any does not. Behind a bar there may be anything. */
static guint
name_words(const char *name, const QuoteLine *line)
{
    g_autofree char *folded = quote_line_fold(line);
    guint n = 0, letters = 0;

    for (const char *p = folded; *p && !(n > 1 && *p == '|');) {
        gsize word = quote_word_length(p);
        if (word && !is_word_of(name, p, word))
            return 0;
        n += word > 0;
        letters += (guint)word;
        p = word ? p + word : g_utf8_next_char(p);
    }
    return letters > 1 && line->length < 90 ? n : 0;
}

/* Below a name nothing follows but the rest of its paragraph and lines as signatures have them. */
static bool
ends_in_signature(const QuoteText *text, guint name, guint end)
{
    guint i = name;

    while (i < end && !text->lines[i].blank)
        i++;
    for (; i < end; i++)
        if (!is_signature_line(&text->lines[i]))
            return false;
    return true;
}

/* The words of the display name and of the address before its "@". */
static char *
sender_words(const MailAddress *from)
{
    g_autofree char *all = g_strconcat(from->name ? from->name : "", " ", from->address, NULL);
    char *at = strrchr(all, '@');

    if (at)
        *at = '\0';
    for (char *p = all; *p; p++)
        if (strchr("._+-", *p))
            *p = ' ';
    return quote_fold(all, strlen(all));
}

/* The sender's own name as the last line, or his full name above a few others. */
static guint
find_name(const Mail *mail, const QuoteText *text, guint start, guint end)
{
    const MailAddress *from = mail->from->len ? g_ptr_array_index(mail->from, 0) : NULL;
    g_autofree char *name = NULL;
    guint found = end;

    if (!from)
        return end;
    name = sender_words(from);
    for (guint i = end, n = 0; i-- > start && n < MAX_NAME_LINES;) {
        if (text->lines[i].blank)
            continue;
        guint words = name_words(name, &text->lines[i]);
        if ((words == 1 && n == 0) ||
            (words > 1 && starts_paragraph(text, start, i) && ends_in_signature(text, i, end)))
            found = i;
        n++;
    }
    return found;
}

/* Signs the name and what is below it, but never all that there is. */
static guint
sign_name(const Mail *mail, QuoteText *text, guint start, guint end)
{
    guint name = find_name(mail, text, start, end);

    if (name <= quote_text_next(text, start))
        return end;
    sign(text, name, end);
    return trim_end(text, start, name);
}

/* A phone puts its line where the mail was empty, and people write below it, too. Signs such lines alone where words
 * follow; returns the first line behind them. */
static guint
sign_phones(QuoteText *text, guint start, guint end)
{
    for (guint n = 0; n < MAX_PHONES; n++) {
        guint cut = find_cut(text, start, end), below = cut;
        if (cut == end || !is_footer(text, start, end, cut))
            break;
        while (below < end && !text->lines[below].blank)
            below++;
        below = quote_text_next(text, below);
        if (below >= end)
            break;
        sign(text, cut, below);
        start = below;
    }
    return start;
}

void
quote_tail(const Mail *mail, QuoteText *text, guint start, guint end, bool final)
{
    start = sign_phones(text, start, end);
    guint cut = find_cut(text, start, end), closing, named;

    sign(text, cut < end ? trim_end(text, start, cut) : cut, end);
    if (!final && cut == end)
        return;
    end = trim_end(text, start, cut);
    named = sign_name(mail, text, start, end);
    closing = find_closing(text, start, named, named < end);
    end = named;
    sign(text, closing, end);
    sign_name(mail, text, start, trim_end(text, start, closing));
}
