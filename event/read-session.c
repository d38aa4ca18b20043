/* What a session says beside its time: speakers, titles, and of which kind it is. */
#include "event/read-session.h"
#include <string.h>

static void
read_kind(Reader *reader, const Field *field, const Node *node, void *place)
{
    g_autofree char *text = node_take_line(reader, field->want, node);
    if (!text)
        return;
    for (SessionKind kind = SESSION_TALK; kind <= SESSION_MEAL; kind++)
        if (strcmp(session_kind_name(kind), text) == 0) {
            *(SessionKind *)place = kind;
            return;
        }
    g_autofree char *quoted = problem_quote(text);
    reader_error(reader, node, g_strdup_printf("%s is no kind of session", quoted),
                 g_strdup("write talk, discussion, break or meal"));
}

static void
add_title(Reader *reader, const Field *field, const Node *node, void *place)
{
    if (node->kind == NODE_TEXT &&
        (node->empty || g_ascii_strcasecmp(node->text, "undecided") == 0))
        return;
    char *text = node_take_line(reader, field->want, node);
    if (text)
        g_ptr_array_add(*(GPtrArray **)place, text);
}

/* One, several, or "undecided", which is as good as none. */
static void
read_titles(Reader *reader, const Field *field, const Node *node, void *place)
{
    node_each(reader, field, node, add_title, place);
}

static void
read_session_id(Reader *reader, const Field *field, const Node *node, void *place)
{
    Session *session = place;
    read_id(reader, field, node, &session->id);
    if (!session->id)
        return;
    session->id_given = true;
    int line = GPOINTER_TO_INT(g_hash_table_lookup(reader->sessions, session->id));
    if (line > 0)
        reader_error(reader, node, g_strdup_printf("the id \"%s\" is here twice", session->id),
                     g_strdup_printf("the session on line %d has it already", line));
    else
        g_hash_table_insert(reader->sessions, g_strdup(session->id),
                            GINT_TO_POINTER(session->line));
}

static const Field session_fields[] = {
    {"at", NULL, read_slot, 0, "10:00am, 15:00, 10:00-11:30 or 3:00pm+", true},
    {"who", NULL, read_guests, offsetof(Session, speakers), "the id of a guest, or a list", false},
    {"titles", "title", read_titles, offsetof(Session, titles), "a title, a list, or undecided",
     false},
    {"what", NULL, read_line, offsetof(Session, what), "a text on one line", false},
    {"kind", NULL, read_kind, offsetof(Session, kind), "talk, discussion, break or meal", false},
    {"note", NULL, read_paragraphs, offsetof(Session, note), "some words", false},
    {"room", NULL, read_line, offsetof(Session, room), "the name of a room", false},
    {"id", NULL, read_session_id, 0, "small letters, digits and hyphens", false},
};

/* The kind that the word of LENGTH letters at TEXT speaks of; a talk where it speaks of none. */
static SessionKind
kind_of_word(const char *text, gsize length)
{
    static const struct {
        const char *word;
        SessionKind kind;
    } words[] = {
        {"breakfast", SESSION_MEAL}, {"brunch", SESSION_MEAL}, {"lunch", SESSION_MEAL},
        {"dinner", SESSION_MEAL},    {"supper", SESSION_MEAL}, {"break", SESSION_BREAK},
        {"coffee", SESSION_BREAK},   {"tea", SESSION_BREAK},   {"registration", SESSION_BREAK},
        {"pause", SESSION_BREAK},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strlen(words[i].word) == length &&
            g_ascii_strncasecmp(text, words[i].word, length) == 0)
            return words[i].kind;
    return SESSION_TALK;
}

/* What a session without speaker and kind is: its first word decides. A later word only raises the
 * question: "Talk before lunch" is no meal, "Conference dinner" is one. */
static SessionKind
guess_kind(Reader *reader, const Session *session, const Node *what)
{
    bool first = true;
    for (const char *p = session->what; *p;) {
        gsize length = 0;
        while (g_ascii_isalpha(p[length]))
            length++;
        SessionKind kind = length > 0 ? kind_of_word(p, length) : SESSION_TALK;
        if (kind != SESSION_TALK && first)
            return kind;
        if (kind != SESSION_TALK) {
            reader_warn(reader, what, g_strdup("this is taken for a discussion"),
                        g_strdup_printf("say so with \"kind: discussion\", or \"kind: %s\"",
                                        session_kind_name(kind)));
            return SESSION_DISCUSSION;
        }
        first = first && length == 0;
        p += length > 0 ? length : 1;
    }
    return SESSION_DISCUSSION;
}

/* Settles the kind, and that there is somebody or something. */
static void
settle_session(Reader *reader, Session *session, const Node *node)
{
    const Node *who = node_get(node, "who"), *what = node_get(node, "what");
    const Node *kind = node_get(node, "kind");
    bool speaks = node_given(who), named = node_given(what), told = node_given(kind);
    bool talk = told && kind->kind == NODE_TEXT && strcmp(kind->text, "talk") == 0;
    if (node->kind != NODE_MAP || reader_damaged(reader, node))
        return;
    if (!speaks && !named)
        event_source_error(reader->source, node->start, node->start + 1,
                           g_strdup("this session has neither \"who\" nor \"what\""),
                           g_strdup("name a speaker (who: davem) or the thing (what: Lunch)"));
    else if (!told && !speaks && session->what)
        session->kind = guess_kind(reader, session, what);
    else if (talk && !speaks)
        reader_error(reader, kind, g_strdup("a talk needs a speaker"),
                     g_strdup("add who: with the id of a guest, or make it a discussion"));
}

void
read_session(Reader *reader, const Node *node, AgendaDay *day, DayPlan *plan)
{
    if (node->kind == NODE_BROKEN || (node->empty && reader_damaged(reader, node)))
        return;
    Session *session = session_new();
    session->day = day->day;
    session->line = reader_line(reader, node);
    g_ptr_array_add(day->sessions, session);
    fields_read(reader, "a session", session_fields, G_N_ELEMENTS(session_fields), node, session);
    settle_session(reader, session, node);
    if (session->start != MINUTE_NONE)
        day_plan_add(reader, plan, session, node_get(node, "at"));
}
