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

/* Words that a meal or a break begins with, a blank around each; none that means something else in another of these
 * languages. */
static const struct {
    SessionKind kind;
    const char *words;
} kind_words[] = {
    /* English */
    {SESSION_MEAL, " breakfast brunch lunch dinner supper "},
    {SESSION_BREAK, " break coffee tea pause registration "},
    /* German, Dutch */
    {SESSION_MEAL, " frühstück imbiss mittagessen mittagspause abendessen abendbrot "},
    {SESSION_BREAK, " kaffee kaffeepause teepause frühstückspause anmeldung registrierung "},
    {SESSION_MEAL, " ontbijt diner avondeten avondmaal "},
    {SESSION_BREAK, " pauze koffie koffiepauze theepauze registratie "},
    /* French, Spanish, Italian, Portuguese */
    {SESSION_MEAL,
     " déjeuner dîner souper desayuno almuerzo comida cena colazione pranzo almoço jantar "},
    {SESSION_BREAK, " café caffè pausa descanso inscripción intervalo "},
    /* Danish, Norwegian, Swedish, Finnish */
    {SESSION_MEAL, " frokost frukost lunsj aftensmad kvällsmat aamiainen lounas illallinen "},
    {SESSION_BREAK, " kaffe kaffepause kaffepaus paus fika registrering tauko kahvi kahvitauko "},
    /* Polish, Czech, Slovak, Hungarian, Turkish */
    {SESSION_MEAL,
     " śniadanie obiad kolacja snídaně oběd večeře raňajky obed večera ebéd vacsora kahvaltı "},
    {SESSION_BREAK, " przerwa kawa rejestracja přestávka káva registrace prestávka registrácia "},
    {SESSION_BREAK, " szünet kávé kávészünet regisztráció mola kahve "},
    /* Russian, Ukrainian */
    {SESSION_MEAL, " завтрак обед ужин сніданок обід вечеря "},
    {SESSION_BREAK, " перерыв кофе регистрация перерва кава реєстрація "},
    /* Japanese, Chinese, Korean */
    {SESSION_MEAL, " 朝食 昼食 夕食 早餐 午餐 晚餐 조식 중식 석식 "},
    {SESSION_BREAK, " 休憩 受付 茶歇 休息 签到 휴식 등록 "},
};

/* The kind that the word of LENGTH bytes at TEXT speaks of; a talk where it speaks of none. */
static SessionKind
kind_of_word(const char *text, gsize length)
{
    g_autofree char *small = g_utf8_strdown(text, (gssize)length);
    g_autofree char *word = g_utf8_normalize(small, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    g_autofree char *listed = g_strdup_printf(" %s ", word ? word : "");
    for (gsize i = 0; i < G_N_ELEMENTS(kind_words); i++)
        if (strstr(kind_words[i].words, listed))
            return kind_words[i].kind;
    return SESSION_TALK;
}

/* How many bytes of letters TEXT begins with. */
static gsize
word_length(const char *text)
{
    const char *p = text;
    while (g_unichar_isalpha(g_utf8_get_char(p)) || g_unichar_ismark(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return (gsize)(p - text);
}

/* What a session without speaker and kind is: its first word decides. A later word only raises the
 * question: "Talk before lunch" is no meal, "Conference dinner" is one. */
static SessionKind
guess_kind(Reader *reader, const Session *session, const Node *what)
{
    bool first = true;
    for (const char *p = session->what; *p;) {
        gsize length = word_length(p);
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
        p = length > 0 ? p + length : g_utf8_next_char(p);
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
