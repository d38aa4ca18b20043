/* One statement a question; every kind of row brings the same nine columns. */
#include "db/store-history.h"
#include "db/store-private.h"
#include "event/standing.h"

const char *
history_kind_name(HistoryKind kind)
{
    static const char *const names[] = {
        [HISTORY_GUEST] = "guest",     [HISTORY_RECEIVED] = "received",
        [HISTORY_ANSWER] = "answer",   [HISTORY_REVIEW] = "review",
        [HISTORY_BOUNCE] = "bounce",   [HISTORY_QUEUED] = "queued",
        [HISTORY_MAIL] = "mail",       [HISTORY_PATIENCE] = "patience",
        [HISTORY_SILENCE] = "silence", [HISTORY_PROPOSAL] = "proposal",
        [HISTORY_SEAT] = "seat",       [HISTORY_DECISION] = "decided",
    };
    return names[kind];
}

void
history_free(History *history)
{
    if (!history)
        return;
    g_free(history->person);
    g_free(history->name);
    g_free(history->text);
    g_free(history->words);
    g_free(history->why);
    g_free(history);
}

/* What an outbox row is about; a digest of what it answers says nothing to anybody. */
#define ABOUT                                                                                      \
    "kind || iif(kind IN ('echo', 'question', 'change', 'help', 'unsubscribed', 'decided'), '',"   \
    " ' ' || occasion)"

/* It left, and a report came back later, which is a line of its own. */
#define BOUNCED                                                                                    \
    "(state = 'failed' AND EXISTS (SELECT 1 FROM bounce b WHERE b.outbox = outbox.id"              \
    " AND b.permanent AND b.at >= outbox.ended_at))"

/* Columns: at, kind (a HistoryKind), person, text, words, why, row, received. Kinds break ties, so that
 * what follows from a message stands behind it. */
