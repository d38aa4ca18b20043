/* Claims gathered from guest, address, answer, seat and outbox in one statement, and entries written. */
#include "db/store-seat.h"
#include "db/store-meeting.h"
#include "db/store-private.h"
#include "db/store-standing.h"

/* When the meeting was last called off for anybody. */
#define OFF                                                                                        \
    " (SELECT coalesce(max(ended_at), 0) FROM outbox WHERE meeting = ?1"                           \
    " AND kind = 'cancellation' AND state IN ('sent', 'unknown'))"

#define INSTEAD ADDRESS_INSTEAD("a")
#define OFFER_STATE OUTBOX_STATE("o")
#define WORD_STATE OUTBOX_STATE("p")
#define CALLS_OFF OUTBOX_CALLS_OFF("n")
#define FAILED_ELSEWHERE OUTBOX_FAILED_ELSEWHERE("n")
#define NEWEST " (SELECT max(number) FROM seat t WHERE t.meeting = g.meeting AND t.guest = g.id"

static const char claims_sql[] =
    "SELECT g.id, a.dead_at IS NOT NULL AND" INSTEAD " IS NULL,"
    " EXISTS (SELECT 1 FROM silence q WHERE q.meeting = g.meeting AND q.guest = g.id"
    "   AND q.ended_at IS NULL),"
    " EXISTS (SELECT 1 FROM review r JOIN received m ON m.id = r.received"
    "   WHERE r.meeting = g.meeting AND r.guest = g.id AND r.decided_at IS NULL"
    "   AND m.kind <> 'bounce'),"
    " EXISTS (SELECT 1 FROM outbox n WHERE n.meeting = g.meeting AND n.person = g.id"
    "   AND n.kind = 'invitation' AND n.state <> 'dropped' AND (k.id IS NULL"
    "   OR n.queued_at > k.ended_at OR (n.queued_at = k.ended_at AND n.id > k.id))"
    "   AND NOT" FAILED_ELSEWHERE "),"
    " c.id, c.partstat, coalesce(m.received_at, c.at),"
    " (SELECT max(id) FROM answer d WHERE d.meeting = g.meeting AND d.guest = g.id AND d.counts = 1"
    "   AND d.partstat IN ('DECLINED', 'DELEGATED'))," OFFER_STATE ","
    " iif(o.state IN ('sent', 'unknown'), o.ended_at, NULL),"
    " s.id, s.state, s.why, s.number, s.days, s.answer, s.at,"
    " EXISTS (SELECT 1 FROM outbox n WHERE n.meeting = g.meeting AND n.person = g.id"
    "   AND n.kind = 'invitation' AND n.state <> 'dropped' AND n.queued_at >" OFF ")"
    " OR EXISTS (SELECT 1 FROM seat t WHERE t.meeting = g.meeting AND t.guest = g.id"
    "   AND t.state = 'offered' AND t.at >" OFF "),"
    " k.ended_at, c.at, EXISTS (SELECT 1 FROM seat t WHERE t.meeting = g.meeting"
    "   AND t.guest = g.id AND t.why = 'called' AND t.at >= k.ended_at)," WORD_STATE
    ", c.channel IS 'organizer',"
    " iif(s.state IS 'offered', (SELECT max(r.decided_at) FROM review r"
    "   JOIN received m ON m.id = r.received WHERE r.meeting = g.meeting AND r.guest = g.id"
    "   AND m.kind <> 'bounce'), NULL)"
    " FROM guest g"
    " LEFT JOIN outbox k ON k.id = (SELECT max(id) FROM outbox n WHERE n.meeting = g.meeting"
    "   AND n.person = g.id AND n.state IN ('sent', 'unknown') AND" CALLS_OFF ")"
    " LEFT JOIN address a INDEXED BY address_of_guest"
    "   ON a.meeting = g.meeting AND a.guest = g.id AND a.position = 0"
    " LEFT JOIN answer c ON c.id = (SELECT max(id) FROM answer b WHERE b.meeting = g.meeting"
    "   AND b.guest = g.id AND b.counts = 1)"
    " LEFT JOIN received m ON m.id = c.received"
    " LEFT JOIN seat s ON s.meeting = g.meeting AND s.guest = g.id AND s.number =" NEWEST ")"
    " LEFT JOIN outbox o ON o.key = g.meeting || '/' || g.id || '/seat/' ||" NEWEST
    "   AND t.state = 'offered')"
    " LEFT JOIN outbox p ON p.key = g.meeting || '/' || g.id || '/promoted/' ||" NEWEST
    "   AND t.state = 'taken')"
    " WHERE g.meeting = ?1 AND (g.removed_at IS NULL OR s.id IS NOT NULL)"
    " ORDER BY g.removed_at IS NOT NULL, g.position, g.id";

