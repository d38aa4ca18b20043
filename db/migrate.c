/* The schema's steps stand in db/NNN-*.sql; step N brings user_version to N. */
#include "db/migrate.h"
#include "db/sql.h"
#include "event/address.h"
#include "event/embedded.h"
#include "event/error.h"

int
migrate_newest(void)
{
    int n = 0;
    while (db_steps[n].path)
        n++;
    return n;
}

static gboolean
refuse(sqlite3 *db, GError **error, const char *why)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s: %s",
                sqlite3_db_filename(db, "main"), why);
    return FALSE;
}

/* Is the file ours, or empty and so may become ours? *ret_version is its schema's. */
static gboolean
check_file(sqlite3 *db, gint64 *ret_version, GError **error)
{
    gint64 id, tables;
    if (!sql_get_int(db, &id, 0, error, "PRAGMA application_id", "") ||
        !sql_get_int(db, ret_version, 0, error, "PRAGMA user_version", "") ||
        !sql_get_int(db, &tables, 0, error, "SELECT count(*) FROM sqlite_schema", ""))
        return FALSE;
    if (id != MIGRATE_APPLICATION_ID && (id != 0 || tables > 0))
        return refuse(db, error,
                      "is a database of another program; name another file in convoke.conf");
    if (*ret_version > migrate_newest()) {
        g_autofree char *why =
            g_strdup_printf("was written by a newer convoke (schema %d, this one knows %d); "
                            "upgrade convoke",
                            (int)*ret_version, migrate_newest());
        return refuse(db, error, why);
    }
    return TRUE;
}

static gboolean
run_step(sqlite3 *db, int step, GError **error)
{
    g_autofree char *mark = g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                            MIGRATE_APPLICATION_ID, step);
    gint64 orphans = 0;
    if (sqlite3_exec(db, db_steps[step - 1].text, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(db, mark, NULL, NULL, NULL) != SQLITE_OK) {
        sql_error(db, error);
        g_prefix_error(error, "%s: ", db_steps[step - 1].path);
        return FALSE;
    }
    if (!sql_get_int(db, &orphans, 0, error, "SELECT count(*) FROM pragma_foreign_key_check", ""))
        return FALSE;
    return orphans == 0 || refuse(db, error, "holds rows that refer to nothing; restore a backup");
}

static void
sql_address_key(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const char *address = (const char *)sqlite3_value_text(values[0]);
    if (address)
        sqlite3_result_text(context, address_key(address), -1, g_free);
}

/* What steps may ask for that SQL cannot tell; NULL = no more. */
static void
set_function(sqlite3 *db, void (*run)(sqlite3_context *context, int count, sqlite3_value **values))
{
    sqlite3_create_function(db, "address_key", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, run, NULL,
                            NULL);
}

static gboolean
run_steps(sqlite3 *db, int last, GError **error)
{
    gint64 version = 0;
    while (version < last) {
        /* Asked again inside the transaction: another process may have done the step meanwhile. */
        if (!sql_begin(db, error))
            return FALSE;
        if (!check_file(db, &version, error) ||
            (version < last && !run_step(db, (int)++version, error))) {
            sql_rollback(db);
            return FALSE;
        }
        if (!sql_commit(db, error))
            return FALSE;
    }
    return TRUE;
}

/* A step may make a table anew that others refer to, so references rest meanwhile, and are checked
 * before each commit. */
gboolean
migrate_run(sqlite3 *db, int last, GError **error)
{
    gint64 version, watched;
    if (!check_file(db, &version, error))
        return FALSE;
    if (version >= last)
        return TRUE;
    if (!sql_get_int(db, &watched, 0, error, "PRAGMA foreign_keys", "") ||
        !sql_run(db, error, "PRAGMA foreign_keys = OFF", ""))
        return FALSE;
    set_function(db, sql_address_key);
    gboolean good = run_steps(db, last, error);
    set_function(db, NULL);
    return sql_run(db, good ? error : NULL,
                   watched ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF", "") &&
           good;
}
