/* What standings say of seats: the newest entry, the offer that counts and its mail, and the place among those who
 * wait. One statement, whatever their number. */
#include "db/store-private.h"
#include "db/store-seat.h"

#define OFFER_STATE OUTBOX_STATE("o")
#define MAIL_STATE OUTBOX_STATE("p")
#define NEWEST_OF(row, which)                                                                      \
    " (SELECT max(number) FROM seat t WHERE t.meeting = " row ".meeting"                           \
    " AND t.guest = " row ".guest" which ")"
#define NEWEST NEWEST_OF("s", "")
#define NEWEST_WAITING NEWEST_OF("w", "")
/* One from before somebody was called off is none any more. */
#define NEWEST_OFFER(which)                                                                        \
    NEWEST_OF("s", " AND t.state = 'offered' AND NOT EXISTS (SELECT 1 FROM seat c"                 \
                   " WHERE c.meeting = t.meeting AND c.guest = t.guest AND c.number > t.number"    \
                   " AND c.why = 'called')" which)
/* Nor is one from before they were taken out and told so, where they were offered another since. */
#define HAS_LEFT                                                                                   \
    " AND EXISTS (SELECT 1 FROM outbox u WHERE u.state IN ('sent', 'unknown')"                     \
    " AND u.key = t.meeting || '/' || t.guest || '/seat/' || t.number"                             \
    " AND NOT EXISTS (SELECT 1 FROM outbox n JOIN seat y ON y.meeting = t.meeting"                 \
    "  AND y.guest = t.guest AND y.state = 'offered' AND y.at > n.ended_at"                        \
    "  WHERE n.meeting = t.meeting AND n.person = t.guest AND n.kind = 'withdrawal'"               \
    "  AND n.state IN ('sent', 'unknown') AND n.ended_at >= u.ended_at))"
/* The one that stands, or else the last that left, or the last. */
#define OFFER                                                                                      \
    " iif(s.state = 'offered', s.number,"                                                          \
    " coalesce(" NEWEST_OFFER(HAS_LEFT) ", " NEWEST_OFFER("") "))"

/* An offer that stands no longer and has not left is none. */
static const char seats_sql[] =
    "SELECT * FROM (SELECT s.guest AS person, s.state, s.why, s.number, s.days, s.answer, s.at,"
    " f.number, iif(f.number <> s.number AND o.state = 'queued', NULL," OFFER_STATE "),"
    " iif(o.state IN ('sent', 'unknown'), o.ended_at, NULL), nullif(o.words, ''),"
    " iif(s.state = 'waiting', (SELECT count(*) FROM seat w WHERE w.meeting = s.meeting"
    "   AND w.state = 'waiting' AND w.id <= s.id AND w.number =" NEWEST_WAITING "), 0)," MAIL_STATE
    ", o.ended_at"
    " FROM seat s"
    " LEFT JOIN seat f ON f.meeting = s.meeting AND f.guest = s.guest AND f.number =" OFFER
    " LEFT JOIN outbox o ON o.key = s.meeting || '/' || s.guest || '/seat/' || f.number"
    " LEFT JOIN outbox p ON p.key = s.meeting || '/' || s.guest || CASE s.state"
    "   WHEN 'offered' THEN '/seat/' WHEN 'taken' THEN '/promoted/' ELSE '/waiting/' END"
    "   || s.number"
    " WHERE s.meeting = ?1 AND s.number =" NEWEST ") WHERE true";

static void
take_seat(Standing *standing, sqlite3_stmt *stmt)
{
    standing->seat = (Seat){
        .state = seat_state_parse((const char *)sqlite3_column_text(stmt, 1)),
        .why = seat_why_parse((const char *)sqlite3_column_text(stmt, 2)),
        .number = sqlite3_column_int(stmt, 3),
        .days = sqlite3_column_int(stmt, 4),
        .answer = sqlite3_column_int64(stmt, 5),
        .at = sqlite3_column_int64(stmt, 6),
    };
    /* Nor is one from before they were taken out, once that was said, whatever became of its mail. */
    gint64 offered_at = sql_instant(stmt, 9), ended_at = sql_instant(stmt, 13);
    bool over = ended_at != NEVER && ended_at <= standing->called_at &&
                standing->seat.at > standing->called_at;
    standing->offer = over ? 0 : sqlite3_column_int(stmt, 7);
    standing->offered_at = over ? NEVER : offered_at;
    standing->place = sqlite3_column_int(stmt, 11);
    standing->seat_mail = delivery_parse((const char *)sqlite3_column_text(stmt, 12));
    /* An offer invites who was not invited otherwise. */
    if (standing->invitation != DELIVERY_NONE)
        return;
    standing->invited_so = standing->offer > 0;
    standing->invitation =
        over ? DELIVERY_NONE : delivery_parse((const char *)sqlite3_column_text(stmt, 8));
    standing->invited_at = standing->offered_at;
    g_free(standing->delivery_words);
    standing->delivery_words = over ? NULL : sql_text(stmt, 10);
}

/* Of most meetings no seats are counted, and nobody need be looked for. */
static gboolean
has_seats(Store *store, const char *meeting, bool *ret_some, GError **error)
{
    gint64 some;
    if (!sql_get_int(store_db(store), &some, 0, error,
                     "SELECT 1 FROM seat WHERE meeting = ? LIMIT 1", "t", meeting))
        return FALSE;
    *ret_some = some;
    return TRUE;
}

gboolean
store_seat_standings(Store *store, const char *meeting, const char *whom, const char *only,
                     const GPtrArray *standings, GError **error)
{
    bool some = true;
    if (standings->len > 1 && !has_seats(store, meeting, &some, error))
        return FALSE;
    if (!some)
        return TRUE;
    g_autofree char *sql = g_strconcat(seats_sql, whom, NULL);
    g_autoptr(sqlite3_stmt) stmt =
        only ? sql_prepare(store_db(store), error, sql, "tt", meeting, only)
             : sql_prepare(store_db(store), error, sql, "t", meeting);
    g_autoptr(GHashTable) by_guest = standings_by_guest(standings);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return TRUE;
        Standing *standing =
            g_hash_table_lookup(by_guest, (const char *)sqlite3_column_text(stmt, 0));
        if (standing)
            take_seat(standing, stmt);
    }
    return FALSE;
}
