/* journal as rows. Where it stands among the messages is known by the newest of them, not by the clock. */
#include "db/store-journal.h"
#include "db/store-private.h"

#define INSERT                                                                                     \
    "INSERT INTO journal (at, after, what, meeting, guest, received, kind, decision, words)"
#define AFTER "(SELECT coalesce(max(id), 0) FROM received)"

gboolean
store_journal_answer(Store *store, const char *meeting, const char *guest, Partstat partstat,
                     const char *because, gint64 now, GError **error)
{
    return sql_run(store_db(store), error,
                   INSERT " VALUES (?, " AFTER ", 'answer', ?, ?, NULL, NULL, ?, ?)", "itttt", now,
                   meeting, guest, partstat_name(partstat), because);
}

gboolean
store_journal_meeting(Store *store, const char *meeting, const char *state, gint64 now,
                      GError **error)
{
    return sql_run(store_db(store), error,
                   INSERT " SELECT ?1, " AFTER ", 'meeting', id, NULL, NULL, NULL, ?3, ''"
                          " FROM meeting WHERE id = ?2 AND state <> ?3",
                   "itt", now, meeting, state);
}

gboolean
store_journal_message(Store *store, gint64 received, const char *kind, const char *decision,
                      gint64 now, GError **error)
{
    return sql_run(store_db(store), error,
                   INSERT " SELECT ?1, " AFTER ", iif(?3 IS NULL, 'review', 'proposal'), meeting,"
                          " guest, id, ?3, ?4, '' FROM received WHERE id = ?2",
                   "iitt", now, received, kind, decision);
}
