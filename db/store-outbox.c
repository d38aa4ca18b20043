/* The outbox's rows. Each state change of one row is one UPDATE that names the state it leaves, so that
 * two runs never both make it. */
#include "db/store-outbox.h"
#include "db/store-private.h"

/* The organizer's hold on what is new: ?2 is its meeting, ?3 the person, ?4 the kind. */
#define HOLD                                                                                       \
    "(SELECT iif(because = '', 'the organizer holds it', because) FROM hold"                       \
    " WHERE meeting = ?2 AND ended_at IS NULL"                                                     \
    " AND coalesce(person, iif(?3 = 'organizer' AND kind IS NULL, '', ?3)) = ?3"                   \
    " AND coalesce(kind, ?4) = ?4)"

/* Why a new row is held; NULL = it is not. An INSERT from a SELECT would keep a journal of its own. */
#define HELD_WHY "coalesce(?12, " HOLD ")"

/* Few are, and whether one is would have to be looked for a third time; of what is not held its trouble says nothing. */
#define MAY_BE_HELD                                                                                \
    "?12 IS NOT NULL OR EXISTS (SELECT 1 FROM hold WHERE meeting = ?2 AND ended_at IS NULL)"

/* What a row forgets that came to nothing and is to be sent after all: it was dropped, or has failed elsewhere. */
static gboolean
tell_void(Store *store, const char *key, gint64 now, GError **error)
{
    static const char sql[] =
        "INSERT INTO decision (outbox, at, decision, because) SELECT id, ?2, 'again', trim("
        "iif(state = 'failed', 'it had failed at ' || recipient || ': ' || iif(code, code || ' ', "
        "''),"
        " 'it had been dropped' || CASE attempts WHEN 0 THEN '' WHEN 1 THEN ' after 1 try'"
        "  ELSE ' after ' || attempts || ' tries' END || ': ') || words, ': ')"
        " FROM outbox o WHERE key = ?1 AND" OUTBOX_VOID("o");
    return sql_run(store_db(store), error, sql, "ti", key, now);
}

gboolean
store_outbox_add(Store *store, const NewOutbox *item, gint64 now, bool *ret_new, GError **error)
{
    static const char sql[] =
        "INSERT INTO outbox (key, meeting, person, kind, occasion, reason, received, recipient,"
        " message_id, envelope_id, state, queued_at, next_at, held_why, trouble) VALUES"
        " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, iif(" HELD_WHY " IS NULL, 'queued', 'held'),"
        "  ?11, max(?11, ?13), " HELD_WHY ", iif(" MAY_BE_HELD ", " NEXT_TROUBLE ", NULL))"
        " ON CONFLICT (key) DO UPDATE SET state = excluded.state, reason = excluded.reason,"
        "  recipient = excluded.recipient, message_id = excluded.message_id, queued_at = "
        "excluded.queued_at,"
        "  next_at = excluded.next_at, held_why = excluded.held_why, trouble = excluded.trouble, "
        "first_at = NULL,"
        "  attempts = 0, ended_at = NULL, code = 0, status = '', words = '',"
        "  envelope_id = iif(state = 'failed', excluded.envelope_id, envelope_id)"
        "  WHERE" OUTBOX_VOID("outbox");
    const Notice *notice = item->notice;
    g_autofree char *key = notice_key(notice);
    if (!tell_void(store, key, now, error))
        return FALSE;
    if (!sql_run(store_db(store), error, sql, "ttttttntttiti", key, notice->meeting, notice->person,
                 notice_kind_name(notice->kind), notice->occasion, notice->reason, item->received,
                 item->recipient, item->message_id, item->envelope_id, now, item->held_why,
                 notice->not_before))
        return FALSE;
    if (ret_new)
        *ret_new = sqlite3_changes(store_db(store)) > 0;
    return TRUE;
}

gboolean
store_outbox_message_id(Store *store, const char *key, char **ret_id, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(
        store_db(store), error, "SELECT message_id FROM outbox WHERE key = ?", "t", key);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_id = row ? sql_text(stmt, 0) : NULL;
    return TRUE;
}

gboolean
store_outbox_hold_why(Store *store, const Notice *notice, char **ret_why, GError **error)
{
    bool row;
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, "SELECT ?1, " HOLD, "tttt", "", notice->meeting,
                    notice->person, notice_kind_name(notice->kind));
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_why = sql_text(stmt, 1);
    return TRUE;
}

void
outbox_item_free(OutboxItem *item)
{
    if (!item)
        return;
    notice_free(item->notice);
    g_free(item->recipient);
    g_free(item->message_id);
    g_free(item->envelope_id);
    g_free(item->status);
    g_free(item->words);
    g_free(item->held_why);
    g_free(item);
}

