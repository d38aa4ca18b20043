/* sqlite3's calls and return values behind GError; no statement of convoke's own stands here. */
#include "db/sql.h"
#include "event/error.h"
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

static ConvokeError
remedy(int code)
{
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        return CONVOKE_ERROR_CONFLICT;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_MISMATCH:
        return CONVOKE_ERROR_DATA;
    default:
        return CONVOKE_ERROR_TEMPORARY;
    }
}

/* "disk I/O error", "unable to open" and "readonly" have a reason that only the system knows (errno; 0 = none). Of
 * opening, sqlite3 remembers its last attempt, which is not the one that counts. */
static int
reason(sqlite3 *db, int code, const char *file)
{
    switch (code & 0xff) {
    case SQLITE_CANTOPEN:
        if (file && access(file, R_OK | W_OK) != 0)
            return errno;
        return sqlite3_system_errno(db);
    case SQLITE_READONLY:
        return file && access(file, W_OK) != 0 ? errno : 0;
    case SQLITE_IOERR:
        return sqlite3_system_errno(db);
    default:
        return 0;
    }
}

void
sql_error(sqlite3 *db, GError **error)
{
    int code = sqlite3_extended_errcode(db);
    const char *file = sqlite3_db_filename(db, "main");
    int wrong = reason(db, code, file);
    g_set_error(error, CONVOKE_ERROR, remedy(code), "%s: %s%s%s%s",
                file && *file ? file : "database", sqlite3_errmsg(db), wrong ? ": " : "",
                wrong ? g_strerror(wrong) : "",
                wrong == EACCES ? "; run convoke as the account that it belongs to" : "");
}

/* KEPT is SQLITE_STATIC where the statement ends before its parameters do, else SQLITE_TRANSIENT: they are copied. */
static void
bind_one(sqlite3_stmt *stmt, int n, char type, sqlite3_destructor_type kept, va_list *args)
{
    switch (type) {
    case 't':
        sqlite3_bind_text(stmt, n, va_arg(*args, const char *), -1, kept);
        break;
    case 'i':
        sqlite3_bind_int64(stmt, n, va_arg(*args, gint64));
        break;
    case 'n': {
        gint64 value = va_arg(*args, gint64);
        if (value == G_MININT64)
            sqlite3_bind_null(stmt, n);
        else
            sqlite3_bind_int64(stmt, n, value);
        break;
    }
    case 'b': {
        GBytes *bytes = va_arg(*args, GBytes *);
        gsize size = 0;
        const void *data = bytes ? g_bytes_get_data(bytes, &size) : NULL;
        if (!bytes)
            sqlite3_bind_null(stmt, n);
        else
            sqlite3_bind_blob64(stmt, n, data ? data : "", size, kept);
        break;
    }
    default:
        g_assert_not_reached();
    }
}

static void
bind_all(sqlite3_stmt *stmt, const char *types, sqlite3_destructor_type kept, va_list *args)
{
    g_assert(sqlite3_bind_parameter_count(stmt) == (int)strlen(types));
    for (int n = 0; types[n]; n++)
        bind_one(stmt, n + 1, types[n], kept, args);
}

static sqlite3_stmt *
prepare(sqlite3 *db, GError **error, const char *sql, const char *types,
        sqlite3_destructor_type kept, va_list *args)
{
    sqlite3_stmt *stmt = sql_idle_take(db, sql);
    if (!stmt &&
        sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK) {
        sql_error(db, error);
        return NULL;
    }
    bind_all(stmt, types, kept, args);
    return stmt;
}

void
sql_close(sqlite3 *db)
{
    sql_idle_drop(db);
    sqlite3_close(db);
}

void
sql_rebind(sqlite3_stmt *stmt, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_reset(stmt);
    bind_all(stmt, types, SQLITE_TRANSIENT, &args);
    va_end(args);
}

sqlite3_stmt *
sql_prepare(sqlite3 *db, GError **error, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    sqlite3_stmt *stmt = prepare(db, error, sql, types, SQLITE_TRANSIENT, &args);
    va_end(args);
    return stmt;
}

gboolean
sql_step(sqlite3_stmt *stmt, bool *ret_row, GError **error)
{
    int code = sqlite3_step(stmt);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        sql_error(sqlite3_db_handle(stmt), error);
        return FALSE;
    }
    if (ret_row)
        *ret_row = code == SQLITE_ROW;
    return TRUE;
}

gboolean
sql_run(sqlite3 *db, GError **error, const char *sql, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    g_autoptr(sqlite3_stmt) stmt = prepare(db, error, sql, types, SQLITE_STATIC, &args);
    va_end(args);
    if (!stmt)
        return FALSE;
    bool row = true;
    while (row)
        if (!sql_step(stmt, &row, error))
            return FALSE;
    return TRUE;
}

gboolean
sql_get_int(sqlite3 *db, gint64 *ret_value, gint64 missing, GError **error, const char *sql,
            const char *types, ...)
{
    va_list args;
    va_start(args, types);
    g_autoptr(sqlite3_stmt) stmt = prepare(db, error, sql, types, SQLITE_STATIC, &args);
    va_end(args);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_value = row && sqlite3_column_type(stmt, 0) != SQLITE_NULL ? sqlite3_column_int64(stmt, 0)
                                                                    : missing;
    return TRUE;
}

char *
sql_text(sqlite3_stmt *stmt, int column)
{
    return g_strdup((const char *)sqlite3_column_text(stmt, column));
}

GPtrArray *
sql_texts(sqlite3_stmt *stmt, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&texts);
        g_ptr_array_add(texts, sql_text(stmt, 0));
    }
    return NULL;
}

gint64
sql_instant(sqlite3_stmt *stmt, int column)
{
    return sqlite3_column_type(stmt, column) == SQLITE_NULL ? G_MININT64
                                                            : sqlite3_column_int64(stmt, column);
}

GBytes *
sql_blob(sqlite3_stmt *stmt, int column)
{
    if (sqlite3_column_type(stmt, column) == SQLITE_NULL)
        return NULL;
    const void *data = sqlite3_column_blob(stmt, column);
    return g_bytes_new(data, (gsize)sqlite3_column_bytes(stmt, column));
}

char *
sql_array(const GPtrArray *texts)
{
    GString *array = g_string_new("[");
    for (guint i = 0; i < texts->len; i++) {
        g_string_append(array, i > 0 ? ",\"" : "\"");
        for (const char *p = g_ptr_array_index(texts, i); *p; p++) {
            if (g_ascii_iscntrl(*p) || *p == '"' || *p == '\\')
                g_string_append_printf(array, "\\u%04x", (guchar)*p);
            else
                g_string_append_c(array, *p);
        }
        g_string_append_c(array, '"');
    }
    g_string_append_c(array, ']');
    return g_string_free(array, FALSE);
}

gboolean
sql_begin(sqlite3 *db, GError **error)
{
    g_assert(sqlite3_get_autocommit(db));
    return sql_run(db, error, "BEGIN IMMEDIATE", "");
}

gboolean
sql_commit(sqlite3 *db, GError **error)
{
    /* No statement that rests: those belong to a thread (sql-idle.h). */
    if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
        return TRUE;
    sql_error(db, error);
    sql_rollback(db);
    return FALSE;
}

void
sql_rollback(sqlite3 *db)
{
    if (!sqlite3_get_autocommit(db))
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
}
