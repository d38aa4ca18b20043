/* store-log: the file of the write-ahead log beside a database (https://sqlite.org/fileformat2.html#walformat), for
 * store.c alone. */
#ifndef CONVOKE_DB_STORE_LOG_H
#define CONVOKE_DB_STORE_LOG_H

#include <sqlite3.h>
#include <stdbool.h>

/* Name of SQLite's usual way to its files, for sqlite3_open_v2, but that logs are written in large pieces (log-file.h),
 * and that who opens one which has been begun anew does not sync its folder with their first commit. SQLite takes each
 * log that it opens for a new one; of this one the folder was synced at the latest before it was begun anew, since that
 * comes after a checkpoint, which syncs it. */
const char *store_log_vfs(void);

/* Whether the log of DB, which was read from, holds as many PAGES. */
bool store_log_holds(sqlite3 *db, int pages);

#endif
