/* patience, silence and proposal as rows. */
#include "db/store-follow.h"
#include "db/store-journal.h"
#include "db/store-private.h"
#include "event/error.h"

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
store_proposal_add(Store *store, const NewProposal *proposal, gint64 now, GError **error)
{
    static const char known_sql[] = "SELECT EXISTS (SELECT 1 FROM proposal WHERE meeting = ?"
                                    " AND guest = ? AND kind = ? AND words = ?)";
    static const char insert_sql[] = "INSERT INTO proposal (received, meeting, guest, kind, words, "
                                     "at) VALUES (?, ?, ?, ?, ?, ?)";
    gint64 known;
    return sql_get_int(store_db(store), &known, 0, error, known_sql, "tttt", proposal->meeting,
                       proposal->guest, proposal->kind, proposal->words) &&
           (known ||
            sql_run(store_db(store), error, insert_sql, "itttti", proposal->received,
                    proposal->meeting, proposal->guest, proposal->kind, proposal->words, now));
}

#define PROPOSAL_SELECT                                                                            \
    "SELECT p.id, p.meeting, p.guest, g.name, p.kind, p.words, p.at FROM proposal p"               \
    " JOIN guest g ON g.meeting = p.meeting AND g.id = p.guest WHERE p.decided_at IS NULL"

static Proposal *
proposal_of_row(sqlite3_stmt *stmt)
{
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
    return proposal;
}

GPtrArray *
store_proposal_list(Store *store, const char *meeting, gboolean questions, GError **error)
{
    static const char sql[] =
        PROPOSAL_SELECT " AND p.meeting = ? AND (p.kind = 'question') = ? ORDER BY p.id";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "ti", meeting, (gint64)questions);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)proposal_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        g_ptr_array_add(list, proposal_of_row(stmt));
    }
    return NULL;
}

Proposal *
store_proposal_load(Store *store, gint64 id, gboolean questions, GError **error)
{
    static const char sql[] = PROPOSAL_SELECT " AND p.id = ? AND (p.kind = 'question') = ?";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "ii", id, (gint64)questions);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return NULL;
    if (row)
        return proposal_of_row(stmt);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                "there is no open %s with the number %" G_GINT64_FORMAT,
                questions ? "question" : "topic or title", id);
    return NULL;
}

gboolean
store_proposal_decide(Store *store, gint64 id, const char *decision, gint64 now, GError **error)
{
    static const char find_sql[] = "SELECT received, kind FROM proposal WHERE id = ?";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, find_sql, "i", id);
    bool row;
    return stmt && sql_step(stmt, &row, error) &&
           store_journal_message(store, sqlite3_column_int64(stmt, 0),
                                 (const char *)sqlite3_column_text(stmt, 1), decision, now,
                                 error) &&
           sql_run(store_db(store), error,
                   "UPDATE proposal SET decided_at = ?, decision = ?"
                   " WHERE id = ? AND decided_at IS NULL",
                   "iti", now, decision, id);
}