#define ITEM_COLUMNS                                                                               \
    "id, meeting, person, kind, occasion, reason, received, recipient, message_id, envelope_id,"   \
    " state, queued_at, next_at, first_at, ended_at, attempts, code, status, words, held_why, "    \
    "trouble"

/* NULL for a kind that this program does not know (a newer one wrote it). */
static OutboxItem *
item_of_row(sqlite3_stmt *stmt)
{
    NoticeKind kind;
    if (!notice_kind_parse((const char *)sqlite3_column_text(stmt, 3), &kind))
        return NULL;
    OutboxItem *item = g_new0(OutboxItem, 1);
    item->id = sqlite3_column_int64(stmt, 0);
    item->notice = notice_new((const char *)sqlite3_column_text(stmt, 1),
                              (const char *)sqlite3_column_text(stmt, 2), kind,
                              (const char *)sqlite3_column_text(stmt, 4),
                              (const char *)sqlite3_column_text(stmt, 5));
    item->received = sql_instant(stmt, 6);
    item->recipient = sql_text(stmt, 7);
    item->message_id = sql_text(stmt, 8);
    item->envelope_id = sql_text(stmt, 9);
    item->state = delivery_parse((const char *)sqlite3_column_text(stmt, 10));
    item->queued_at = sqlite3_column_int64(stmt, 11);
    item->next_at = sqlite3_column_int64(stmt, 12);
    item->first_at = sql_instant(stmt, 13);
    item->ended_at = sql_instant(stmt, 14);
    item->attempts = sqlite3_column_int(stmt, 15);
    item->code = sqlite3_column_int(stmt, 16);
    item->status = sql_text(stmt, 17);
    item->words = sql_text(stmt, 18);
    item->held_why = sql_text(stmt, 19);
    item->trouble = sqlite3_column_int64(stmt, 20);
    return item;
}

static GPtrArray *
items_of(sqlite3_stmt *stmt, GError **error)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func((GDestroyNotify)outbox_item_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&items);
        OutboxItem *item = item_of_row(stmt);
        if (item)
            g_ptr_array_add(items, item);
    }
    return NULL;
}

/* Parameters: now, meeting, person, kind, received. */
#define DUE                                                                                        \
    " WHERE state = 'queued' AND next_at <= ?1"                                                    \
    " AND (?2 IS NULL OR meeting = ?2) AND (?3 IS NULL OR person = ?3)"                            \
    " AND (?4 IS NULL OR kind = ?4)"                                                               \
    " AND (?5 = 0 OR received = ?5 OR (?5 < 0 AND received IS NOT NULL))"

GPtrArray *
store_outbox_due(Store *store, const OutboxFilter *filter, gint64 now, GError **error)
{
    static const char sql[] =
        "SELECT " ITEM_COLUMNS " FROM outbox" DUE " ORDER BY next_at, id LIMIT ?6";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(
        store_db(store), error, sql, "itttii", now, filter->meeting, filter->person, filter->kind,
        filter->received, (gint64)(filter->limit > 0 ? filter->limit : -1));
    return items_of(stmt, error);
}

gboolean
store_outbox_count_due(Store *store, const OutboxFilter *filter, gint64 now, int *ret_count,
                       GError **error)
{
    gint64 count;
    if (!sql_get_int(store_db(store), &count, 0, error, "SELECT min(count(*), ?6) FROM outbox" DUE,
                     "itttii", now, filter->meeting, filter->person, filter->kind, filter->received,
                     (gint64)(filter->limit > 0 ? filter->limit : G_MAXINT)))
        return FALSE;
    *ret_count = (int)count;
    return TRUE;
}

gboolean
store_outbox_claim(Store *store, gint64 id, const char *run, const OutboxSent *sent, gint64 now,
                   GError **error)
{
    static const char sql[] =
        "UPDATE outbox SET state = 'claimed', claimed_by = ?1, started_at = ?2, revision = ?3,"
        " lead = max(lead, ?5) WHERE id = ?4 AND state = 'queued'";
    sqlite3 *db = store_db(store);
    if (!sql_run(db, error, sql, "tiiii", run, now, (gint64)sent->revision, id, (gint64)sent->lead))
        return FALSE;
    return sqlite3_changes(db) == 0 || !sent->letter.text ||
           store_letter_put(store, id, &sent->letter, error);
}

GPtrArray *
store_outbox_runs(Store *store, GError **error)
{
    static const char sql[] = "SELECT DISTINCT claimed_by FROM outbox WHERE state = 'claimed'";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "");
    return sql_texts(stmt, error);
}

