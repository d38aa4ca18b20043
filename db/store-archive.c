/* Retention. Answers and all else that follows from a message stay when its bytes go. */
#include "db/store-archive.h"
#include "db/store-private.h"

#define DAY_SECONDS ((gint64)24 * 60 * 60)

/* Runs SQL with one number and adds the rows that it changed. */
static gboolean
end(sqlite3 *db, const char *sql, gint64 bound, int *ended, GError **error)
{
    if (!sql_run(db, error, sql, "i", bound))
        return FALSE;
    *ended += sqlite3_changes(db);
    return TRUE;
}

/* The newest stray message that is already beyond the bytes; 0 = none. */
static gboolean
find_overflow(sqlite3 *db, gint64 bytes, gint64 *ret_id, GError **error)
{
    static const char sql[] =
        "SELECT max(id) FROM (SELECT id, sum(length(raw)) OVER (ORDER BY id DESC) AS above"
        " FROM received WHERE meeting IS NULL AND raw IS NOT NULL) WHERE above > ?";
    return sql_get_int(db, ret_id, 0, error, sql, "i", bytes);
}

/* Nothing else may refer to a row that goes; those that something does keep it, without their bytes. */
static const char old_sql[] =
    "UPDATE received SET raw = NULL, packed = 0 WHERE raw IS NOT NULL AND received_at < ?"
    " AND NOT EXISTS (SELECT 1 FROM review WHERE received = received.id AND decided_at IS NULL)";
static const char stray_sql[] =
    "DELETE FROM received WHERE meeting IS NULL AND received_at < ?"
    " AND NOT EXISTS (SELECT 1 FROM review WHERE received = received.id)"
    " AND NOT EXISTS (SELECT 1 FROM outbox WHERE received = received.id)"
    " AND NOT EXISTS (SELECT 1 FROM bounce WHERE received = received.id)";
static const char overflow_sql[] = "UPDATE received SET raw = NULL, packed = 0"
                                   " WHERE meeting IS NULL AND raw IS NOT NULL AND id <= ?";

static gboolean
prune(sqlite3 *db, const Retention *retention, gint64 now, int *ended, GError **error)
{
    gint64 overflow;
    return end(db, old_sql, now - retention->days * DAY_SECONDS, ended, error) &&
           end(db, stray_sql, now - retention->stray_days * DAY_SECONDS, ended, error) &&
           find_overflow(db, retention->stray_bytes, &overflow, error) &&
           (overflow == 0 || end(db, overflow_sql, overflow, ended, error));
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
