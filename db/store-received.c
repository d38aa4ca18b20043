/* received: what one incoming message writes, but reviews, the ledger and delivery reports. */
#include "db/store-received.h"
#include "db/pack.h"
#include "db/store-identity.h"
#include "db/store-private.h"

char *
store_forgotten_identity(const char *identity)
{
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, identity, -1);
    return g_strconcat("forgotten:", digest, NULL);
}

/* Mostly nobody is forgotten, and the digest need not be made. */
static gboolean
known_as(Store *store, const char *identity, bool *ret_known, bool *ret_some_forgotten,
         GError **error)
{
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error,
                    "SELECT EXISTS (SELECT 1 FROM received WHERE identity = ?),"
                    " EXISTS (SELECT 1 FROM received"
                    "  WHERE identity > 'forgotten:' AND identity < 'forgotten;')",
                    "t", identity);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_known = sqlite3_column_int(stmt, 0);
    *ret_some_forgotten = sqlite3_column_int(stmt, 1);
    return TRUE;
}

gboolean
store_received_known(Store *store, const char *identity, bool *ret_known, GError **error)
{
    bool some_forgotten;
    if (!known_as(store, identity, ret_known, &some_forgotten, error))
        return FALSE;
    if (*ret_known || !some_forgotten)
        return TRUE;
    g_autofree char *digest = store_forgotten_identity(identity);
    return known_as(store, digest, ret_known, &some_forgotten, error);
}

gboolean
store_received_by(Store *store, const char *identity, const char *meeting, const char *guest,
                  bool *ret_has, GError **error)
{
    /* What stands behind an identity begins with a blank. */
    gint64 has;
    if (!sql_get_int(store_db(store), &has, 0, error,
                     "SELECT EXISTS (SELECT 1 FROM received WHERE meeting = ?2 AND guest = ?3"
                     " AND (identity = ?1 OR identity > ?1 || ' ' AND identity < ?1 || '!'))",
                     "ttt", identity, meeting, guest))
        return FALSE;
    *ret_has = has;
    return TRUE;
}

void
namesake_free(Namesake *namesake)
{
    if (!namesake)
        return;
    g_free(namesake->digest);
    g_free(namesake->meaning);
    g_free(namesake);
}

GPtrArray *
store_received_namesakes(Store *store, const char *identity, int max, GError **error)
{
    /* The character behind the colon of RECEIVED_DIGEST ends what begins with it. */
    static const char sql[] = "SELECT digest, meaning FROM received WHERE identity = ?1"
                              " OR identity = ?2 OR (identity > ?1 || '" RECEIVED_DIGEST "'"
                              " AND identity < ?1 || ' sha256;') ORDER BY id LIMIT ?3";
    g_autofree char *forgotten = store_forgotten_identity(identity);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)namesake_free);
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tti", identity, forgotten, (gint64)max);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        Namesake *namesake = g_new0(Namesake, 1);
        namesake->digest = sql_text(stmt, 0);
        namesake->meaning = sql_text(stmt, 1);
        g_ptr_array_add(list, namesake);
    }
    return NULL;
}

GBytes *
store_received_pack(GBytes *raw)
{
    GBytes *packed = pack(raw);
    return packed ? packed : g_bytes_ref(raw);
}

gboolean
store_received_add(Store *store, const NewReceived *received, gint64 now, gint64 *ret_id,
                   GError **error)
{
    static const char sql[] =
        "INSERT INTO received (identity, received_at, recipient, meeting, guest, kind, outcome,"
        " meaning, size, raw, packed, rules, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?)";
    g_autoptr(GBytes) packed = received->packed ? g_bytes_ref(received->packed)
                               : received->raw  ? store_received_pack(received->raw)
                                                : NULL;
    gsize size = received->raw ? g_bytes_get_size(received->raw) : 0;
    bool smaller = packed && g_bytes_get_size(packed) < size;
    if (!sql_run(store_db(store), error, sql, "tittttttibitt", received->identity, now,
                 received->recipient, received->meeting, received->guest, received->kind,
                 received->outcome, received->meaning, (gint64)size, packed, (gint64)smaller,
                 received->rules ? received->rules : "", received->digest))
        return FALSE;
    *ret_id = sqlite3_last_insert_rowid(store_db(store));
    return TRUE;
}

#define SAID RECEIVED_SAID("received")

gboolean
store_received_words(Store *store, gint64 id, char **ret_message_id, char **ret_words,
                     GError **error)
{
    static const char sql[] =
        "SELECT iif(identity LIKE '<%', iif(instr(identity, '>" RECEIVED_DIGEST "'),"
        "  substr(identity, 1, instr(identity, '>" RECEIVED_DIGEST "')), identity), NULL),"
        " coalesce(meaning ->> '$.bounce.reason', " SAID ")"
        " FROM received WHERE id = ?";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "i", id);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    if (ret_message_id)
        *ret_message_id = row ? sql_text(stmt, 0) : NULL;
    if (ret_words)
        *ret_words = row ? sql_text(stmt, 1) : NULL;
    return TRUE;
}

gboolean
store_received_unclear(Store *store, const char *meeting, const char *guest, gint64 since,
                       bool *ret_wrote, GError **error)
{
    static const char sql[] =
        "SELECT 1 FROM received m JOIN review r ON r.received = m.id WHERE m.meeting = ?1"
        " AND m.guest = ?2 AND m.kind = 'reply' AND m.received_at > ?3 AND r.why IN (?4, ?5, ?6,"
        "  ?7)"
        " LIMIT 1";
    gint64 wrote;
    if (!sql_get_int(store_db(store), &wrote, 0, error, sql, "ttitttt", meeting, guest, since,
                     reason_text(REASON_UNCLEAR), reason_text(REASON_UNSURE),
                     reason_text(REASON_SLOT), reason_text(REASON_ASIDE)))
        return FALSE;
    *ret_wrote = wrote;
    return TRUE;
}

GPtrArray *
store_question_answers(Store *store, const char *meeting, const char *guest, GError **error)
{
    static const char sql[] =
        "SELECT r.guest, a.key, a.value, r.id FROM received r, json_each(r.meaning, '$.answers') a"
        " WHERE r.meeting = ?1 AND r.guest = coalesce(?2, r.guest) AND r.outcome = 'recorded'"
        " ORDER BY r.id DESC, a.id";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "tt", meeting, guest);
    g_autoptr(GPtrArray) answers =
        g_ptr_array_new_with_free_func((GDestroyNotify)question_answer_free);
    bool row = true, theirs = true;
    gint64 message = 0;
    while (stmt && sql_step(stmt, &row, error) && row) {
        if (guest && sqlite3_column_int64(stmt, 3) != message) {
            g_autofree char *address = NULL;
            message = sqlite3_column_int64(stmt, 3);
            if (!store_identity_sender(store, meeting, guest, message, &theirs, &address, error))
                return NULL;
        }
        if (!theirs)
            continue;
        QuestionAnswer *answer = g_new0(QuestionAnswer, 1);
        answer->guest = sql_text(stmt, 0);
        answer->key = sql_text(stmt, 1);
        answer->words = sql_text(stmt, 2);
        g_ptr_array_add(answers, answer);
    }
    return stmt && !row ? g_steal_pointer(&answers) : NULL;
}