GPtrArray *
store_outbox_claimed(Store *store, const char *run, GError **error)
{
    static const char sql[] = "SELECT " ITEM_COLUMNS
                              " FROM outbox WHERE state = 'claimed' AND claimed_by = ? ORDER BY id";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "t", run);
    return items_of(stmt, error);
}

/* What has not left goes to the address that its guest has now, and is tried as if new there: what the server of
 * the other one said says nothing of it. Parameter 2: now. */
#define MAILED_TO ADDRESS_OF("a")
#define REDIRECT(which)                                                                            \
    "UPDATE outbox SET recipient =" MAILED_TO ", attempts = 0, first_at = NULL, ended_at = NULL,"  \
    " state = iif(state = 'failed', 'queued', state), next_at = min(next_at, ?2),"                 \
    " words = iif(code = 0, words, ''), code = 0, status = ''"                                     \
    " FROM address a INDEXED BY address_of_guest WHERE " which                                     \
    " AND a.meeting = outbox.meeting AND a.guest = outbox.person"                                  \
    " AND a.position = 0 AND" MAILED_TO " <> outbox.recipient"

/* Whose address was corrected while it was tried at the old one. */
static gboolean
redirect_one(Store *store, gint64 id, gint64 now, bool *ret_redirected, GError **error)
{
    static const char sql[] = REDIRECT("outbox.id = ?1 AND outbox.state IN ('queued', 'failed')");
    if (!sql_run(store_db(store), error, sql, "ii", id, now))
        return FALSE;
    *ret_redirected = sqlite3_changes(store_db(store)) > 0;
    return TRUE;
}

/* Beside the mark of each ending, which most mails need not wait for. */
static gboolean
note_trouble(Store *store, gint64 id, GError **error)
{
    return sql_run(store_db(store), error,
                   "UPDATE outbox SET trouble = " NEXT_TROUBLE " WHERE id = ?", "i", id);
}

gboolean
store_outbox_finish(Store *store, gint64 id, Delivery *state, int code, const char *status,
                    const char *words, gint64 next_at, gint64 now, GError **error)
{
    static const char sql[] =
        "UPDATE outbox SET state = ?1, ended_at = iif(?1 = 'queued', NULL, ?2), claimed_by = NULL,"
        " attempts = attempts + 1, first_at = coalesce(first_at, started_at), started_at = NULL,"
        " next_at = ?3, code = ?4, status = ?5, words = ?6 WHERE id = ?7 AND state = 'claimed'";
    bool redirected = false;
    if (!sql_run(store_db(store), error, sql, "tiiitti", delivery_name(*state), now, next_at,
                 (gint64)code, status, words, id))
        return FALSE;
    bool left = *state != DELIVERY_QUEUED && *state != DELIVERY_FAILED;
    if (sqlite3_changes(store_db(store)) > 0 && !left &&
        !redirect_one(store, id, now, &redirected, error))
        return FALSE;
    if (*state != DELIVERY_QUEUED && *state != DELIVERY_SENT && !note_trouble(store, id, error))
        return FALSE;
    if (redirected)
        *state = DELIVERY_QUEUED;
    return TRUE;
}

gboolean
store_outbox_put_back(Store *store, gint64 id, int code, const char *words, gint64 next_at,
                      GError **error)
{
    static const char sql[] =
        "UPDATE outbox SET state = 'queued', claimed_by = NULL, started_at = NULL, next_at = ?,"
        " code = ?, words = ? WHERE id = ? AND state = 'claimed'";
    bool ignored;
    return sql_run(store_db(store), error, sql, "iiti", next_at, (gint64)code, words, id) &&
           redirect_one(store, id, next_at, &ignored, error);
}

gboolean
store_outbox_defer(Store *store, gint64 id, gint64 next_at, const char *reason, GError **error)
{
    return sql_run(store_db(store), error,
                   "UPDATE outbox SET next_at = ?, reason = coalesce(?, reason)"
                   " WHERE id = ? AND state = 'queued'",
                   "iti", next_at, reason, id);
}

gboolean
store_outbox_unclaim(Store *store, const char *run, GError **error)
{
    static const char redirect_sql[] =
        REDIRECT("outbox.state = 'claimed' AND outbox.claimed_by = ?1");
    sqlite3 *db = store_db(store);
    return sql_run(db, error, redirect_sql, "ti", run, (gint64)G_MAXINT64) &&
           sql_run(db, error,
                   "UPDATE outbox SET state = 'queued', claimed_by = NULL, started_at = NULL"
                   " WHERE state = 'claimed' AND claimed_by = ?",
                   "t", run);
}

