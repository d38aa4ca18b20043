/* Splits once, looks at every byte once. */
#include "inbox/quote-text.h"

#include <string.h>
#include "inbox/quote-words.h"

#define FOLD_BYTES 400
#define BLANKS_BEFORE_QUOTE 4

static bool
is_fullwidth_colon(const char *end, gsize length)
{
    return length >= 3 && memcmp(end - 3, "\xef\xbc\x9a", 3) == 0;
}

/* ">" or its fullwidth form behind at most some blanks; no arrow, no decoration like ">>> here <<<". */
static bool
is_marked(const QuoteLine *line)
{
    gsize i = 0;

    while (i < line->length && i < 8 && (line->text[i] == ' ' || line->text[i] == '\t'))
        i++;
    if (line->length - i >= 3 && memcmp(line->text + i, "\xef\xbc\x9e", 3) == 0)
        return true;
    return i < line->length && line->text[i] == '>' &&
           !(line->length > 2 && memcmp(line->text + line->length - 2, "<<", 2) == 0);
}

static gsize
trimmed_length(const char *text, gsize length)
{
    while (length) {
        if (g_ascii_isspace(text[length - 1]))
            length--;
        else if (length >= 2 && memcmp(text + length - 2, "\xc2\xa0", 2) == 0)
            length -= 2;
        else
            break;
    }
    return length;
}

enum { IS_AT = 1, IS_DIGIT = 2 };
static const guint8 kinds[256] = {['@'] = IS_AT, ['0' ... '9'] = IS_DIGIT};

static void
line_read(QuoteLine *line, const char *text, gsize length)
{
    gsize end;
    guint8 seen = 0;

    line->text = text;
    line->length = trimmed_length(text, length);
    line->blank = line->length == 0 || (line->length == 3 && memcmp(text, "\xe2\x80\x8b", 3) == 0);
    for (gsize i = 0; i < line->length; i++)
        seen |= kinds[(guchar)text[i]];
    line->at = seen & IS_AT;
    line->digit = seen & IS_DIGIT;
    end = line->length;
    while (end && (text[end - 1] == '*' || text[end - 1] == '_'))
        end--;
    line->colon = end && (text[end - 1] == ':' || is_fullwidth_colon(text + end, end));
    line->verdict = is_marked(line) ? QUOTE_LINE_MARKED : QUOTE_LINE_NEW;
}

static guint
count_lines(const char *text)
{
    guint n = 1;

    for (const char *p = text; (p = strchr(p, '\n')); p++)
        n++;
    return n;
}

QuoteText *
quote_text_new(const char *text)
{
    QuoteText *result = g_new0(QuoteText, 1);

    result->lines = g_new0(QuoteLine, count_lines(text));
    for (const char *p = text; *p;) {
        gsize length = (gsize)(strchrnul(p, '\n') - p);
        line_read(&result->lines[result->n++], p, length);
        p += length + (p[length] == '\n');
    }
    return result;
}

void
quote_text_free(QuoteText *text)
{
    if (!text)
        return;
    g_free(text->lines);
    g_free(text);
}

char *
quote_line_fold(const QuoteLine *line)
{
    gsize length = MIN(line->length, FOLD_BYTES);

    while (length < line->length && length && ((guchar)line->text[length] & 0xc0) == 0x80)
        length--;
    return quote_fold(line->text, length);
}

guint
quote_text_next(const QuoteText *text, guint i)
{
    while (i < text->n && text->lines[i].blank)
        i++;
    return i;
}

bool
quote_text_marked_after(const QuoteText *text, guint i)
{
    guint next = quote_text_next(text, i + 1);

    return next < text->n && next - i <= BLANKS_BEFORE_QUOTE &&
           (text->lines[next].verdict == QUOTE_LINE_MARKED || text->lines[next].text[0] == '|');
}

bool
quote_line_is_ruler(const QuoteLine *line)
{
    gsize n = 0;

    for (const char *p = line->text, *end = p + line->length; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool stroke = c < 0x80 ? strchr("-_=*~#", (int)c) != NULL
                               : (c >= 0x2010 && c <= 0x2015) || (c >= 0x2500 && c <= 0x257f);
        if (!stroke && c != ' ' && c != '\t')
            return false;
        n += stroke;
    }
    return n >= 3;
}
