/* Meetings that were called off, and take place after all. */
#include "db/store-private.h"

void
course_clear(Course *course)
{
    g_clear_pointer(&course->turns, g_array_unref);
}

static void
note_turn(Course *course, gint64 at, bool cancelled)
{
    if (cancelled == course->cancelled)
        return;
    course->cancelled = cancelled;
    course->since = at;
    if (!course->turns)
        course->turns = g_array_new(FALSE, FALSE, sizeof at);
    g_array_append_val(course->turns, at);
}

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
        note_turn(&course, sqlite3_column_int64(stmt, 0), sqlite3_column_int(stmt, 1));
    }
    return FALSE;
}

bool
course_counts(const Course *course, gint64 called_at, gint64 at)
{
    bool off = false;
    for (guint i = 0; course->turns && i < course->turns->len; i++)
        if (g_array_index(course->turns, gint64, i) <= at)
            off = !off;
    return at > called_at && !off;
}
