/* Writing the ledger. Details are one JSON column, made and taken apart by SQLite itself. */
#include "db/store-answer.h"
#include "db/store-private.h"

/* Most answers say nothing beside yes and no, and the functions of JSON cost more than the row. */
static char *
details_json(Store *store, const Details *details, GError **error)
{
    /* json_patch drops the keys whose value is null: what was not said is not there. */
    static const char sql[] =
        "SELECT json_patch('{}', json_object("
        " 'partial', ?, 'delegate', ?, 'promise', ?, 'condition', ?, 'topic', ?, 'title', ?,"
        " 'diet', ?, 'arrival', ?, 'departure', ?, 'guests', nullif(?, 0),"
        " 'remote', iif(?, json('true'), NULL), 'question', iif(?, json('true'), NULL)))";
    if (!details || details_empty(details))
        return g_strdup("{}");
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tttttttttiii", details->partial,
                    details->delegate, details->promise, details->condition, details->topic,
                    details->title, details->diet, details->arrival, details->departure,
                    (gint64)details->guests, (gint64)details->remote, (gint64)details->question);
    return stmt && sql_step(stmt, NULL, error) ? sql_text(stmt, 0) : NULL;
}

gboolean
store_answer_add(Store *store, const NewAnswer *answer, gint64 now, GError **error)
{
    static const char sql[] =
        "INSERT INTO answer (meeting, guest, at, partstat, details, channel, received, words, rule,"
        " trust, counts, sequence, dtstamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    g_autofree char *details = details_json(store, answer->details, error);
    return details &&
           sql_run(store_db(store), error, sql, "ttitttntttint", answer->meeting, answer->guest,
                   now, partstat_name(answer->partstat), details, answer->channel, answer->received,
                   answer->words ? answer->words : "", answer->rule, answer->trust,
                   (gint64)answer->counts, answer->sequence, answer->dtstamp);
}

gboolean
store_answer_newest_itip(Store *store, const char *meeting, const char *guest, gint64 *ret_sequence,
                         char **ret_dtstamp, GError **error)
{
    /* As the index answer_of_calendar has them. */
    static const char sql[] =
        "SELECT sequence, dtstamp FROM answer WHERE meeting = ? AND guest = ?"
        " AND channel = 'calendar' AND counts = 1 ORDER BY sequence DESC, dtstamp DESC LIMIT 1";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "tt", meeting, guest);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_sequence = row ? sql_instant(stmt, 0) : G_MININT64;
    *ret_dtstamp = row ? sql_text(stmt, 1) : NULL;
    return TRUE;
}

gboolean
store_answer_source(Store *store, const char *meeting, const char *guest, gint64 *ret_received,
                    GError **error)
{
    return sql_get_int(store_db(store), ret_received, 0, error,
                       "SELECT coalesce(received, 0) FROM answer WHERE meeting = ? AND guest = ?"
                       " AND counts = 1 ORDER BY id DESC LIMIT 1",
                       "tt", meeting, guest);
}
