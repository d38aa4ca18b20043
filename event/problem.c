/* Problems and how they are printed. Where they come from is not here. */
#include "event/problem.h"
#include <stdbool.h>
#include <string.h>

#define SOURCE_BEFORE 100 /* bytes of a line shown before the place, and from it on */
#define SOURCE_AFTER 200
#define QUOTE_MAX 80

Problem *
problem_new(Severity severity, const char *file, int line, int column)
{
    Problem *problem = g_new0(Problem, 1);
    problem->severity = severity;
    problem->file = g_utf8_make_valid(file, -1);
    problem->line = line;
    problem->column = column;
    return problem;
}

void
problem_free(Problem *problem)
{
    if (!problem)
        return;
    g_free(problem->file);
    g_free(problem->message);
    g_free(problem->remedy);
    g_free(problem->source);
    g_free(problem);
}

gint
problem_compare(gconstpointer a, gconstpointer b)
{
    const Problem *first = *(Problem *const *)a, *second = *(Problem *const *)b;
    if (first->line != second->line)
        return first->line < second->line ? -1 : 1;
    return (first->column > second->column) - (first->column < second->column);
}

guint
problems_errors(const GPtrArray *problems)
{
    guint errors = 0;
    for (guint i = 0; i < problems->len; i++) {
        const Problem *problem = g_ptr_array_index(problems, i);
        errors += problem->severity == PROBLEM_ERROR;
    }
    return errors;
}

/* Characters that move the cursor or turn the direction of a terminal's line. */
static bool
is_unsafe(gunichar c)
{
    return g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029 || c == 0x061c || c == 0x200e ||
           c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Appends LENGTH bytes of TEXT, what is unsafe replaced by U+FFFD. Tabs stay where they may. */
static void
append_safe(GString *out, const char *text, gsize length, bool tabs)
{
    const char *end = text + length;
    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(out, is_unsafe(c) && !(tabs && c == '\t') ? 0xfffd : c);
    }
}

/* The start of the character that holds byte AT of TEXT. */
static gsize
character_start(const char *text, gsize at)
{
    while (at > 0 && ((guchar)text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

void
problem_set_source(Problem *problem, const char *line, gsize length, gsize at, gsize span)
{
    GString *source = g_string_new(NULL);
    at = MIN(at, length);
    span = MIN(span, length - at);
    gsize first = at > SOURCE_BEFORE ? character_start(line, at - SOURCE_BEFORE) : 0;
    gsize last = length - at > SOURCE_AFTER ? character_start(line, at + SOURCE_AFTER) : length;
    gsize meant = MIN(at + span, last);
    while (meant < last && ((guchar)line[meant] & 0xc0) == 0x80) /* the whole character */
        meant++;
    if (first > 0)
        g_string_append(source, "…");
    append_safe(source, line + first, at - first, true);
    problem->at = source->len;
    append_safe(source, line + at, meant - at, true);
    problem->span = source->len - problem->at;
    append_safe(source, line + meant, last - meant, true);
    if (last < length)
        g_string_append(source, "…");
    g_free(problem->source);
    problem->source = g_string_free(source, FALSE);
}

/* Appends what takes as many columns as TEXT: tabs as they are, FILL for every other column. */
static void
append_columns(GString *out, const char *text, gsize length, char fill)
{
    const char *end = text + length;
    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\t')
            g_string_append_c(out, '\t');
        else if (!g_unichar_iszerowidth(c))
            for (int i = g_unichar_iswide(c) ? 2 : 1; i > 0; i--)
                g_string_append_c(out, fill);
    }
}

static void
append_source(GString *out, const Problem *problem)
{
    g_string_append_printf(out, "%5d | %s\n      | ", problem->line, problem->source);
    append_columns(out, problem->source, problem->at, ' ');
    gsize caret = out->len;
    append_columns(out, problem->source + problem->at, problem->span, '~');
    if (out->len == caret)
        g_string_append_c(out, '^');
    else
        out->str[caret] = '^';
    g_string_append_c(out, '\n');
}

char *
problem_format(const Problem *problem)
{
    GString *out = g_string_new(NULL);
    append_safe(out, problem->file, strlen(problem->file), false);
    if (problem->line > 0)
        g_string_append_printf(out, ":%d:%d", problem->line, problem->column);
    g_string_append_printf(out, ": %s: %s\n",
                           problem->severity == PROBLEM_ERROR ? "error" : "warning",
                           problem->message);
    if (problem->line > 0 && problem->source)
        append_source(out, problem);
    if (problem->remedy)
        g_string_append_printf(out, "help: %s\n", problem->remedy);
    return g_string_free(out, FALSE);
}

char *
problem_quote(const char *text)
{
    GString *out = g_string_new("\"");
    gsize length = strlen(text);
    gsize shown = length > QUOTE_MAX ? character_start(text, QUOTE_MAX) : length;
    append_safe(out, text, shown, false);
    g_string_append(out, shown < length ? "…\"" : "\"");
    return g_string_free(out, FALSE);
}
