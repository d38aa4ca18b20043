/* Meetings that were called off, and take place after all. */
#include "db/store-private.h"

gboolean
store_course(Store *store, const char *meeting, Course *ret_course, GError **error)
{
    static const char sql[] =
        "SELECT applied_at, cancelled FROM revision WHERE meeting = ? ORDER BY number";
    Course course = {.off_at = NEVER, .on_at = NEVER};
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "t", meeting);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row) {
            *ret_course = course;
            return TRUE;
        }
        gint64 at = sqlite3_column_int64(stmt, 0);
        bool cancelled = sqlite3_column_int(stmt, 1);
        if (cancelled == course.cancelled)
            continue;
        course.cancelled = cancelled;
        course.off_at = cancelled ? at : NEVER;
        course.on_at = cancelled ? course.on_at : at;
    }
    return FALSE;
}

bool
course_counts(const Course *course, gint64 called_at, gint64 at)
{
    return at > called_at && at >= course->on_at;
}