gboolean
store_outbox_drop(Store *store, gint64 id, const char *why, gint64 now, GError **error)
{
    return sql_run(
        store_db(store), error,
        "UPDATE outbox SET state = 'dropped', ended_at = ?, words = ?, code = 0, status = '',"
        " claimed_by = NULL, held_why = NULL WHERE id = ? AND state IN ('queued', 'held', "
        "'claimed')",
        "iti", now, why, id);
}

gboolean
store_outbox_hold(Store *store, gint64 id, const char *why, GError **error)
{
    return sql_run(store_db(store), error,
                   "UPDATE outbox SET state = 'held', held_why = ?1, words = ?1,"
                   " trouble = " NEXT_TROUBLE " WHERE id = ?2 AND state = 'queued'",
                   "ti", why, id);
}

gboolean
store_outbox_overtaken(Store *store, const OutboxItem *item, bool *ret_overtaken, GError **error)
{
    static const char sql[] =
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE meeting = ? AND person = ? AND kind = ?"
        " AND received > ? AND state <> 'dropped')";
    const Notice *notice = item->notice;
    gint64 exists;
    if (!sql_get_int(store_db(store), &exists, 0, error, sql, "ttti", notice->meeting,
                     notice->person, notice_kind_name(notice->kind), item->received))
        return FALSE;
    *ret_overtaken = exists;
    return TRUE;
}

gboolean
store_outbox_redirect_digests(Store *store, const char *meeting, const char *organizer, gint64 now,
                              GError **error)
{
    static const char sql[] =
        "UPDATE outbox SET recipient = ?3, attempts = 0, first_at = NULL,"
        " next_at = iif(attempts > 0, min(next_at, ?2), next_at), words = iif(code = 0, words, ''),"
        " code = 0, status = '' WHERE meeting = ?1 AND kind = 'digest' AND recipient <> ?3"
        " AND state IN ('queued', 'held')";
    return sql_run(store_db(store), error, sql, "tit", meeting, now, organizer);
}

gboolean
store_outbox_redirect(Store *store, const char *meeting, gint64 now, GError **error)
{
    static const char sql[] =
        REDIRECT("outbox.meeting = ?1 AND outbox.state IN ('queued', 'held')");
    return sql_run(store_db(store), error, sql, "ti", meeting, now);
}

gboolean
store_outbox_redirect_owner(Store *store, const char *meeting, const char *key, gint64 now,
                            GError **error)
{
    static const char sql[] =
        REDIRECT("outbox.meeting = ?1 AND outbox.person = (SELECT guest FROM address b"
                 " WHERE b.meeting = ?1 AND b.key = ?3) AND outbox.state IN ('queued', 'held')");
    return sql_run(store_db(store), error, sql, "tit", meeting, now, key);
}

GPtrArray *
store_outbox_list(Store *store, const char *meeting, const char *person, Delivery state,
                  GError **error)
{
    static const char sql[] = "SELECT " ITEM_COLUMNS " FROM outbox WHERE meeting = ?1"
                              " AND (?2 IS NULL OR person = ?2) AND (?3 IS NULL OR state = ?3)"
                              " ORDER BY id";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "ttt", meeting, person,
                    state == DELIVERY_NONE ? NULL : delivery_name(state));
    return items_of(stmt, error);
}

gboolean
store_outbox_count(Store *store, const char *meeting, Delivery state, int *ret_count,
                   GError **error)
{
    gint64 count;
    if (!sql_get_int(store_db(store), &count, 0, error,
                     "SELECT count(*) FROM outbox WHERE meeting = ? AND state = ?", "tt", meeting,
                     delivery_name(state)))
        return FALSE;
    *ret_count = (int)count;
    return TRUE;
}

gboolean
store_outbox_count_later(Store *store, const char *meeting, const char *person, bool tried,
                         gint64 now, int *ret_count, GError **error)
{
    gint64 count;
    if (!sql_get_int(store_db(store), &count, 0, error,
                     "SELECT count(*) FROM outbox WHERE state = 'queued' AND next_at > ?1"
                     " AND (?4 OR (attempts = 0 AND code = 0 AND words = '')) AND meeting = ?2"
                     " AND (?3 IS NULL OR person = ?3)",
                     "itti", now, meeting, person, (gint64)tried))
        return FALSE;
    *ret_count = (int)count;
    return TRUE;
}

gboolean
store_outbox_next(Store *store, gint64 *ret_next, GError **error)
{
    return sql_get_int(store_db(store), ret_next, NEVER, error,
                       "SELECT min(next_at) FROM outbox WHERE state = 'queued'", "");
}
