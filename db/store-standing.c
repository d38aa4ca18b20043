/* How guests stand, gathered from guest, address, invitation, answer, review, silence, patience, proposal,
 * outbox and seat. One statement each for the guests, what mail they had, what they were told, and their seats,
 * whatever their number. What follows from being called off is event/standing-mail.h's. */
#include "db/store-standing.h"
#include "db/store-private.h"
#include "db/store-seat.h"
#include "event/standing-mail.h"

#define INSTEAD ADDRESS_INSTEAD("a")
#define MAILED_TO ADDRESS_OF("a")
#define INVITATION_STATE OUTBOX_STATE("o")
#define BY_BUTTON ANSWER_BY_BUTTON("c")

/* Whether anybody in the meeting has such a row, which is asked once in a statement: before most mailings nobody has,
 * and then it is not looked for with each guest. */
#define ANY(table, which) "EXISTS (SELECT 1 FROM " table " WHERE meeting = ?1" which ")"
#define ANY_ANSWER ANY("answer", "")
#define ANY_REVIEW ANY("review", " AND decided_at IS NULL")
#define ANY_SILENCE ANY("silence", " AND ended_at IS NULL")
#define ANY_PATIENCE ANY("patience", "")
#define ANY_LEAD ANY("outbox", " AND lead > 0")
#define ANY_PROPOSAL ANY("proposal", "")

/* The greatest of a guest, and of whoever else was one at their address: each by an index of its own, which one
 * question for both would not use. */
#define LEAD_WHERE(whose)                                                                          \
    "coalesce((SELECT max(lead) FROM outbox l WHERE l.meeting = g.meeting AND l." whose            \
    " AND l.lead > 0), 0)"
#define LEAD                                                                                       \
    "max(" LEAD_WHERE("person = g.id") ", " LEAD_WHERE("recipient =" MAILED_TO                     \
                                                       " COLLATE NOCASE") ")"

/* One row a guest. SQLite takes any first column of an index for selective, and would look for a guest's
 * address among all of the meeting's; so that index is named. Who was taken out has no address any more but
 * the one that was last written to. Of patience, what was said before the answer that stands no longer holds. What
 * was dropped because it was no longer owed counts for nothing; what the organizer dropped does. */
#define STANDING_WITH(more)                                                                        \
    "SELECT g.id, g.name, coalesce(a.address, (SELECT nullif(recipient, '') FROM outbox p"         \
    "   WHERE p.meeting = g.meeting AND p.person = g.id ORDER BY p.id DESC LIMIT 1)),"             \
    " i.token, i.issue, c.partstat,"                                                               \
    " c.details ->> 'partial', c.details ->> 'delegate', c.details ->> 'promise',"                 \
    " c.details ->> 'condition', c.details ->> 'topic', c.details ->> 'title', c.details ->> "     \
    "'diet',"                                                                                      \
    " c.details ->> 'arrival', c.details ->> 'departure', c.details ->> 'guests',"                 \
    " c.details ->> 'remote', c.details ->> 'question',"                                           \
    " iif(" BY_BUTTON ", NULL, c.words), c.channel, c.at,"                                         \
    " iif(" ANY_REVIEW                                                                             \
    ", (SELECT max(m.received_at) FROM review r JOIN received m ON m.id = r.received"              \
    "   WHERE r.meeting = g.meeting AND r.guest = g.id AND r.decided_at IS NULL"                   \
    "   AND m.kind <> 'bounce'), NULL),"                                                           \
    " a.dead_why," INVITATION_STATE ", nullif(o.words, ''),"                                       \
    " iif(o.state IN ('sent', 'unknown'), o.ended_at, NULL),"                                      \
    " g.removed_at, s.since, w.until, w.words, w.why IS 'promise', v.partstat,"                    \
    " iif(c.id IS NULL, NULL, (SELECT min(at) FROM answer d WHERE d.meeting = g.meeting"           \
    "   AND d.guest = g.id AND d.counts = 1 AND d.id > coalesce(v.id, 0))), g.zone,"               \
    " iif(" ANY_PROPOSAL ", EXISTS (SELECT 1 FROM proposal t WHERE t.meeting = g.meeting"          \
    "   AND t.kind = 'title' AND t.guest = g.id AND t.decided_at IS NULL), 0), v.at,"              \
    " iif(" ANY_LEAD ", " LEAD ", 0)," INSTEAD more " FROM guest g"                                \
    " LEFT JOIN address a INDEXED BY address_of_guest"                                             \
    "   ON a.meeting = g.meeting AND a.guest = g.id AND a.position = 0"                            \
    " LEFT JOIN invitation i ON i.meeting = g.meeting AND i.guest = g.id AND i.revoked_at IS NULL" \
    " LEFT JOIN answer c ON c.id = iif(" ANY_ANSWER ", (SELECT max(id) FROM answer b"              \
    "   WHERE b.meeting = g.meeting AND b.guest = g.id AND b.counts = 1), NULL)"                   \
    " LEFT JOIN answer v ON v.id = iif(c.id IS NULL, NULL, (SELECT max(id) FROM answer b"          \
    "   WHERE b.meeting = g.meeting AND b.guest = g.id AND b.counts = 1"                           \
    "   AND b.partstat <> c.partstat))"                                                            \
    " LEFT JOIN silence s ON s.meeting = iif(" ANY_SILENCE ", g.meeting, NULL)"                    \
    "   AND s.guest = g.id AND s.ended_at IS NULL"                                                 \
    " LEFT JOIN patience w ON w.received = iif(" ANY_PATIENCE ", (SELECT received FROM"            \
    "   (SELECT received, max(until) FROM patience p WHERE p.meeting = g.meeting"                  \
    "   AND p.guest = g.id AND p.received >= coalesce(c.received, 0))), NULL)"                     \
    " LEFT JOIN outbox o ON o.key = g.meeting || '/' || g.id || '/invitation/' || i.issue"

