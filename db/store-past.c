/* Revisions as they are compared with one another: only those that somebody was told, and what it takes
 * to leave out what was changed quietly. */
#include "db/store-meeting.h"
#include "db/store-private.h"
#include "event/standing.h"

/* Revisions that some of STANDINGS were told, and of them the oldest; G_MAXINT where there are none. */
static GHashTable *
told_revisions(const GPtrArray *standings, int *ret_oldest)
{
    GHashTable *told = g_hash_table_new(NULL, NULL);
    *ret_oldest = G_MAXINT;
    for (guint i = 0; i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        if (standing->told == 0)
            continue;
        g_hash_table_add(told, GINT_TO_POINTER(standing->told));
        *ret_oldest = MIN(*ret_oldest, standing->told);
    }
    return told;
}

static gboolean
add_past(GPtrArray *pasts, const char *meeting, sqlite3_stmt *stmt, GHashTable *told,
         GError **error)
{
    int number = sqlite3_column_int(stmt, 0);
    Tells tells = tells_parse((const char *)sqlite3_column_text(stmt, 2));
    bool compared = g_hash_table_contains(told, GINT_TO_POINTER(number)) ||
                    tells == TELLS_QUIETLY || sqlite3_column_int(stmt, 3);
    Meeting *read = NULL;
    if (compared) {
        read = store_meeting_read(meeting, (const char *)sqlite3_column_text(stmt, 4), error);
        if (!read)
            return FALSE;
    }
    g_ptr_array_add(pasts, past_new(number, sqlite3_column_int64(stmt, 1), tells, read));
    return TRUE;
}

GPtrArray *
store_past_list(Store *store, const char *meeting, const GPtrArray *standings, int newest,
                GError **error)
{
    static const char sql[] =
        "SELECT number, applied_at, tells,"
        " coalesce(lead(tells) OVER (ORDER BY number), 'quietly') = 'quietly', body FROM revision"
        " WHERE meeting = ?1 AND number BETWEEN ?2 AND ?3 ORDER BY number";
    int oldest;
    gint64 latest;
    bool row = true;
    g_autoptr(GPtrArray) pasts = g_ptr_array_new_with_free_func((GDestroyNotify)past_free);
    g_autoptr(GHashTable) told = told_revisions(standings, &oldest);
    if (!sql_get_int(store_db(store), &latest, 0, error,
                     "SELECT max(number) FROM revision WHERE meeting = ? AND tells = 'changes'"
                     " AND number <= ?",
                     "ti", meeting, (gint64)newest))
        return NULL;
    if (oldest >= latest)
        return g_steal_pointer(&pasts);
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tii", meeting, (gint64)oldest, (gint64)newest);
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&pasts);
        if (!add_past(pasts, meeting, stmt, told, error))
            return NULL;
    }
    return NULL;
}
