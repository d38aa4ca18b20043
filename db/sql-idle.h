/* sql-idle: statements at rest. Preparing one costs more than running it, so each stays, reset and without
 * values, for the next who asks for the same text, until its connection is closed. A connection is used
 * by one thread, and so are its statements. */
#ifndef CONVOKE_DB_SQL_IDLE_H
#define CONVOKE_DB_SQL_IDLE_H

#include <sqlite3.h>

/* One of DB with that text, which is the caller's now; NULL where none rests. */
sqlite3_stmt *sql_idle_take(sqlite3 *db, const char *sql);

/* Takes STMT (NULL-safe) back to rest: what it reads or holds is let go. */
void sql_idle_give(sqlite3_stmt *stmt);

/* Frees those of DB, which is about to be closed. */
void sql_idle_drop(sqlite3 *db);

#endif
