/* The course of a meeting, from its revisions. */
#include "db/store-private.h"

gboolean
store_course(Store *store, const char *meeting, Course *ret_course, GError **error)
{
    static const char sql[] =
        "SELECT applied_at, cancelled FROM revision WHERE meeting = ? ORDER BY number";
    g_auto(Course) course = {0};
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "t", meeting);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row) {
            *ret_course = course;
            course = (Course){0};
            return TRUE;
        }
        course_note(&course, sqlite3_column_int64(stmt, 0), sqlite3_column_int(stmt, 1));
    }
    return FALSE;
}
