/* What is made anew is kept meanwhile in temporary tables was_TABLE: there the steps find it, and the
 * comparison. */
#include "db/store-rebuild.h"
#include "db/store-private.h"

/* In the order in which they can be compared: causes first. ROW says what a row says, but for numbers that
 * are given anew. FOLLOWS: it has a column `received`, and its rows follow from that message. */
static const struct {
    const char *table;
    bool follows;
    const char *row;
} tables[] = {
    {"revision", false, "meeting || ' ' || number || ' ' || digest"},
    {"guest", false, "meeting || ' ' || id || ' ' || name || iif(removed_at, ' removed', '')"},
    {"address", false,
     "meeting || ' ' || guest || ' ' || address || coalesce(' dead: ' || dead_why, '')"},
    {"learned", false, "meeting || ' ' || guest || ' writes from ' || address"},
    {"received", false,
     "id || ' ' || coalesce(meeting, '-') || ' ' || coalesce(guest, '-') || ' ' || kind || ' ' || "
     "outcome"},
    {"attachment", false,
     "received || ' ' || name || ' ' || size || ' ' || coalesce(digest, missing)"},
    {"answer", true,
     "meeting || ' ' || guest || ' ' || partstat || iif(counts, '', ' (does not count)') || ' “' "
     "|| words || '” by ' || channel || ', rule ' || rule || ', trust ' || trust || ' ' || "
     "details"},
    {"review", true,
     "coalesce(meeting, '-') || ' ' || coalesce(guest, '-') || ' ' || coalesce(guess || ' ', '') "
     "|| why || coalesce(': ' || decision, '')"},
    {"bounce", true,
     "coalesce(meeting, '-') || ' ' || coalesce(guest, '-') || ' ' || coalesce(address, '-') || "
     "iif(permanent, ' permanent ', ' transient ') || status || ' ' || reason"},
    {"patience", true, "meeting || ' ' || guest || ' ' || why || ' until ' || day"},
    {"silence", true, "meeting || ' ' || guest || iif(ended_at, ' ended', '')"},
    {"proposal", true,
     "meeting || ' ' || guest || ' ' || kind || ' “' || words || '”' || coalesce(' ' || decision, "
     "'')"},
    {"ruling", true, "number || ' ' || decision || coalesce(' ' || refused, '')"},
};

void
rebuild_step_free(RebuildStep *step)
{
    if (!step)
        return;
    g_free(step->meeting);
    g_free(step);
}

void
rebuild_message_clear(RebuildMessage *message)
{
    g_free(message->recipient);
    g_free(message->meaning);
    g_clear_pointer(&message->raw, g_bytes_unref);
}

/* Runs FORMAT with the table's name in place of each %s. */
static gboolean
run_for(sqlite3 *db, GError **error, const char *format, const char *table)
{
    g_auto(GStrv) pieces = g_strsplit(format, "%s", -1);
    g_autofree char *sql = g_strjoinv(table, pieces);
    return sql_run(db, error, sql, "");
}

static gboolean
add_lines(sqlite3 *db, const char *sql, GPtrArray *lines, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(db, error, sql, "");
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return TRUE;
        g_ptr_array_add(lines, sql_text(stmt, 0));
    }
    return FALSE;
}

/* The triggers that keep ledgers from being changed, and what they are made by, in temp.was_trigger. */
static gboolean
unlock_ledgers(sqlite3 *db, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    if (!sql_run(db, error, "DROP TABLE IF EXISTS temp.was_trigger", "") ||
        !sql_run(db, error,
                 "CREATE TEMP TABLE was_trigger AS SELECT name, sql FROM sqlite_schema"
                 " WHERE type = 'trigger' AND tbl_name IN ('answer', 'seat')",
                 "") ||
        !add_lines(db, "SELECT name FROM was_trigger", names, error))
        return FALSE;
    for (guint i = 0; i < names->len; i++)
        if (!run_for(db, error, "DROP TRIGGER %s", g_ptr_array_index(names, i)))
            return FALSE;
    return TRUE;
}

