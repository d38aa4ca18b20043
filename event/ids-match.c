/* Matching in steps, from the surest to the weakest; what one step has paired is out of the next
 * one's sight. A step is a key: sessions with equal keys are taken for one another. */
#include "event/ids-match.h"
#include <stdlib.h>
#include <string.h>
#include "event/wording.h"

/* NULL = the step says nothing about this one. */
typedef char *(*SessionKey)(const Session *session);

typedef struct {
    SessionKey key;
    bool interchangeable; /* several of one key are paired in order; else only one with one */
    const char *because;  /* NULL = plain to see */
} Step;

typedef struct {
    const GPtrArray *before;
    GHashTable *found;   /* Session * of next -> SessionMatch * */
    GHashTable *claimed; /* set of Session * of before */
} Matching;

static bool
is_pause(const Session *session)
{
    return session->kind == SESSION_BREAK || session->kind == SESSION_MEAL;
}

static gint
compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *
key_id(const Session *session)
{
    return g_strdup(session->id);
}

static char *
key_speakers(const Session *session)
{
    if (session->speakers->len == 0)
        return NULL;
    g_autofree char **sorted = g_new0(char *, session->speakers->len + 1);
    memcpy(sorted, session->speakers->pdata, session->speakers->len * sizeof *sorted);
    qsort(sorted, session->speakers->len, sizeof *sorted, compare_strings);
    return g_strjoinv(" ", sorted);
}

static char *
key_what(const Session *session)
{
    g_autofree char *key = wording_key(session->what);
    return *key ? g_steal_pointer(&key) : NULL;
}

/* The titles; what a discussion is about stands in their place where it has none. */
static char *
key_titles(const Session *session)
{
    if (is_pause(session))
        return NULL;
    if (session->titles->len == 0)
        return key_what(session);
    GString *key = g_string_new(NULL);
    for (guint i = 0; i < session->titles->len; i++) {
        g_autofree char *title = wording_key(g_ptr_array_index(session->titles, i));
        g_string_append_printf(key, "%s\n", title);
    }
    return g_string_free(key, FALSE);
}

char *
session_content(const Session *session)
{
    g_autofree char *speakers = key_speakers(session);
    g_autofree char *titles = key_titles(session);
    g_autofree char *what = key_what(session);
    return g_strdup_printf("%d\n%s\n%s\n%s", (int)session->kind, speakers ? speakers : "",
                           titles ? titles : "", what ? what : "");
}

static char *
key_pause(const Session *session)
{
    return is_pause(session) ? g_strdup(session_kind_name(session->kind)) : NULL;
}

/* KEY made to hold on that day only, or at that time of it. Takes KEY. */
static char *
on_day(const Session *session, char *key)
{
    g_autofree char *owned = key;
    return owned ? g_strdup_printf("%d\n%s", session->day, owned) : NULL;
}

static char *
at_time(const Session *session, char *key)
{
    g_autofree char *owned = key;
    return owned ? g_strdup_printf("%d %d\n%s", session->day, session->start, owned) : NULL;
}

static char *
key_content_at_time(const Session *session)
{
    return at_time(session, session_content(session));
}

static char *
key_content_on_day(const Session *session)
{
    return on_day(session, session_content(session));
}

static char *
key_titles_at_time(const Session *session)
{
    return at_time(session, key_titles(session));
}

static char *
key_speakers_at_time(const Session *session)
{
    return at_time(session, key_speakers(session));
}

static char *
key_what_on_day(const Session *session)
{
    return on_day(session, key_what(session));
}

static char *
key_pause_at_time(const Session *session)
{
    return at_time(session, key_pause(session));
}

static char *
key_pause_on_day(const Session *session)
{
    return on_day(session, key_pause(session));
}

static const Step given = {key_id, false, NULL};

static const Step steps[] = {
    {key_content_at_time, true, NULL},
    {key_content_on_day, true, NULL},
    {session_content, true, NULL},
    {key_titles_at_time, false, "title and time are the same"},
    {key_titles, false, "the title is the same"},
    {key_speakers_at_time, false, "speaker and time are the same"},
    {key_speakers, false, "the speaker is the same"},
    {key_what_on_day, false, "it is called the same on the same day"},
    {key_pause_at_time, false, "it is at the same time"},
    {key_pause_on_day, false, "it is the only one of that day"},
};

/* Those of SESSIONS that are not in DONE, by key: GPtrArray of Session *. */
static GHashTable *
group_by(const GPtrArray *sessions, GHashTable *done, SessionKey key_of)
{
    GHashTable *groups =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < sessions->len; i++) {
        Session *session = g_ptr_array_index(sessions, i);
        g_autofree char *key = g_hash_table_contains(done, session) ? NULL : key_of(session);
        if (!key)
            continue;
        GPtrArray *group = g_hash_table_lookup(groups, key);
        if (!group) {
            group = g_ptr_array_new();
            g_hash_table_insert(groups, g_steal_pointer(&key), group);
        }
        g_ptr_array_add(group, session);
    }
    return groups;
}

static void
run_step(Matching *matching, const GPtrArray *of_next, const Step *step)
{
    g_autoptr(GHashTable) next = group_by(of_next, matching->found, step->key);
    g_autoptr(GHashTable) before = group_by(matching->before, matching->claimed, step->key);
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, next);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const GPtrArray *these = value;
        const GPtrArray *those = g_hash_table_lookup(before, key);
        if (!those || (!step->interchangeable && (these->len > 1 || those->len > 1)))
            continue;
        for (guint i = 0; i < MIN(these->len, those->len); i++) {
            SessionMatch *match = g_new(SessionMatch, 1);
            *match = (SessionMatch){g_ptr_array_index(those, i), step->because};
            g_hash_table_insert(matching->found, g_ptr_array_index(these, i), match);
            g_hash_table_add(matching->claimed, g_ptr_array_index(those, i));
        }
    }
}

GHashTable *
sessions_match(const GPtrArray *next, const GPtrArray *before)
{
    g_autoptr(GPtrArray) named =
        g_ptr_array_new(); /* with an id of their own: found by it or new */
    g_autoptr(GPtrArray) nameless = g_ptr_array_new();
    g_autoptr(GHashTable) claimed = g_hash_table_new(NULL, NULL);
    Matching matching = {
        .before = before,
        .found = g_hash_table_new_full(NULL, NULL, NULL, g_free),
        .claimed = claimed,
    };
    for (guint i = 0; i < next->len; i++) {
        Session *session = g_ptr_array_index(next, i);
        g_ptr_array_add(session->id_given ? named : nameless, session);
    }
    run_step(&matching, named, &given);
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        run_step(&matching, nameless, &steps[i]);
    return matching.found;
}

GPtrArray *
session_traits(const Session *session)
{
    GPtrArray *traits = g_ptr_array_new_with_free_func(g_free);
    if (is_pause(session))
        return traits;
    for (guint i = 0; i < session->speakers->len; i++)
        g_ptr_array_add(traits,
                        g_strdup_printf("by %s", (char *)g_ptr_array_index(session->speakers, i)));
    for (guint i = 0; i < session->titles->len; i++) {
        g_autofree char *title = wording_key(g_ptr_array_index(session->titles, i));
        g_ptr_array_add(traits, g_strdup_printf("on %s", title));
    }
    g_autofree char *what = session->titles->len == 0 ? key_what(session) : NULL;
    if (what)
        g_ptr_array_add(traits, g_strdup_printf("on %s", what));
    if (session->speakers->len == 0)
        g_ptr_array_add(traits, at_time(session, g_strdup("at")));
    return traits;
}
