/* Announcements as rows; who gets one stands in the outbox. */
#include "db/store-announcement.h"
#include "db/store-private.h"

void
announcement_clear(Announcement *announcement)
{
    g_free(announcement->audience);
    g_free(announcement->note);
    *announcement = (Announcement){0};
}

static gboolean
announcement_of(sqlite3_stmt *stmt, Announcement *ret_announcement, GError **error)
{
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_announcement = (Announcement){0};
    if (row)
        *ret_announcement = (Announcement){
            .number = sqlite3_column_int(stmt, 0),
            .revision = sqlite3_column_int(stmt, 1),
            .note = sql_text(stmt, 2),
            .audience = sql_text(stmt, 3),
        };
    return TRUE;
}

#define SELECT "SELECT number, revision, note, audience FROM announcement WHERE meeting = ?"

gboolean
store_announcement_find(Store *store, const char *meeting, int revision, const char *audience,
                        Announcement *ret_announcement, GError **error)
{
    static const char sql[] =
        SELECT " AND revision = ? AND audience = ? AND EXISTS (SELECT 1 FROM outbox o"
               "  WHERE o.meeting = announcement.meeting AND o.kind = 'announcement'"
               "  AND o.occasion = CAST(number AS TEXT) AND o.state NOT IN ('dropped', 'failed'))"
               " ORDER BY number DESC LIMIT 1";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tit", meeting, (gint64)revision, audience);
    return announcement_of(stmt, ret_announcement, error);
}

gboolean
store_announcement_load(Store *store, const char *meeting, int number,
                        Announcement *ret_announcement, GError **error)
{
    static const char sql[] = SELECT " AND number = ?";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "ti", meeting, (gint64)number);
    return announcement_of(stmt, ret_announcement, error);
}

gboolean
store_announcement_add(Store *store, const char *meeting, int revision, const char *audience,
                       const char *note, gint64 now, int *ret_number, GError **error)
{
    gint64 number;
    if (!sql_get_int(store_db(store), &number, 0, error,
                     "SELECT max(number) FROM announcement WHERE meeting = ?", "t", meeting) ||
        !sql_run(store_db(store), error,
                 "INSERT INTO announcement (meeting, number, revision, audience, note, created_at)"
                 " VALUES (?, ?, ?, ?, ?, ?)",
                 "tiitti", meeting, number + 1, (gint64)revision, audience, note, now))
        return FALSE;
    *ret_number = (int)number + 1;
    return TRUE;
}