/* Who was called off is asked anew when the meeting takes place again, and they are a guest. */
static void
begin_anew(SeatClaim *claim, const Course *course, sqlite3_stmt *stmt)
{
    const gint64 called_at = sql_instant(stmt, 19);
    if (called_at == NEVER || course->cancelled || !claim->guest)
        return;
    if (!course_counts(course, called_at, sql_instant(stmt, 20)))
        claim->partstat = PARTSTAT_NEEDS_ACTION;
    claim->past =
        claim->seat.number > 0 && claim->seat.at <= called_at && !sqlite3_column_int(stmt, 21);
}

static SeatClaim *
claim_of_row(sqlite3_stmt *stmt, GHashTable *guests, const Course *course)
{
    SeatClaim *claim = g_new0(SeatClaim, 1);
    claim->id = sql_text(stmt, 0);
    claim->guest = g_hash_table_lookup(guests, claim->id);
    claim->dead = sqlite3_column_int(stmt, 1);
    claim->silent = sqlite3_column_int(stmt, 2);
    claim->review = sqlite3_column_int(stmt, 3);
    claim->invited = sqlite3_column_int(stmt, 4);
    claim->answer = sqlite3_column_int64(stmt, 5);
    claim->partstat = claim->answer ? partstat_parse((const char *)sqlite3_column_text(stmt, 6))
                                    : PARTSTAT_NEEDS_ACTION;
    claim->arrived_at = sql_instant(stmt, 7);
    claim->refusal = sqlite3_column_int64(stmt, 8);
    claim->offer = delivery_parse((const char *)sqlite3_column_text(stmt, 9));
    claim->offered_at = sql_instant(stmt, 10);
    claim->word = delivery_parse((const char *)sqlite3_column_text(stmt, 22));
    claim->by_organizer = sqlite3_column_int(stmt, 23);
    claim->heard_at = sql_instant(stmt, 24);
    claim->entry = sqlite3_column_int64(stmt, 11);
    claim->asked = sqlite3_column_int(stmt, 18);
    claim->seat = (Seat){
        .state = seat_state_parse((const char *)sqlite3_column_text(stmt, 12)),
        .why = seat_why_parse((const char *)sqlite3_column_text(stmt, 13)),
        .number = sqlite3_column_int(stmt, 14),
        .days = sqlite3_column_int(stmt, 15),
        .answer = sqlite3_column_int64(stmt, 16),
        .at = sql_instant(stmt, 17),
    };
    begin_anew(claim, course, stmt);
    return claim;
}

/* They keep what they have until they were told, so that a slip of the event file takes nothing away. */
static gboolean
note_leaving(Store *store, const char *meeting, const GPtrArray *claims, GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    g_autoptr(GPtrArray) guests = g_ptr_array_new_with_free_func((GDestroyNotify)guest_free);
    g_autoptr(GHashTable) former = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < claims->len; i++) {
        SeatClaim *claim = g_ptr_array_index(claims, i);
        if (claim->guest || claim->seat.state == SEAT_NONE || claim->seat.state == SEAT_EXPIRED ||
            claim->seat.state == SEAT_RELEASED)
            continue;
        g_ptr_array_add(ids, claim->id);
        g_hash_table_insert(former, claim->id, claim);
    }
    if (ids->len == 0)
        return TRUE;
    g_autoptr(GPtrArray) standings = store_standing_some(store, meeting, ids, guests, error);
    for (guint i = 0; standings && i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        SeatClaim *claim = g_hash_table_lookup(former, standing->guest);
        if (!standing_leaves(standing))
            continue;
        claim->former = g_steal_pointer(&guests->pdata[i]);
        claim->left_at = standing_leaves_held(standing) ? NEVER : standing->removed_at;
    }
    return standings != NULL;
}

GPtrArray *
store_seat_claims(Store *store, const Meeting *meeting, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, claims_sql, "t", meeting->id);
    g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func((GDestroyNotify)seat_claim_free);
    g_autoptr(GHashTable) guests = meeting_index(meeting->guests);
    g_auto(Course) course = {0};
    bool row;
    if (!store_course(store, meeting->id, &course, error))
        return NULL;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return note_leaving(store, meeting->id, claims, error) ? g_steal_pointer(&claims)
                                                                   : NULL;
        g_ptr_array_add(claims, claim_of_row(stmt, guests, &course));
    }
    return NULL;
}

static gboolean
write_step(Store *store, const char *meeting, const char *guest, const Seat *seat, GError **error)
{
    return sql_run(store_db(store), error,
                   "INSERT INTO seat (meeting, guest, number, state, why, days, answer, at)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                   "ttittiii", meeting, guest, (gint64)seat->number, seat_state_name(seat->state),
                   seat_why_name(seat->why), (gint64)seat->days, seat->answer, seat->at);
}

