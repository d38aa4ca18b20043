/* Bytes as they are kept, and for how long. Answers and all else that follows from a message stay when its
 * bytes go. */
#include "db/store-archive.h"
#include "db/pack.h"
#include "db/store-private.h"

#define DAY_SECONDS ((gint64)24 * 60 * 60)

gboolean
store_unpack(sqlite3_stmt *stmt, int column, GBytes **ret_bytes, GError **error)
{
    g_autoptr(GBytes) bytes = sql_blob(stmt, column);
    if (bytes && sqlite3_column_int(stmt, column + 1))
        *ret_bytes = unpack(bytes, (gsize)sqlite3_column_int64(stmt, column + 2), error);
    else
        *ret_bytes = g_steal_pointer(&bytes);
    return !bytes || *ret_bytes;
}

/* Runs SQL with one number and adds the rows that it changed. */
static gboolean
end(sqlite3 *db, const char *sql, gint64 bound, int *ended, GError **error)
{
    if (!sql_run(db, error, sql, "i", bound))
        return FALSE;
    *ended += sqlite3_changes(db);
    return TRUE;
}

/* The newest stray message that is already beyond the bytes; 0 = none. Each counts by its size as it came,
 * since what was understood of it lies beside it unpacked. */
static gboolean
find_overflow(sqlite3 *db, gint64 bytes, gint64 *ret_id, GError **error)
{
    static const char sql[] =
        "SELECT max(id) FROM (SELECT id, sum(size) OVER (ORDER BY id DESC) AS above"
        " FROM received WHERE meeting IS NULL AND raw IS NOT NULL) WHERE above > ?";
    return sql_get_int(db, ret_id, 0, error, sql, "i", bytes);
}

/* Nothing else may refer to a row that goes; those that something does keep it, without their bytes. */
static const char old_sql[] =
    "UPDATE received SET raw = NULL, packed = 0 WHERE raw IS NOT NULL AND received_at < ?"
    " AND NOT EXISTS (SELECT 1 FROM review WHERE received = received.id AND decided_at IS NULL)";
#define UNUSED                                                                                     \
    " AND NOT EXISTS (SELECT 1 FROM review WHERE received = received.id)"                          \
    " AND NOT EXISTS (SELECT 1 FROM outbox WHERE received = received.id)"                          \
    " AND NOT EXISTS (SELECT 1 FROM bounce WHERE received = received.id)"
static const char stray_sql[] =
    "DELETE FROM received WHERE meeting IS NULL AND received_at < ?" UNUSED;
static const char flood_sql[] =
    "DELETE FROM received WHERE meeting IS NULL AND raw IS NOT NULL AND id <= ?" UNUSED;
/* Of attachments, the row that says what was sent stays. */
static const char file_sql[] =
    "UPDATE attachment SET digest = NULL, missing = 'age' WHERE digest IS NOT NULL"
    " AND EXISTS (SELECT 1 FROM received r WHERE r.id = attachment.received AND r.received_at < ?)";
static const char overflow_sql[] = "UPDATE received SET raw = NULL, packed = 0"
                                   " WHERE meeting IS NULL AND raw IS NOT NULL AND id <= ?";

static gboolean
make_room(sqlite3 *db, gint64 bytes, int *ended, GError **error)
{
    gint64 overflow;
    return find_overflow(db, bytes, &overflow, error) &&
           (overflow == 0 || (end(db, flood_sql, overflow, ended, error) &&
                              end(db, overflow_sql, overflow, ended, error)));
}

static gboolean
prune(sqlite3 *db, const Retention *retention, gint64 now, int *ended, GError **error)
{
    int files = 0;
    return end(db, file_sql, now - retention->days * DAY_SECONDS, &files, error) &&
           (files == 0 || store_content_sweep(db, error)) &&
           end(db, old_sql, now - retention->days * DAY_SECONDS, ended, error) &&
           end(db, stray_sql, now - retention->stray_days * DAY_SECONDS, ended, error) &&
           make_room(db, retention->stray_bytes, ended, error);
}

gboolean
store_archive_prune(Store *store, const Retention *retention, gint64 now, int *ret_ended,
                    GError **error)
{
    *ret_ended = 0;
    if (store_begin(store, error) && prune(store_db(store), retention, now, ret_ended, error) &&
        store_commit(store, error))
        return TRUE;
    store_rollback(store);
    return FALSE;
}

gboolean
store_archive_make_room(Store *store, gint64 stray_bytes, GError **error)
{
    int ended = 0;
    if (store_begin(store, error) && make_room(store_db(store), stray_bytes, &ended, error) &&
        store_commit(store, error))
        return TRUE;
    store_rollback(store);
    return FALSE;
}
