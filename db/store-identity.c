/* Addresses of the event file and learned ones, asked as one. */
#include "db/store-identity.h"
#include "db/store-private.h"
#include "event/address.h"
#include "event/error.h"
#include "event/standing.h"

gboolean
store_identity_find(Store *store, const char *address, const char *uid, char **ret_meeting,
                    char **ret_guest, GError **error)
{
    /* Where both have the same, one is left out here: UNION would do so by a table of its own for each message. */
    static const char sql[] =
        "SELECT a.meeting, a.guest FROM (SELECT meeting, guest FROM address WHERE key = ?1"
        "  UNION ALL SELECT meeting, guest FROM learned l WHERE key = ?1 AND NOT EXISTS (SELECT 1"
        "   FROM address b WHERE b.meeting = l.meeting AND b.key = ?1 AND b.guest = l.guest)) a"
        " JOIN meeting m ON m.id = a.meeting AND m.state = 'open' AND (?2 IS NULL OR m.uid = ?2)"
        " LIMIT 2";
    g_autofree char *key = address_key(address), *meeting = NULL, *guest = NULL;
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "tt", key, uid);
    bool row, more = false;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    if (row) {
        meeting = sql_text(stmt, 0);
        guest = sql_text(stmt, 1);
        if (!sql_step(stmt, &more, error))
            return FALSE;
    }
    *ret_meeting = more ? NULL : g_steal_pointer(&meeting);
    *ret_guest = more ? NULL : g_steal_pointer(&guest);
    return TRUE;
}

GPtrArray *
store_identity_learned(Store *store, const char *meeting, const char *guest, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error,
                    "SELECT address FROM learned WHERE meeting = ? AND guest = ? ORDER BY key",
                    "tt", meeting, guest);
    return sql_texts(stmt, error);
}

/* Whether somebody else has it. */
static gboolean
check_free(Store *store, const char *meeting, const char *guest, const char *key, GError **error)
{
    static const char sql[] =
        "SELECT count(*) FROM (SELECT guest FROM address WHERE meeting = ?1 AND key = ?2"
        " UNION SELECT guest FROM learned WHERE meeting = ?1 AND key = ?2) WHERE guest <> ?3";
    gint64 taken;
    if (!sql_get_int(store_db(store), &taken, 0, error, sql, "ttt", meeting, key, guest))
        return FALSE;
    if (taken)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                    "%s is another guest's address; nothing was decided", key);
    return !taken;
}

/* The address that a message is from; NULL without *ERROR where it does not say. */
static gboolean
sender_of(Store *store, gint64 received, char **ret_address, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, "SELECT meaning ->> 'from' FROM received WHERE id = ?",
                    "i", received);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_address = row ? address_of_mailbox((const char *)sqlite3_column_text(stmt, 0)) : NULL;
    return TRUE;
}

gboolean
store_identity_sender(Store *store, const char *meeting, const char *guest, gint64 received,
                      bool *ret_theirs, char **ret_address, GError **error)
{
    static const char sql[] =
        "SELECT EXISTS (SELECT 1 FROM address WHERE meeting = ?1 AND guest = ?2 AND key = ?3)"
        " OR EXISTS (SELECT 1 FROM learned WHERE meeting = ?1 AND guest = ?2 AND key = ?3)";
    g_autofree char *address = NULL;
    gint64 theirs = 0;
    if (!sender_of(store, received, &address, error))
        return FALSE;
    g_autofree char *key = address ? address_key(address) : NULL;
    if (key && !sql_get_int(store_db(store), &theirs, 0, error, sql, "ttt", meeting, guest, key))
        return FALSE;
    *ret_theirs = theirs;
    *ret_address = g_steal_pointer(&address);
    return TRUE;
}

gboolean
store_identity_learn(Store *store, const char *meeting, const char *guest, gint64 received,
                     gint64 now, char **ret_address, GError **error)
{
    g_autofree char *address = NULL;
    if (!sender_of(store, received, &address, error))
        return FALSE;
    if (!address) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                    "the message does not say from which address it is; nothing was decided");
        return FALSE;
    }
    g_autofree char *key = address_key(address);
    if (!check_free(store, meeting, guest, key, error) ||
        !sql_run(store_db(store), error,
                 "INSERT INTO learned (meeting, key, guest, address, at, received)"
                 " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                 "ttttii", meeting, key, guest, address, now, received))
        return FALSE;
    *ret_address = g_steal_pointer(&address);
    return TRUE;
}

gboolean
store_identity_vouched(Store *store, gint64 received, char **ret_meeting, char **ret_guest,
                       char **ret_meaning, GError **error)
{
    static const char sql[] =
        "SELECT r.meeting, r.guest, r.meaning, v.decision NOT IN ('dismissed', 'settled'),"
        " EXISTS (SELECT 1 FROM learned WHERE received = r.id)"
        " FROM received r JOIN review v ON v.received = r.id AND v.decided_at IS NOT NULL"
        " WHERE r.id = ?1 AND r.guest IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM proposal WHERE received = r.id)";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "i", received);
    g_autofree char *address = NULL;
    bool row, theirs = false;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    const char *meeting = row ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
    const char *guest = row ? (const char *)sqlite3_column_text(stmt, 1) : NULL;
    bool answer = row && sqlite3_column_int(stmt, 3), learned = row && sqlite3_column_int(stmt, 4);
    if (answer && !store_identity_sender(store, meeting, guest, received, &theirs, &address, error))
        return FALSE;
    bool vouched = learned || theirs;
    *ret_meeting = vouched ? g_strdup(meeting) : NULL;
    *ret_guest = vouched ? g_strdup(guest) : NULL;
    *ret_meaning = vouched ? sql_text(stmt, 2) : NULL;
    return TRUE;
}

gboolean
store_identity_answered(Store *store, const char *meeting, const char *guest,
                        Answered *ret_answered, GError **error)
{
    static const char sql[] =
        "SELECT partstat, coalesce(received_at, at), min(coalesce(received_at, at),"
        "  coalesce(unixepoch(meaning ->> 'date'), received_at, at)), channel = 'calendar'"
        " FROM (SELECT * FROM answer WHERE meeting = ? AND guest = ? AND counts = 1"
        "  ORDER BY id DESC LIMIT 1) s LEFT JOIN received ON received.id = s.received";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "tt", meeting, guest);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_answered = (Answered){.came_at = NEVER, .said_at = NEVER};
    if (row)
        *ret_answered =
            (Answered){.partstat = partstat_parse((const char *)sqlite3_column_text(stmt, 0)),
                       .came_at = sqlite3_column_int64(stmt, 1),
                       .said_at = sqlite3_column_int64(stmt, 2),
                       .by_calendar = sqlite3_column_int(stmt, 3)};
    return TRUE;
}

gboolean
store_identity_waiting(Store *store, const char *meeting, const char *guest, int *ret_count,
                       GError **error)
{
    static const char strangers_sql[] = "SELECT count(*) FROM review WHERE decided_at IS NULL"
                                        " AND guest IS NULL AND meeting IS NULL";
    static const char guest_sql[] = "SELECT count(*) FROM review WHERE decided_at IS NULL"
                                    " AND meeting = ? AND guest IS ?";
    gint64 count;
    if (meeting ? !sql_get_int(store_db(store), &count, 0, error, guest_sql, "tt", meeting, guest)
                : !sql_get_int(store_db(store), &count, 0, error, strangers_sql, ""))
        return FALSE;
    *ret_count = (int)count;
    return TRUE;
}
