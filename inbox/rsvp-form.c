/* See rsvp-form.h. */
#include "inbox/rsvp-form.h"

#include <string.h>
#include "inbox/rsvp-facts.h"
#include "inbox/rsvp-inline.h"
#include "inbox/rsvp-line.h"

/* A label of more bytes is prose. */
#define LABEL_MAX 60
/* A label of so few bytes is no statement, whatever it looks like. */
#define SHORT_LABEL 18

/* Nothing but the names of things to ask for: no pause, no statement, no word that is not understood. */
static bool
is_label(const Reading *reading)
{
    guint end = reading->count;
    while (end > 0 && token_is_break(tokens_at(reading->tokens, end - 1)))
        end--;
    for (guint i = 0; i < end; i++)
        if (!reading->roles[i] || token_is_break(tokens_at(reading->tokens, i)))
            return false;
    if (reading_find(reading->facts, FACT_AWAY, 0, end))
        return false; /* "In urgent cases: Jo" */
    return end < reading->count || strlen(reading->tokens->text) <= SHORT_LABEL ||
           (!reading_find(reading->facts, FACT_YES, 0, end) &&
            !reading_find(reading->facts, FACT_NO, 0, end) &&
            !reading_find(reading->facts, FACT_MAYBE, 0, end));
}

/* "Not coming", "Absent". */
static bool
is_refusal(const Reading *reading)
{
    bool refusal = reading_find(reading->facts, FACT_NO, 0, reading->count);
    for (guint at = 0; at < reading->count; at++)
        refusal |= reading->denials[at];
    return refusal;
}

static bool
label_denies(const char *label)
{
    g_autoptr(Reading) reading = reading_new(&lexicon, label, NULL);
    return is_refusal(reading);
}

int
form_kind(const char *question, bool label)
{
    g_autoptr(Reading) reading = reading_new(&lexicon, question, NULL);
    static const struct {
        FactKind fact;
        FormKind kind;
    } kinds[] = {{FACT_ASK_OTHER, FORM_OTHER},
                 {FACT_ASK_DINNER, FORM_DINNER},
                 {FACT_ASK_COMING, FORM_COMING}};
    if (label && !is_label(reading))
        return -1;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (reading_find(reading->remarks, kinds[i].fact, 0, reading->count))
            return kinds[i].kind;
    bool absent = label && is_refusal(reading) &&
                  reading_find(reading->remarks, FACT_COMING, 0, reading->count);
    return absent ? FORM_COMING : -1;
}

static void
add_line(GPtrArray *form, const Line *line, FormKind kind, int number, const char *question,
         const char *answer, const char *end)
{
    FormLine *added = g_new0(FormLine, 1);
    added->kind = kind;
    added->number = number;
    added->start = line->offset;
    added->end = line->offset + line->length;
    added->question = g_strstrip(g_strdup(question));
    added->answer = g_strstrip(g_strndup(answer, (gsize)(end - answer)));
    g_ptr_array_add(form, added);
}

/* The end of "[x]", "(X)", "[ ]", "☑": RET_TICKED tells which; NULL where there is no box. */
static const char *
box_end(const char *p, bool *ret_ticked)
{
    static const char *const ticked[] = {"[x]", "[X]", "(x)", "(X)", "[v]", "[V]", "[*]",
                                         "☑",   "☒",   "✔",   "✅",   "[✓]", "[✔]"};
    static const char *const empty[] = {"[ ]", "( )", "[]", "☐", "[_]", "□"};
    for (gsize i = 0; i < G_N_ELEMENTS(ticked); i++)
        if (g_str_has_prefix(p, ticked[i])) {
            *ret_ticked = true;
            return p + strlen(ticked[i]);
        }
    for (gsize i = 0; i < G_N_ELEMENTS(empty); i++)
        if (g_str_has_prefix(p, empty[i])) {
            *ret_ticked = false;
            return p + strlen(empty[i]);
        }
    return NULL;
}

/* Where the next box of the line begins; END where there is none. */
static const char *
next_box(const char *p, const char *end)
{
    bool ticked;
    while (p < end && !box_end(p, &ticked))
        p++;
    return p;
}

/* "[x] yes", or several in one line: "[ ] yes [x] no". */
static bool
read_boxes(GPtrArray *form, const Line *line)
{
    bool ticked = false, any = false;
    int number;
    const char *p = line_skip_bullet(line->start, line->end, &number), *end;
    for (const char *text; (text = box_end(p, &ticked)) && text < line->end; p = end) {
        end = next_box(text, line->end);
        g_autofree char *label = g_strndup(text, (gsize)(end - text));
        int kind = form_kind(label, true);
        add_line(form, line, kind > FORM_COMING ? (FormKind)kind : FORM_COMING, number, "", text,
                 end);
        FormLine *added = form->pdata[form->len - 1];
        added->marked = true;
        if (!ticked)
            *added->answer = '\0';
        any = true;
    }
    return any;
}

/* The end of a label: before its colon or equals sign, behind its question mark; NULL. No colon of a
 * time, an address or a smiley. */