static gboolean
write_steps(Store *store, const char *meeting, const GPtrArray *claims, const GArray *steps,
            GError **error)
{
    for (guint i = 0; i < steps->len; i++) {
        const SeatStep *step = &g_array_index(steps, SeatStep, i);
        const SeatClaim *claim = g_ptr_array_index(claims, step->claim);
        if (!write_step(store, meeting, claim->id, &step->seat, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
store_seat_settle(Store *store, const Meeting *meeting, gint64 now, int *ret_count, GError **error)
{
    g_autoptr(GPtrArray) claims = store_seat_claims(store, meeting, error);
    if (!claims)
        return FALSE;
    g_autoptr(GArray) steps = seats_settle(meeting, claims, false, now);
    if (ret_count)
        *ret_count = (int)steps->len;
    return write_steps(store, meeting->id, claims, steps, error);
}

/* True where seats are limited, or were: who waited, had an offer, or is asked anew. */
static gboolean
matters(Store *store, const char *meeting, gint64 *ret_matters, GError **error)
{
    static const char sql[] =
        "SELECT r.seats OR EXISTS (SELECT 1 FROM seat s WHERE s.meeting = r.meeting)"
        " FROM revision r WHERE r.meeting = ? ORDER BY r.number DESC LIMIT 1";
    return sql_get_int(store_db(store), ret_matters, 0, error, sql, "t", meeting);
}

gboolean
store_seat_due(Store *store, const char *meeting, bool opening, gint64 now, GPtrArray **ret_claims,
               GArray **ret_steps, GError **error)
{
    gint64 limited;
    if (!matters(store, meeting, &limited, error))
        return FALSE;
    g_autoptr(Meeting) loaded =
        limited ? store_meeting_load(store, meeting, STORE_GUESTS_ALL, error) : NULL;
    if (limited && !loaded)
        return FALSE;
    g_autoptr(GPtrArray) claims =
        loaded ? store_seat_claims(store, loaded, error)
               : g_ptr_array_new_with_free_func((GDestroyNotify)seat_claim_free);
    if (!claims)
        return FALSE;
    *ret_steps = loaded ? seats_settle(loaded, claims, opening, now)
                        : g_array_new(FALSE, FALSE, sizeof(SeatStep));
    for (guint i = 0; i < claims->len; i++)
        ((SeatClaim *)g_ptr_array_index(claims, i))->guest = NULL; /* ends with LOADED */
    if (ret_claims)
        *ret_claims = g_steal_pointer(&claims);
    return TRUE;
}

GHashTable *
store_seat_foreseen(Store *store, const char *meeting, bool opening, gint64 now, GError **error)
{
    g_autoptr(GPtrArray) claims = NULL;
    g_autoptr(GArray) steps = NULL;
    if (!store_seat_due(store, meeting, opening, now, &claims, &steps, error))
        return NULL;
    GHashTable *foreseen =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)seat_claim_free);
    gsize count;
    g_autofree gpointer *all = g_ptr_array_steal(claims, &count);
    for (gsize i = 0; i < count; i++)
        g_hash_table_insert(foreseen, ((SeatClaim *)all[i])->id, all[i]);
    return foreseen;
}

gboolean
store_seat_settle_newest(Store *store, const char *meeting, bool opening, gint64 now,
                         int *ret_count, GError **error)
{
    g_autoptr(GPtrArray) claims = NULL;
    g_autoptr(GArray) steps = NULL;
    if (!store_seat_due(store, meeting, opening, now, &claims, &steps, error))
        return FALSE;
    if (ret_count)
        *ret_count = (int)steps->len;
    return write_steps(store, meeting, claims, steps, error);
}

gboolean
store_seat_offer_anew(Store *store, const char *meeting, const char *guest, gint64 now,
                      GError **error)
{
    static const char sql[] =
        "INSERT INTO seat (meeting, guest, number, state, why, days, answer, at)"
        " SELECT meeting, guest, number + 1, state, why, days, answer, ?3 FROM seat s"
        " WHERE meeting = ?1 AND guest = ?2 AND state = 'offered' AND number = (SELECT max(number)"
        "  FROM seat t WHERE t.meeting = ?1 AND t.guest = ?2) AND EXISTS (SELECT 1 FROM outbox o"
        "  WHERE o.key = ?1 || '/' || ?2 || '/seat/' || s.number"
        "  AND o.state IN ('claimed', 'sent', 'unknown'))";
    return store_seat_settle_newest(store, meeting, false, now, NULL, error) &&
           sql_run(store_db(store), error, sql, "tti", meeting, guest, now);
}
