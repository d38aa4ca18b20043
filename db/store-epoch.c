/* The one row of epoch, and the doubt that follows when it is behind. */
#include "db/store-epoch.h"
#include "db/store-private.h"

gboolean
store_epoch_load(Store *store, Epoch *ret_epoch, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, "SELECT workspace, claims, bound FROM epoch", "");
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_epoch = (Epoch){0};
    if (row) {
        g_strlcpy(ret_epoch->workspace, (const char *)sqlite3_column_text(stmt, 0),
                  sizeof ret_epoch->workspace);
        ret_epoch->claims = sqlite3_column_int64(stmt, 1);
        ret_epoch->bound = sqlite3_column_int(stmt, 2);
    }
    return TRUE;
}

gboolean
store_epoch_advance(Store *store, GError **error)
{
    return sql_run(store_db(store), error, "UPDATE epoch SET claims = claims + 1", "");
}

gboolean
store_epoch_set(Store *store, gint64 claims, bool bind, GError **error)
{
    return sql_run(store_db(store), error, "UPDATE epoch SET claims = ?, bound = max(bound, ?)",
                   "ii", claims, (gint64)bind);
}

gboolean
store_epoch_taken(Store *store, gint64 *ret_taken_at, GError **error)
{
    return sql_get_int(store_db(store), ret_taken_at, 0, error, "SELECT taken_at FROM epoch", "");
}

/* Later than the last one in any case, also where a clock was set back. */
#define BEGIN "UPDATE epoch SET taken_at = max(?1, taken_at + 60)"
#define DOUBT                                                                                      \
    "UPDATE outbox SET state = 'unknown', claimed_by = NULL, held_why = NULL, code = 0, status = " \
    "'',"                                                                                          \
    " words = 'it may have been sent by another copy of this database', ended_at = ?1,"            \
    " trouble = " NEXT_TROUBLE
#define TELL                                                                                       \
    "INSERT INTO decision (outbox, at, decision, because) SELECT id, ?1, 'doubted', '' FROM "      \
    "outbox"
#define WAITS " WHERE state IN ('queued', 'held', 'claimed')"

gboolean
store_epoch_doubt(Store *store, gint64 now, int *ret_count, GError **error)
{
    if (!sql_run(store_db(store), error, TELL WAITS, "i", now))
        return FALSE;
    *ret_count = sqlite3_changes(store_db(store));
    return sql_run(store_db(store), error, DOUBT WAITS, "i", now) &&
           sql_run(store_db(store), error, BEGIN, "i", now);
}
