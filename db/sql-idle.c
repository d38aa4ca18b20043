/* A table of texts for each connection. */
#include "db/sql-idle.h"
#include <glib.h>
#include <string.h>

static _Thread_local GHashTable
    *tables; /* sqlite3 * -> (text, borrowed from it -> sqlite3_stmt *) */

static void
statement_free(gpointer stmt)
{
    sqlite3_finalize(stmt);
}

static GHashTable *
table_of(sqlite3 *db)
{
    return tables ? g_hash_table_lookup(tables, db) : NULL;
}

/* Statements differ in their lengths and here and there; to read each whole would take longer than some run. */
static guint
text_hash(gconstpointer sql)
{
    enum { STEP = 64 };
    const char *text = sql;
    gsize length = strlen(text);
    guint hash = (guint)length;
    for (gsize i = 0; i < length; i += STEP)
        hash = hash * 31 + (guchar)text[i];
    return hash;
}

sqlite3_stmt *
sql_idle_take(sqlite3 *db, const char *sql)
{
    GHashTable *table = table_of(db);
    gpointer stmt = NULL;
    if (table)
        g_hash_table_steal_extended(table, sql, NULL, &stmt);
    return stmt;
}

void
sql_idle_give(sqlite3_stmt *stmt)
{
    if (!stmt)
        return;
    sqlite3 *db = sqlite3_db_handle(stmt);
    GHashTable *table = table_of(db);
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    if (!tables)
        tables = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
    if (!table) {
        table = g_hash_table_new_full(text_hash, g_str_equal, NULL, statement_free);
        g_hash_table_insert(tables, db, table);
    }
    /* Two of one text were in use at once: the newer stays, since the key is its own text. */
    g_hash_table_replace(table, (gpointer)sqlite3_sql(stmt), stmt);
}

void
sql_idle_drop(sqlite3 *db)
{
    if (!tables)
        return;
    g_hash_table_remove(tables, db);
    if (g_hash_table_size(tables) == 0)
        g_clear_pointer(&tables, g_hash_table_unref);
}
