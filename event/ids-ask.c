/* Questions that only the organizer can answer: whether a thing is new or an old one changed, and ids
 * that stood for something else. */
#include <string.h>
#include "event/address.h"
#include "event/ids-adopt.h"
#include "event/ids-match.h"
#include "event/wording.h"

#define LISTED 5 /* sessions of one trait that a question names */

static void
ask(Adoption *adoption, int line, char *message, char *remedy)
{
    g_ptr_array_add(adoption->questions, id_remark_new(line, message, remedy));
}

/* An id that was given up may come back for the same thing, and for nothing else. */
static void
check_reuse(Adoption *adoption, IdentityKind kind, const char *id, const char *name, int line)
{
    const Identity *old = g_hash_table_lookup(adoption->used[kind], id);
    if (!old || wording_mended(old->name, name))
        return;
    g_autofree char *was = id_quote(old->name);
    g_autofree char *is = id_quote(name);
    ask(adoption, line,
        g_strdup_printf("the id `%s` stood for the %s %s; ids are not used again", id,
                        identity_kind_name(kind), was),
        g_strdup_printf("give %s an id of its own", is));
}

static bool
share_address(const Guest *a, const Guest *b)
{
    for (guint i = 0; i < a->addresses->len; i++)
        if (address_among(b->addresses, g_ptr_array_index(a->addresses, i)))
            return true;
    return false;
}

/* Guests who are no longer in the file, by the keys of their addresses. */
static GHashTable *
index_gone_guests(const Meeting *before, const Meeting *next)
{
    g_autoptr(GHashTable) guests = meeting_index(next->guests);
    GHashTable *gone = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < before->guests->len; i++) {
        Guest *guest = g_ptr_array_index(before->guests, i);
        for (guint j = 0; !g_hash_table_contains(guests, guest->id) && j < guest->addresses->len;
             j++)
            g_hash_table_insert(gone, address_key(g_ptr_array_index(guest->addresses, j)), guest);
    }
    return gone;
}

/* A new id for the address of somebody who is taken out in the same breath: they would be told that they are off
 * the list, and invited as if they never had been. */
static void
check_new_guest(Adoption *adoption, GHashTable *gone, const Guest *guest)
{
    check_reuse(adoption, IDENTITY_GUEST, guest->id, guest->name, guest->line);
    for (guint i = 0; i < guest->addresses->len; i++) {
        g_autofree char *key = address_key(g_ptr_array_index(guest->addresses, i));
        const Guest *old = g_hash_table_lookup(gone, key);
        if (!old)
            continue;
        g_autofree char *is = id_quote(guest->name);
        ask(adoption, guest->line,
            g_strdup_printf("%s has the address of guest `%s`, who is taken out; ids do not change",
                            is, old->id),
            g_strdup_printf(
                "keep the id `%s`; if it is somebody else, take `%s` out first, and apply "
                "that by itself",
                old->id, old->id));
        return;
    }
}

/* Name and addresses all new: probably one person's answers are about to become another's. */
static void
check_guest(Adoption *adoption, GHashTable *guests_before, GHashTable *gone, const Guest *guest)
{
    const Guest *old = g_hash_table_lookup(guests_before, guest->id);
    if (!old) {
        check_new_guest(adoption, gone, guest);
        return;
    }
    if (wording_mended(old->name, guest->name) || share_address(old, guest))
        return;
    g_autofree char *was = id_quote(old->name);
    g_autofree char *is = id_quote(guest->name);
    ask(adoption, guest->line,
        g_strdup_printf("guest `%s` was %s; name and address are both new", guest->id, was),
        g_strdup_printf("give %s an id of their own; if it is the same person, keep the old "
                        "address beside the new one this time",
                        is));
}

static void
check_lists(Adoption *adoption, const Meeting *next)
{
    g_autoptr(GHashTable) guests_before = meeting_index(adoption->before->guests);
    g_autoptr(GHashTable) gone = index_gone_guests(adoption->before, next);
    for (guint i = 0; i < next->guests->len; i++)
        check_guest(adoption, guests_before, gone, g_ptr_array_index(next->guests, i));
    g_autoptr(GHashTable) topics_before = meeting_index(adoption->before->topics);
    for (guint i = 0; i < next->topics->len; i++) {
        const Topic *topic = g_ptr_array_index(next->topics, i);
        if (!g_hash_table_contains(topics_before, topic->id))
            check_reuse(adoption, IDENTITY_TOPIC, topic->id, topic->title, topic->line);
    }
    g_autoptr(GHashTable) questions_before = meeting_index(adoption->before->questions);
    for (guint i = 0; i < next->questions->len; i++) {
        const Question *question = g_ptr_array_index(next->questions, i);
        if (!g_hash_table_contains(questions_before, question->id))
            check_reuse(adoption, IDENTITY_QUESTION, question->id, question->ask, question->line);
    }
}