static const char *
label_end(const char *start, const char *end, const char **ret_answer)
{
    for (const char *p = start; p < end && p - start < LABEL_MAX; p++) {
        if (!strchr(":?=", *p))
            continue;
        bool time = p > start && g_ascii_isdigit(p[-1]) && g_ascii_isdigit(p[1]);
        bool other = p[1] == '/' || (p[1] && strchr(")(-DP|", p[1]));
        if (*p == ':' && (time || other))
            continue;
        *ret_answer = p + 1;
        return *p == '?' ? p + 1 : p;
    }
    return NULL;
}

/* A line "Label: answer" in its parts. */
typedef struct {
    char *label;
    const char *answer;
    int number;
} Labelled;

static bool
split_label(const Line *line, Labelled *ret_parts)
{
    const char *answer = NULL,
               *start = line_skip_bullet(line->start, line->end, &ret_parts->number);
    const char *end = label_end(start, line->end, &answer);
    if (!end || end == start || (answer >= line->end && *end != ':'))
        return false;
    ret_parts->label = g_strndup(start, (gsize)(end - start));
    ret_parts->answer = answer + strspn(answer, " \t");
    return true;
}

/* What was filled in behind a label without what the form had there: "[x]" and "_x_" are a mark, "___" and "[ ]"
 * nothing. */
static void
fill(FormLine *line)
{
    static const char frame[] = " \t_.[]()";
    static const char *const marks[] = {"x", "X", "v", "✓", "✔", "☑", "☒", "✅", NULL};
    static const char *const blanks[] = {"", "☐", "□", NULL};
    const char *start = line->answer + strspn(line->answer, frame), *end = start + strlen(start);
    while (end > start && strchr(frame, end[-1]))
        end--;
    g_autofree char *core = g_strndup(start, (gsize)(end - start));
    line->marked = g_strv_contains(marks, core);
    if (g_strv_contains(blanks, core))
        *line->answer = '\0';
}

/* A label with nothing behind it, "Coming:", is a form's; with "I" in it it is a statement. */
static bool
is_left_empty(const char *label)
{
    g_autoptr(Reading) reading = reading_new(&lexicon, label, NULL);
    return !reading_find(reading->remarks, FACT_ME, 0, reading->count);
}

/* "Dinner: yes"; "Will you come? No." Lines of this shape whose label we do not know are kept back in
 * UNKNOWN until one is met that we do. Those that were left empty go to EMPTY. */
static void
read_label(GPtrArray *form, const Line *line, GArray *unknown, GPtrArray *empty)
{
    Labelled parts;
    if (!split_label(line, &parts))
        return;
    g_autofree char *label = parts.label;
    int kind = form_kind(label, true);
    if (kind < 0) {
        g_array_append_val(unknown, *line);
        return;
    }
    add_line(form, line, (FormKind)kind, parts.number, label, parts.answer, line->end);
    FormLine *added = form->pdata[form->len - 1];
    added->denied = kind == FORM_COMING && label_denies(label);
    fill(added);
    if (*added->answer)
        return;
    g_autoptr(FormLine) left = g_ptr_array_steal_index(form, form->len - 1);
    if (kind == FORM_COMING && is_left_empty(label))
        g_ptr_array_add(empty, g_steal_pointer(&left));
}

/* Among lines of a form others are some, too, and name what they answer. */
static void
add_unknown(GPtrArray *form, const Line *line)
{
    Labelled parts;
    if (!split_label(line, &parts))
        return;
    g_autofree char *label = parts.label;
    add_line(form, line, FORM_OTHER, parts.number, label, parts.answer, line->end);
}

/* "1. yes", "2) no": what is left of at least two lines with a number. */
static void
read_numbered(GPtrArray *form, const GArray *lines)
{
    guint before = form->len;
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        int number;
        const char *answer = line_skip_bullet(line->start, line->end, &number);
        if (number)
            add_line(form, line, FORM_OTHER, number, "", answer, line->end);
    }
    if (form->len - before == 1)
        g_ptr_array_set_size(form, (int)before);
}

static void
read_lines(GPtrArray *form, const char *reply)
{
    g_autoptr(GArray) lines = lines_split(reply);
    g_autoptr(GArray) unknown = g_array_new(FALSE, FALSE, sizeof(Line));
    g_autoptr(GPtrArray) empty = g_ptr_array_new();
    guint before = form->len;
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        if (line->start < line->end && !read_boxes(form, line))
            read_label(form, line, unknown, empty);
    }
    if (form->len == before)
        read_numbered(form, lines);
    else
        for (guint i = 0; i < unknown->len; i++)
            add_unknown(form, &g_array_index(unknown, Line, i));
    g_ptr_array_extend_and_steal(form, g_steal_pointer(&empty));
}

GPtrArray *
form_read(const RsvpText *text)
{
    GPtrArray *form = g_ptr_array_new_with_free_func((GDestroyNotify)form_line_free);
    bool answered = false;
    if (text->body && strstr(text->body, ">"))
        inline_read(form, text);
    for (guint i = 0; i < form->len; i++)
        answered |= ((const FormLine *)form->pdata[i])->kind < FORM_BESIDE;
    if (!answered)
        read_lines(form, text->reply);
    return form;
}

void
form_line_free(FormLine *line)
{
    g_free(line->question);
    g_free(line->answer);
    g_free(line);
}
