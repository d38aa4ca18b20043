/* A row a scope. */
#include "db/store-pace.h"
#include "db/store-private.h"

gboolean
store_pace_load(Store *store, const char *scope, StoredPace *ret_pace, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error,
                    "SELECT per_hour, until, changed_at FROM pace WHERE scope = ?", "t", scope);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_pace = (StoredPace){0};
    if (row)
        *ret_pace = (StoredPace){.per_hour = sqlite3_column_int64(stmt, 0),
                                 .until = sqlite3_column_int64(stmt, 1),
                                 .changed_at = sqlite3_column_int64(stmt, 2)};
    return TRUE;
}

gboolean
store_pace_save(Store *store, const char *scope, const StoredPace *pace, GError **error)
{
    if (pace->per_hour == 0)
        return sql_run(store_db(store), error, "DELETE FROM pace WHERE scope = ?", "t", scope);
    return sql_run(store_db(store), error,
                   "INSERT INTO pace VALUES (?, ?, ?, ?) ON CONFLICT (scope) DO UPDATE"
                   " SET per_hour = excluded.per_hour, until = excluded.until,"
                   " changed_at = excluded.changed_at",
                   "tiii", scope, pace->per_hour, pace->until, pace->changed_at);
}
