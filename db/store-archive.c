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
/* Of attachments, the row that says what was sent stays. */
static const char file_sql[] =
    "UPDATE attachment SET digest = NULL, missing = 'age' WHERE digest IS NOT NULL"
    " AND EXISTS (SELECT 1 FROM received r WHERE r.id = attachment.received AND r.received_at < ?)";

/* A report goes after the message that it stands in. */
#define DEFER "PRAGMA defer_foreign_keys = ON"

/* Whose messages are held to a room of their own. */
typedef struct {
    char *meeting; /* NULL = stray */
    char *guest;   /* NULL = nobody in particular */
} Whose;

static void
whose_clear(gpointer whose)
{
    g_free(((Whose *)whose)->meeting);
    g_free(((Whose *)whose)->guest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Whose, whose_clear)

/* What they take, as the table room has it, and what came since. */
typedef struct {
    gint64 counted, bytes, emptied;
    gint64 fresh; /* messages that have come since */
} Taken;

#define OF_SENDER " meeting IS ?1 AND guest IS ?2"

static gboolean
taken_load(sqlite3 *db, const Whose *whose, Taken *ret_taken, GError **error)
{
    static const char sql[] =
        "SELECT coalesce(max(r.id), k.counted), k.bytes + coalesce(sum(iif(raw IS NULL, 0, size)), "
        "0),"
        " k.emptied, count(r.id) FROM (SELECT coalesce(max(counted), 0) AS counted,"
        "  coalesce(max(bytes), 0) AS bytes, coalesce(max(emptied), 0) AS emptied FROM room"
        "  WHERE meeting = coalesce(?1, '') AND guest = coalesce(?2, '')) k"
        " LEFT JOIN received r ON r.meeting IS ?1 AND r.guest IS ?2 AND r.id > k.counted";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(db, error, sql, "tt", whose->meeting, whose->guest);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_taken = (Taken){sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
                         sqlite3_column_int64(stmt, 2), sqlite3_column_int64(stmt, 3)};
    return TRUE;
}

static gboolean
taken_save(sqlite3 *db, const Whose *whose, const Taken *taken, GError **error)
{
    return sql_run(db, error,
                   "INSERT OR REPLACE INTO room (meeting, guest, counted, bytes, emptied)"
                   " VALUES (coalesce(?, ''), coalesce(?, ''), ?, ?, ?)",
                   "ttiii", whose->meeting, whose->guest, taken->counted, taken->bytes,
                   taken->emptied);
}

/* How much more they take than they may; 0 or less where there is room. Of strangers' only so many wait in review at a
 * time: these do not count. */
static gboolean
excess_of(sqlite3 *db, const Room *room, const Whose *whose, const Taken *taken, gint64 *ret_excess,
          GError **error)
{
    static const char sql[] =
        "SELECT sum(r.size) FROM review v JOIN received r ON r.id = v.received"
        " WHERE v.decided_at IS NULL AND v.guest IS NULL AND v.meeting IS NULL"
        "  AND r.raw IS NOT NULL";
    gint64 waiting = 0;
    if (!whose->meeting && taken->bytes > room->stray_bytes &&
        !sql_get_int(db, &waiting, 0, error, sql, ""))
        return FALSE;
    *ret_excess = taken->bytes - (whose->meeting ? room->guest_bytes : room->stray_bytes + waiting);
    return TRUE;
}

/* Adds to IDS the messages that SQL finds, the oldest first, as long as *EXCESS is more than 0. */
static gboolean
list_oldest(sqlite3 *db, const char *sql, const Whose *whose, gint64 after, gint64 *excess,
            GArray *ids, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        *excess > 0 ? sql_prepare(db, error, sql, "tti", whose->meeting, whose->guest, after)
                    : NULL;
    bool row = true;
    while (*excess > 0 && row) {
        if (!stmt || !sql_step(stmt, &row, error))
            return FALSE;
        gint64 id = sqlite3_column_int64(stmt, 0);
        if (row)
            g_array_append_val(ids, id);
        *excess -= row ? sqlite3_column_int64(stmt, 1) : 0;
    }
    return TRUE;
}

/* What nothing follows from goes with its row. */
static gboolean
empty(sqlite3 *db, gint64 id, GError **error)
{
    static const char flood_sql[] = "DELETE FROM received WHERE id = ?" UNUSED;
    static const char empty_sql[] = WITHOUT_BYTES " WHERE id = ?";
    static const char report_sql[] = "DELETE FROM bounce WHERE received = ? AND meeting IS NULL";
    if (!sql_run(db, error, flood_sql, "i", id))
        return FALSE;
    return sql_run(db, error, sqlite3_changes(db) > 0 ? report_sql : empty_sql, "i", id);
}

/* Each message counts by its size as it came, since what was understood of it lies beside it unpacked. A guest's that
 * wait in review go last. */
static gboolean
make_room(sqlite3 *db, const Room *room, const Whose *whose, int *ended, GError **error)
{
    static const char sql[] = "SELECT id, size FROM received WHERE" OF_SENDER
                              " AND id > ?3 AND raw IS NOT NULL AND NOT " WAITS " ORDER BY id";
    static const char waiting_sql[] = "SELECT id, size FROM received WHERE" OF_SENDER
                                      " AND meeting IS NOT NULL AND id > ?3 AND raw IS NOT NULL"
                                      " AND " WAITS " ORDER BY id";
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    Taken taken;
    gint64 excess, left;
    if (!taken_load(db, whose, &taken, error) ||
        !excess_of(db, room, whose, &taken, &excess, error))
        return FALSE;
    left = excess;
    if (!list_oldest(db, sql, whose, taken.emptied, &left, ids, error))
        return FALSE;
    if (ids->len > 0)
        taken.emptied = g_array_index(ids, gint64, ids->len - 1);
    if (!list_oldest(db, waiting_sql, whose, 0, &left, ids, error))
        return FALSE;
    taken.bytes -= excess - left;
    for (guint i = 0; i < ids->len; i++)
        if (!empty(db, g_array_index(ids, gint64, i), error))
            return FALSE;
    *ended += (int)ids->len;
    return taken_save(db, whose, &taken, error);
}

/* All anew: a review may have been decided since. */
static gboolean
make_all_room(sqlite3 *db, const Room *room, int *ended, GError **error)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Whose));
    g_array_set_clear_func(all, whose_clear);
    g_autoptr(sqlite3_stmt) stmt =
        sql_run(db, error, "DELETE FROM room", "")
            ? sql_prepare(db, error, "SELECT DISTINCT meeting, guest FROM received", "")
            : NULL;
    bool row = stmt != NULL;
    while (row) {
        if (!sql_step(stmt, &row, error))
            return FALSE;
        Whose whose = {row ? sql_text(stmt, 0) : NULL, row ? sql_text(stmt, 1) : NULL};
        if (row)
            g_array_append_val(all, whose);
    }
    for (guint i = 0; stmt && i < all->len; i++)
        if (!make_room(db, room, &g_array_index(all, Whose, i), ended, error))
            return FALSE;
    return stmt != NULL;
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
           make_all_room(db, &retention->room, ended, error) && sql_run(db, error, orphan_sql, "");
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

