/* Guests as rows. Groups stand in one column: they are only ever read together with their guest. */
#include "db/store-guest.h"
#include "db/store-outbox.h"
#include "db/store-private.h"
#include "event/address.h"
#include "event/token.h"
#include <string.h>

static char *
join_groups(const GPtrArray *groups)
{
    GString *text = g_string_new(groups->len ? "\n" : "");
    for (guint i = 0; i < groups->len; i++)
        g_string_append_printf(text, "%s\n", (const char *)g_ptr_array_index(groups, i));
    return g_string_free(text, FALSE);
}

static void
split_lines(const char *text, GPtrArray *lines)
{
    g_auto(GStrv) names = g_strsplit(text, "\n", -1);
    for (char **name = names; *name; name++)
        if (**name)
            g_ptr_array_add(lines, g_strdup(*name));
}

static gboolean
put_guest(sqlite3_stmt *guests, sqlite3_stmt *addresses, const char *meeting, const Guest *guest,
          guint position, GError **error)
{
    g_autofree char *groups = join_groups(guest->groups);
    sql_rebind(guests, "ttitttttti", meeting, guest->id, (gint64)position, guest->name, guest->role,
               guest->affiliation, guest->language, guest->zone, groups, (gint64)guest->wave);
    if (!sql_step(guests, NULL, error))
        return FALSE;
    for (guint i = 0; i < guest->addresses->len; i++) {
        const char *address = g_ptr_array_index(guest->addresses, i);
        g_autofree char *key = address_key(address);
        sql_rebind(addresses, "tttit", meeting, key, guest->id, (gint64)i, address);
        if (!sql_step(addresses, NULL, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
store_guest_apply(Store *store, const Meeting *meeting, gint64 now, GError **error)
{
    static const char put_guest_sql[] =
        "INSERT INTO guest (meeting, id, position, name, role, affiliation, language, zone, groups,"
        " wave) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET position = "
        "excluded.position,"
        " name = excluded.name, role = excluded.role, affiliation = excluded.affiliation,"
        " language = excluded.language, zone = excluded.zone, groups = excluded.groups,"
        " wave = excluded.wave, removed_at = NULL";
    /* What was known of an address holds only while it is the same guest's. */
    static const char put_address_sql[] =
        "INSERT INTO address (meeting, key, guest, position, address) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET position = excluded.position, address = excluded.address,"
        " dead_at = iif(guest = excluded.guest, dead_at, NULL),"
        " dead_why = iif(guest = excluded.guest, dead_why, NULL), guest = excluded.guest";
    sqlite3 *db = store_db(store);
    /* Rows not touched by what follows are those that the file no longer has. */
    if (!sql_run(db, error, "UPDATE guest SET position = -1 WHERE meeting = ?", "t", meeting->id) ||
        !sql_run(db, error, "UPDATE address SET position = -1 WHERE meeting = ?", "t", meeting->id))
        return FALSE;
    g_autoptr(sqlite3_stmt) guests =
        sql_prepare(db, error, put_guest_sql, "ttitttttti", NULL, NULL, (gint64)0, NULL, NULL, NULL,
                    NULL, NULL, NULL, (gint64)0);
    g_autoptr(sqlite3_stmt) addresses =
        sql_prepare(db, error, put_address_sql, "tttit", NULL, NULL, NULL, (gint64)0, NULL);
    if (!guests || !addresses)
        return FALSE;
    for (guint i = 0; i < meeting->guests->len; i++)
        if (!put_guest(guests, addresses, meeting->id, g_ptr_array_index(meeting->guests, i), i,
                       error))
            return FALSE;
    return sql_run(db, error, "DELETE FROM address WHERE meeting = ? AND position = -1", "t",
                   meeting->id) &&
           sql_run(db, error,
                   "UPDATE guest SET removed_at = coalesce(removed_at, ?)"
                   " WHERE meeting = ? AND position = -1",
                   "it", now, meeting->id);
}

Guest *
store_guest_of_row(sqlite3_stmt *stmt, int column)
{
    Guest *guest = guest_new();
    guest->id = sql_text(stmt, column);
    guest->name = sql_text(stmt, column + 1);
    guest->role = sql_text(stmt, column + 2);
    guest->affiliation = sql_text(stmt, column + 3);
    guest->language = sql_text(stmt, column + 4);
    guest->zone = sql_text(stmt, column + 5);
    split_lines((const char *)sqlite3_column_text(stmt, column + 6), guest->groups);
    guest->wave = sqlite3_column_int(stmt, column + 7);
    return guest;
}

/* ... with their addresses, separated by line feeds, in order. */
static Guest *
guest_of_row(sqlite3_stmt *stmt)
{
    Guest *guest = store_guest_of_row(stmt, 0);
    g_autofree char *addresses = sql_text(stmt, GUEST_OF_COLUMNS);
    if (addresses)
        split_lines(addresses, guest->addresses);
    return guest;
}

#define GUEST_COLUMNS                                                                              \
    GUEST_OF("")                                                                                   \
    ", (SELECT group_concat(address, char(10)) FROM (SELECT address FROM address"                  \
    "   WHERE address.meeting = guest.meeting AND address.guest = guest.id ORDER BY position))"

/* Appends a guest for each row of STMT (NULL = FALSE). */
static gboolean
add_guests(sqlite3_stmt *stmt, GPtrArray *guests, GError **error)
{
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return TRUE;
        g_ptr_array_add(guests, guest_of_row(stmt));
    }
    return FALSE;
}

gboolean
store_guest_load_all(Store *store, Meeting *meeting, GError **error)
{
    static const char sql[] =
        "SELECT " GUEST_COLUMNS
        " FROM guest WHERE meeting = ? AND removed_at IS NULL ORDER BY position";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "t", meeting->id);
    return add_guests(stmt, meeting->guests, error);
}

gboolean
store_guest_load(Store *store, const char *meeting, const char *id, Guest **ret_guest,
                 GError **error)
{
    static const char sql[] = "SELECT " GUEST_COLUMNS " FROM guest WHERE meeting = ? AND id = ?";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "tt", meeting, id);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_guest = row ? guest_of_row(stmt) : NULL;
    return TRUE;
}

void
token_owner_clear(TokenOwner *owner)
{
    g_free(owner->meeting);
    g_free(owner->guest);
    *owner = (TokenOwner){0};
}

gboolean
store_token_owner(Store *store, const char *token, gint64 now, TokenOwner *ret_owner,
                  GError **error)
{
    static const char sql[] =
        "SELECT meeting, guest, coalesce(revoked_at <= ?2, 0),"
        " (SELECT removed_at IS NOT NULL FROM guest WHERE guest.meeting = invitation.meeting"
        "   AND guest.id = invitation.guest) FROM invitation WHERE token = ?1"
        " UNION ALL SELECT id, NULL, 0, 0 FROM meeting WHERE organizer_token = ?1"
        " UNION ALL SELECT meeting, NULL, revoked_at <= ?2, 0 FROM organizer_token WHERE token = ?1"
        " LIMIT 1";
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "ti", token, now);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    *ret_owner = (TokenOwner){0};
    if (row)
        *ret_owner = (TokenOwner){
            .meeting = sql_text(stmt, 0),
            .guest = sql_text(stmt, 1),
            .revoked = sqlite3_column_int(stmt, 2),
            .removed = sqlite3_column_int(stmt, 3),
        };
    return TRUE;
}

