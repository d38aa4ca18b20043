/* Statements that rest between uses: what one user left behind, the next must not meet. */
#include "db/sql.h"
#include <glib.h>

static sqlite3 *
open_numbers(void)
{
    sqlite3 *db = NULL;
    g_assert_cmpint(sqlite3_open(":memory:", &db), ==, SQLITE_OK);
    g_assert_true(sql_run(db, NULL, "CREATE TABLE number (n INTEGER)", ""));
    for (gint64 n = 1; n <= 3; n++)
        g_assert_true(sql_run(db, NULL, "INSERT INTO number VALUES (?)", "i", n));
    return db;
}

static const char above[] = "SELECT n FROM number WHERE n > ? ORDER BY n";

static gint64
next(sqlite3_stmt *stmt)
{
    bool row;
    g_assert_true(sql_step(stmt, &row, NULL));
    return row ? sqlite3_column_int64(stmt, 0) : 0;
}

static void
test_reused(void)
{
    sqlite3 *db = open_numbers();
    sqlite3_stmt *first = sql_prepare(db, NULL, above, "i", (gint64)1);
    sqlite3_stmt *known = first;
    g_assert_cmpint(next(first), ==, 2);
    sql_idle_give(first);

    /* The same one, from the start, with its own values. */
    sqlite3_stmt *second = sql_prepare(db, NULL, above, "i", (gint64)0);
    g_assert_true(second == known);
    g_assert_cmpint(next(second), ==, 1);
    sql_idle_give(second);

    /* What rests reads nothing, so a table may go. */
    g_assert_true(sql_run(db, NULL, "DROP TABLE number", ""));
    sql_close(db);
}

static void
test_two_at_once(void)
{
    sqlite3 *db = open_numbers();
    g_autoptr(sqlite3_stmt) outer = sql_prepare(db, NULL, above, "i", (gint64)0);
    g_assert_cmpint(next(outer), ==, 1);
    {
        g_autoptr(sqlite3_stmt) inner = sql_prepare(db, NULL, above, "i", (gint64)2);
        g_assert_true(inner != outer);
        g_assert_cmpint(next(inner), ==, 3);
        g_assert_cmpint(next(inner), ==, 0);
    }
    g_assert_cmpint(next(outer), ==, 2);
    sql_idle_give(g_steal_pointer(&outer));
    sql_close(db);
}

static void
test_two_connections(void)
{
    sqlite3 *one = open_numbers(), *other = open_numbers();
    g_assert_true(sql_run(other, NULL, "DELETE FROM number", ""));
    gint64 count;
    g_assert_true(sql_get_int(one, &count, 0, NULL, "SELECT count(*) FROM number", ""));
    g_assert_cmpint(count, ==, 3);
    g_assert_true(sql_get_int(other, &count, 9, NULL, "SELECT count(*) FROM number", ""));
    g_assert_cmpint(count, ==, 0);
    sql_close(one);
    g_assert_true(sql_get_int(other, &count, 9, NULL, "SELECT count(*) FROM number", ""));
    g_assert_cmpint(count, ==, 0);
    sql_close(other);
}

static void
test_errors_name_the_file(void)
{
    sqlite3 *db = open_numbers();
    g_autoptr(GError) error = NULL;
    g_assert_null(sql_prepare(db, &error, "SELECT n FROM nowhere", ""));
    g_assert_nonnull(error);
    g_assert_cmpstr(error->message, ==, "database: no such table: nowhere");
    sql_close(db);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sql/reused", test_reused);
    g_test_add_func("/sql/two-at-once", test_two_at_once);
    g_test_add_func("/sql/two-connections", test_two_connections);
    g_test_add_func("/sql/errors", test_errors_name_the_file);
    return g_test_run();
}