static gboolean
lock_ledgers(sqlite3 *db, GError **error)
{
    g_autoptr(GPtrArray) triggers = g_ptr_array_new_with_free_func(g_free);
    if (!add_lines(db, "SELECT sql FROM was_trigger", triggers, error))
        return FALSE;
    for (guint i = 0; i < triggers->len; i++)
        if (!sql_run(db, error, g_ptr_array_index(triggers, i), ""))
            return FALSE;
    return sql_run(db, error, "DROP TABLE temp.was_trigger", "");
}

static gboolean
take_away(sqlite3 *db, GError **error)
{
    if (!unlock_ledgers(db, error))
        return FALSE;
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        if (!run_for(db, error, "DROP TABLE IF EXISTS temp.was_%s", tables[i].table) ||
            !run_for(db, error, "CREATE TEMP TABLE was_%s AS SELECT * FROM %s", tables[i].table) ||
            !run_for(db, error, "DELETE FROM %s", tables[i].table))
            return FALSE;
    /* Each was open at first. */
    if (!sql_run(db, error, "DROP TABLE IF EXISTS temp.was_meeting", "") ||
        !sql_run(db, error, "CREATE TEMP TABLE was_meeting AS SELECT id, state FROM meeting", "") ||
        !sql_run(db, error, "UPDATE meeting SET state = 'open'", ""))
        return FALSE;
    /* Each address that the organizer taught comes back with that decision; one of which no decision tells
     * was known all along. */
    return sql_run(db, error,
                   "INSERT INTO learned SELECT * FROM was_learned w WHERE NOT EXISTS (SELECT 1 FROM"
                   " journal j WHERE j.received = w.received AND j.what = 'review')",
                   "");
}

/* A revision or a decision stands behind the message that was the newest when it was made; a revision of which that is not
 * known, before the messages of its own second. */
static const char steps_sql[] =
    "SELECT 1 AS kind, NULL AS meeting, id, id AS place, 0 AS rank, 0 AS tie FROM was_received"
    " UNION ALL SELECT 2, NULL, id, after, 1, id FROM journal"
    " UNION ALL SELECT 0, meeting, number, coalesce(after, (SELECT max(id) FROM was_received"
    "  WHERE received_at < applied_at), 0), 2, applied_at FROM was_revision"
    " ORDER BY place, rank, tie, meeting, id";

GPtrArray *
store_rebuild_begin(Store *store, GError **error)
{
    sqlite3 *db = store_db(store);
    if (!sql_run(db, error, "PRAGMA defer_foreign_keys = ON", "") || !take_away(db, error))
        return NULL;
    g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func((GDestroyNotify)rebuild_step_free);
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(db, error, steps_sql, "");
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&steps);
        RebuildStep *step = g_new0(RebuildStep, 1);
        step->kind = (RebuildKind)sqlite3_column_int(stmt, 0);
        step->meeting = sql_text(stmt, 1);
        step->id = sqlite3_column_int64(stmt, 2);
        g_ptr_array_add(steps, step);
    }
    return NULL;
}

/* Columns of TABLE, but for a number that says only in which order rows came. */
static char *
columns_of(sqlite3 *db, const char *table, GError **error)
{
    static const char sql[] =
        "SELECT group_concat('\"' || name || '\"') FROM pragma_table_info(?1)"
        " WHERE name <> 'id' OR ?1 IN ('review', 'proposal', 'received', 'guest')";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(db, error, sql, "t", table);
    bool row;
    return stmt && sql_step(stmt, &row, error) ? sql_text(stmt, 0) : NULL;
}

/* Decisions of the organizer come from the journal, and from their mails: what these have of a message is put back
 * undecided. A mail of the organizer is never one that is only carried, since nobody forgets the organizer. */
