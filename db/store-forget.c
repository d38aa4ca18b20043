/* What is erased stands in one table of statements; names in texts, and ids, are found in whatever tables
 * the schema has. */
#include "db/store-forget.h"
#include "db/pack.h"
#include "db/store-private.h"
#include "db/store-received.h"
#include "event/error.h"
#include "event/problem.h"
#include "event/read.h"
#include "event/write.h"
#include <string.h>

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

/* --- functions for SQL --- */

/* forget_names(TEXT): whether they are named in it. */
static void
sql_names(sqlite3_context *context, int count, sqlite3_value **values)
{
    const Forget *forget = sqlite3_user_data(context);
    const char *text = (const char *)sqlite3_value_text(values[0]);
    (void)count;
    sqlite3_result_int(context,
                       text && forget_names(forget, text, (gsize)sqlite3_value_bytes(values[0])));
}

/* forget_text(TEXT): it, without them. */
static void
sql_scrub(sqlite3_context *context, int count, sqlite3_value **values)
{
    const Forget *forget = sqlite3_user_data(context);
    (void)count;
    sqlite3_result_text(context, forget_text(forget, (const char *)sqlite3_value_text(values[0])),
                        -1, g_free);
}

/* forget_raw(RAW, PACKED, SIZE): whether they are named in bytes as they came. One that does not unpack
 * may name anybody. */
static void
sql_raw(sqlite3_context *context, int count, sqlite3_value **values)
{
    const Forget *forget = sqlite3_user_data(context);
    gsize size = (gsize)sqlite3_value_int64(values[2]);
    g_autoptr(GBytes) raw =
        g_bytes_new_static(sqlite3_value_blob(values[0]), (gsize)sqlite3_value_bytes(values[0]));
    (void)count;
    if (sqlite3_value_int(values[1])) {
        GBytes *bytes = unpack(raw, size, NULL);
        g_bytes_unref(raw);
        raw = bytes;
    }
    sqlite3_result_int(
        context, !raw || forget_names(forget, g_bytes_get_data(raw, NULL), g_bytes_get_size(raw)));
}

/* forget_digest(ID): by which an id is known again that says who wrote. */
static void
sql_digest(sqlite3_context *context, int count, sqlite3_value **values)
{
    g_autofree char *digest = store_forgotten_identity((const char *)sqlite3_value_text(values[0]));
    (void)count;
    sqlite3_result_text(context, digest, -1, SQLITE_TRANSIENT);
}

static const struct {
    const char *name;
    int arguments;
    void (*run)(sqlite3_context *context, int count, sqlite3_value **values);
} functions[] = {
    {"forget_names", 1, sql_names},
    {"forget_text", 1, sql_scrub},
    {"forget_raw", 3, sql_raw},
    {"forget_digest", 1, sql_digest},
};

/* With FORGET NULL they are taken away again. */
static void
set_functions(sqlite3 *db, Forget *forget)
{
    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++)
        sqlite3_create_function(db, functions[i].name, functions[i].arguments,
                                SQLITE_UTF8 | SQLITE_DIRECTONLY, forget,
                                forget ? functions[i].run : NULL, NULL, NULL);
}

/* --- erasing --- */

static gboolean
erase_own(sqlite3 *db, const Forgettable *person, gint64 now, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        if (!sql_run(db, error, own[i], "tti", person->meeting, person->guest, now))
            return FALSE;
    return TRUE;
}

typedef Meeting *(*ReadMeeting)(const char *text, gsize length, const char *file_name,
                                GPtrArray *problems);

/* What TEXT, a source or a body, says without them; *ret_found: they were in it. */
static Meeting *
read_without(const Forgettable *person, ReadMeeting read_text, const char *text, bool *ret_found,
             GError **error)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    g_autoptr(Meeting) read = read_text(text, strlen(text), person->meeting, problems);
    if (!read) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "a revision of %s no longer reads as an event file", person->meeting);
        return NULL;
    }
    *ret_found = forget_meeting(&person->forget, read);
    return g_steal_pointer(&read);
}

/* A revision that has them, as canonical text without them. The body is made of itself: it has the ids that
 * sessions were given when it was applied. */
static gboolean
rewrite_revision(sqlite3 *db, const Forgettable *person, sqlite3_stmt *row, GError **error)
{
    bool found, named;
    g_autoptr(Meeting) source = read_without(
        person, meeting_read, (const char *)sqlite3_column_text(row, 1), &found, error);
    g_autoptr(Meeting) body =
        source ? read_without(person, meeting_read_stored,
                              (const char *)sqlite3_column_text(row, 2), &named, error)
               : NULL;
    if (!body || (!found && !named))
        return body != NULL;
    g_autofree char *whole = meeting_write(source, MEETING_WITH_GUESTS);
    g_autofree char *rest = meeting_write(body, MEETING_WITHOUT_GUESTS);
    g_autofree char *digest = meeting_digest(source);
    return sql_run(db, error,
                   "UPDATE revision SET source = ?, body = ?, digest = ?"
                   " WHERE meeting = ? AND number = ?",
                   "tttti", whole, rest, digest, person->meeting, sqlite3_column_int64(row, 0));
}

