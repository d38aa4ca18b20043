/* Names in texts are found in whatever tables the schema has. */
#include "db/pack.h"
#include "db/store-forget-parts.h"
#include "db/store-private.h"
#include "db/store-received.h"

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

/* forget_json(TEXT): the same for JSON. */
static void
sql_scrub_json(sqlite3_context *context, int count, sqlite3_value **values)
{
    const Forget *forget = sqlite3_user_data(context);
    (void)count;
    sqlite3_result_text(context, forget_json(forget, (const char *)sqlite3_value_text(values[0])),
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
    sqlite3_result_int(context, !raw || forget_names_bytes(forget, g_bytes_get_data(raw, NULL),
                                                           g_bytes_get_size(raw)));
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
    {"forget_names", 1, sql_names},     {"forget_text", 1, sql_scrub},
    {"forget_json", 1, sql_scrub_json}, {"forget_raw", 3, sql_raw},
    {"forget_digest", 1, sql_digest},
};

static void
set_functions(sqlite3 *db, Forget *forget)
{
    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++)
        sqlite3_create_function(db, functions[i].name, functions[i].arguments,
                                SQLITE_UTF8 | SQLITE_DIRECTONLY, forget,
                                forget ? functions[i].run : NULL, NULL, NULL);
}

void
forget_functions(sqlite3 *db, const Forgettable *person)
{
    set_functions(db, person->forget);
}

void
forget_functions_clear(sqlite3 *db)
{
    set_functions(db, NULL);
}

/* --- messages --- */

/* Of the message ID: whether its bytes name FORGET's person, as they came or once they are decoded. */
static gboolean
look_at(sqlite3 *db, const Forget *forget, gint64 id, ForgetLook look, gpointer data,
        bool *ret_names, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(
        db, error,
        "SELECT raw, packed, size, forget_names(meaning) OR forget_raw(raw, packed, size)"
        " OR EXISTS (SELECT 1 FROM attachment a JOIN content c ON c.digest = a.digest"
        "  WHERE a.received = received.id AND forget_raw(c.bytes, c.packed, c.size))"
        " FROM received WHERE id = ?",
        "i", id);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_names = sqlite3_column_int(stmt, 3);
    if (*ret_names)
        return TRUE;
    g_autoptr(GBytes) raw = NULL;
    return store_unpack(stmt, 0, &raw, error) && look(forget, raw, data, ret_names, error);
}

static GArray *
list_raws(sqlite3 *db, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(db, error, "SELECT id FROM received WHERE raw IS NOT NULL", "");
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        const gint64 id = sqlite3_column_int64(stmt, 0);
        g_array_append_val(list, id);
    }
    return NULL;
}

static gboolean
erase_raws(sqlite3 *db, const Forget *forget, ForgetLook look, gpointer data, GError **error)
{
    g_autoptr(GArray) raws = list_raws(db, error);
    for (guint i = 0; raws && i < raws->len; i++) {
        const gint64 id = g_array_index(raws, gint64, i);
        bool names = false;
        if (!look_at(db, forget, id, look, data, &names, error) ||
            (names && !sql_run(db, error, "UPDATE received SET raw = NULL, packed = 0 WHERE id = ?",
                               "i", id)))
            return FALSE;
    }
    return raws != NULL;
}

/* Before attachments go: a message that had one is read anew from its bytes. */
static gboolean
erase_files(sqlite3 *db, GError **error)
{
    return sql_run(db, error,
                   "UPDATE attachment SET digest = NULL, missing = 'forgotten' WHERE digest IN"
                   " (SELECT digest FROM content WHERE forget_raw(bytes, packed, size))",
                   "") &&
           store_content_sweep(db, error) && store_wording_sweep(db, error);
}

/* --- texts --- */

GPtrArray *
forget_columns(sqlite3 *db, const char *which, GError **error)
{
    g_autofree char *select =
        g_strconcat("SELECT s.name, c.name FROM sqlite_schema s, pragma_table_xinfo(s.name) c"
                    " WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite_%' AND ",
                    which, NULL);
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

/* Columns that hold no prose: what others are called by us, ids and keys that rows are known by, digests, words out of a
 * fixed list, and what revisions have (store-forget-revision.c). */
#define NO_PROSE                                                                                   \
    "c.name NOT IN ('meeting', 'guest', 'person', 'id', 'uid', 'key', 'kind', 'state', 'token',"   \
    " 'organizer_token', 'digest', 'envelope_id', 'message_id', 'identity', 'claimed_by',"         \
    " 'occasion', 'partstat', 'guess', 'decision', 'refused', 'outcome', 'channel', 'rule',"       \
    " 'rules', 'trust', 'answer_trust', 'change_trust', 'tells', 'what', 'missing', 'failure',"    \
    " 'status', 'type', 'day', 'dtstamp', 'language', 'zone', 'groups', 'affiliation',"            \
    " 'audience', 'scope', 'workspace', 'validity', 'missed', 'source', 'body')"                   \
    " AND s.name || '.' || c.name NOT IN ('guest.name', 'address.address', 'learned.address',"     \
    " 'identity.name', 'source.name')"

/* Where an id or a key has a name or address in it. A message's id becomes a digest, by which it is known again. */
static const char *const keys[] = {
    "UPDATE identity SET name = forget_text(name) WHERE kind <> 'guest' AND forget_names(name)",
    "UPDATE received SET identity = forget_digest(identity) WHERE forget_names(identity)",
    "UPDATE outbox SET person = forget_text(person) WHERE person LIKE '@%' AND "
    "forget_names(person)",
    "UPDATE outbox SET key = meeting || '/' || person || '/' || kind || '/' || occasion"
    " WHERE person LIKE '@%' AND forget_names(key)",
};

static gboolean
erase_texts(sqlite3 *db, GError **error)
{
    g_autoptr(GPtrArray) columns = forget_columns(db, "c.type = 'TEXT' AND " NO_PROSE, error);
    for (guint i = 0; columns && i < columns->len; i++) {
        char **pair = g_ptr_array_index(columns, i);
        bool json = g_str_equal(pair[1], "meaning") || g_str_equal(pair[1], "details");
        g_autofree char *sql = g_strdup_printf(
            "UPDATE \"%s\" SET \"%s\" = %s(\"%s\") WHERE forget_names(\"%s\")", pair[0], pair[1],
            json ? "forget_json" : "forget_text", pair[1], pair[1]);
        if (!sql_run(db, error, sql, ""))
            return FALSE;
    }
    for (size_t i = 0; columns && i < G_N_ELEMENTS(keys); i++)
        if (!sql_run(db, error, keys[i], ""))
            return FALSE;
    return columns != NULL;
}

gboolean
forget_mentions(sqlite3 *db, const Forgettable *person, ForgetLook look, gpointer data,
                GError **error)
{
    return erase_raws(db, person->forget, look, data, error) && erase_files(db, error) &&
           erase_texts(db, error);
}
