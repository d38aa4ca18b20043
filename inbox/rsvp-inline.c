/* See rsvp-inline.h. */
#include "inbox/rsvp-inline.h"

#include <string.h>
#include "inbox/rsvp-facts.h"
#include "inbox/rsvp-line.h"

/* Of a quoted mail so many questions are looked at. */
#define QUESTIONS_MAX 16

/* A run of the writer's own lines, and the quoted paragraph above it. */
typedef struct {
    GPtrArray *form;
    GArray *reply;     /* Line, of the newly written words */
    guint next;        /* of these, behind the last one that was met */
    guint first, last; /* of the run: those that were met; FIRST above LAST is none */
    GString *own;
    GString *quoted;
    bool quoted_ended; /* the paragraph is complete */
    GPtrArray *asked;  /* the last question of each paragraph above it */
} Walk;

/* A sentence of TEXT ends at P: not at the dot of a number. */
static bool
is_end(const char *text, const char *p)
{
    if (*p == '?' || *p == '\n')
        return true;
    return (*p == '.' || *p == '!') && g_ascii_isspace(p[1]) &&
           !(p > text && g_ascii_isdigit(p[-1]));
}

/* The last question of a quoted paragraph, with its number; NULL. */
static char *
last_question(const GString *quoted)
{
    const char *end = strrchr(quoted->str, '?'), *start = end;
    if (!end)
        return NULL;
    while (start > quoted->str && !is_end(quoted->str, start - 1))
        start--;
    return g_strndup(start, (gsize)(end + 1 - start));
}

/* What QUESTION asks for, which may begin with its number; -1 where we do not know it. */
static int
question_kind(const char **question, int *ret_number)
{
    *question += strspn(*question, " ");
    *question = line_skip_bullet(*question, *question + strlen(*question), ret_number);
    int kind = form_kind(*question, false);
    return kind < 0 && *ret_number ? FORM_OTHER : kind;
}

/* Some paragraph above asks for something else than whether they come. */
static bool
asks_more(const Walk *walk)
{
    for (guint i = 0; i < walk->asked->len; i++) {
        const char *question = walk->asked->pdata[i];
        int number = 0;
        if (question_kind(&question, &number) > FORM_COMING || number)
            return true;
    }
    return false;
}

/* Something in QUOTED names coming, as the sentence does that asks for an answer. */
static bool
names_coming(const char *quoted)
{
    g_autoptr(Reading) reading = reading_new(&lexicon, quoted, NULL);
    return reading_find(reading->remarks, FACT_COMING, 0, reading->count) != NULL;
}

/* A line of QUOTED begins with an hour, as those of an agenda do. */
static bool
has_hour(const char *quoted)
{
    for (const char *p = quoted; *p; p += strcspn(p, "\n"), p += *p != '\0') {
        gsize digits = strspn(p, "0123456789");
        if (digits && digits <= 2 && strchr(":.h", p[digits]) && g_ascii_isdigit(p[digits + 1]))
            return true;
    }
    return false;
}

/* QUESTION: stands at the beginning of the run, too, where that goes on in its line; NULL. */
static FormLine *
add_run(const Walk *walk, FormKind kind, const char *question)
{
    const Line *first = &g_array_index(walk->reply, Line, walk->first);
    const Line *last = &g_array_index(walk->reply, Line, walk->last);
    FormLine *added = g_new0(FormLine, 1);
    added->kind = kind;
    added->start = first->offset;
    added->end = last->offset + last->length;
    const char *own = walk->own->str;
    if (question && g_str_has_prefix(own, question))
        own += strlen(question);
    added->answer = g_strstrip(g_strdup(own));
    g_ptr_array_add(walk->form, added);
    return added;
}

/* What the run answers. Whether they come is read from all of the words, unless it is one of our own
 * questions, which have numbers. FOLLOWED: quoted lines follow. */
static void
read_run(const Walk *walk, bool followed)
{
    g_autofree char *question = last_question(walk->quoted);
    int number = 0, kind = -1;
    const char *asked = question;
    if (question)
        kind = question_kind(&asked, &number);
    if (kind > FORM_COMING || (kind == FORM_COMING && number)) {
        FormLine *added = add_run(walk, (FormKind)kind, question);
        added->number = number;
        added->question = g_strstrip(g_strdup(asked));
    } else if (kind < 0 && (question || has_hour(walk->quoted->str) ||
                            (followed && !names_coming(walk->quoted->str))))
        add_run(walk, FORM_BESIDE, NULL)->question = g_strdup("");
    else if (kind < 0 && !followed && asks_more(walk))
        add_run(walk, FORM_BELOW, NULL)->question = g_strdup("");
}

static void
end_run(Walk *walk, bool followed)
{
    if (walk->first <= walk->last && walk->quoted->len)
        read_run(walk, followed);
    if (walk->own->len)
        walk->quoted_ended = true;
    g_string_truncate(walk->own, 0);
    walk->first = G_MAXUINT;
    walk->last = 0;
}

static void
append_line(GString *into, const char *start, const char *end)
{
    g_string_append_len(into, start, end - start);
    g_string_append_c(into, '\n');
}

static bool
is_same(const Line *a, const Line *b)
{
    gsize length = (gsize)(a->end - a->start);
    return (gsize)(b->end - b->start) == length && memcmp(a->start, b->start, length) == 0;
}

/* A line of the writer's own, if it is among the newly written ones: those are met in their order. */
static void
meet_own(Walk *walk, const Line *line)
{
    if (line->start < line->end)
        for (guint at = walk->next; at < walk->reply->len; at++)
            if (is_same(line, &g_array_index(walk->reply, Line, at))) {
                walk->first = MIN(walk->first, at);
                walk->last = at;
                walk->next = at + 1;
                break;
            }
    if (walk->own->len || line->start < line->end)
        append_line(walk->own, line->start, line->end);
}

static void
meet_quoted(Walk *walk, const Line *line)
{
    const char *words = line->start + strspn(line->start, "> ");
    end_run(walk, true);
    if (words >= line->end) {
        walk->quoted_ended = true;
        return;
    }
    if (walk->quoted_ended) {
        char *question = last_question(walk->quoted);
        if (question && walk->asked->len < QUESTIONS_MAX)
            g_ptr_array_add(walk->asked, g_steal_pointer(&question));
        g_free(question);
        g_string_truncate(walk->quoted, 0);
    }
    walk->quoted_ended = false;
    append_line(walk->quoted, words, line->end);
}

void
inline_read(GPtrArray *form, const RsvpText *text)
{
    g_autoptr(GArray) reply = lines_split(text->reply), body = lines_split(text->body);
    g_autoptr(GString) own = g_string_new(NULL), quoted = g_string_new(NULL);
    g_autoptr(GPtrArray) asked = g_ptr_array_new_with_free_func(g_free);
    Walk walk = {form, reply, .first = G_MAXUINT, .own = own, .quoted = quoted, .asked = asked};
    for (guint i = 0; i < body->len; i++) {
        const Line *line = &g_array_index(body, Line, i);
        if (*line->start == '>')
            meet_quoted(&walk, line);
        else
            meet_own(&walk, line);
    }
    end_run(&walk, false);
}
