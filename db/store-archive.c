/* Bytes as they are kept, and for how long. Answers and all else that follows from a message stay when its
 * bytes go. */
#include "db/store-archive.h"
#include "db/pack.h"
#include "db/store-private.h"

#define DAY_SECONDS ((gint64)24 * 60 * 60)

gboolean
store_unpack(sqlite3_stmt *stmt, int column, GBytes **ret_bytes, GError **error)
{
    g_autoptr(GBytes) bytes = sql_blob(stmt, column);
    if (bytes && sqlite3_column_int(stmt, column + 1))
        *ret_bytes = unpack(bytes, (gsize)sqlite3_column_int64(stmt, column + 2), error);
    else
        *ret_bytes = g_steal_pointer(&bytes);
    return !bytes || *ret_bytes;
}

/* Runs SQL with one number and adds the rows that it changed. */
static gboolean
end(sqlite3 *db, const char *sql, gint64 bound, int *ended, GError **error)
{
    if (!sql_run(db, error, sql, "i", bound))
        return FALSE;
    *ended += sqlite3_changes(db);
    return TRUE;
}

#define WAITS "EXISTS (SELECT 1 FROM review WHERE received = received.id AND decided_at IS NULL)"
/* Nothing else may refer to a row that goes; those that something does keep it, without their bytes, and without their
 * whole text, which nothing follows from and which may be as long as they were. Of the newly written words a stray one
 * keeps none, and others so many as anybody reads. */
#define WITHOUT_BYTES                                                                              \
    "UPDATE received SET raw = NULL, packed = 0, meaning = iif(meeting IS NULL,"                   \
    "  json_remove(meaning, '$.text', '$.reply'), json_replace(json_remove(meaning, '$.text'),"    \
    "  '$.reply', substr(meaning ->> 'reply', 1, " STORE_WORDS_KEPT ")))"
#define OLD WITHOUT_BYTES " WHERE raw IS NOT NULL AND received_at < ? AND NOT " WAITS
static const char old_sql[] = OLD;
static const char old_stray_sql[] = OLD " AND meeting IS NULL";
/* What belongs to no meeting, or was ignored, and nothing follows from. A report about mail of nobody's goes with its row. */
#define UNUSED                                                                                     \
    " AND (meeting IS NULL OR outcome = 'ignored')"                                                \
    " AND NOT EXISTS (SELECT 1 FROM review WHERE received = received.id)"                          \
    " AND NOT EXISTS (SELECT 1 FROM outbox WHERE received = received.id)"                          \
    " AND NOT EXISTS (SELECT 1 FROM bounce WHERE received = received.id AND meeting IS NOT NULL)"  \
    " AND NOT EXISTS (SELECT 1 FROM proposal WHERE received = received.id)"                        \
    " AND NOT EXISTS (SELECT 1 FROM attachment WHERE received = received.id)"
static const char stray_sql[] =
    "DELETE FROM received WHERE meeting IS NULL AND received_at < ?" UNUSED;
static const char ignored_sql[] =
    "DELETE FROM received WHERE raw IS NOT NULL AND received_at < ?" UNUSED;
static const char orphan_sql[] = "DELETE FROM bounce WHERE meeting IS NULL"
                                 " AND NOT EXISTS (SELECT 1 FROM received r WHERE r.id = received)";
/* Messages before which their sender has sent more than ?1 bytes, or ?2 where they belong to a meeting. Each
 * counts by its size as it came, since what was understood of it lies beside it unpacked. Of strangers' only so many wait
 * in review at a time: these stay, and do not count; a guest's go last. */
#define OVERFLOW(whose)                                                                            \
    " IN (SELECT id FROM (SELECT id, meeting,"                                                     \
    "  sum(size) OVER (PARTITION BY meeting, guest ORDER BY " WAITS " DESC, id DESC) AS above"     \
    "  FROM received WHERE raw IS NOT NULL AND (meeting IS NOT NULL OR NOT " WAITS ")" whose ")"   \
    " WHERE above > iif(meeting IS NULL, ?1, ?2))"
