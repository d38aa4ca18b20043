/* log-file: the log that SQLite commits to, written in large pieces. Of each page of a commit SQLite writes first what
 * describes it and then its bytes, and each call of the system costs as much as a page; here they are gathered, and
 * written before they are synced. For store.c and store-log.c alone. */
#ifndef CONVOKE_DB_LOG_FILE_H
#define CONVOKE_DB_LOG_FILE_H

#include <stdbool.h>
#include <sqlite3.h>

/* Opens a log as OWN does (xOpen of sqlite3_vfs), which is to be written so. In the memory of FILE it stands in front of
 * the file of OWN, and takes so many bytes. */
int log_file_open(sqlite3_vfs *own, const char *path, sqlite3_file *base, int flags,
                  int *ret_flags);
int log_file_size(void);

/* To be called right before COMMIT: what that writes to DB's log is gathered up to the page that ends the commit, and
 * written with it. SQLite syncs, and tells others that there is more in the log, only then. What else is written in a
 * transaction goes out at once, for it would have to be forgotten when that is rolled back and another process writes in
 * the same place. */
void log_file_gather(sqlite3 *db);

/* Right after COMMIT. What is left then is of one that has failed: it is dropped. */
void log_file_written(sqlite3 *db);

#endif
