/* Cleaning of foreign words, and the layout of text parts. Flowing of paragraphs (RFC 3676) is the
 * composer's. */
#include "mailer/letter-text.h"
#include <string.h>
#include "templates/value.h"

/* Embeddings, overrides and isolates; the plain marks U+200E and U+200F reach no further than their
 * neighbours and are needed in Hebrew and Arabic. */
static bool
turns_direction(gunichar c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool
is_gap(gunichar c)
{
    return g_unichar_isspace(c) || g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029;
}

bool
text_is_plain(const char *text, gsize max)
{
    gsize length = 0;
    for (; text[length]; length++) {
        guchar c = (guchar)text[length];
        bool gap_before = length == 0 || text[length - 1] == ' ';
        if (c < ' ' || c > '~' || (c == ' ' && (gap_before || !text[length + 1])))
            return false;
    }
    return length <= max;
}

char *
text_line(const char *text, gsize max)
{
    if (!text || text_is_plain(text, max))
        return g_strdup(text ? text : "");
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *line = g_string_new(NULL);
    bool gap = false;
    gsize count = 0;
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (turns_direction(c))
            continue;
        if (is_gap(c)) {
            gap = line->len > 0;
            continue;
        }
        if (count + gap >= max) {
            g_string_append(line, "\u2026");
            break;
        }
        if (gap)
            g_string_append_c(line, ' ');
        count += 1u + gap;
        gap = false;
        g_string_append_unichar(line, c);
    }
    return g_string_free(line, FALSE);
}

static bool
is_blank(const char *line, gsize length)
{
    return strspn(line, " \t\r\v\f") >= length;
}

static int
columns_of(gunichar c)
{
    if (c < 0x300)
        return 1;
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

int
text_columns(const char *text)
{
    int columns = 0;
    for (; *text; text = g_utf8_next_char(text))
        columns += columns_of(g_utf8_get_char(text));
    return columns;
}

/* The column under which a kept line goes on: behind the last two blanks of its first half. */
static int
hanging_column(const char *line, int columns)
{
    int column = 0, hanging = 0;
    for (const char *p = line; *p && column < columns / 2; p = g_utf8_next_char(p)) {
        column += columns_of(g_utf8_get_char(p));
        bool text_starts = p[0] == ' ' && p[1] != ' ' && p[1] != '\0';
        if (text_starts && (p == line || p[-1] == ' ' || column == (int)strspn(line, " ")))
            hanging = column;
    }
    return hanging;
}

static void
trim_end(GString *out)
{
    gsize length = out->len;
    while (length > 0 && out->str[length - 1] == ' ')
        length--;
    g_string_truncate(out, length);
}

/* Of a script that is written without blanks; Korean has them. */
static bool
breaks_anywhere(gunichar c)
{
    return c >= 0x2e80 /* to be quick */ && g_unichar_iswide(c) &&
           g_unichar_get_script(c) != G_UNICODE_SCRIPT_HANGUL;
}

/* A line may end behind BEFORE and the next begin with C, words or none (UAX 14, in short). */
static bool
may_break(gunichar before, gunichar c)
{
    if (!breaks_anywhere(before) && !breaks_anywhere(c))
        return false;
    switch (g_unichar_break_type(before)) {
    case G_UNICODE_BREAK_OPEN_PUNCTUATION:
    case G_UNICODE_BREAK_QUOTATION:
    case G_UNICODE_BREAK_PREFIX:
    case G_UNICODE_BREAK_WORD_JOINER:
    case G_UNICODE_BREAK_NON_BREAKING_GLUE:
    case G_UNICODE_BREAK_ZERO_WIDTH_JOINER:
        return false;
    default:
        break;
    }
    switch (g_unichar_break_type(c)) {
    case G_UNICODE_BREAK_IDEOGRAPHIC:
    case G_UNICODE_BREAK_ALPHABETIC:
    case G_UNICODE_BREAK_NUMERIC:
    case G_UNICODE_BREAK_OPEN_PUNCTUATION:
    case G_UNICODE_BREAK_EMOJI_BASE:
        return true;
    default: /* 、。）」 and small kana among them */
        return false;
    }
}

/* The length of what TEXT begins with that is never broken: to a blank, or to where a line may end. */
static gsize
unbroken_length(const char *text)
{
    const char *p = text;
    gunichar before = 0;
    for (; *p && *p != ' '; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (p > text && may_break(before, c))
            break;
        before = c;
    }
    return (gsize)(p - text);
}

/* Appends one that has no TEMPLATE_LINE in it, broken between words. */
static void
append_kept_line(GString *out, const char *line, int columns)
{
    if (strlen(line) <= (gsize)columns) { /* of bytes, so of columns, too */
        g_string_append(out, line);
        trim_end(out);
        return;
    }
    int hanging = hanging_column(line, columns);
    int used = (int)strspn(line, " ");
    g_string_append_len(out, line, used);
    line += used;
    bool first = true;
    while (*line) {
        gsize gap = strspn(line, " ");
        gsize word = unbroken_length(line + gap);
        g_autofree char *text = g_strndup(line + gap, word);
        int width = text_columns(text);
        if (!first && word > 0 && used > hanging && used + (int)gap + width > columns) {
            g_string_append_printf(out, "\n%*s", hanging, "");
            used = hanging;
        } else {
            g_string_append_len(out, line, (gssize)gap);
            used += (int)gap;
        }
        g_string_append(out, text);
        used += width;
        first = false;
        line += gap + word;
    }
    trim_end(out);
}

/* Appends a kept line; those within it stand below its own text. */
static void
append_kept(GString *out, const char *line, int columns)
{
    g_auto(GStrv) lines = g_strsplit(line, TEMPLATE_LINE, -1);
    const int hanging = lines[1] ? hanging_column(line, columns) : 0;
    append_kept_line(out, lines[0], columns);
    for (guint i = 1; lines[i]; i++) {
        g_autofree char *below = g_strdup_printf("%*s%s", hanging, "", lines[i]);
        g_string_append_c(out, '\n');
        append_kept_line(out, below, columns);
    }
}

/* Appends a paragraph, whose lines are flowed each by itself. */
static void
append_paragraph(GString *out, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, TEMPLATE_LINE, -1);
    g_autofree char *joined = g_strjoinv("\n", lines);
    g_string_append(out, joined);
}

