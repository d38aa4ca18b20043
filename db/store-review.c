/* review: what waits for the organizer, and what ends that. */
#include "db/store-private.h"
#include "db/store-received.h"
#include "event/address.h"
#include <string.h>

void
review_free(Review *review)
{
    if (!review)
        return;
    g_free(review->meeting);
    g_free(review->guest);
    g_free(review->name);
    g_free(review->from);
    g_free(review->why);
    g_free(review->proposal);
    g_free(review->defects);
    g_free(review);
}

bool
review_is_answer(const Review *review)
{
    return review->guest && !review->report && !review->unread;
}

gboolean
store_review_open(Store *store, gint64 received, const char *meeting, const char *guest,
                  Partstat guess, const char *why, gint64 now, GError **error)
{
    return sql_run(store_db(store), error,
                   "INSERT INTO review (received, meeting, guest, guess, why, opened_at)"
                   " VALUES (?, ?, ?, ?, ?, ?)",
                   "itttti", received, meeting, guest, partstat_name(guess), why, now);
}

gboolean
store_review_reason(Store *store, gint64 received, Reason *ret_reason, GError **error)
{
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(
        store_db(store), error, "SELECT why FROM review WHERE received = ?", "i", received);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_reason = row ? reason_of_text((const char *)sqlite3_column_text(stmt, 0)) : REASON_NONE;
    return TRUE;
}

static Review *
review_of_row(sqlite3_stmt *stmt)
{
    Review *review = g_new0(Review, 1);
    review->id = sqlite3_column_int64(stmt, 0);
    review->received = sqlite3_column_int64(stmt, 1);
    review->meeting = sql_text(stmt, 2);
    review->guest = sql_text(stmt, 3);
    review->name = sql_text(stmt, 4);
    review->guess = partstat_parse((const char *)sqlite3_column_text(stmt, 5));
    review->why = sql_text(stmt, 6);
    review->defects = sql_text(stmt, 7);
    review->from = sql_text(stmt, 8);
    review->report = sqlite3_column_int(stmt, 9);
    review->unread = sqlite3_column_int(stmt, 10);
    review->proposal = sql_text(stmt, 11);
    return review;
}

GPtrArray *
store_review_list(Store *store, const char *meeting, GError **error)
{
    static const char sql[] =
        "SELECT review.id, received, review.meeting, review.guest,"
        " coalesce(guest.name, meaning ->> 'from'), guess, why,"
        " (SELECT group_concat(value, '; ') FROM json_each(meaning, '$.defects')),"
        " meaning ->> 'from', kind = 'bounce',"
        " kind = 'unreadable' AND coalesce(meaning ->> 'reply', '') = '',"
        " meaning ->> '$.itip.proposal'"
        " FROM review JOIN received ON received.id = review.received"
        " LEFT JOIN guest ON guest.meeting = review.meeting AND guest.id = review.guest"
        " WHERE decided_at IS NULL"
        " AND (?1 IS NULL OR review.meeting = ?1 OR review.meeting IS NULL) ORDER BY review.id";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "t", meeting);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)review_free);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        g_ptr_array_add(list, review_of_row(stmt));
    }
    return NULL;
}

gboolean
store_review_decide(Store *store, gint64 review, const char *decision, gint64 now, GError **error)
{
    return sql_run(
        store_db(store), error,
        "UPDATE review SET decided_at = ?, decision = ? WHERE id = ? AND decided_at IS NULL", "iti",
        now, decision, review);
}

/* The local part of ADDRESS is that of one of ADDRESSES. */
static bool
is_like(const GPtrArray *addresses, const char *address)
{
    g_autofree char *wanted = address_local(address);
    for (guint i = 0; i < addresses->len; i++) {
        g_autofree char *local = address_local(g_ptr_array_index(addresses, i));
        if (g_ascii_strcasecmp(local, wanted) == 0)
            return true;
    }
    return false;
}

/* FROM begins with NAME, as in "Ann Able <ann@x.example>". */
static bool
is_named(const char *from, const char *name)
{
    g_autofree char *written = g_utf8_casefold(from, -1), *wanted = g_utf8_casefold(name, -1);
    const char *address = strrchr(written, '<');
    g_autofree char *display = g_strndup(written, address ? (gsize)(address - written) : 0);
    return g_str_equal(g_strstrip(display), wanted);
}

/* Whether a message FROM there is, by all that it says, from somebody other than the guest of that NAME and ADDRESSES. */
static bool
is_somebody_else(const char *from, const char *name, const GPtrArray *addresses)
{
    g_autofree char *address = address_of_mailbox(from);
    if (!from)
        return false;
    return !address || (!address_among(addresses, address) && !is_like(addresses, address) &&
                        !is_named(from, name));
}

/* Addresses of a guest, and those that they turned out to write from. */
static GPtrArray *
addresses_of(Store *store, const char *meeting, const char *guest, GError **error)
{
    static const char sql[] = "SELECT address FROM address WHERE meeting = ?1 AND guest = ?2"
                              " UNION ALL SELECT address FROM learned"
                              " WHERE meeting = ?1 AND guest = ?2";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "tt", meeting, guest);
    return sql_texts(stmt, error);
}

/* What waits for GUEST and is to be settled. Review *. */
static GPtrArray *
settled_by(Store *store, const char *meeting, const char *guest, GError **error)
{
    g_autoptr(GPtrArray) list = store_review_list(store, meeting, error);
    g_autoptr(GPtrArray) addresses = list ? addresses_of(store, meeting, guest, error) : NULL;
    if (!addresses)
        return NULL;
    for (guint i = list->len; i > 0; i--) {
        const Review *review = g_ptr_array_index(list, i - 1);
        if (g_strcmp0(review->guest, guest) != 0 ||
            (!review->report && is_somebody_else(review->from, review->name, addresses)))
            g_ptr_array_remove_index(list, i - 1);
    }
    return g_steal_pointer(&list);
}

gboolean
store_review_settle(Store *store, const char *meeting, const char *guest, gint64 now,
                    GError **error)
{
    gint64 waits;
    /* Mostly there is none, and looking is cheaper than setting out to change what is found. */
    if (!sql_get_int(store_db(store), &waits, 0, error,
                     "SELECT EXISTS (SELECT 1 FROM review"
                     " WHERE meeting = ? AND guest = ? AND decided_at IS NULL)",
                     "tt", meeting, guest))
        return FALSE;
    if (!waits)
        return TRUE;
    g_autoptr(GPtrArray) list = settled_by(store, meeting, guest, error);
    for (guint i = 0; list && i < list->len; i++) {
        const Review *review = g_ptr_array_index(list, i);
        if (!store_review_decide(store, review->id, "settled", now, error))
            return FALSE;
    }
    return list != NULL;
}