#define STANDING_SELECT STANDING_WITH("")

static const char all_sql[] =
    STANDING_SELECT " WHERE g.meeting = ?1 AND g.removed_at IS NULL ORDER BY g.position, g.id";
#define PAGE_SQL(after)                                                                            \
    STANDING_SELECT " WHERE g.meeting = ?1 AND g.removed_at IS NULL" after                         \
                    " ORDER BY g.position, g.id LIMIT ?2"
static const char first_page_sql[] = PAGE_SQL("");
static const char next_page_sql[] = PAGE_SQL(
    " AND (g.position, g.id) > (SELECT position, id FROM guest WHERE meeting = ?1 AND id = ?3)");
static const char gone_sql[] =
    STANDING_SELECT " WHERE g.meeting = ?1 AND g.removed_at IS NOT NULL ORDER BY g.position, g.id";
#define GUEST_COLUMN 38 /* the first behind STANDING_SELECT's */
static const char some_sql[] = STANDING_WITH(
    ", " GUEST_OF("g.")) " WHERE g.meeting = ?1 AND g.id IN (SELECT value FROM json_each(?2))";
static const char one_sql[] = STANDING_SELECT " WHERE g.meeting = ?1 AND g.id = ?2";

static Standing *
standing_of_row(sqlite3_stmt *stmt)
{
    Standing *standing = standing_new();
    Details *details = &standing->details;
    char **texts[] = {&details->partial,   &details->delegate, &details->promise,
                      &details->condition, &details->topic,    &details->title,
                      &details->diet,      &details->arrival,  &details->departure};
    standing->guest = sql_text(stmt, 0);
    standing->name = sql_text(stmt, 1);
    standing->address = sql_text(stmt, 2);
    standing->token = sql_text(stmt, 3);
    standing->issue = sqlite3_column_int(stmt, 4);
    Partstat partstat = partstat_parse((const char *)sqlite3_column_text(stmt, 5));
    if (partstat != PARTSTAT_NONE)
        standing->partstat = partstat;
    for (int i = 0; i < (int)G_N_ELEMENTS(texts); i++)
        *texts[i] = sql_text(stmt, 6 + i);
    details->guests = sqlite3_column_int(stmt, 15);
    details->remote = sqlite3_column_int(stmt, 16);
    details->question = sqlite3_column_int(stmt, 17);
    standing->words = sql_text(stmt, 18);
    standing->channel = sql_text(stmt, 19);
    standing->answered_at = sql_instant(stmt, 20);
    standing->reviewed_at = sql_instant(stmt, 21);
    standing->review = standing->reviewed_at != NEVER;
    standing->dead_why = sql_text(stmt, 22);
    standing->invitation = delivery_parse((const char *)sqlite3_column_text(stmt, 23));
    standing->delivery_words = sql_text(stmt, 24);
    standing->invited_at = standing->last_invited_at = sql_instant(stmt, 25);
    standing->removed_at = sql_instant(stmt, 26);
    standing->removed = standing->removed_at != NEVER;
    standing->silent_since = sql_instant(stmt, 27);
    standing->wait_until = sql_instant(stmt, 28);
    standing->wait_words = sql_text(stmt, 29);
    standing->promised = sqlite3_column_int(stmt, 30);
    standing->previous = partstat_parse((const char *)sqlite3_column_text(stmt, 31));
    standing->changed_at = sql_instant(stmt, 32);
    standing->zone = sql_text(stmt, 33);
    standing->titled = sqlite3_column_int(stmt, 34);
    standing->previous_at = sql_instant(stmt, 35);
    standing->lead = sqlite3_column_int(stmt, 36);
    char *instead = sql_text(stmt, 37);
    if (instead) {
        standing->passed_over = standing->address;
        standing->passed_why = g_steal_pointer(&standing->dead_why);
        standing->address = instead;
    }
    return standing;
}

