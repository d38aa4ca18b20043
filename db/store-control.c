/* A decision is two statements over the same rows: the one that tells of it, then the change. */
#include "db/store-control.h"
#include "db/store-outbox.h"
#include "db/store-private.h"
#include "event/notice.h"

/* Parameters of both: now, because, meeting, id, person, kind. */
#define CHOSEN                                                                                     \
    " AND meeting = ?3 AND (?4 = 0 OR id = ?4) AND (?5 IS NULL OR person = ?5)"                    \
    " AND (?6 IS NULL OR kind = ?6)"

/* Only written to a file: as long as no relay is named that counts as sent, and then waits (store_kept_hold()). */
#define KEPT_NOW "(state = 'held' AND words = '" NOTICE_KEPT "')"
#define KEPT_ONCE "(state = 'sent' AND words = '" NOTICE_KEPT "')"

/* Who has answered an invitation had it, by whatever way. */
#define ANSWERED                                                                                   \
    "kind IN ('invitation', 'seat') AND EXISTS (SELECT 1 FROM answer a"                            \
    " WHERE a.meeting = outbox.meeting AND a.guest = outbox.person"                                \
    " AND a.channel <> 'organizer' AND a.at >= outbox.ended_at)"
#define KEPT "(" KEPT_NOW " OR " KEPT_ONCE ")"

/* Of the organizer's digests the newest says it all. */
#define NEWEST                                                                                     \
    "(kind <> 'digest' OR id = (SELECT max(id) FROM outbox newest"                                 \
    " WHERE newest.meeting = ?3 AND newest.kind = 'digest'))"
#define FAILED "(state = 'failed' AND " NEWEST ")"

/* What its row forgets when it is sent again. */
#define BEFORE                                                                                     \
    "?2 || iif(?2 = '', '', '; ') || CASE state WHEN 'failed' THEN"                                \
    " trim('it had failed: ' || iif(code, code || ' ', '') || words, ': ')"                        \
    " WHEN 'unknown' THEN 'it had ended in doubt' ELSE 'it had been written to a file' END"

static const struct {
    const char *name;
    const char *leaves; /* which rows */
    const char *change;
    const char *because; /* NULL = as given */
} controls[] = {
    [CONTROL_HOLD] = {"held", "state = 'queued'",
                      "state = 'held', held_why = iif(?2 = '', 'the organizer holds it', ?2)",
                      NULL},
    [CONTROL_RELEASE] = {"released", "state = 'held'",
                         "state = 'queued', held_why = NULL, ended_at = NULL,"
                         " words = iif(words = '" NOTICE_KEPT "', '', words)",
                         NULL},
    [CONTROL_DROP] = {"dropped", "state IN ('queued', 'held')",
                      "state = 'dropped', held_why = NULL, ended_at = ?1, code = 0, status = '',"
                      " words = ?2",
                      NULL},
    [CONTROL_SENT] = {"sent", "(state = 'unknown' OR " KEPT_NOW ")",
                      "state = 'sent', held_why = NULL, words = ?2", NULL},
    [CONTROL_FAILED] = {"failed", "state = 'unknown'",
                        "state = 'failed', ended_at = ?1, words = ?2", NULL},
    [CONTROL_AGAIN] =
        {"again", "(state = 'unknown' OR (" KEPT " AND " NEWEST ") OR " FAILED ")",
         "state = 'queued', held_why = NULL, next_at = ?1, first_at = NULL,"
         " started_at = NULL, ended_at = NULL, attempts = 0, code = 0, status = '', words = ''",
         BEFORE},
};

/* Who is written to again at an address that was given up is reached there, as far as is known, unless it goes to
 * another of theirs. */
static gboolean
revive(Store *store, const Choice *choice, GError **error)
{
    return sql_run(
        store_db(store), error,
        "UPDATE address SET dead_at = NULL, dead_why = NULL WHERE meeting = ?3"
        " AND dead_at IS NOT NULL AND EXISTS (SELECT 1 FROM outbox"
        "  WHERE person = address.guest AND recipient = address.address AND " FAILED CHOSEN ")"
        " AND NOT EXISTS (SELECT 1 FROM address good INDEXED BY address_of_guest WHERE "
        "good.meeting = address.meeting"
        "  AND good.guest = address.guest AND good.dead_at IS NULL)",
        "ittitt", (gint64)0, NULL, choice->meeting, choice->id, choice->person, choice->kind);
}

gboolean
store_control(Store *store, const Choice *choice, Control control, const char *because, gint64 now,
              int *ret_count, GError **error)
{
    sqlite3 *db = store_db(store);
    g_autofree char *tell = g_strdup_printf(
        "INSERT INTO decision (outbox, at, decision, because) SELECT id, ?1, '%s', %s FROM outbox"
        " WHERE %s" CHOSEN,
        controls[control].name, controls[control].because ? controls[control].because : "?2",
        controls[control].leaves);
    g_autofree char *change = g_strdup_printf("UPDATE outbox SET %s WHERE %s" CHOSEN,
                                              controls[control].change, controls[control].leaves);
    if (!sql_run(db, error, tell, "ittitt", now, because, choice->meeting, choice->id,
                 choice->person, choice->kind))
        return FALSE;
    *ret_count = sqlite3_changes(db);
    return (control != CONTROL_AGAIN || revive(store, choice, error)) &&
           sql_run(db, error, change, "ittitt", now, because, choice->meeting, choice->id,
                   choice->person, choice->kind) &&
           (control != CONTROL_AGAIN || store_outbox_redirect(store, choice->meeting, now, error));
}

