/* source: one row for each mbox file and IMAP folder. */
#include "db/store-source.h"
#include "db/store-private.h"

void
source_place_clear(SourcePlace *place)
{
    g_free(place->validity);
    g_free(place->missed);
    *place = (SourcePlace){0};
}

gboolean
store_source_load(Store *store, const char *name, SourcePlace *ret_place, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error,
                    "SELECT validity, position, missed FROM source WHERE name = ?", "t", name);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_place = (SourcePlace){0};
    if (row)
        *ret_place = (SourcePlace){.validity = sql_text(stmt, 0),
                                   .position = sqlite3_column_int64(stmt, 1),
                                   .missed = sql_text(stmt, 2)};
    return TRUE;
}

gboolean
store_source_save(Store *store, const char *name, const SourcePlace *place, GError **error)
{
    static const char sql[] = "INSERT INTO source (name, validity, position, missed)"
                              " VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
                              " validity = excluded.validity, position = excluded.position,"
                              " missed = excluded.missed";
    if (!store_begin(store, error))
        return FALSE;
    if (sql_run(store_db(store), error, sql, "ttit", name, place->validity, place->position,
                place->missed ? place->missed : "") &&
        store_commit(store, error))
        return TRUE;
    store_rollback(store);
    return FALSE;
}