/* clang-format off */
static const char events_sql[] =
    "SELECT e.*, (SELECT name FROM guest g WHERE g.meeting = ?1 AND g.id = e.person) FROM ("
    " SELECT r.applied_at AS at, 0 AS kind, i.id AS person, i.name AS text, NULL AS words,"
    "  'is in the event file since revision ' || i.first AS why, 0 AS row, 0 AS received"
    "  FROM identity i JOIN revision r ON r.meeting = i.meeting AND r.number = i.first"
    "  WHERE i.meeting = ?1 AND i.kind = 'guest'"
    " UNION ALL SELECT queued_at, 9, person, " ABOUT ", NULL, reason, id,"
    "  coalesce(received, 0) FROM outbox WHERE meeting = ?1"
    " UNION ALL SELECT ended_at, 10, person,"
    "  iif(" BOUNCED " OR state = 'held', 'sent', state) || ' ' || kind || ' to ' || recipient,"
    "  iif(" BOUNCED ", NULL, nullif(trim(iif(code, code || ' ', '') || words), '')),"
    "  NULL, id, coalesce(received, 0)"
    "  FROM outbox WHERE meeting = ?1 AND ended_at IS NOT NULL"
    " UNION ALL SELECT received_at, 1, guest, kind || ', ' || outcome, meaning ->> 'subject',"
    "  meaning ->> 'why', id, id FROM received WHERE meeting = ?1"
    " UNION ALL SELECT r.received_at, 1, r.guest, 'attachment ' || name, NULL,"
    "  type || ', ' || a.size || ' bytes', r.id, r.id"
    "  FROM attachment a JOIN received r ON r.id = a.received WHERE r.meeting = ?1"
    " UNION ALL SELECT at, 2, guest, partstat || iif(counts, '', ' (an older one; does not "
    "count)'),"
    "  iif(" ANSWER_BY_BUTTON("a") ", NULL, words), 'by ' || channel || ', rule ' || rule || "
    "', trust ' || trust, id, coalesce(received, 0) FROM answer a WHERE meeting = ?1"
    " UNION ALL SELECT opened_at, 3, guest, 'waits' || iif(guess IS NULL, '', ' (perhaps ' || "
    "guess || ')'),"
    "  (SELECT " RECEIVED_SAID("m") " FROM received m WHERE m.id = v.received), why, id, received"
    "  FROM review v WHERE meeting = ?1 OR (?3 AND meeting IS NULL)"
    " UNION ALL SELECT decided_at, 3, guest, decision, NULL, 'was decided', id, received"
    "  FROM review WHERE meeting = ?1 AND decided_at IS NOT NULL"
    " UNION ALL SELECT at, 4, guest, iif(permanent, 'permanent', 'transient') || ' ' || status, "
    "reason,"
    "  address, id, received FROM bounce WHERE meeting = ?1"
    " UNION ALL SELECT m.received_at, 5, p.guest, why || ' until ' || day, words, NULL,"
    "  p.received, p.received FROM patience p JOIN received m ON m.id = p.received"
    "  WHERE p.meeting = ?1"
    " UNION ALL SELECT at, 8, guest, state, NULL, why, id, 0 FROM seat WHERE meeting = ?1"
    " UNION ALL SELECT at, 11, o.person, decision || ' ' || o.kind, nullif(because, ''), NULL, "
    "o.id,"
    "  coalesce(o.received, 0) FROM decision d JOIN outbox o ON o.id = d.outbox"
    "  WHERE o.meeting = ?1 AND decision <> 'dropped'"
    "  AND NOT (decision = 'held' AND iif(because = '" NOTICE_KEPT_WHY "', state <> 'held',"
    "   state = 'held'))"
    " UNION ALL SELECT queued_at, 11, person, 'held ' || kind, held_why, NULL, id,"
    "  coalesce(received, 0) FROM outbox WHERE meeting = ?1 AND state = 'held'"
    "  AND words <> '" NOTICE_KEPT "'"
    " UNION ALL SELECT since, 6, guest, 'wants no more mail', NULL, NULL, id, received"
    "  FROM silence WHERE meeting = ?1"
    " UNION ALL SELECT ended_at, 6, guest, 'gets mail again', NULL, 'an answer came', id, received"
    "  FROM silence WHERE meeting = ?1 AND ended_at IS NOT NULL"
    " UNION ALL SELECT at, 7, guest, kind, words, NULL, id, received"
    "  FROM proposal WHERE meeting = ?1"
    " UNION ALL SELECT decided_at, 7, guest, kind || ' ' ||"
    "  iif(kind = 'question' AND decision = 'accepted', 'done', decision), NULL, 'was decided', "
    "id, "
    "received"
    "  FROM proposal WHERE meeting = ?1 AND decided_at IS NOT NULL) e ";
/* clang-format on */

static History *
history_of_row(sqlite3_stmt *stmt)
{
    History *history = g_new0(History, 1);
    history->at = sqlite3_column_int64(stmt, 0);
    history->kind = (HistoryKind)sqlite3_column_int(stmt, 1);
    history->person = sql_text(stmt, 2);
    history->text = sql_text(stmt, 3);
    history->words = sql_text(stmt, 4);
    history->why = sql_text(stmt, 5);
    if (history->kind == HISTORY_SEAT) {
        const Seat seat = {.why = seat_why_parse(history->why)};
        g_free(history->why);
        history->why = g_strdup(seat_reason(&seat));
    }
    history->row = sqlite3_column_int64(stmt, 6);
    history->received = sqlite3_column_int64(stmt, 7);
    history->name = sql_text(stmt, 8);
    return history;
}

static GPtrArray *
histories_of(sqlite3_stmt *stmt, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)history_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        g_ptr_array_add(list, history_of_row(stmt));
    }
    return NULL;
}

GPtrArray *
store_history_of(Store *store, const char *meeting, const char *guest, GError **error)
{
    g_autofree char *sql = g_strconcat(events_sql,
                                       "WHERE person = ?2 ORDER BY at,"
                                       " iif(kind = 11 AND text LIKE 'again %', 8, kind), row",
                                       NULL);
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tti", meeting, guest, (gint64)0);
    return histories_of(stmt, error);
}
