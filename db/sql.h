/* sql: the four things done with a statement (prepare, bind, step, read), and transactions, with
 * every failure turned into a GError: what may work later (busy, locked, disk full, no memory, I/O)
 * is CONVOKE_ERROR_TEMPORARY, a broken unique key CONVOKE_ERROR_CONFLICT, a damaged file
 * CONVOKE_ERROR_DATA. The only code that knows sqlite3's return values. */
#ifndef CONVOKE_DB_SQL_H
#define CONVOKE_DB_SQL_H

#include <glib.h>
#include <stdbool.h>
#include <sqlite3.h>
#include "db/sql-idle.h"

/* A statement that is no longer needed rests until it is prepared again (sql-idle.h). */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3_stmt, sql_idle_give)

/* Closes DB, for which no statement may be in use; NULL-safe. */
void sql_close(sqlite3 *db);

/* A statement with its parameters bound in order, from a type string of one letter each:
 * 't' const char * (NULL = SQL NULL), 'i' gint64 (pass every integer as gint64), 'n' gint64 where
 * G_MININT64 = SQL NULL, 'b' GBytes * (NULL = SQL NULL). NULL on failure. */
sqlite3_stmt *sql_prepare(sqlite3 *db, GError **error, const char *sql, const char *types, ...);

/* Resets a statement and binds anew, for loops that run one statement many times. */
void sql_rebind(sqlite3_stmt *stmt, const char *types, ...);

/* Steps once: TRUE and *ret_row whether there was a row; FALSE on failure. */
gboolean sql_step(sqlite3_stmt *stmt, bool *ret_row, GError **error);

/* Prepares, binds, and runs to the end, results dropped. */
gboolean sql_run(sqlite3 *db, GError **error, const char *sql, const char *types, ...);

/* The first column of the first row as an integer, or MISSING where there is no row or NULL. */
gboolean sql_get_int(sqlite3 *db, gint64 *ret_value, gint64 missing, GError **error,
                     const char *sql, const char *types, ...);

/* Columns: text as a new string and bytes as new GBytes (both NULL for NULL), instants (G_MININT64 for NULL). */
char *sql_text(sqlite3_stmt *stmt, int column);
gint64 sql_instant(sqlite3_stmt *stmt, int column);
GBytes *sql_blob(sqlite3_stmt *stmt, int column);

/* The first column of every row of STMT, as new strings; NULL on failure, and where STMT is. */
GPtrArray *sql_texts(sqlite3_stmt *stmt, GError **error);

/* TEXTS (char *) as a JSON array, for a parameter of json_each(). */
char *sql_array(const GPtrArray *texts);

/* BEGIN IMMEDIATE … COMMIT, so that reading and writing inside see one state (a deferred one would
 * fail with BUSY on its first write). They do not nest. A commit that fails has rolled back. */
gboolean sql_begin(sqlite3 *db, GError **error);
gboolean sql_commit(sqlite3 *db, GError **error);
void sql_rollback(sqlite3 *db);

/* The failure that DB is in, as GError. */
void sql_error(sqlite3 *db, GError **error);

#endif
