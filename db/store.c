/* Opening, closing, and the way of committing; every table has a file of its own. */
#include "db/store.h"
#include "db/log-file.h"
#include "db/migrate.h"
#include "db/store-log.h"
#include "db/store-private.h"
#include "event/error.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

struct Store {
    sqlite3 *db;
    bool unsynced; /* transactions, as they are now */
    bool leave_log;
    int log_pages; /* of the log after our last commit; 0 before there is one */
};

/* How long a writer waits for another one. */
enum { BUSY_MILLISECONDS = 10000 };

/* sqlite3 counts each piece of memory, under a lock, for statistics that nobody here asks for. */
static void
forgo_statistics(void)
{
    static gsize done;
    if (g_once_init_enter(&done)) {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        g_once_init_leave(&done, 1);
    }
}

static const char settings[] = "PRAGMA foreign_keys = ON;"
                               "PRAGMA trusted_schema = OFF;"
                               "PRAGMA synchronous = FULL;"
                               "PRAGMA cache_size = -16384;"; /* KB */

/* Pages of the log: so many are brought into the file while it is open, and so many when it is closed. Where the log may
 * be left (store_leave_log) it need not hold more than LONG, since each who opens the file next has to read it. */
enum { LOG_OPEN = 4000, LOG_CLOSED = 512, LOG_LONG = 96 };

/* Pieces of memory that a connection has ready: the row of a message fits into one. */
enum { ASIDE = 8192, ASIDE_COUNT = 32 };

/* After each commit. What cannot be brought over now is brought over later. */
static int
note_log(void *store, sqlite3 *db, const char *name, int pages)
{
    ((Store *)store)->log_pages = pages;
    if (pages >= LOG_OPEN)
        sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return SQLITE_OK;
}

/* WHY there is nothing in PATH that could be gone on from. */
static gboolean
refuse(const char *path, int code, const char *why, GError **error)
{
    g_set_error(error, CONVOKE_ERROR, code,
                "%s: %s; put what `convoke backup` has made in its place, or make another"
                " workspace with `convoke init`",
                path, why);
    return FALSE;
}

/* Before SQLite opens PATH, which deletes the log beside a file that is empty. */
static gboolean
check_there(const char *path, GError **error)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return refuse(path, errno == ENOENT ? CONVOKE_ERROR_NOT_FOUND : CONVOKE_ERROR_TEMPORARY,
                      g_strerror(errno), error);
    return status.st_size > 0 || refuse(path, CONVOKE_ERROR_TEMPORARY, "is empty", error);
}

/* A database without a table is as empty. */
static gboolean
check_filled(sqlite3 *db, GError **error)
{
    gint64 tables;
    if (!sql_get_int(db, &tables, 0, error, "SELECT count(*) FROM sqlite_schema", ""))
        return FALSE;
    return tables > 0 ||
           refuse(sqlite3_db_filename(db, "main"), CONVOKE_ERROR_TEMPORARY, "is empty", error);
}

/* WAL is written into the file, so it is set when a file becomes ours and only then. */
static gboolean
open_schema(sqlite3 *db, gboolean create, GError **error)
{
    gint64 version;
    if (!sql_get_int(db, &version, 0, error, "PRAGMA user_version", "") ||
        (version == 0 && !create && !check_filled(db, error)))
        return FALSE;
    if (version == migrate_newest())
        return migrate_run(db, migrate_newest(), error);
    if (!migrate_run(db, migrate_newest(), error))
        return FALSE;
    return sql_run(db, error, "PRAGMA journal_mode = WAL", "");
}

Store *
store_open(const char *path, gboolean create, GError **error)
{
    if (!create && !check_there(path, error))
        return NULL;
    /* SQLite would let others read it, and gives its log the same mode. */
    bool file = create && !g_str_equal(path, ":memory:");
    int made = file ? open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600) : -1;
    if (made >= 0)
        close(made);
    forgo_statistics();
    g_autoptr(Store) store = g_new0(Store, 1);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
    if (sqlite3_open_v2(path, &store->db, flags, store_log_vfs()) != SQLITE_OK) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", path,
                    sqlite3_errmsg(store->db));
        return NULL;
    }
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_LOOKASIDE, NULL, ASIDE, ASIDE_COUNT);
    sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
    if (sqlite3_exec(store->db, settings, NULL, NULL, NULL) != SQLITE_OK) {
        sql_error(store->db, error);
        return NULL;
    }
    sqlite3_wal_hook(store->db, note_log, store);
    return open_schema(store->db, create, error) ? g_steal_pointer(&store) : NULL;
}

void
store_leave_log(Store *store)
{
    store->leave_log = true;
    if (store_log_holds(store->db, LOG_LONG))
        sqlite3_wal_checkpoint_v2(store->db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

void
store_close(Store *store)
{
    if (!store)
        return;
    if (store->leave_log && store->log_pages < LOG_CLOSED)
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sql_close(store->db);
    g_free(store);
}

sqlite3 *
store_db(Store *store)
{
    return store->db;
}

gboolean
store_keep_little(Store *store, GError **error)
{
    return sql_run(store->db, error, "PRAGMA cache_size = -1536", "");
}

gboolean
store_version(Store *store, gint64 *ret_version, GError **error)
{
    return sql_get_int(store->db, ret_version, 0, error, "PRAGMA data_version", "");
}

/* Between transactions. In a log, NORMAL syncs no commit, and the sync of a later one takes in all before it. The
 * pragma acts when it is compiled, so it is never one that rests (sql-idle.h). */
static gboolean
set_unsynced(Store *store, bool unsynced, GError **error)
{
    if (store->unsynced == unsynced)
        return TRUE;
    const char *sql = unsynced ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL";
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        sql_error(store->db, error);
        return FALSE;
    }
    store->unsynced = unsynced;
    return TRUE;
}

gboolean
store_begin(Store *store, GError **error)
{
    return set_unsynced(store, false, error) && sql_begin(store->db, error);
}

gboolean
store_begin_unsynced(Store *store, GError **error)
{
    return set_unsynced(store, true, error) && sql_begin(store->db, error);
}

gboolean
store_sync(Store *store, GError **error)
{
    sqlite3_file *log = NULL;
    int code = sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (code == SQLITE_OK && log && log->pMethods)
        code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
    if (code == SQLITE_OK)
        return TRUE;
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s",
                sqlite3_db_filename(store->db, "main"), sqlite3_errstr(code));
    return FALSE;
}

gboolean
store_commit(Store *store, GError **error)
{
    log_file_gather(store->db);
    gboolean good = sql_commit(store->db, error);
    log_file_written(store->db);
    return good;
}

void
store_rollback(Store *store)
{
    sql_rollback(store->db);
}