static const char *const undecide_sql[] = {
    "UPDATE review SET decided_at = NULL, decision = NULL WHERE received = ?1"
    " AND (EXISTS (SELECT 1 FROM journal WHERE received = ?1 AND what = 'review')"
    "  OR EXISTS (SELECT 1 FROM was_ruling l WHERE l.number = review.id AND l.refused IS NULL))",
    "UPDATE proposal SET decided_at = NULL, decision = NULL WHERE received = ?1"
    " AND EXISTS (SELECT 1 FROM journal WHERE received = ?1 AND what = 'proposal')",
    "UPDATE received SET outcome = w.outcome FROM was_received w WHERE w.id = ?1"
    " AND received.id = ?1",
};

gboolean
store_rebuild_carry(Store *store, gint64 received, GError **error)
{
    sqlite3 *db = store_db(store);
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        if (!tables[i].follows)
            continue;
        g_autofree char *columns = columns_of(db, tables[i].table, error);
        if (!columns)
            return FALSE;
        g_autofree char *sql = g_strdup_printf(
            "INSERT INTO %s (%s) SELECT %s FROM was_%s WHERE received = ?%s", tables[i].table,
            columns, columns, tables[i].table,
            g_str_equal(tables[i].table, "answer") ? " AND channel <> 'organizer' ORDER BY id"
                                                   : "");
        if (!sql_run(db, error, sql, "i", received))
            return FALSE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(undecide_sql); i++)
        if (!sql_run(db, error, undecide_sql[i], "i", received))
            return FALSE;
    return TRUE;
}

/* What people were told about seats stands; it names the answers that it followed from, which have new numbers. */
static gboolean
point_seats(sqlite3 *db, GError **error)
{
    return sql_run(
        db, error,
        "UPDATE seat SET answer = coalesce((SELECT min(n.id) FROM was_answer w"
        "  JOIN answer n ON n.meeting = w.meeting AND n.guest = w.guest AND n.at = w.at"
        "   AND n.received IS w.received WHERE w.id = seat.answer), 0) WHERE answer <> 0",
        "");
}

/* Whether a meeting is open follows from nothing. */
static gboolean
put_back_meetings(sqlite3 *db, GError **error)
{
    return sql_run(db, error,
                   "UPDATE meeting SET state = w.state FROM was_meeting w WHERE w.id = meeting.id",
                   "") &&
           sql_run(db, error, "DROP TABLE temp.was_meeting", "");
}

/* What the relay said of an address stands in no message. What a message said of it has a bounce of that
 * moment. */
static gboolean
put_back_refusals(sqlite3 *db, GError **error)
{
    static const char sql[] =
        "UPDATE address SET dead_at = w.dead_at, dead_why = w.dead_why FROM was_address w"
        " WHERE w.meeting = address.meeting AND w.key = address.key AND w.guest = address.guest"
        " AND w.dead_at IS NOT NULL AND address.dead_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM was_bounce b WHERE b.meeting = w.meeting"
        "  AND b.guest = w.guest AND b.at = w.dead_at)";
    return sql_run(db, error, sql, "");
}

GPtrArray *
store_rebuild_differences(Store *store, GError **error)
{
    sqlite3 *db = store_db(store);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    if (!put_back_meetings(db, error) || !put_back_refusals(db, error) || !point_seats(db, error) ||
        !lock_ledgers(db, error))
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        const char *table = tables[i].table, *row = tables[i].row;
        g_autofree char *columns = columns_of(db, table, error);
        if (!columns)
            return NULL;
        g_autofree char *sql = g_strdup_printf(
            "SELECT '- %s: ' || %s FROM (SELECT %s FROM was_%s EXCEPT SELECT %s FROM %s)"
            " UNION ALL"
            " SELECT '+ %s: ' || %s FROM (SELECT %s FROM %s EXCEPT SELECT %s FROM was_%s)",
            table, row, columns, table, columns, table, table, row, columns, table, columns, table);
        if (!add_lines(db, sql, lines, error))
            return NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree char *sql = g_strdup_printf("DROP TABLE temp.was_%s", tables[i].table);
        if (!sql_run(db, error, sql, ""))
            return NULL;
    }
    if (!store_content_sweep(db, error))
        return NULL;
    return g_steal_pointer(&lines);
}
