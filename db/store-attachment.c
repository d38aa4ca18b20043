/* content and attachment. Bytes that nothing refers to any more go with the last row that did. */
#include "db/store-attachment.h"
#include "db/pack.h"
#include "db/store-private.h"
#include "event/error.h"

/* Whether the sender of RECEIVED has those bytes here already. */
static gboolean
find_own(sqlite3 *db, gint64 received, const char *digest, gint64 *ret_found, GError **error)
{
    return sql_get_int(
        db, ret_found, 0, error,
        "SELECT 1 FROM attachment a JOIN received r ON r.id = a.received"
        " JOIN received m ON m.id = ?2 AND m.meeting = r.meeting AND m.guest = r.guest"
        " WHERE a.digest = ?1 LIMIT 1",
        "ti", digest, received);
}

static gboolean
add_content(sqlite3 *db, const char *digest, GBytes *content, GError **error)
{
    gint64 known;
    if (!sql_get_int(db, &known, 0, error, "SELECT 1 FROM content WHERE digest = ?", "t", digest))
        return FALSE;
    if (known)
        return TRUE;
    g_autoptr(GBytes) packed = pack(content);
    return sql_run(db, error,
                   "INSERT INTO content (digest, bytes, packed, size) VALUES (?, ?, ?, ?)", "tbii",
                   digest, packed ? packed : content, (gint64)(packed != NULL),
                   (gint64)g_bytes_get_size(content));
}

gboolean
store_attachment_add(Store *store, const NewAttachment *attachment, gint64 *room, GError **error)
{
    sqlite3 *db = store_db(store);
    GBytes *content = attachment->content;
    g_autofree char *digest =
        content ? g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, content) : NULL;
    gint64 own;
    if (!find_own(db, attachment->received, digest, &own, error))
        return FALSE;
    const char *missing = !content ? "limit" : !own && attachment->size > *room ? "room" : NULL;
    if (!missing && !own)
        *room -= attachment->size;
    return (missing || add_content(db, digest, content, error)) &&
           sql_run(db, error,
                   "INSERT INTO attachment (received, position, name, type, size, digest, missing)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (received, position) DO NOTHING",
                   "iittitt", attachment->received, (gint64)attachment->position, attachment->name,
                   attachment->type, attachment->size, missing ? NULL : digest, missing);
}

gboolean
store_attachment_room(Store *store, const char *meeting, const char *guest, gint64 *ret_used,
                      GError **error)
{
    return sql_get_int(store_db(store), ret_used, 0, error,
                       "SELECT sum(size) FROM content WHERE digest IN (SELECT a.digest"
                       " FROM received r JOIN attachment a ON a.received = r.id"
                       " WHERE r.meeting = ? AND r.guest = ?)",
                       "tt", meeting, guest);
}

gboolean
store_content_sweep(sqlite3 *db, GError **error)
{
    return sql_run(db, error,
                   "DELETE FROM content WHERE NOT EXISTS"
                   " (SELECT 1 FROM attachment a WHERE a.digest = content.digest)",
                   "");
}

gboolean
store_attachment_clear(Store *store, gint64 received, GError **error)
{
    sqlite3 *db = store_db(store);
    return sql_run(db, error, "DELETE FROM attachment WHERE received = ?", "i", received);
}

void
stored_attachment_free(StoredAttachment *attachment)
{
    if (!attachment)
        return;
    g_free(attachment->guest);
    g_free(attachment->name);
    g_free(attachment->type);
    g_free(attachment->from);
    g_free(attachment->missing);
    g_free(attachment->digest);
    g_free(attachment);
}

static StoredAttachment *
attachment_of_row(sqlite3_stmt *stmt)
{
    StoredAttachment *attachment = g_new0(StoredAttachment, 1);
    attachment->received_at = sqlite3_column_int64(stmt, 0);
    attachment->guest = sql_text(stmt, 1);
    attachment->name = sql_text(stmt, 2);
    attachment->type = sql_text(stmt, 3);
    attachment->from = sql_text(stmt, 4);
    attachment->missing = sql_text(stmt, 5);
    attachment->digest = sql_text(stmt, 6);
    attachment->size = sqlite3_column_int64(stmt, 7);
    return attachment;
}

GPtrArray *
store_attachment_list(Store *store, const char *meeting, GError **error)
{
    static const char sql[] = "SELECT r.received_at, r.guest, a.name, a.type, r.meaning ->> 'from',"
                              " a.missing, a.digest, a.size FROM attachment a"
                              " JOIN received r ON r.id = a.received WHERE r.meeting = ?"
                              " AND r.guest IS NOT NULL ORDER BY r.id, a.position";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "t", meeting);
    g_autoptr(GPtrArray) list =
        g_ptr_array_new_with_free_func((GDestroyNotify)stored_attachment_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        g_ptr_array_add(list, attachment_of_row(stmt));
    }
    return NULL;
}

void
stored_material_free(StoredMaterial *material)
{
    if (!material)
        return;
    g_free(material->guest);
    g_free(material->name);
    g_free(material->files);
    g_free(material->words);
    g_free(material);
}

GPtrArray *
store_material_list(Store *store, const char *meeting, gint64 received, GError **error)
{
    static const char sql[] =
        "SELECT r.guest, g.name, (SELECT group_concat(name, ', ') FROM (SELECT name FROM attachment"
        "  WHERE received = r.id ORDER BY position)), r.meaning ->> 'reply'"
        " FROM received r JOIN guest g ON g.meeting = r.meeting AND g.id = r.guest"
        " WHERE r.meeting = ? AND r.id > ? AND r.outcome = 'noted'"
        " AND EXISTS (SELECT 1 FROM attachment WHERE received = r.id) ORDER BY r.id";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "ti", meeting, received);
    g_autoptr(GPtrArray) list =
        g_ptr_array_new_with_free_func((GDestroyNotify)stored_material_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        StoredMaterial *material = g_new0(StoredMaterial, 1);
        *material = (StoredMaterial){.guest = sql_text(stmt, 0),
                                     .name = sql_text(stmt, 1),
                                     .files = sql_text(stmt, 2),
                                     .words = sql_text(stmt, 3)};
        g_ptr_array_add(list, material);
    }
    return NULL;
}

GBytes *
store_attachment_load(Store *store, const char *digest, GError **error)
{
    static const char sql[] = "SELECT bytes, packed, size FROM content WHERE digest = ?";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "t", digest);
    g_autoptr(GBytes) bytes = NULL;
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return NULL;
    if (!row) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND, "no attachment %s here", digest);
        return NULL;
    }
    if (!store_unpack(stmt, 0, &bytes, error))
        return NULL;
    g_autofree char *found = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    if (g_str_equal(found, digest))
        return g_steal_pointer(&bytes);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                "attachment %s is damaged: restore a backup", digest);
    return NULL;
}