static gboolean
rewrite_revisions(sqlite3 *db, const Forgettable *person, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(db, error, "SELECT number, source, body FROM revision WHERE meeting = ?", "t",
                    person->meeting);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return TRUE;
        if (!rewrite_revision(db, person, stmt, error))
            return FALSE;
    }
    return FALSE;
}

/* Runs, for every column that SELECT lists as table and column, the statement that FORMAT makes of the two,
 * with TYPES and what follows bound to it. */
static GPtrArray *
columns_of(sqlite3 *db, const char *select, GError **error)
{
    g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(db, error, select, "");
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&columns);
        char **pair = g_new0(char *, 3);
        pair[0] = sql_text(stmt, 0);
        pair[1] = sql_text(stmt, 1);
        g_ptr_array_add(columns, pair);
    }
    return NULL;
}

#define COLUMNS                                                                                    \
    "SELECT s.name, c.name FROM sqlite_schema s, pragma_table_xinfo(s.name) c"                     \
    " WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite_%' AND "

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
    return sql_run(db, error, sql, "ttt", person->forget.as, person->meeting, person->guest);
}

/* Every row that refers to the guest by id, whichever table it is in. */
static gboolean
rename_guest(sqlite3 *db, const Forgettable *person, GError **error)
{
    g_autoptr(GPtrArray) columns = columns_of(db, COLUMNS "c.name IN ('guest', 'person')", error);
    for (guint i = 0; columns && i < columns->len; i++) {
        char **pair = g_ptr_array_index(columns, i);
        g_autofree char *sql =
            g_strdup_printf("UPDATE \"%s\" SET \"%s\" = ? WHERE meeting = ? AND \"%s\" = ?",
                            pair[0], pair[1], pair[1]);
        if (!sql_run(db, error, sql, "ttt", person->forget.as, person->meeting, person->guest))
            return FALSE;
    }
    return columns && rename_in_changes(db, person, error) &&
           sql_run(db, error,
                   "UPDATE outbox SET key = meeting || '/' || person || '/' || kind || '/' || "
                   "occasion WHERE meeting = ? AND person = ?",
                   "tt", person->meeting, person->forget.as) &&
           sql_run(db, error, "UPDATE guest SET id = ?1, name = ?1 WHERE meeting = ?2 AND id = ?3",
                   "ttt", person->forget.as, person->meeting, person->guest) &&
           sql_run(db, error,
                   "UPDATE identity SET id = ?1, name = ?1"
                   " WHERE meeting = ?2 AND kind = 'guest' AND id = ?3",
                   "ttt", person->forget.as, person->meeting, person->guest);
}

/* What others wrote about them, and we: raw messages and attachments go, in texts the names are replaced. */
static gboolean
erase_mentions(sqlite3 *db, GError **error)
{
    g_autoptr(GPtrArray) columns = columns_of(db, COLUMNS "c.type = 'TEXT'", error);
    if (!columns ||
        !sql_run(db, error,
                 "UPDATE received SET raw = NULL, packed = 0 WHERE raw IS NOT NULL"
                 " AND (forget_names(meaning) OR forget_raw(raw, packed, size))",
                 "") ||
        !sql_run(db, error,
                 "UPDATE attachment SET digest = NULL, missing = 'forgotten' WHERE digest IN"
                 " (SELECT digest FROM content WHERE forget_raw(bytes, packed, size))",
                 "") ||
        !store_content_sweep(db, error) || !store_wording_sweep(db, error))
        return FALSE;
    for (guint i = 0; i < columns->len; i++) {
        char **pair = g_ptr_array_index(columns, i);
        g_autofree char *sql = g_strdup_printf(
            "UPDATE \"%s\" SET \"%s\" = forget_text(\"%s\") WHERE forget_names(\"%s\")", pair[0],
            pair[1], pair[1], pair[1]);
        if (!sql_run(db, error, sql, ""))
            return FALSE;
    }
    return TRUE;
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
    person->forget.as = g_strdup_printf("forgotten-%d", (int)number);
    return TRUE;
}

static gboolean
erase(sqlite3 *db, const Forgettable *person, gint64 now, GError **error)
{
    return sql_run(db, error, "PRAGMA defer_foreign_keys = ON", "") &&
           sql_run(db, error, "INSERT INTO forgetting (meeting, guest) VALUES (?, ?)", "tt",
                   person->meeting, person->guest) &&
           rewrite_revisions(db, person, error) && erase_own(db, person, now, error) &&
           rename_guest(db, person, error) && sql_run(db, error, "DELETE FROM forgetting", "") &&
           erase_mentions(db, error);
}

gboolean
store_forget(Store *store, Forgettable *person, gint64 now, GError **error)
{
    sqlite3 *db = store_db(store);
    g_assert(!person->invited);
    if (!take_number(db, person, now, error))
        return FALSE;
    person->forget.guest = person->guest;
    forget_forms(&person->forget);
    set_functions(db, &person->forget);
    gboolean good = erase(db, person, now, error);
    sql_idle_drop(db);
    set_functions(db, NULL);
    return good;
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
        return TRUE;
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY,
                "%s: another process reads it, so traces are left in its log; the same again later "
                "sweeps them out",
                sqlite3_db_filename(db, "main"));
    return FALSE;
}