typedef enum {
    LINE_NONE,  /* at the start */
    LINE_EMPTY, /* one or several, not yet written */
    LINE_KEPT,
    LINE_PARAGRAPH, /* may go on in the next line */
} LineForm;

/* Ends what stands in OUT so that a line of FORM can follow. */
static void
append_break(GString *out, LineForm last, LineForm form)
{
    if (out->len == 0)
        return;
    if (last == LINE_EMPTY)
        g_string_append(out, "\n\n");
    else
        g_string_append_c(out, last == LINE_PARAGRAPH && form == LINE_PARAGRAPH ? ' ' : '\n');
}

char *
text_lay_out(const char *rendered, int columns)
{
    GString *out = g_string_new(NULL);
    LineForm last = LINE_NONE;
    g_auto(GStrv) lines = g_strsplit(rendered, "\n", -1);
    for (char **line = lines; *line; line++) {
        bool signature = strcmp(*line, "-- ") == 0;
        bool empty = is_blank(*line, strlen(*line));
        bool kept = signature || **line == ' ' || **line == '>';
        if (!signature)
            g_strchomp(*line);
        LineForm form = empty ? LINE_EMPTY : kept ? LINE_KEPT : LINE_PARAGRAPH;
        if (!empty)
            append_break(out, last, form);
        if (form == LINE_PARAGRAPH || signature)
            append_paragraph(out, *line);
        else if (form == LINE_KEPT)
            append_kept(out, *line, columns);
        last = form;
    }
    if (out->len > 0)
        g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}

gsize
text_stanza(const char *rendered)
{
    const char *line = rendered;
    bool words = false; /* seen */
    bool gap = false;   /* behind them */
    while (*line) {
        gsize length = strcspn(line, "\n");
        bool blank = is_blank(line, length);
        if (gap && !blank)
            break;
        gap = words && blank;
        words = words || !blank;
        line += length + (line[length] == '\n');
    }
    return (gsize)(line - rendered);
}
