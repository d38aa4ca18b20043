/* Ids for a new revision: those of the one before where a session was found again (ids-match.c), new
 * ones for the rest, unless there are questions (ids-ask.c). */
#include "event/ids-adopt.h"
#include <string.h>
#include "event/ids-match.h"
#include "event/wording.h"

#define SHOWN 60 /* characters of a name in a remark */

IdRemark *
id_remark_new(int line, char *message, char *remedy)
{
    IdRemark *remark = g_new(IdRemark, 1);
    *remark = (IdRemark){line, message, remedy};
    return remark;
}

static gint
remark_compare(gconstpointer a, gconstpointer b)
{
    const IdRemark *one = *(const IdRemark *const *)a;
    const IdRemark *other = *(const IdRemark *const *)b;
    return (one->line > other->line) - (one->line < other->line);
}

char *
id_quote(const char *name)
{
    g_autofree char *line = wording_line(name, SHOWN);
    return g_strdup_printf("“%s”", line);
}

char *
id_quote_session(const Session *session)
{
    if (session_is_untitled(session))
        return g_strdup("(untitled)");
    g_autofree char *name = session_name(session);
    return id_quote(name);
}

static char *
join_speakers(const Session *session)
{
    if (session->speakers->len == 0)
        return g_strdup("nobody");
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < session->speakers->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(session->speakers, i));
    return g_string_free(joined, FALSE);
}

/* How a match was made; NULL where anybody sees it, or a title was only decided on. */
static char *
describe_match(const Session *session, const SessionMatch *match)
{
    if (!match->because)
        return NULL;
    const Session *old = match->before;
    g_autofree char *was = id_quote_session(old);
    g_autofree char *is = id_quote_session(session);
    g_autofree char *by_was = join_speakers(old);
    g_autofree char *by_is = join_speakers(session);
    GString *text = g_string_new(NULL);
    if ((old->titles->len > 0 || old->what) && !wording_same(was, is))
        g_string_append_printf(text, "renamed %s -> %s, ", was, is);
    if (strcmp(by_was, by_is) != 0)
        g_string_append_printf(text, "by %s instead of %s, ", by_is, by_was);
    if (text->len > 0) {
        g_autofree char *start = g_strdup_printf("session %s: ", old->id);
        g_string_prepend(text, start);
        g_string_append_printf(text, "kept its id because %s", match->because);
    }
    return g_string_free(text, text->len == 0);
}

static GPtrArray *
give_ids(Adoption *adoption, const GPtrArray *sessions)
{
    GPtrArray *remarks = g_ptr_array_new_with_free_func((GDestroyNotify)id_remark_free);
    for (guint i = 0; i < sessions->len; i++) {
        Session *session = g_ptr_array_index(sessions, i);
        const SessionMatch *match = g_hash_table_lookup(adoption->found, session);
        if (session->id_given)
            continue;
        g_free(session->id);
        session->id =
            match ? g_strdup(match->before->id) : session_id_derive(session, adoption->taken);
        char *text = match ? describe_match(session, match) : NULL;
        if (text)
            g_ptr_array_add(remarks, id_remark_new(session->line, text, NULL));
    }
    return remarks;
}

static void
take(Adoption *adoption, const char *id)
{
    g_hash_table_insert(adoption->taken, g_strdup(id), GUINT_TO_POINTER(0));
}

/* What is not among the ids of BEFORE was given up, and what is taken cannot be derived again. */
static void
sort_ids(Adoption *adoption, const GPtrArray *used, const GPtrArray *next, const GPtrArray *before)
{
    for (guint i = 0; used && i < used->len; i++) {
        const Identity *identity = g_ptr_array_index(used, i);
        g_hash_table_insert(adoption->used[identity->kind], identity->id, (gpointer)identity);
        if (identity->kind == IDENTITY_SESSION)
            take(adoption, identity->id);
    }
    for (guint i = 0; i < before->len; i++) {
        const Session *session = g_ptr_array_index(before, i);
        g_hash_table_remove(adoption->used[IDENTITY_SESSION], session->id);
        take(adoption, session->id);
    }
    for (guint i = 0; i < next->len; i++) {
        const Session *session = g_ptr_array_index(next, i);
        if (session->id_given)
            take(adoption, session->id);
    }
}

/* Those of BEFORE that no session of NEXT was found to be. */
static GPtrArray *
find_gone(const GPtrArray *before, GHashTable *found)
{
    GPtrArray *gone = g_ptr_array_new();
    g_autoptr(GHashTable) kept = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer match;
    g_hash_table_iter_init(&iter, found);
    while (g_hash_table_iter_next(&iter, NULL, &match))
        g_hash_table_add(kept, (gpointer)((const SessionMatch *)match)->before);
    for (guint i = 0; i < before->len; i++)
        if (!g_hash_table_contains(kept, g_ptr_array_index(before, i)))
            g_ptr_array_add(gone, g_ptr_array_index(before, i));
    return gone;
}

bool
meeting_adopt_ids(Meeting *next, const Meeting *before, const GPtrArray *used,
                  GPtrArray **ret_remarks)
{
    g_autoptr(Meeting) nothing = meeting_new();
    Adoption adoption = {.before = before ? before : nothing};
    g_autoptr(GPtrArray) new_sessions = meeting_sessions(next);
    g_autoptr(GPtrArray) old_sessions = meeting_sessions(adoption.before);
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) found = sessions_match(new_sessions, old_sessions);
    g_autoptr(GPtrArray) lost = find_gone(old_sessions, found);
    g_autoptr(GHashTable) gone = ids_index_gone(lost);
    adoption.taken = taken;
    adoption.found = found;
    adoption.gone = gone;
    adoption.questions = g_ptr_array_new_with_free_func((GDestroyNotify)id_remark_free);
    for (int kind = 0; kind < IDENTITY_KINDS; kind++)
        adoption.used[kind] = g_hash_table_new(g_str_hash, g_str_equal);
    sort_ids(&adoption, used, new_sessions, old_sessions);
    ids_ask(&adoption, next);
    bool sure = adoption.questions->len == 0;
    if (sure) {
        g_ptr_array_unref(adoption.questions);
        *ret_remarks = give_ids(&adoption, new_sessions);
    } else {
        *ret_remarks = adoption.questions;
    }
    g_ptr_array_sort(*ret_remarks, remark_compare);
    for (int kind = 0; kind < IDENTITY_KINDS; kind++)
        g_hash_table_unref(adoption.used[kind]);
    return sure;
}