/* A statement for each, since one for all would go through all guests to find one. ONLY is NULL where the
 * statement has no second parameter. */
static sqlite3_stmt *
prepare(Store *store, const char *sql, const char *meeting, const char *only, GError **error)
{
    return only ? sql_prepare(store_db(store), error, sql, "tt", meeting, only)
                : sql_prepare(store_db(store), error, sql, "t", meeting);
}

/* --- what they had, and what follows from it --- */

#define HAD_SELECT                                                                                 \
    "SELECT person, kind, occasion, queued_at, max(queued_at, next_at), state, ended_at, revision" \
    " FROM outbox o WHERE meeting = ?1 AND NOT" OUTBOX_VOID(                                       \
        "o") " AND (kind IN ('reminder', 'nudge', 'logistics', 'thanks', 'seat')"                  \
             " OR (kind = 'invitation' AND (instr(occasion, '.') OR EXISTS (SELECT 1 FROM"         \
             " invitation x WHERE x.meeting = ?1 AND x.guest = o.person AND x.issue > 1)))"        \
             " OR" OUTBOX_CALLS_OFF("o") ")"

static StandingMail
mail_of_row(sqlite3_stmt *stmt, NoticeKind kind)
{
    Delivery state = delivery_parse((const char *)sqlite3_column_text(stmt, 5));
    bool left = state == DELIVERY_SENT || state == DELIVERY_UNKNOWN;
    return (StandingMail){
        .kind = kind,
        .occasion = (const char *)sqlite3_column_text(stmt, 2),
        .queued_at = sqlite3_column_int64(stmt, 3),
        .due_at = sqlite3_column_int64(stmt, 4),
        .state = state,
        .left_at = left ? sql_instant(stmt, 6) : NEVER,
        .revision = sqlite3_column_int(stmt, 7),
    };
}

static gboolean
add_had(Store *store, const char *sql, const char *meeting, const char *only, GPtrArray *list,
        GError **error)
{
    g_autoptr(sqlite3_stmt) stmt = prepare(store, sql, meeting, only, error);
    g_autoptr(GHashTable) by_guest = standings_by_guest(list);
    NoticeKind kind;
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return TRUE;
        Standing *standing =
            g_hash_table_lookup(by_guest, (const char *)sqlite3_column_text(stmt, 0));
        if (standing && notice_kind_parse((const char *)sqlite3_column_text(stmt, 1), &kind)) {
            const StandingMail mail = mail_of_row(stmt, kind);
            standing_note_mail(standing, &mail);
        }
    }
    return FALSE;
}

