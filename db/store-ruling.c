/* ruling as rows, and what a decision writes. */
#include "db/store-ruling.h"
#include "db/store-answer.h"
#include "db/store-follow.h"
#include "db/store-private.h"

static gboolean
record(Store *store, const Review *review, Partstat partstat, gint64 now, GError **error)
{
    g_autofree char *words = NULL;
    if (!store_received_words(store, review->received, NULL, &words, error))
        return FALSE;
    const NewAnswer answer = {
        .meeting = review->meeting,
        .guest = review->guest,
        .partstat = partstat,
        .channel = "organizer",
        .received = review->received,
        .words = words ? words : "",
        .rule = "review",
        .trust = "organizer",
        .counts = true,
        .sequence = G_MININT64,
    };
    return store_answer_add(store, &answer, now, error) &&
           store_silence_end(store, review->meeting, review->guest, now, error);
}

static const char *
decision_of(Partstat partstat)
{
    return partstat == PARTSTAT_NONE ? "dismissed" : partstat_name(partstat);
}

gboolean
store_ruling_take(Store *store, const Review *review, Partstat partstat, gint64 now, GError **error)
{
    return (partstat == PARTSTAT_NONE || record(store, review, partstat, now, error)) &&
           store_review_decide(store, review->id, decision_of(partstat), now, error);
}

void
ruling_free(Ruling *ruling)
{
    if (!ruling)
        return;
    g_free(ruling->name);
    g_free(ruling->refused);
    g_free(ruling);
}

gboolean
store_ruling_add(Store *store, gint64 received, int position, const Ruling *ruling, GError **error)
{
    return sql_run(store_db(store), error,
                   "INSERT INTO ruling (received, position, number, decision, refused)"
                   " VALUES (?, ?, ?, ?, ?)",
                   "iiitt", received, (gint64)position, ruling->number,
                   decision_of(ruling->partstat), ruling->refused);
}

#define RULING_SELECT                                                                              \
    "SELECT l.number, coalesce(g.name, m.meaning ->> 'from'), l.decision, l.refused"               \
    " FROM ruling l LEFT JOIN review v ON v.id = l.number"                                         \
    " LEFT JOIN received m ON m.id = v.received"                                                   \
    " LEFT JOIN guest g ON g.meeting = v.meeting AND g.id = v.guest"

static GPtrArray *
rulings_of(sqlite3_stmt *stmt, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)ruling_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        Ruling *ruling = g_new0(Ruling, 1);
        *ruling = (Ruling){
            .number = sqlite3_column_int64(stmt, 0),
            .name = sql_text(stmt, 1),
            .partstat = partstat_parse((const char *)sqlite3_column_text(stmt, 2)),
            .refused = sql_text(stmt, 3),
        };
        g_ptr_array_add(list, ruling);
    }
    return NULL;
}

GPtrArray *
store_ruling_list(Store *store, gint64 received, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error,
                    RULING_SELECT " WHERE l.received = ? ORDER BY l.position", "i", received);
    return rulings_of(stmt, error);
}

GPtrArray *
store_ruling_list_folded(Store *store, const char *meeting, gint64 trouble, GError **error)
{
    static const char sql[] =
        RULING_SELECT " JOIN outbox o ON o.received = l.received"
                      " WHERE o.meeting = ?1 AND o.person = 'organizer' AND o.kind = 'decided'"
                      " AND o.state = 'dropped' AND o.trouble > ?2"
                      " GROUP BY l.number, l.decision, l.refused"
                      " ORDER BY min(l.received), min(l.position) LIMIT 200";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "ti", meeting, trouble);
    return rulings_of(stmt, error);
}