gboolean
store_token_revoke(Store *store, const char *meeting, const char *guest, gint64 now, GError **error)
{
    return sql_run(store_db(store), error,
                   "UPDATE invitation SET revoked_at = ?"
                   " WHERE meeting = ? AND guest = ? AND revoked_at IS NULL",
                   "itt", now, meeting, guest);
}

gboolean
store_token_revoke_lost(Store *store, const char *meeting, gint64 now, GError **error)
{
    static const char sql[] =
        "UPDATE invitation SET revoked_at = ?2 WHERE meeting = ?1 AND revoked_at IS NULL"
        " AND EXISTS (SELECT 1 FROM outbox o WHERE o.meeting = ?1 AND o.person = invitation.guest"
        "  AND o.kind = 'invitation' AND o.state = 'failed' AND (o.occasion = invitation.issue"
        "   OR o.occasion GLOB invitation.issue || '.*')"
        "  AND (SELECT sum(a.address = o.recipient) FROM address a INDEXED BY address_of_guest"
        "   WHERE a.meeting = ?1 AND a.guest = invitation.guest) = 0)"
        " AND NOT EXISTS (SELECT 1 FROM answer c WHERE c.meeting = ?1"
        "  AND c.guest = invitation.guest AND c.counts = 1)";
    return sql_run(store_db(store), error, sql, "ti", meeting, now);
}

static gboolean
insert_token(sqlite3_stmt *insert, const char *meeting, const char *guest, RandomBytes random,
             gint64 now, GError **error)
{
    guint8 bytes[TOKEN_BYTES];
    random(bytes, sizeof bytes);
    g_autofree char *token = token_from_bytes(bytes);
    sql_rebind(insert, "ttti", token, meeting, guest, now);
    return sql_step(insert, NULL, error);
}

gboolean
store_token_issue(Store *store, const char *meeting, RandomBytes random, gint64 now, GError **error)
{
    static const char missing_sql[] =
        "SELECT id FROM guest WHERE meeting = ?1 AND removed_at IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM invitation WHERE meeting = ?1 AND guest = guest.id AND revoked_at IS "
        "NULL)";
    static const char insert_sql[] =
        "INSERT INTO invitation (token, meeting, guest, issue, created_at) VALUES (?1, ?2, ?3,"
        " (SELECT coalesce(max(issue), 0) + 1 FROM invitation WHERE meeting = ?2 AND guest = ?3), "
        "?4)";
    sqlite3 *db = store_db(store);
    g_autoptr(GPtrArray) guests = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(sqlite3_stmt) missing = sql_prepare(db, error, missing_sql, "t", meeting);
    g_autoptr(sqlite3_stmt) insert =
        sql_prepare(db, error, insert_sql, "ttti", NULL, NULL, NULL, (gint64)0);
    bool row = missing && insert;
    while (row) {
        if (!sql_step(missing, &row, error))
            return FALSE;
        if (row)
            g_ptr_array_add(guests, sql_text(missing, 0));
    }
    for (guint i = 0; i < guests->len; i++)
        if (!insert_token(insert, meeting, g_ptr_array_index(guests, i), random, now, error))
            return FALSE;
    return missing && insert;
}

gboolean
store_address_mark(Store *store, const char *meeting, const char *address, const char *why,
                   gint64 now, GError **error)
{
    g_autofree char *key = address_key(address);
    return sql_run(store_db(store), error,
                   "UPDATE address SET dead_at = ?1, dead_why = ?2 WHERE meeting = ?3 AND key = ?4"
                   " AND (?1 IS NOT NULL OR dead_at IS NOT NULL)",
                   "nttt", why ? now : G_MININT64, why, meeting, key) &&
           (sqlite3_changes(store_db(store)) == 0 ||
            store_outbox_redirect_owner(store, meeting, key, now, error));
}
