/* Meetings and revisions as rows; the body of a revision is an event file in canonical form. */
#include "db/store-meeting.h"
#include "db/store-guest.h"
#include "db/store-journal.h"
#include "db/store-outbox.h"
#include "db/store-private.h"
#include "event/error.h"
#include "event/forget.h"
#include "event/problem.h"
#include "event/read.h"
#include <string.h>

void
revision_clear(Revision *revision)
{
    g_free(revision->digest);
    g_free(revision->uid);
    g_free(revision->organizer_token);
    *revision = (Revision){0};
}

GPtrArray *
store_meeting_list(Store *store, gboolean all, GError **error)
{
    static const char sql[] =
        "SELECT id FROM meeting WHERE state = 'open' OR ? ORDER BY created_at, id";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "i", (gint64)all);
    return sql_texts(stmt, error);
}

GPtrArray *
store_meeting_identities(Store *store, const char *meeting, GError **error)
{
    static const char sql[] =
        "SELECT kind, id, name FROM identity WHERE meeting = ? ORDER BY kind, id";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "t", meeting);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)identity_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        IdentityKind kind;
        if (!row)
            return g_steal_pointer(&list);
        if (identity_kind_parse((const char *)sqlite3_column_text(stmt, 0), &kind))
            g_ptr_array_add(list, identity_new(kind, (const char *)sqlite3_column_text(stmt, 1),
                                               (const char *)sqlite3_column_text(stmt, 2)));
    }
    return NULL;
}

static bool
trust_in(sqlite3_stmt *stmt, int column, Trust *ret_trust)
{
    const char *name = (const char *)sqlite3_column_text(stmt, column);
    return name && trust_parse(name, ret_trust);
}

gboolean
store_meeting_revision(Store *store, const char *meeting, Revision *ret_revision, GError **error)
{
    static const char sql[] =
        "SELECT number, applied_at, digest, sequence, uid, state = 'open', organizer_token,"
        " answer_trust, change_trust, (SELECT taken_at FROM epoch) / 60"
        " FROM revision JOIN meeting ON meeting.id = revision.meeting"
        " WHERE meeting = ? ORDER BY number DESC LIMIT 1";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "t", meeting);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_revision = (Revision){0};
    if (!row)
        return TRUE;
    Trust answer = TRUST_FROM, change = TRUST_FROM;
    bool trusted = trust_in(stmt, 7, &answer) && trust_in(stmt, 8, &change);
    *ret_revision = (Revision){
        .number = sqlite3_column_int(stmt, 0),
        .applied_at = sqlite3_column_int64(stmt, 1),
        .digest = sql_text(stmt, 2),
        .sequence = sqlite3_column_int(stmt, 3),
        .uid = sql_text(stmt, 4),
        .lifted = sqlite3_column_int(stmt, 9),
        .open = sqlite3_column_int(stmt, 5),
        .organizer_token = sql_text(stmt, 6),
        .has_trust = trusted,
        .answer_trust = answer,
        .change_trust = change,
    };
    return TRUE;
}

Meeting *
store_meeting_read(const char *meeting, const char *body, GError **error)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    Meeting *read = meeting_read_stored(body, strlen(body), meeting, problems);
    if (!read) {
        g_autofree char *first =
            problems->len ? problem_format(g_ptr_array_index(problems, 0)) : g_strdup("unreadable");
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA, "stored revision of %s: %s", meeting,
                    first);
    }
    return read;
}

static void
add_named(GHashTable *named, const GPtrArray *materials)
{
    for (guint i = 0; i < materials->len; i++) {
        const Material *material = g_ptr_array_index(materials, i);
        if (material->from)
            g_hash_table_add(named, material->from);
    }
}

/* Ids of guests whom the agenda, the topics and the lists name. Borrowed keys. */
static GHashTable *
named_guests(const Meeting *meeting)
{
    GHashTable *named = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint d = 0; d < meeting->days->len; d++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, d);
        for (guint s = 0; s < day->sessions->len; s++) {
            const Session *session = g_ptr_array_index(day->sessions, s);
            for (guint i = 0; i < session->speakers->len; i++)
                g_hash_table_add(named, g_ptr_array_index(session->speakers, i));
        }
    }
    for (guint i = 0; i < meeting->topics->len; i++) {
        const Topic *topic = g_ptr_array_index(meeting->topics, i);
        if (topic->proposed)
            g_hash_table_add(named, topic->proposed);
    }
    add_named(named, meeting->slides);
    add_named(named, meeting->photos);
    add_named(named, meeting->references);
    return named;
}

