/* Identities and derived session ids. How sessions are found again is in ids-adopt.c. */
#include "event/ids.h"
#include <string.h>
#include "event/id.h"

#define SLUG_MAX 32 /* longer ones are no pleasure to type */

static const char *const kind_names[IDENTITY_KINDS] = {
    [IDENTITY_GUEST] = "guest",
    [IDENTITY_SESSION] = "session",
    [IDENTITY_TOPIC] = "topic",
    [IDENTITY_QUESTION] = "question",
};

const char *
identity_kind_name(IdentityKind kind)
{
    g_assert((size_t)kind < G_N_ELEMENTS(kind_names));
    return kind_names[kind];
}

bool
identity_kind_parse(const char *name, IdentityKind *ret_kind)
{
    for (size_t i = 0; name && i < G_N_ELEMENTS(kind_names); i++) {
        if (strcmp(name, kind_names[i]) == 0) {
            *ret_kind = (IdentityKind)i;
            return true;
        }
    }
    return false;
}

Identity *
identity_new(IdentityKind kind, const char *id, const char *name)
{
    Identity *identity = g_new0(Identity, 1);
    identity->kind = kind;
    identity->id = g_strdup(id);
    identity->name = g_strdup(name ? name : "");
    return identity;
}

void
identity_free(Identity *identity)
{
    if (!identity)
        return;
    g_free(identity->id);
    g_free(identity->name);
    g_free(identity);
}

void
id_remark_free(IdRemark *remark)
{
    if (!remark)
        return;
    g_free(remark->message);
    g_free(remark->remedy);
    g_free(remark);
}

GPtrArray *
meeting_identities(const Meeting *meeting)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)identity_free);
    for (guint i = 0; i < meeting->guests->len; i++) {
        const Guest *guest = g_ptr_array_index(meeting->guests, i);
        g_ptr_array_add(all, identity_new(IDENTITY_GUEST, guest->id, guest->name));
    }
    for (guint i = 0; i < meeting->topics->len; i++) {
        const Topic *topic = g_ptr_array_index(meeting->topics, i);
        g_ptr_array_add(all, identity_new(IDENTITY_TOPIC, topic->id, topic->title));
    }
    for (guint i = 0; i < meeting->questions->len; i++) {
        const Question *question = g_ptr_array_index(meeting->questions, i);
        g_ptr_array_add(all, identity_new(IDENTITY_QUESTION, question->id, question->ask));
    }
    g_autoptr(GPtrArray) sessions = meeting_sessions(meeting);
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = g_ptr_array_index(sessions, i);
        g_autofree char *name = session_name(session);
        g_ptr_array_add(all, identity_new(IDENTITY_SESSION, session->id, name));
    }
    return all;
}

static char *
join(const GPtrArray *strings, const char *separator)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < strings->len; i++) {
        if (i > 0)
            g_string_append(joined, separator);
        g_string_append(joined, g_ptr_array_index(strings, i));
    }
    return g_string_free(joined, FALSE);
}

bool
session_is_untitled(const Session *session)
{
    return session->titles->len == 0 && !session->what;
}

char *
session_name(const Session *session)
{
    if (session->titles->len > 0)
        return join(session->titles, " / ");
    return g_strdup(session->what ? session->what : session_kind_name(session->kind));
}

/* A text without a letter of ours ("日本語") suggests nothing: the next best thing is asked then. */
static char *
suggest(const Session *session)
{
    g_autofree char *speakers = join(session->speakers, "-");
    const char *const texts[] = {
        session->titles->len ? g_ptr_array_index(session->titles, 0) : NULL,
        session->what,
        speakers,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        char *id = texts[i] ? id_suggest(texts[i]) : NULL;
        if (id)
            return id;
    }
    return g_strdup(session_kind_name(session->kind));
}

static void
cut_between_words(char *slug)
{
    if (strlen(slug) <= SLUG_MAX)
        return;
    bool whole = slug[SLUG_MAX] == '-';
    slug[SLUG_MAX] = '\0';
    char *hyphen = whole ? NULL : strrchr(slug, '-');
    if (hyphen)
        *hyphen = '\0';
}

char *
session_id_derive(const Session *session, GHashTable *taken)
{
    g_autofree char *slug = suggest(session);
    cut_between_words(slug);
    g_autofree char *id = g_strdup(slug);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(taken, slug));
    for (number = MAX(number, 1); g_hash_table_contains(taken, id);) {
        g_free(id);
        id = g_strdup_printf("%s-%u", slug, ++number);
    }
    g_hash_table_insert(taken, g_strdup(id), GUINT_TO_POINTER(0));
    g_hash_table_insert(taken, g_strdup(slug), GUINT_TO_POINTER(number));
    return g_steal_pointer(&id);
}
