/* Store: one open database. The store-*.h files beside this one hold what is kept in it, a noun
 * each. Reading functions may be called at any time; writing ones only between store_begin and
 * store_commit, so that what belongs together is durable together: the commit is synchronous
 * (WAL, synchronous=FULL) and survives power loss once it has returned. */
#ifndef CONVOKE_DB_STORE_H
#define CONVOKE_DB_STORE_H

#include <glib.h>

typedef struct Store Store;

/* Opens PATH, brought up to the newest schema; ":memory:" is kept nowhere. CREATE: the file may be missing, or
 * empty; else that is CONVOKE_ERROR_NOT_FOUND, or CONVOKE_ERROR_TEMPORARY, since mail that came in meanwhile would be
 * a stranger's. A newer or foreign file is CONVOKE_ERROR_CONFIG (migrate.h). */
Store *store_open(const char *path, gboolean create, GError **error);
void store_close(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)

/* Keeps fewer pages at hand (1.5 MB, else 16): for whoever goes through rows in their order. */
gboolean store_keep_little(Store *store, GError **error);

/* For whoever opens, writes little and closes again and again: what is committed stays in the log (the file's name and
 * -wal), where it is as durable; else the last one to close brings it into the file each time. Once the log has grown to
 * some hundred pages this brings them into the file, and the next commit begins it anew, in its place: to write there takes
 * the disk less than to make a file longer. */
void store_leave_log(Store *store);

/* Another number after another connection has committed. */
gboolean store_version(Store *store, gint64 *ret_version, GError **error);

/* A write transaction, taken at once (waits up to ten seconds for another writer, then
 * CONVOKE_ERROR_TEMPORARY). They do not nest. A failed commit has rolled back. Another thread may commit, while nobody
 * else uses STORE. */
gboolean store_begin(Store *store, GError **error);

/* The same, for what is safe against the end of the program at its commit, and against that of the machine only after
 * store_sync(), or with the next writing transaction that store_begin() has begun. */
gboolean store_begin_unsynced(Store *store, GError **error);
gboolean store_sync(Store *store, GError **error);
gboolean store_commit(Store *store, GError **error);
void store_rollback(Store *store); /* harmless outside a transaction */

#endif
