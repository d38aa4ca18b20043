/* What is erased of a person's own stands in one table of statements; ids are found in whatever tables the schema
 * has. */
#include "db/store-forget.h"
#include "db/store-forget-parts.h"
#include "db/store-private.h"
#include "event/error.h"

/* Of the guest ?2 of meeting ?1, at ?3. Of a message its identity's digest stays, so that it is known when
 * it comes again. */
static const char *const own[] = {
    "DELETE FROM attachment WHERE ?3 AND received IN"
    " (SELECT id FROM received WHERE meeting = ?1 AND guest = ?2)",
    "DELETE FROM address WHERE meeting = ?1 AND guest = ?2 AND ?3",
    "DELETE FROM learned WHERE meeting = ?1 AND guest = ?2 AND ?3",
    "DELETE FROM invitation WHERE meeting = ?1 AND guest = ?2 AND ?3",
    "UPDATE received SET raw = NULL, packed = 0, meaning = '{}', recipient = NULL,"
    " digest = NULL, identity = forget_digest(identity) WHERE meeting = ?1 AND guest = ?2 AND ?3",
    "UPDATE answer SET details = '{}', words = '', dtstamp = NULL"
    " WHERE meeting = ?1 AND guest = ?2 AND ?3",
    "UPDATE review SET decided_at = coalesce(decided_at, ?3),"
    " decision = coalesce(decision, 'dismissed') WHERE meeting = ?1 AND guest = ?2",
    "UPDATE outbox SET state = 'dropped', held_why = NULL, ended_at = ?3"
    " WHERE meeting = ?1 AND person = ?2 AND state NOT IN ('sent', 'unknown', 'failed', 'dropped')",
    /* The organizer's tell what guests wrote, cut and folded: which of them has which words, nobody can say. */
    "DELETE FROM letter WHERE ?3 AND outbox IN"
    " (SELECT id FROM outbox WHERE meeting = ?1 AND person IN (?2, 'organizer'))",
    "UPDATE outbox SET recipient = '', words = '', reason = '', message_id = "
    "forget_digest(message_id)"
    " WHERE meeting = ?1 AND person = ?2 AND ?3",
    "UPDATE decision SET because = '' WHERE ?3 AND outbox IN"
    " (SELECT id FROM outbox WHERE meeting = ?1 AND person = ?2)",
    "UPDATE hold SET because = '', ended_at = coalesce(ended_at, ?3)"
    " WHERE meeting = ?1 AND person = ?2",
    "UPDATE journal SET words = '' WHERE meeting = ?1 AND guest = ?2 AND ?3",
    "UPDATE bounce SET address = NULL, reason = '' WHERE meeting = ?1 AND guest = ?2 AND ?3",
    "UPDATE patience SET words = '' WHERE meeting = ?1 AND guest = ?2 AND ?3",
    "UPDATE proposal SET words = '', decided_at = coalesce(decided_at, ?3),"
    " decision = coalesce(decision, 'dismissed') WHERE meeting = ?1 AND guest = ?2",
    "UPDATE guest SET role = NULL, affiliation = NULL, language = NULL, zone = NULL, groups = ''"
    " WHERE meeting = ?1 AND id = ?2 AND ?3",
};

static gboolean
erase_own(sqlite3 *db, const Forgettable *person, gint64 now, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        if (!sql_run(db, error, own[i], "tti", person->meeting, person->guest, now))
            return FALSE;
    return TRUE;
}

/* What apply said of them, a line each (event/diff-lists.c, event/diff-agenda.c). An id may be any word, and is
 * sought where one stands. */
static gboolean
rename_in_changes(sqlite3 *db, const Forgettable *person, GError **error)
{
    static const char sql[] =
        "UPDATE revision SET changes = substr(replace(replace(replace(char(10) || changes,"
        "  char(10) || 'guest ' || ?3 || ' ', char(10) || 'guest ' || ?1 || ' '),"
        "  ': ' || ?3 || ' now speaks' || char(10), ': ' || ?1 || ' now speaks' || char(10)),"
        "  ': ' || ?3 || ' no longer speaks' || char(10),"
        "  ': ' || ?1 || ' no longer speaks' || char(10)), 2)"
        " WHERE meeting = ?2 AND instr(changes, ?3)";
    return sql_run(db, error, sql, "ttt", person->forget->as, person->meeting, person->guest);
}