/* When they said what STANDING has of them, in order: for most that is one time, which stands there already. */
static GArray *
times_said(Store *store, const char *meeting, const Standing *standing, GError **error)
{
    static const char sql[] =
        "SELECT at FROM answer WHERE meeting = ?1 AND guest = ?2 AND counts = 1 AND id >"
        " coalesce((SELECT max(id) FROM answer WHERE meeting = ?1 AND guest = ?2 AND counts = 1"
        "  AND partstat <> ?3), 0) ORDER BY at";
    g_autoptr(GArray) said = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (standing->changed_at == standing->answered_at) {
        g_array_append_val(said, standing->answered_at);
        return g_steal_pointer(&said);
    }
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "ttt", meeting,
                                               standing->guest, partstat_name(standing->partstat));
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&said);
        const gint64 at = sqlite3_column_int64(stmt, 0);
        g_array_append_val(said, at);
    }
    return NULL;
}

static gboolean
settle(Store *store, const char *meeting, GPtrArray *list, GError **error)
{
    g_auto(Course) course = {0};
    bool known = false;
    for (guint i = 0; i < list->len; i++) {
        Standing *standing = g_ptr_array_index(list, i);
        if (standing->calls == 0 && standing->call == 0)
            continue;
        if (!known && !store_course(store, meeting, &course, error))
            return FALSE;
        known = true;
        g_autoptr(GArray) said = times_said(store, meeting, standing, error);
        if (!said)
            return FALSE;
        standing_settle(standing, &course, said);
    }
    return TRUE;
}

#define TOLD_SELECT                                                                                \
    "SELECT person, kind, occasion, state, revision, ended_at FROM outbox o"                       \
    " WHERE meeting = ?1 AND kind IN ('invitation', 'reminder', 'announcement', 'change',"         \
    " 'seat', 'promoted') AND (state <> 'dropped' OR kind IN ('change', 'invitation'))"            \
    " AND NOT" OUTBOX_VOID("o")

static void
note_told(Standing *standing, sqlite3_stmt *stmt)
{
    const char *kind = (const char *)sqlite3_column_text(stmt, 1);
    Delivery state = delivery_parse((const char *)sqlite3_column_text(stmt, 3));
    int revision = sqlite3_column_int(stmt, 4);
    if (g_str_equal(kind, "change"))
        g_ptr_array_add(standing->changes, sql_text(stmt, 2));
    if (state == DELIVERY_DROPPED && g_str_equal(kind, "invitation"))
        standing->spoken_at = MAX(standing->changed_at, sqlite3_column_int64(stmt, 5));
    if (state != DELIVERY_SENT && state != DELIVERY_UNKNOWN) {
        bool announces = state == DELIVERY_QUEUED && g_str_equal(kind, "announcement");
        standing->telling |=
            announces || (state == DELIVERY_CLAIMED && !g_str_equal(kind, "reminder"));
        return;
    }
    standing->named = MAX(standing->named, revision);
    standing->calendar = MAX(standing->calendar, revision);
    if (g_str_equal(kind, "reminder"))
        return;
    standing->told = MAX(standing->told, revision);
    if (!g_str_equal(kind, "change"))
        standing->whole = MAX(standing->whole, revision);
}

/* Whom no mail told, since the organizer dropped the invitation, and who come or may come all the same, know how things
 * stood when they said so, or when it was dropped. */
static gboolean
note_spoken(Store *store, const char *meeting, const GPtrArray *list, GError **error)
{
    for (guint i = 0; i < list->len; i++) {
        Standing *standing = g_ptr_array_index(list, i);
        gint64 number;
        if (standing->spoken_at == NEVER || standing->told > 0 ||
            (standing->partstat != PARTSTAT_ACCEPTED && standing->partstat != PARTSTAT_TENTATIVE))
            continue;
        if (!sql_get_int(store_db(store), &number, 0, error,
                         "SELECT max(number) FROM revision WHERE meeting = ? AND applied_at <= ?",
                         "ti", meeting, standing->spoken_at))
            return FALSE;
        standing->told = standing->whole = standing->named = (int)number;
    }
    return TRUE;
}

/* For all guests (MANY) it costs a look at all mail of the meeting: only where there is something to tell. */
static gboolean
add_told(Store *store, const char *sql, const char *meeting, const char *only, bool many,
         GPtrArray *list, GError **error)
{
    gint64 tells = 1;
    bool row = true;
    if (many &&
        !sql_get_int(store_db(store), &tells, 0, error,
                     "SELECT 1 FROM revision WHERE meeting = ? AND tells <> 'nothing' LIMIT 1", "t",
                     meeting))
        return FALSE;
    if (!tells)
        return TRUE;
    g_autoptr(sqlite3_stmt) stmt = prepare(store, sql, meeting, only, error);
    g_autoptr(GHashTable) by_guest = standings_by_guest(list);
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return TRUE;
        Standing *standing =
            g_hash_table_lookup(by_guest, (const char *)sqlite3_column_text(stmt, 0));
        if (standing)
            note_told(standing, stmt);
    }
    return FALSE;
}

