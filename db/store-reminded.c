/* From a guest to all who share an address, to the outbox's rows of each. */
#include "db/store-reminded.h"
#include "db/store-private.h"

void
reminded_free(Reminded *reminded)
{
    if (!reminded)
        return;
    g_free(reminded->guest);
    g_free(reminded->meeting);
    g_free(reminded);
}

/* Joined in this order: by the index of each, however many meetings there are. */
static const char list_sql[] =
    "SELECT DISTINCT a.guest, o.id, o.meeting, o.state IN ('sent', 'unknown', 'claimed'),"
    " CASE WHEN o.state IN ('sent', 'unknown') THEN o.ended_at WHEN o.state = 'claimed' THEN ?4"
    "  ELSE o.next_at END AS at"
    " FROM json_each(?2) j"
    " CROSS JOIN address a INDEXED BY address_of_guest ON a.meeting = ?1 AND a.guest = j.value"
    " CROSS JOIN address b INDEXED BY address_key ON b.key = a.key"
    " CROSS JOIN outbox o INDEXED BY outbox_of_person"
    "   ON o.meeting = b.meeting AND o.person = b.guest"
    " WHERE o.kind IN ('reminder', 'nudge')"
    " AND o.state IN ('queued', 'held', 'claimed', 'sent', 'unknown') AND at >= ?3"
    " ORDER BY a.guest, at, o.id";

GPtrArray *
store_reminded_list(Store *store, const char *meeting, const GPtrArray *guests, gint64 since,
                    gint64 now, GError **error)
{
    g_autofree char *array = sql_array(guests);
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, list_sql, "ttii", meeting, array, since, now);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)reminded_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        Reminded *reminded = g_new(Reminded, 1);
        *reminded = (Reminded){.guest = sql_text(stmt, 0),
                               .outbox = sqlite3_column_int64(stmt, 1),
                               .meeting = sql_text(stmt, 2),
                               .rung = sqlite3_column_int(stmt, 3),
                               .at = sqlite3_column_int64(stmt, 4)};
        g_ptr_array_add(list, reminded);
    }
    return NULL;
}

void
counterpart_free(Counterpart *counterpart)
{
    if (!counterpart)
        return;
    g_free(counterpart->guest);
    g_free(counterpart->meeting);
    g_free(counterpart->other);
    g_free(counterpart);
}

GPtrArray *
store_counterpart_list(Store *store, const char *meeting, const GPtrArray *guests, GError **error)
{
    static const char sql[] =
        "SELECT DISTINCT a.guest, b.meeting, b.guest FROM json_each(?2) j"
        " CROSS JOIN address a INDEXED BY address_of_guest ON a.meeting = ?1 AND a.guest = j.value"
        " CROSS JOIN address b INDEXED BY address_key ON b.key = a.key WHERE b.meeting <> ?1";
    g_autofree char *array = sql_array(guests);
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "tt", meeting, array);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)counterpart_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        Counterpart *counterpart = g_new(Counterpart, 1);
        *counterpart = (Counterpart){sql_text(stmt, 0), sql_text(stmt, 1), sql_text(stmt, 2)};
        g_ptr_array_add(list, counterpart);
    }
    return NULL;
}