gboolean
store_released(Store *store, gint64 id, gboolean *ret_released, GError **error)
{
    gint64 released;
    if (!sql_get_int(store_db(store), &released, 0, error,
                     "SELECT 1 FROM decision d JOIN outbox o ON o.id = d.outbox WHERE d.outbox = ?"
                     " AND d.decision = 'released' AND d.at >= o.queued_at LIMIT 1",
                     "i", id))
        return FALSE;
    *ret_released = released != 0;
    return TRUE;
}

/* The organizer's own mail is news of yesterday. */
#define KEPT_OPEN                                                                                  \
    KEPT_ONCE " AND person <> 'organizer' AND meeting IN (SELECT id FROM meeting"                  \
              " WHERE state = 'open')"

gboolean
store_kept_any(Store *store, gboolean *ret_any, GError **error)
{
    gint64 any;
    if (!sql_get_int(store_db(store), &any, 0, error,
                     "SELECT EXISTS (SELECT 1 FROM outbox WHERE " KEPT_OPEN ")", ""))
        return FALSE;
    *ret_any = any != 0;
    return TRUE;
}

gboolean
store_kept_hold(Store *store, gint64 now, GError **error)
{
    sqlite3 *db = store_db(store);
    return sql_run(db, error,
                   "INSERT INTO decision (outbox, at, decision, because)"
                   " SELECT id, ?, 'sent', 'they have answered it' FROM outbox WHERE " KEPT_OPEN
                   " AND " ANSWERED,
                   "i", now) &&
           sql_run(db, error,
                   "UPDATE outbox SET words = 'they have answered it' WHERE " KEPT_OPEN
                   " AND " ANSWERED,
                   "") &&
           sql_run(db, error,
                   "INSERT INTO decision (outbox, at, decision, because)"
                   " SELECT id, ?, 'held', '" NOTICE_KEPT_WHY "' FROM outbox WHERE " KEPT_OPEN,
                   "i", now) &&
           sql_run(db, error,
                   "UPDATE outbox SET state = 'held', held_why = '" NOTICE_KEPT_WHY "',"
                   " first_at = NULL, started_at = NULL, attempts = 0, trouble = " NEXT_TROUBLE
                   " WHERE " KEPT_OPEN,
                   "");
}

gboolean
store_kept_count(Store *store, const char *meeting, int *ret_count, GError **error)
{
    gint64 count;
    if (!sql_get_int(store_db(store), &count, 0, error,
                     "SELECT count(*) FROM outbox WHERE meeting = ? AND " KEPT_NOW, "t", meeting))
        return FALSE;
    *ret_count = (int)count;
    return TRUE;
}

gboolean
store_hold_add(Store *store, const Choice *choice, const char *because, gint64 now, GError **error)
{
    return sql_run(store_db(store), error,
                   "INSERT INTO hold (meeting, person, kind, since, because) VALUES (?, ?, ?, ?, ?)"
                   " ON CONFLICT DO NOTHING",
                   "tttit", choice->meeting, choice->person, choice->kind, now, because);
}

gboolean
store_hold_end(Store *store, const Choice *choice, gint64 now, int *ret_count, GError **error)
{
    if (!sql_run(store_db(store), error,
                 "UPDATE hold SET ended_at = ?4 WHERE meeting = ?1 AND ended_at IS NULL"
                 " AND (?2 IS NULL OR person = ?2) AND (?3 IS NULL OR kind = ?3)",
                 "ttti", choice->meeting, choice->person, choice->kind, now))
        return FALSE;
    *ret_count = sqlite3_changes(store_db(store));
    return TRUE;
}

void
hold_free(Hold *hold)
{
    if (!hold)
        return;
    g_free(hold->person);
    g_free(hold->kind);
    g_free(hold->because);
    g_free(hold);
}

GPtrArray *
store_hold_list(Store *store, const char *meeting, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error,
                    "SELECT person, kind, since, because FROM hold WHERE meeting = ?"
                    " AND ended_at IS NULL ORDER BY id",
                    "t", meeting);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)hold_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        Hold *hold = g_new0(Hold, 1);
        hold->person = sql_text(stmt, 0);
        hold->kind = sql_text(stmt, 1);
        hold->since = sqlite3_column_int64(stmt, 2);
        hold->because = sql_text(stmt, 3);
        g_ptr_array_add(list, hold);
    }
    return NULL;
}

#define DOUBTED                                                                                    \
    " WHERE" OUTBOX_UNDECIDED " AND (envelope_id = ?1 OR (?1 IS NULL AND message_id = ?2))"

gboolean
store_doubt_end(Store *store, const char *envelope_id, const char *message_id, const char *evidence,
                gint64 now, GError **error)
{
    sqlite3 *db = store_db(store);
    gint64 doubts;
    if (!sql_get_int(db, &doubts, 0, error,
                     "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'unknown')"
                     " OR EXISTS (SELECT 1 FROM outbox WHERE state = 'claimed')",
                     ""))
        return FALSE;
    return !doubts ||
           (sql_run(db, error,
                    "INSERT INTO decision (outbox, at, decision, because)"
                    " SELECT id, ?4, 'sent', ?3 FROM outbox" DOUBTED,
                    "ttti", envelope_id, message_id, evidence, now) &&
            sql_run(db, error,
                    "UPDATE outbox SET state = 'sent', words = ?3," OUTBOX_DECIDED("?4") DOUBTED,
                    "ttti", envelope_id, message_id, evidence, now));
}
