/* Whether a line ends where it was meant to, or where the editor's window did, is judged from its length, from what the
 * next begins with, and from how long the paragraph's lines are. */
#include "mailer/prose.h"
#include <stdbool.h>
#include <string.h>
#include "mailer/letter-text.h"

enum {
    SHORT_COLUMNS = 40,  /* nobody wraps at less */
    NARROW_COLUMNS = 60, /* nor would have, had the first word of the next line fit into this */
};

typedef struct {
    char *text; /* as one line */
    gsize indent;
    int columns;
    bool bullet; /* it begins with a sign that begins no line by chance ... */
    bool item;   /* ... or with one that may: a dash, a number */
} Line;

static void
line_free(Line *line)
{
    g_free(line->text);
    g_free(line);
}

static bool
is_numbered(const char *text)
{
    gsize digits = strspn(text, "0123456789");
    return digits >= 1 && digits <= 2 && (text[digits] == '.' || text[digits] == ')') &&
           text[digits + 1] == ' ';
}

static bool
begins_with_one_of(const char *text, const char *const *signs)
{
    for (; *signs; signs++)
        if (g_str_has_prefix(text, *signs))
            return true;
    return false;
}

static Line *
line_new(const char *text, gsize length)
{
    static const char *const bullets[] = {"* ", "\u2022 ", NULL}, *const dashes[] = {
                                                                      "- ", "+ ", "\u2013 ", NULL};
    g_autofree char *raw = g_strndup(text, length);
    Line *line = g_new0(Line, 1);
    line->text = text_line(raw, TEXT_LINE_MAX);
    line->indent = strspn(raw, " \t");
    line->columns = text_columns(line->text);
    line->bullet = begins_with_one_of(line->text, bullets);
    line->item = line->bullet || begins_with_one_of(line->text, dashes) || is_numbered(line->text);
    return line;
}

/* As nothing begins but what goes on: in lower case, behind signs or not. */
static bool
goes_on(const char *text)
{
    while (*text && g_unichar_ispunct(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return g_unichar_islower(g_utf8_get_char(text));
}

/* BEFORE did not end for want of room, in a paragraph whose longest line has LONGEST columns. */
static bool
ends_early(const Line *before, const Line *line, int longest)
{
    g_autofree char *word = g_strndup(line->text, strcspn(line->text, " "));
    const int room = longest > SHORT_COLUMNS ? longest : NARROW_COLUMNS;
    return before->columns <= SHORT_COLUMNS && before->columns + 1 + text_columns(word) <= room &&
           !goes_on(line->text);
}

/* What the lines of a paragraph have in common. */
typedef struct {
    int longest;
    guint items;
} Shape;

static Shape
shape_of(const GPtrArray *lines)
{
    Shape shape = {0};
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = g_ptr_array_index(lines, i);
        shape.longest = MAX(shape.longest, line->columns);
        shape.items += line->item;
    }
    return shape;
}

/* LINE stands for itself behind BEFORE; ITEM is the last one of a list, NULL = none. A dash or a number that is the only
 * one may be a sentence's. */
static bool
stands(const Line *line, const Line *before, const Line *item, const Shape *shape)
{
    if (line->bullet || (line->item && (shape->items > 1 || g_str_has_suffix(before->text, ":"))))
        return true;
    if (item && line->indent > item->indent)
        return false;
    return ends_early(before, line, shape->longest);
}

/* Moves LINES to PARAGRAPHS as one. */
static void
add_paragraph(GPtrArray *paragraphs, GPtrArray *lines)
{
    const Shape shape = shape_of(lines);
    const Line *before = NULL, *item = NULL;
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < lines->len && text->len <= TEXT_LINE_MAX; i++) {
        const Line *line = g_ptr_array_index(lines, i);
        if (before)
            g_string_append_c(text, stands(line, before, item, &shape) ? '\n' : ' ');
        g_string_append(text, line->text);
        before = line;
        item = line->item ? line : item;
    }
    if (before)
        g_ptr_array_add(paragraphs, g_string_free(text, FALSE));
    else
        g_string_free(text, TRUE);
    g_ptr_array_set_size(lines, 0);
}

GPtrArray *
prose_paragraphs(const char *text)
{
    GPtrArray *paragraphs = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)line_free);
    while (text && *text) {
        gsize length = strcspn(text, "\n");
        Line *line = line_new(text, length);
        if (*line->text) {
            g_ptr_array_add(lines, line);
        } else {
            line_free(line);
            add_paragraph(paragraphs, lines);
        }
        text += length + (text[length] == '\n');
    }
    add_paragraph(paragraphs, lines);
    return paragraphs;
}

char *
prose_flow(const char *text)
{
    g_autoptr(GPtrArray) paragraphs = prose_paragraphs(text);
    if (paragraphs->len == 0)
        return NULL;
    g_ptr_array_add(paragraphs, NULL);
    return g_strjoinv("\n\n", (char **)paragraphs->pdata);
}