/* Every row that refers to the guest by id, whichever table it is in. */
static gboolean
rename_guest(sqlite3 *db, const Forgettable *person, GError **error)
{
    g_autoptr(GPtrArray) columns = forget_columns(db, "c.name IN ('guest', 'person')", error);
    for (guint i = 0; columns && i < columns->len; i++) {
        char **pair = g_ptr_array_index(columns, i);
        g_autofree char *sql =
            g_strdup_printf("UPDATE \"%s\" SET \"%s\" = ? WHERE meeting = ? AND \"%s\" = ?",
                            pair[0], pair[1], pair[1]);
        if (!sql_run(db, error, sql, "ttt", person->forget->as, person->meeting, person->guest))
            return FALSE;
    }
    return columns && rename_in_changes(db, person, error) &&
           sql_run(db, error,
                   "UPDATE outbox SET key = meeting || '/' || person || '/' || kind || '/' || "
                   "occasion WHERE meeting = ? AND person = ?",
                   "tt", person->meeting, person->forget->as) &&
           sql_run(db, error, "UPDATE guest SET id = ?1, name = ?1 WHERE meeting = ?2 AND id = ?3",
                   "ttt", person->forget->as, person->meeting, person->guest) &&
           sql_run(db, error,
                   "UPDATE identity SET id = ?1, name = ?1"
                   " WHERE meeting = ?2 AND kind = 'guest' AND id = ?3",
                   "ttt", person->forget->as, person->meeting, person->guest);
}

static gboolean
take_number(sqlite3 *db, Forgettable *person, gint64 now, GError **error)
{
    gint64 number;
    if (!sql_get_int(db, &number, 1, error,
                     "SELECT max(number) + 1 FROM forgotten WHERE meeting = ?", "t",
                     person->meeting) ||
        !sql_run(db, error, "INSERT INTO forgotten (meeting, number, at) VALUES (?, ?, ?)", "tii",
                 person->meeting, number, now))
        return FALSE;
    person->forget->as = g_strdup_printf(FORGOTTEN "%d", (int)number);
    return TRUE;
}

/* The ledgers may change as long as `forgetting` has a row: others' words in them name the person, too. */
static gboolean
erase(sqlite3 *db, Forgettable *person, gint64 now, ForgetLook look, gpointer data, GError **error)
{
    return sql_run(db, error, "PRAGMA defer_foreign_keys = ON", "") &&
           sql_run(db, error, "INSERT INTO forgetting (meeting, guest) VALUES (?, ?)", "tt",
                   person->meeting, person->guest) &&
           forget_revisions(db, person, error) && erase_own(db, person, now, error) &&
           rename_guest(db, person, error) && forget_mentions(db, person, look, data, error) &&
           sql_run(db, error, "DELETE FROM forgetting", "");
}

gboolean
store_forget(Store *store, Forgettable *person, gint64 now, ForgetLook look, gpointer data,
             GError **error)
{
    sqlite3 *db = store_db(store);
    g_assert(!person->invited);
    if (!take_number(db, person, now, error))
        return FALSE;
    person->forget->guest = person->guest;
    forget_forms(person->forget);
    forget_functions(db, person);
    gboolean good = erase(db, person, now, look, data, error);
    sql_idle_drop(db);
    forget_functions_clear(db);
    return good;
}

gboolean
store_forget_due(Store *store, bool *ret_due, GError **error)
{
    gint64 due;
    if (!sql_get_int(store_db(store), &due, 0, error,
                     "SELECT EXISTS (SELECT 1 FROM forgotten WHERE swept = 0)", ""))
        return FALSE;
    *ret_due = due;
    return TRUE;
}

gboolean
store_forget_sweep(Store *store, GError **error)
{
    gint64 busy;
    sqlite3 *db = store_db(store);
    sql_idle_drop(db);
    if (!sql_run(db, error, "VACUUM", "") ||
        !sql_get_int(db, &busy, 1, error, "PRAGMA wal_checkpoint(TRUNCATE)", ""))
        return FALSE;
    if (!busy)
        return sql_run(db, error, "UPDATE forgotten SET swept = 1 WHERE swept = 0", "");
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                "%s: another process reads it, so traces of who was erased are left in its log; "
                "`convoke forget --sweep` takes them out later",
                sqlite3_db_filename(db, "main"));
    return FALSE;
}
