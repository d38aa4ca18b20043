/* The steps of a rebuild, one kind after the other. */
#include "db/store-rebuild.h"
#include "db/store-guest.h"
#include "db/store-private.h"
#include "event/error.h"
#include "event/problem.h"
#include "event/read.h"
#include <string.h>

gboolean
store_rebuild_revision(Store *store, const RebuildStep *step, GError **error)
{
    sqlite3 *db = store_db(store);
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(
        db, error, "SELECT source, applied_at FROM was_revision WHERE meeting = ? AND number = ?",
        "ti", step->meeting, step->id);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    const char *source = (const char *)sqlite3_column_text(stmt, 0);
    g_autoptr(Meeting) meeting = meeting_read(source, strlen(source), step->meeting, problems);
    if (!meeting) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "revision %d of %s no longer reads as an event file", (int)step->id,
                    step->meeting);
        return FALSE;
    }
    return sql_run(db, error,
                   "INSERT INTO revision SELECT * FROM was_revision"
                   " WHERE meeting = ? AND number = ?",
                   "ti", step->meeting, step->id) &&
           store_guest_apply(store, meeting, sqlite3_column_int64(stmt, 1), error);
}

/* --- the organizer's decisions --- */

#define SAID RECEIVED_SAID("m")

/* What each decision wrote, in order; ?1 is the row of the journal. */
static const char *const decision_sql[] = {
    "INSERT INTO answer (meeting, guest, at, partstat, details, channel, received, words, rule, "
    "trust,"
    " counts) SELECT meeting, guest, at, decision, '{}', 'organizer', NULL, words, 'organizer',"
    " 'organizer', 1 FROM journal WHERE id = ?1 AND what = 'answer'",
    "UPDATE review SET decided_at = j.at, decision = 'settled' FROM journal j WHERE j.id = ?1"
    " AND j.what = 'answer' AND review.meeting = j.meeting AND review.guest = j.guest"
    " AND review.decided_at IS NULL",
    "INSERT INTO answer (meeting, guest, at, partstat, details, channel, received, words, rule, "
    "trust,"
    " counts) SELECT j.meeting, j.guest, j.at, j.decision, '{}', 'organizer', j.received,"
    " coalesce(m.meaning ->> '$.bounce.reason', " SAID ", ''), 'review', 'organizer', 1"
    " FROM journal j JOIN received m ON m.id = j.received"
    " JOIN review v ON v.received = j.received AND v.decided_at IS NULL"
    " WHERE j.id = ?1 AND j.what = 'review' AND j.decision <> 'dismissed'",
    "UPDATE silence SET ended_at = j.at FROM journal j WHERE j.id = ?1 AND j.what = 'review'"
    " AND j.decision <> 'dismissed' AND silence.meeting = j.meeting AND silence.guest = j.guest"
    " AND silence.ended_at IS NULL",
    "UPDATE review SET decided_at = j.at, decision = j.decision FROM journal j WHERE j.id = ?1"
    " AND j.what = 'review' AND review.received = j.received AND review.decided_at IS NULL",
    "INSERT INTO learned SELECT w.* FROM was_learned w JOIN journal j ON j.received = w.received"
    " WHERE j.id = ?1 AND j.what = 'review'",
    "UPDATE proposal SET decided_at = j.at, decision = j.decision FROM journal j WHERE j.id = ?1"
    " AND j.what = 'proposal' AND proposal.received = j.received AND proposal.kind = j.kind"
    " AND proposal.decided_at IS NULL",
    "UPDATE meeting SET state = j.decision FROM journal j WHERE j.id = ?1 AND j.what = 'meeting'"
    " AND meeting.id = j.meeting",
};

gboolean
store_rebuild_decision(Store *store, const RebuildStep *step, gint64 *ret_received, gint64 *ret_at,
                       GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(decision_sql); i++)
        if (!sql_run(store_db(store), error, decision_sql[i], "i", step->id))
            return FALSE;
    return sql_get_int(store_db(store), ret_received, 0, error,
                       "SELECT coalesce(received, 0) FROM journal WHERE id = ?", "i", step->id) &&
           sql_get_int(store_db(store), ret_at, 0, error, "SELECT at FROM journal WHERE id = ?",
                       "i", step->id);
}

/* --- messages --- */

static gboolean
load_message(Store *store, gint64 id, RebuildMessage *ret_message, GError **error)
{
    static const char sql[] = "SELECT raw, packed, size, recipient, meaning, received_at,"
                              " identity LIKE 'forgotten:%' OR (raw IS NULL"
                              " AND length(meaning ->> 'reply') >= " STORE_WORDS_KEPT ")"
                              " FROM received WHERE id = ?";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "i", id);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    g_auto(RebuildMessage) message = {
        .recipient = sql_text(stmt, 3),
        .meaning = sql_text(stmt, 4),
        .received_at = sqlite3_column_int64(stmt, 5),
        .forgotten = sqlite3_column_int(stmt, 6),
    };
    if (!store_unpack(stmt, 0, &message.raw, error))
        return FALSE;
    *ret_message = message;
    message = (RebuildMessage){0};
    return TRUE;
}

gboolean
store_rebuild_message(Store *store, const RebuildStep *step, RebuildMessage *ret_message,
                      GError **error)
{
    return sql_run(store_db(store), error,
                   "INSERT INTO received SELECT * FROM was_received WHERE id = ?", "i", step->id) &&
           sql_run(store_db(store), error,
                   "INSERT INTO attachment SELECT * FROM was_attachment WHERE received = ?", "i",
                   step->id) &&
           load_message(store, step->id, ret_message, error);
}

gboolean
store_rebuild_read(Store *store, const RebuildReading *reading, GError **error)
{
    return sql_run(store_db(store), error,
                   "UPDATE received SET meeting = ?, guest = ?, kind = ?, outcome = ?,"
                   " meaning = coalesce(?5, meaning), rules = iif(?5 IS NULL, rules, ?6)"
                   " WHERE id = ?7",
                   "tttttti", reading->meeting, reading->guest, reading->kind, reading->outcome,
                   reading->meaning, reading->rules, reading->received);
}

/* What is new has a number behind all that there were. */
gboolean
store_rebuild_number(Store *store, gint64 received, GError **error)
{
    sqlite3 *db = store_db(store);
    return sql_run(
               db, error,
               "UPDATE review SET id = coalesce("
               "  (SELECT id FROM was_review WHERE received = ?1), id"
               "  + (SELECT coalesce(max(id), 0) FROM was_review WHERE was_review.id >= review.id))"
               " WHERE received = ?1",
               "i", received) &&
           sql_run(
               db, error,
               "UPDATE proposal SET id = coalesce("
               "  (SELECT id FROM was_proposal w WHERE w.received = proposal.received"
               "   AND w.kind = proposal.kind),"
               "  id + (SELECT coalesce(max(id), 0) FROM was_proposal w WHERE w.id >= proposal.id))"
               " WHERE received = ?1 OR received IN (SELECT v.received FROM ruling l"
               "  JOIN review v ON v.id = l.number WHERE l.received = ?1)",
               "i", received);
}