#define ALL_OF(column) " AND " column " IS (SELECT " column " FROM received WHERE id = ?3)"
#define SENDER_OF ALL_OF("meeting") ALL_OF("guest")
#define FLOOD "DELETE FROM received WHERE TRUE" UNUSED " AND id"
#define EMPTY WITHOUT_BYTES " WHERE id"
/* Of attachments, the row that says what was sent stays. */
static const char file_sql[] =
    "UPDATE attachment SET digest = NULL, missing = 'age' WHERE digest IS NOT NULL"
    " AND EXISTS (SELECT 1 FROM received r WHERE r.id = attachment.received AND r.received_at < ?)";

/* A report goes after the message that it stands in. */
#define DEFER "PRAGMA defer_foreign_keys = ON"

/* Of all senders, or of one message's where RECEIVED is not 0. */
static gboolean
make_room(sqlite3 *db, const Room *room, gint64 received, int *ended, GError **error)
{
    static const char *const sql[][2] = {{FLOOD OVERFLOW(""), FLOOD OVERFLOW(SENDER_OF)},
                                         {EMPTY OVERFLOW(""), EMPTY OVERFLOW(SENDER_OF)}};

    for (gsize i = 0; i < G_N_ELEMENTS(sql); i++) {
        if (!sql_run(db, error, sql[i][received != 0], received ? "iii" : "ii", room->stray_bytes,
                     room->guest_bytes, received))
            return FALSE;
        *ended += sqlite3_changes(db);
    }
    return sql_run(db, error, orphan_sql, "");
}

static gboolean
prune(sqlite3 *db, const Retention *retention, gint64 now, int *ended, GError **error)
{
    int files = 0;
    return sql_run(db, error, DEFER, "") &&
           end(db, file_sql, now - retention->days * DAY_SECONDS, &files, error) &&
           (files == 0 || store_content_sweep(db, error)) &&
           end(db, ignored_sql, now - retention->days * DAY_SECONDS, ended, error) &&
           end(db, old_sql, now - retention->days * DAY_SECONDS, ended, error) &&
           end(db, old_stray_sql, now - retention->stray_days * DAY_SECONDS, ended, error) &&
           end(db, stray_sql, now - retention->stray_days * DAY_SECONDS, ended, error) &&
           make_room(db, &retention->room, 0, ended, error);
}

gboolean
store_archive_prune(Store *store, const Retention *retention, gint64 now, int *ret_ended,
                    GError **error)
{
    *ret_ended = 0;
    if (store_begin(store, error) && prune(store_db(store), retention, now, ret_ended, error) &&
        store_commit(store, error))
        return TRUE;
    store_rollback(store);
    return FALSE;
}

/* Mostly there is room, and looking needs no transaction. */
static gboolean
is_full(sqlite3 *db, const Room *room, gint64 received, bool *ret_full, GError **error)
{
    static const char sql[] =
        "SELECT sum(size) > iif(meeting IS NULL, ?1 + (SELECT coalesce(sum(r.size), 0)"
        "  FROM review v JOIN received r ON r.id = v.received"
        "  WHERE v.decided_at IS NULL AND v.guest IS NULL AND v.meeting IS NULL), ?2)"
        " FROM received WHERE raw IS NOT NULL" SENDER_OF;
    gint64 full;
    if (!sql_get_int(db, &full, 0, error, sql, "iii", room->stray_bytes, room->guest_bytes,
                     received))
        return FALSE;
    *ret_full = full;
    return TRUE;
}

gboolean
store_archive_make_room(Store *store, const Room *room, gint64 received, GError **error)
{
    int ended = 0;
    bool full;
    if (!is_full(store_db(store), room, received, &full, error))
        return FALSE;
    if (!full)
        return TRUE;
    if (store_begin(store, error) && sql_run(store_db(store), error, DEFER, "") &&
        make_room(store_db(store), room, received, &ended, error) && store_commit(store, error))
        return TRUE;
    store_rollback(store);
    return FALSE;
}
