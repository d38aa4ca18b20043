/* patience, silence and proposal as rows. */
#include "db/store-follow.h"
#include "db/store-private.h"

gboolean
store_patience_add(Store *store, const NewPatience *patience, GError **error)
{
    return sql_run(store_db(store), error,
                   "INSERT INTO patience (received, meeting, guest, why, day, until, words)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?)",
                   "ittttit", patience->received, patience->meeting, patience->guest, patience->why,
                   patience->day, patience->until, patience->words);
}

gboolean
store_silence_add(Store *store, const char *meeting, const char *guest, gint64 received, gint64 now,
                  GError **error)
{
    return sql_run(store_db(store), error,
                   "INSERT INTO silence (meeting, guest, since, received) VALUES (?, ?, ?, ?)"
                   " ON CONFLICT DO NOTHING",
                   "ttii", meeting, guest, now, received);
}

gboolean
store_silence_end(Store *store, const char *meeting, const char *guest, gint64 now, GError **error)
{
    return sql_run(store_db(store), error,
                   "UPDATE silence SET ended_at = ? WHERE meeting = ? AND guest = ?"
                   " AND ended_at IS NULL",
                   "itt", now, meeting, guest);
}

void
proposal_free(Proposal *proposal)
{
    if (!proposal)
        return;
    g_free(proposal->meeting);
    g_free(proposal->guest);
    g_free(proposal->name);
    g_free(proposal->kind);
    g_free(proposal->words);
    g_free(proposal);
}

gboolean
store_proposal_add(Store *store, const char *meeting, const char *guest, const char *kind,
                   const char *words, gint64 received, gint64 now, GError **error)
{
    return sql_run(store_db(store), error,
                   "INSERT INTO proposal (received, meeting, guest, kind, words, at)"
                   " VALUES (?, ?, ?, ?, ?, ?)",
                   "itttti", received, meeting, guest, kind, words, now);
}

GPtrArray *
store_proposal_list(Store *store, const char *meeting, const char *kind, GError **error)
{
    static const char sql[] =
        "SELECT p.id, p.meeting, p.guest, g.name, p.kind, p.words, p.at FROM proposal p"
        " JOIN guest g ON g.meeting = p.meeting AND g.id = p.guest"
        " WHERE p.meeting = ?1 AND (?2 IS NULL OR p.kind = ?2) AND p.decided_at IS NULL ORDER BY "
        "p.id";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "tt", meeting, kind);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)proposal_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        Proposal *proposal = g_new0(Proposal, 1);
        *proposal = (Proposal){
            .id = sqlite3_column_int64(stmt, 0),
            .meeting = sql_text(stmt, 1),
            .guest = sql_text(stmt, 2),
            .name = sql_text(stmt, 3),
            .kind = sql_text(stmt, 4),
            .words = sql_text(stmt, 5),
            .at = sqlite3_column_int64(stmt, 6),
        };
        g_ptr_array_add(list, proposal);
    }
    return NULL;
}

gboolean
store_proposal_decide(Store *store, gint64 id, const char *decision, gint64 now, bool *ret_found,
                      GError **error)
{
    if (!sql_run(
            store_db(store), error,
            "UPDATE proposal SET decided_at = ?, decision = ? WHERE id = ? AND decided_at IS NULL",
            "iti", now, decision, id))
        return FALSE;
    *ret_found = sqlite3_changes(store_db(store)) > 0;
    return TRUE;
}
