/* Who wrote to us and has heard nothing yet: the echoes and questions that are owed. */
#include "db/store-outbox.h"
#include "db/store-private.h"

void
unanswered_free(Unanswered *unanswered)
{
    if (!unanswered)
        return;
    g_free(unanswered->identity);
    g_free(unanswered->meeting);
    g_free(unanswered->guest);
    g_free(unanswered->address);
    g_free(unanswered);
}

#define MAILED_TO ADDRESS_OF("a")

/* Only what a person wrote or their calendar said is answered, and each message once; of several answers that came
 * before any was echoed the newest alone (when it leaves says store-turn.h). A guest whose words we did not understand
 * is asked once; what they write next and we still do not understand goes to the organizer alone. No question repeats
 * what anybody can have written: without a token of theirs, or where our mail server found it forged, it is the
 * organizer's. Nor is a question sent to whoever asked that no program answer, or about a meeting that is
 * closed. */
#define UNANSWERED_SELECT                                                                          \
    "SELECT r.id, r.identity, r.meeting, r.guest,"                                                 \
    " CASE WHEN EXISTS (SELECT 1 FROM silence s WHERE s.received = r.id AND s.ended_at IS NULL)"   \
    "  THEN 'unsubscribed' WHEN r.outcome = 'recorded' THEN 'echo'"                                \
    "  WHEN r.outcome = 'review' THEN 'question' ELSE 'help' END," MAILED_TO ", r.received_at,"    \
    " (SELECT w.why FROM review w WHERE w.received = r.id AND w.decided_at IS NULL)"               \
    " FROM received r"                                                                             \
    " JOIN address a INDEXED BY address_of_guest"                                                  \
    "   ON a.meeting = r.meeting AND a.guest = r.guest AND a.position = 0"                         \
    " WHERE r.kind IN ('reply', 'calendar')"                                                       \
    " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.received = r.id)"                             \
    " AND ((r.outcome = 'recorded' AND NOT EXISTS (SELECT 1 FROM received n"                       \
    "   WHERE n.meeting = r.meeting AND n.guest = r.guest AND n.outcome = 'recorded'"              \
    "   AND n.id > r.id))"                                                                         \
    "  OR EXISTS (SELECT 1 FROM silence s WHERE s.received = r.id AND s.ended_at IS NULL)"         \
    "  OR (r.outcome = 'noted' AND r.meaning ->> 'purpose' = 'help'"                               \
    "   AND NOT EXISTS (SELECT 1 FROM outbox h WHERE h.meeting = r.meeting AND h.person = r.guest" \
    "    AND h.kind = 'help' AND h.queued_at > r.received_at - 86400))"                            \
    "  OR (r.outcome = 'review' AND r.meaning ->> 'token' IS NOT NULL"                             \
    "   AND EXISTS (SELECT 1 FROM meeting m WHERE m.id = r.meeting AND m.state = 'open')"          \
    "   AND r.meaning ->> 'authenticity' IS NOT 'fail' AND r.meaning ->> 'hushed' IS NULL"         \
    "   AND EXISTS (SELECT 1 FROM review w WHERE w.received = r.id AND w.decided_at IS NULL)"      \
    "   AND NOT EXISTS (SELECT 1 FROM outbox q WHERE q.meeting = r.meeting AND q.person = r.guest" \
    "    AND q.kind = 'question' AND q.queued_at >= coalesce((SELECT max(c.at) FROM answer c"      \
    "     WHERE c.meeting = r.meeting AND c.guest = r.guest AND c.counts = 1), 0))))"

/* What the organizer decides by mail is confirmed. */
#define DECIDED_SELECT                                                                             \
    " UNION ALL SELECT r.id, r.identity, r.meeting, NULL, 'decided', NULL, r.received_at, NULL"    \
    " FROM received r"                                                                             \
    " WHERE r.id IN (SELECT received FROM ruling)"                                                 \
    " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.received = r.id)"

static const char all_sql[] = UNANSWERED_SELECT DECIDED_SELECT " ORDER BY 1";
static const char one_sql[] = UNANSWERED_SELECT " AND r.id = ?1" DECIDED_SELECT " AND r.id = ?1";

GPtrArray *
store_unanswered_list(Store *store, gint64 received, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt = received
                                       ? sql_prepare(store_db(store), error, one_sql, "i", received)
                                       : sql_prepare(store_db(store), error, all_sql, "");
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)unanswered_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        Unanswered *unanswered = g_new0(Unanswered, 1);
        unanswered->received = sqlite3_column_int64(stmt, 0);
        unanswered->identity = sql_text(stmt, 1);
        unanswered->meeting = sql_text(stmt, 2);
        unanswered->guest = sql_text(stmt, 3);
        notice_kind_parse((const char *)sqlite3_column_text(stmt, 4), &unanswered->kind);
        unanswered->address = sql_text(stmt, 5);
        unanswered->at = sqlite3_column_int64(stmt, 6);
        unanswered->reason = reason_of_text((const char *)sqlite3_column_text(stmt, 7));
        g_ptr_array_add(list, unanswered);
    }
    return NULL;
}