/* What is gone, by its traits and by its content; at most LISTED of one. */
GHashTable *
ids_index_gone(const GPtrArray *gone)
{
    GHashTable *index =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < gone->len; i++) {
        Session *session = g_ptr_array_index(gone, i);
        g_autoptr(GPtrArray) traits = session_traits(session);
        if (traits->len > 0)
            g_ptr_array_add(traits, session_content(session));
        for (guint t = 0; t < traits->len; t++) {
            const char *trait = g_ptr_array_index(traits, t);
            GPtrArray *sessions = g_hash_table_lookup(index, trait);
            if (!sessions) {
                sessions = g_ptr_array_new();
                g_hash_table_insert(index, g_strdup(trait), sessions);
            }
            if (sessions->len < LISTED)
                g_ptr_array_add(sessions, session);
        }
    }
    return index;
}

/* One of the file, whose line is named. */
static char *
quote_here(const Session *session)
{
    return session_is_untitled(session) ? g_strdup("this session") : id_quote_session(session);
}

/* A session whose given id is new: a new session, unless it only says the same as one that is gone. */
static void
check_given(Adoption *adoption, const Session *session)
{
    g_autofree char *name = session_name(session);
    g_autofree char *content = session_content(session);
    check_reuse(adoption, IDENTITY_SESSION, session->id, name, session->line);
    const GPtrArray *olds = g_hash_table_lookup(adoption->gone, content);
    if (!olds)
        return;
    const Session *old = g_ptr_array_index(olds, 0);
    g_autofree char *is = quote_here(session);
    ask(adoption, session->line,
        g_strdup_printf("the id of %s has been `%s` so far, and ids do not change", is, old->id),
        g_strdup_printf("write `id: %s`, or leave the id out", old->id));
}

/* Those that are gone and share a trait with SESSION. */
static GPtrArray *
find_candidates(const Adoption *adoption, const Session *session)
{
    GPtrArray *candidates = g_ptr_array_new();
    g_autoptr(GPtrArray) traits = session_traits(session);
    for (guint t = 0; t < traits->len && candidates->len < LISTED; t++) {
        const GPtrArray *olds = g_hash_table_lookup(adoption->gone, g_ptr_array_index(traits, t));
        for (guint i = 0; olds && i < olds->len; i++)
            if (!g_ptr_array_find(candidates, g_ptr_array_index(olds, i), NULL))
                g_ptr_array_add(candidates, g_ptr_array_index(olds, i));
    }
    return candidates;
}

/* A session without an id that was not found again: new, unless it looks like one that is gone. */
static void
check_nameless(Adoption *adoption, const Session *session)
{
    g_autoptr(GPtrArray) candidates = find_candidates(adoption, session);
    if (candidates->len == 0)
        return;
    g_autoptr(GString) ids = g_string_new(NULL);
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < candidates->len; i++) {
        const Session *old = g_ptr_array_index(candidates, i);
        g_autofree char *was = id_quote_session(old);
        g_string_append_printf(ids, "%s`id: %s`", i > 0 ? " or " : "", old->id);
        g_string_append_printf(names, "%s%s %s", i > 0 ? " or " : "", old->id, was);
    }
    g_autofree char *is = quote_here(session);
    g_autofree char *fresh = session_id_derive(session, adoption->taken);
    ask(adoption, session->line,
        g_strdup_printf("cannot tell whether %s is new, or session %s changed", is, names->str),
        g_strdup_printf("give it %s if it is the same, `id: %s` if it is new", ids->str, fresh));
}

void
ids_ask(Adoption *adoption, const Meeting *next)
{
    g_autoptr(GPtrArray) sessions = meeting_sessions(next);
    check_lists(adoption, next);
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = g_ptr_array_index(sessions, i);
        if (g_hash_table_contains(adoption->found, session))
            continue;
        if (session->id_given)
            check_given(adoption, session);
        else
            check_nameless(adoption, session);
    }
}
