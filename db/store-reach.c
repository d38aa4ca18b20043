/* reach, and the rows that stand behind one. Messages are deleted that nothing follows from, and their numbers come
 * again: only those count that have something. */
#include "db/store-reach.h"
#include "db/store-private.h"

/* Messages with something to tell: none of these rows goes before its message. */
#define TELLING                                                                                    \
    "(SELECT coalesce(max(id), 0) FROM (SELECT max(received) AS id FROM answer"                    \
    "  WHERE received IS NOT NULL"                                                                 \
    " UNION ALL SELECT max(received) FROM review"                                                  \
    " UNION ALL SELECT max(received) FROM bounce WHERE meeting IS NOT NULL"                        \
    " UNION ALL SELECT max(received) FROM silence"                                                 \
    " UNION ALL SELECT max(received) FROM proposal"                                                \
    " UNION ALL SELECT max(received) FROM attachment))"

gboolean
store_reach_note(Store *store, const Notice *notice, GError **error)
{
    static const char sql[] =
        "INSERT INTO reach (outbox, received, trouble, seat) SELECT id, " TELLING ","
        " " NEXT_TROUBLE " - 1, (SELECT coalesce(max(id), 0) FROM seat)"
        " FROM outbox WHERE key = ?"
        " ON CONFLICT (outbox) DO UPDATE SET received = excluded.received,"
        "  trouble = excluded.trouble, seat = excluded.seat";
    if (notice->kind != NOTICE_DIGEST)
        return TRUE;
    g_autofree char *key = notice_key(notice);
    return sql_run(store_db(store), error, sql, "t", key);
}

static gboolean
reach_of(sqlite3_stmt *stmt, Reach *ret_reach, GError **error)
{
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_reach = (Reach){.received = sqlite3_column_int64(stmt, 0),
                         .trouble = sqlite3_column_int64(stmt, 1),
                         .seat = sqlite3_column_int64(stmt, 2)};
    return TRUE;
}

#define REACH_SELECT                                                                               \
    "SELECT coalesce(max(r.received), 0), coalesce(max(r.trouble), 0), coalesce(max(r.seat), 0)"   \
    " FROM outbox o JOIN reach r ON r.outbox = o.id"                                               \
    " WHERE o.meeting = ?1 AND o.person = 'organizer' AND o.kind = 'digest'"

gboolean
store_reach_told(Store *store, const char *meeting, gint64 outbox, Reach *ret_reach, GError **error)
{
    static const char sql[] =
        REACH_SELECT " AND o.state IN ('sent', 'unknown', 'claimed') AND o.id <> ?2";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "ti", meeting, outbox);
    return reach_of(stmt, ret_reach, error);
}

gboolean
store_reach_queued(Store *store, const char *meeting, Reach *ret_reach, GError **error)
{
    static const char sql[] = REACH_SELECT " AND NOT" OUTBOX_VOID("o");
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "t", meeting);
    return reach_of(stmt, ret_reach, error);
}

gboolean
store_reach_news(Store *store, const char *meeting, const Reach *reach, bool strangers,
                 bool *ret_news, GError **error)
{
    static const char sql[] =
        "SELECT EXISTS (SELECT 1 FROM answer WHERE meeting = ?1 AND received > ?2"
        "  AND channel <> 'organizer')"
        " OR EXISTS (SELECT 1 FROM review WHERE received > ?2"
        "  AND (meeting = ?1 OR (?4 AND meeting IS NULL)))"
        " OR EXISTS (SELECT 1 FROM bounce b WHERE meeting = ?1 AND received > ?2 AND NOT EXISTS"
        "  (SELECT 1 FROM outbox o WHERE o.id = b.outbox AND o.kind = 'digest'))"
        " OR EXISTS (SELECT 1 FROM silence WHERE meeting = ?1 AND received > ?2)"
        " OR EXISTS (SELECT 1 FROM proposal WHERE meeting = ?1 AND received > ?2)"
        " OR EXISTS (SELECT 1 FROM attachment a JOIN received r ON r.id = a.received"
        "  WHERE r.id > ?2 AND r.meeting = ?1 AND r.outcome = 'noted')"
        " OR EXISTS (SELECT 1 FROM outbox WHERE trouble > ?3 AND meeting = ?1 AND kind <> 'digest'"
        "  AND (state IN ('failed', 'unknown', 'held') OR (state = 'dropped' AND kind = "
        "'decided')))"
        " OR EXISTS (SELECT 1 FROM seat WHERE id > ?5 AND meeting = ?1 AND state = 'expired')";
    gint64 news;
    if (!sql_get_int(store_db(store), &news, 0, error, sql, "tiiii", meeting, reach->received,
                     reach->trouble, (gint64)strangers, reach->seat))
        return FALSE;
    *ret_news = news;
    return TRUE;
}

GHashTable *
store_reach_guests(Store *store, const char *meeting, const Reach *reach, GError **error)
{
    /* What changed is the answer before that is another one; none like the newest was told of since. */
    static const char sql[] =
        "SELECT guest, sum(news) FROM (SELECT guest, iif(EXISTS (SELECT 1 FROM answer d"
        "   WHERE d.meeting = ?1 AND d.guest = c.guest AND d.counts = 1 AND d.received <= ?2"
        "   AND d.id > coalesce((SELECT max(id) FROM answer b WHERE b.meeting = ?1"
        "    AND b.guest = c.guest AND b.counts = 1 AND b.partstat <> c.partstat), 0)), 1, 3) AS "
        "news"
        "  FROM answer c WHERE meeting = ?1 AND counts = 1 AND received > ?2"
        "  AND channel <> 'organizer' AND NOT EXISTS (SELECT 1 FROM answer n WHERE n.meeting = ?1"
        "   AND n.guest = c.guest AND n.counts = 1 AND n.id > c.id)"
        " UNION ALL SELECT guest, 4 FROM silence"
        "  WHERE meeting = ?1 AND received > ?2 AND ended_at IS NULL"
        " UNION ALL SELECT DISTINCT guest, 8 FROM seat WHERE id > ?3 AND meeting = ?1)"
        " GROUP BY guest";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tii", meeting, reach->received, reach->seat);
    g_autoptr(GHashTable) guests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&guests);
        g_hash_table_insert(guests, sql_text(stmt, 0),
                            GUINT_TO_POINTER((guint)sqlite3_column_int(stmt, 1)));
    }
    return NULL;
}

gboolean
store_digest_day(Store *store, const char *meeting, gint64 *ret_at, bool *ret_waits, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error,
                    "SELECT max(max(queued_at, next_at)), max(state IN ('queued', 'held'))"
                    " FROM outbox WHERE meeting = ? AND person = 'organizer' AND kind = 'digest'",
                    "t", meeting);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_at = sql_instant(stmt, 0);
    *ret_waits = sqlite3_column_int(stmt, 1);
    return TRUE;
}