/* Whose rows of the outbox go with which guests; ONLY as in prepare(). */
#define ALL ""
#define ONE " AND person = ?2"
#define SOME " AND person IN (SELECT value FROM json_each(?2))"
#define PICKS(whom)                                                                                \
    {                                                                                              \
        HAD_SELECT whom " ORDER BY queued_at, id", TOLD_SELECT whom, whom                          \
    }

/* GUESTS gets their guests; NULL = not asked for. */
static GPtrArray *
read_rows(sqlite3_stmt *stmt, GPtrArray *guests, GError **error)
{
    g_autoptr(GPtrArray) standings = g_ptr_array_new_with_free_func((GDestroyNotify)standing_free);
    bool row = true;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&standings);
        g_ptr_array_add(standings, standing_of_row(stmt));
        if (guests)
            g_ptr_array_add(guests, store_guest_of_row(stmt, GUEST_COLUMN));
    }
    return NULL;
}

/* Adds to STANDINGS what their mail and their seats say. */
static gboolean
complete(Store *store, const char *const mail[3], const char *meeting, const char *only, bool many,
         GPtrArray *standings, GError **error)
{
    return (standings->len == 0 ||
            (add_had(store, mail[0], meeting, only, standings, error) &&
             add_told(store, mail[1], meeting, only, many, standings, error) &&
             note_spoken(store, meeting, standings, error) &&
             settle(store, meeting, standings, error))) &&
           store_seat_standings(store, meeting, mail[2], only, standings, error);
}

static GPtrArray *
list(Store *store, const char *sql, const char *const mail[3], const char *meeting,
     const char *only, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt = prepare(store, sql, meeting, only, error);
    g_autoptr(GPtrArray) standings = read_rows(stmt, NULL, error);
    if (!standings || !complete(store, mail, meeting, only, !only, standings, error))
        return NULL;
    return g_steal_pointer(&standings);
}

GPtrArray *
store_standing_list(Store *store, const char *meeting, const char *only, GError **error)
{
    static const char *const all[] = PICKS(ALL), *const one[] = PICKS(ONE);
    return only ? list(store, one_sql, one, meeting, only, error)
                : list(store, all_sql, all, meeting, NULL, error);
}

GPtrArray *
store_standing_page(Store *store, const char *meeting, const char *after, int most, GError **error)
{
    static const char *const some[] = PICKS(SOME);
    g_autoptr(sqlite3_stmt) stmt =
        after ? sql_prepare(store_db(store), error, next_page_sql, "tit", meeting, (gint64)most,
                            after)
              : sql_prepare(store_db(store), error, first_page_sql, "ti", meeting, (gint64)most);
    g_autoptr(GPtrArray) standings = read_rows(stmt, NULL, error);
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; standings && i < standings->len; i++)
        g_ptr_array_add(ids, ((Standing *)g_ptr_array_index(standings, i))->guest);
    g_autofree char *array = sql_array(ids);
    if (!standings || !complete(store, some, meeting, array, true, standings, error))
        return NULL;
    return g_steal_pointer(&standings);
}

GPtrArray *
store_standing_some(Store *store, const char *meeting, const GPtrArray *ids, GPtrArray *guests,
                    GError **error)
{
    static const char *const some[] = PICKS(SOME);
    g_autofree char *array = sql_array(ids);
    g_autoptr(sqlite3_stmt) stmt = prepare(store, some_sql, meeting, array, error);
    g_autoptr(GPtrArray) standings = read_rows(stmt, guests, error);
    if (!standings || !complete(store, some, meeting, array, false, standings, error))
        return NULL;
    return g_steal_pointer(&standings);
}

GPtrArray *
store_standing_gone(Store *store, const char *meeting, GError **error)
{
    static const char *const all[] = PICKS(ALL);
    return list(store, gone_sql, all, meeting, NULL, error);
}
