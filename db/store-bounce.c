/* bounce as rows, and the counts by which an address is given up. */
#include "db/store-bounce.h"
#include "db/store-private.h"
#include "db/store-received.h"
#include "event/standing.h"

void
notice_owner_clear(NoticeOwner *owner)
{
    g_free(owner->meeting);
    g_free(owner->person);
    g_free(owner->kind);
    g_free(owner->recipient);
    g_free(owner->message_id);
    g_free(owner->envelope_id);
    *owner = (NoticeOwner){0};
}

#define OWNER_SELECT                                                                               \
    "SELECT meeting, person, recipient, message_id, envelope_id,"                                  \
    " coalesce(iif(state IN ('sent', 'unknown', 'failed'), ended_at, started_at), first_at),"      \
    " (SELECT received_at FROM received r WHERE r.meeting = outbox.meeting"                        \
    "   AND r.guest = outbox.person AND r.kind IN ('reply', 'calendar')"                           \
    "   AND r.outcome <> 'ignored' ORDER BY r.id DESC LIMIT 1),"                                   \
    " EXISTS (SELECT 1 FROM forgotten f WHERE f.meeting = outbox.meeting"                          \
    "   AND outbox.person = 'forgotten-' || f.number), kind,"                                      \
    " iif(kind = 'question', (SELECT w.why FROM review w WHERE w.received = outbox.received), "    \
    "NULL)"                                                                                        \
    " FROM outbox"

static gboolean
owner_of(sqlite3_stmt *stmt, NoticeOwner *ret_owner, GError **error)
{
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_owner = (NoticeOwner){.left_at = NEVER, .heard_at = NEVER};
    if (row)
        *ret_owner =
            (NoticeOwner){.meeting = sql_text(stmt, 0),
                          .person = sql_text(stmt, 1),
                          .recipient = sql_text(stmt, 2),
                          .message_id = sql_text(stmt, 3),
                          .envelope_id = sql_text(stmt, 4),
                          .left_at = sql_instant(stmt, 5),
                          .heard_at = sql_instant(stmt, 6),
                          .forgotten = sqlite3_column_int(stmt, 7),
                          .kind = sql_text(stmt, 8),
                          .reason = reason_of_text((const char *)sqlite3_column_text(stmt, 9))};
    return TRUE;
}

gboolean
store_notice_owner(Store *store, const char *envelope_id, const char *message_id,
                   NoticeOwner *ret_owner, GError **error)
{
    static const char sql[] =
        OWNER_SELECT " WHERE envelope_id = ?1 OR (?1 IS NULL AND message_id IN (?2, ?3))";
    g_autofree char *digest = envelope_id ? NULL : store_forgotten_identity(message_id);
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "ttt", envelope_id, message_id, digest);
    return owner_of(stmt, ret_owner, error);
}

gboolean
store_notice_newest(Store *store, const char *meeting, const char *guest, const char *address,
                    NoticeOwner *ret_owner, GError **error)
{
    static const char sql[] =
        OWNER_SELECT " WHERE meeting = ?1 AND person = ?2 AND recipient = ?3"
                     " AND coalesce(started_at, first_at) IS NOT NULL ORDER BY id DESC LIMIT 1";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "ttt", meeting, guest, address);
    return owner_of(stmt, ret_owner, error);
}

gboolean
store_bounce_add(Store *store, const NewBounce *bounce, gint64 now, GError **error)
{
    static const char insert_sql[] =
        "INSERT INTO bounce (received, outbox, meeting, guest, address, permanent, status, reason,"
        " at, failure) VALUES (?1, (SELECT id FROM outbox WHERE envelope_id = ?2"
        "  OR (?2 IS NULL AND message_id = ?3)), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    static const char mark_sql[] =
        "UPDATE outbox SET state = 'failed', status = ?1, words = ?2, trouble = " NEXT_TROUBLE
        "," OUTBOX_DECIDED("?4") " WHERE (state = 'sent' OR" OUTBOX_UNDECIDED ")"
                                 " AND id = (SELECT outbox FROM bounce WHERE received = ?3)";
    sqlite3 *db = store_db(store);
    const char *status = bounce->status ? bounce->status : "";
    const char *reason = bounce->reason ? bounce->reason : "";
    return sql_run(db, error, insert_sql, "itttttittit", bounce->received, bounce->envelope_id,
                   bounce->message_id, bounce->meeting, bounce->guest, bounce->address,
                   (gint64)bounce->permanent, status, reason, now, bounce->failure) &&
           (!bounce->permanent || !bounce->believed ||
            sql_run(db, error, mark_sql, "ttii", status, reason, bounce->received, now));
}

gboolean
store_bounce_days(Store *store, const char *meeting, const char *guest, const char *address,
                  int *ret_days, GError **error)
{
    static const char sql[] =
        "SELECT count(DISTINCT at / 86400) FROM bounce WHERE meeting = ?1 AND guest = ?2"
        " AND address = ?3 AND failure = 'counted' AND received > (SELECT coalesce(max(id), 0)"
        "  FROM received r WHERE r.meeting = ?1 AND r.guest = ?2"
        "  AND r.kind IN ('reply', 'calendar', 'automatic'))";
    gint64 days;
    if (!sql_get_int(store_db(store), &days, 0, error, sql, "ttt", meeting, guest, address))
        return FALSE;
    *ret_days = (int)days;
    return TRUE;
}

/* A mail that a report marks as failed has no refusal of its own, and counts as a bounce, once that is there: when the
 * reports are gone through again, the later ones have left their mark already. */
gboolean
store_bounce_share(Store *store, const char *meeting, gint64 now, int *ret_failing, int *ret_guests,
                   GError **error)
{
    sqlite3 *db = store_db(store);
    gint64 failing, guests;
    if (!sql_get_int(db, &failing, 0, error,
                     "SELECT count(*) FROM (SELECT guest FROM bounce WHERE meeting = ?1"
                     " AND failure IN ('address', 'counted') AND at > ?2 UNION SELECT person"
                     " FROM outbox WHERE meeting = ?1 AND state = 'failed' AND ended_at > ?2"
                     " AND code >= 500 AND status LIKE '5.1.%')",
                     "ti", meeting, now - 24 * 60 * 60) ||
        !sql_get_int(db, &guests, 0, error,
                     "SELECT count(*) FROM guest WHERE meeting = ? AND removed_at IS NULL", "t",
                     meeting))
        return FALSE;
    *ret_failing = (int)failing;
    *ret_guests = (int)guests;
    return TRUE;
}

gboolean
store_bounce_waits(Store *store, const char *meeting, const char *guest, bool *ret_waits,
                   GError **error)
{
    gint64 waits;
    if (!sql_get_int(store_db(store), &waits, 0, error,
                     "SELECT 1 FROM review v JOIN received r ON r.id = v.received"
                     " WHERE v.meeting = ? AND v.guest IS ? AND r.kind = 'bounce'"
                     " AND v.decided_at IS NULL LIMIT 1",
                     "tt", meeting, guest))
        return FALSE;
    *ret_waits = waits;
    return TRUE;
}