static gboolean
load_whose(sqlite3 *db, gint64 received, Whose *ret_whose, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(db, error, "SELECT meeting, guest FROM received WHERE id = ?", "i", received);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_whose = (Whose){sql_text(stmt, 0), sql_text(stmt, 1)};
    return TRUE;
}

/* Mostly there is room, and not much that is not counted yet; to see that needs no transaction. */
static gboolean
wants_room(sqlite3 *db, const Room *room, const Whose *whose, bool *ret_wants, GError **error)
{
    enum { UNCOUNTED = 16 };
    Taken taken;
    gint64 excess;
    if (!taken_load(db, whose, &taken, error) ||
        !excess_of(db, room, whose, &taken, &excess, error))
        return FALSE;
    *ret_wants = excess > 0 || taken.fresh >= UNCOUNTED;
    return TRUE;
}

/* Those of RECEIVED whose senders want room, moved to its front. Within one transaction many cost no more locks than
 * one. */
static gboolean
choose_wanting(sqlite3 *db, const Room *room, gint64 *received, guint count, guint *ret_wanting,
               GError **error)
{
    *ret_wanting = 0;
    for (guint i = 0; i < count; i++) {
        g_auto(Whose) whose = {0};
        bool wants;
        if (!load_whose(db, received[i], &whose, error) ||
            !wants_room(db, room, &whose, &wants, error))
            return FALSE;
        if (wants)
            received[(*ret_wanting)++] = received[i];
    }
    return TRUE;
}

/* What is lost of it is done again: it needs no sync of its own. */
static gboolean
make_wanted(Store *store, const Room *room, const gint64 *received, guint count, GError **error)
{
    sqlite3 *db = store_db(store);
    int ended = 0;
    if (count == 0)
        return TRUE;
    gboolean made = store_begin_unsynced(store, error) && sql_run(db, error, DEFER, "");
    for (guint i = 0; made && i < count; i++) {
        g_auto(Whose) whose = {0};
        made = load_whose(db, received[i], &whose, error) &&
               make_room(db, room, &whose, &ended, error);
    }
    if (made && store_commit(store, error))
        return TRUE;
    store_rollback(store);
    return FALSE;
}

gboolean
store_archive_make_room(Store *store, const Room *room, gint64 *received, guint count,
                        GError **error)
{
    sqlite3 *db = store_db(store);
    guint wanting;
    bool together = count > 1;
    if ((together && !sql_run(db, error, "BEGIN", "")) ||
        !choose_wanting(db, room, received, count, &wanting, error) ||
        (together && !sql_run(db, error, "COMMIT", ""))) {
        store_rollback(store);
        return FALSE;
    }
    return make_wanted(store, room, received, wanting, error);
}