static gboolean
load_guests(Store *store, Meeting *meeting, StoreGuests which, GError **error)
{
    if (which == STORE_GUESTS_ALL)
        return store_guest_load_all(store, meeting, error);
    g_autoptr(GHashTable) named = named_guests(meeting);
    GHashTableIter iter;
    gpointer id;
    g_hash_table_iter_init(&iter, named);
    while (which == STORE_GUESTS_NAMED && g_hash_table_iter_next(&iter, &id, NULL)) {
        Guest *guest = NULL;
        if (forgotten(id))
            continue;
        if (!store_guest_load(store, meeting->id, id, &guest, error))
            return FALSE;
        if (guest)
            g_ptr_array_add(meeting->guests, guest);
    }
    return TRUE;
}

void
store_meeting_missing(const char *meeting, GError **error)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                "there is no meeting `%s` here; `convoke apply FILE` brings one in", meeting);
}

Meeting *
store_meeting_load_revision(Store *store, const char *meeting, int number, StoreGuests guests,
                            GError **error)
{
    static const char sql[] =
        "SELECT body FROM revision WHERE meeting = ?1 AND (?2 = 0 OR number = ?2)"
        " ORDER BY number DESC LIMIT 1";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "ti", meeting, (gint64)number);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return NULL;
    if (!row) {
        store_meeting_missing(meeting, error);
        return NULL;
    }
    g_autoptr(Meeting) read =
        store_meeting_read(meeting, (const char *)sqlite3_column_text(stmt, 0), error);
    if (!read || !load_guests(store, read, guests, error))
        return NULL;
    return g_steal_pointer(&read);
}

Meeting *
store_meeting_load(Store *store, const char *meeting, StoreGuests guests, GError **error)
{
    return store_meeting_load_revision(store, meeting, 0, guests, error);
}

static gboolean
note_identities(Store *store, const NewRevision *revision, GError **error)
{
    static const char sql[] =
        "INSERT INTO identity (meeting, kind, id, name, first, last) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?5)"
        " ON CONFLICT DO UPDATE SET name = excluded.name, last = excluded.last";
    g_autoptr(GPtrArray) identities = meeting_identities(revision->meeting);
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tttti", NULL, NULL, NULL, NULL, (gint64)0);
    for (guint i = 0; stmt && i < identities->len; i++) {
        const Identity *identity = g_ptr_array_index(identities, i);
        sql_rebind(stmt, "tttti", revision->meeting->id, identity_kind_name(identity->kind),
                   identity->id, identity->name, (gint64)revision->number);
        if (!sql_step(stmt, NULL, error))
            return FALSE;
    }
    return stmt != NULL;
}

gboolean
store_meeting_apply(Store *store, const NewRevision *revision, gint64 now, GError **error)
{
    sqlite3 *db = store_db(store);
    const Meeting *meeting = revision->meeting;
    return sql_run(db, error,
                   "INSERT INTO meeting (id, uid, organizer_token, state, created_at)"
                   " VALUES (?, ?, ?, 'open', ?)"
                   " ON CONFLICT DO NOTHING",
                   "ttti", meeting->id, revision->uid, revision->organizer_token, now) &&
           sql_run(
               db, error,
               "INSERT INTO revision (meeting, number, applied_at, digest, source, body, sequence,"
               " changes, tells, cancelled, seats, answer_trust, change_trust, after)"
               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
               " (SELECT coalesce(max(id), 0) FROM received))",
               "tiitttittiitt", meeting->id, (gint64)revision->number, now, revision->digest,
               revision->source, revision->body, (gint64)revision->sequence, revision->changes,
               tells_name(revision->tells), (gint64)meeting->cancelled,
               (gint64)(meeting->seats > 0), trust_name(meeting->trust.answer),
               trust_name(meeting->trust.change)) &&
           store_guest_apply(store, meeting, now, error) &&
           store_outbox_redirect(store, meeting->id, now, error) &&
           store_outbox_redirect_digests(store, meeting->id, meeting->organizer.address, now,
                                         error) &&
           note_identities(store, revision, error);
}

gboolean
store_meeting_set_open(Store *store, const char *meeting, gboolean open, gint64 now, GError **error)
{
    const char *state = open ? "open" : "closed";
    return store_journal_meeting(store, meeting, state, now, error) &&
           sql_run(store_db(store), error, "UPDATE meeting SET state = ? WHERE id = ?", "tt", state,
                   meeting);
}

gboolean
store_meeting_revoke_organizer(Store *store, const char *meeting, const char *token, gint64 now,
                               GError **error)
{
    return sql_run(store_db(store), error,
                   "INSERT INTO organizer_token (token, meeting, revoked_at)"
                   " SELECT organizer_token, id, ?2 FROM meeting WHERE id = ?1",
                   "ti", meeting, now) &&
           sql_run(store_db(store), error, "UPDATE meeting SET organizer_token = ?2 WHERE id = ?1",
                   "tt", meeting, token);
}
