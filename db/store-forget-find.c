/* Who is meant, and everything that they are called: in rows, and in the revisions that had them. */
#include "db/store-forget.h"
#include "db/store-private.h"
#include "event/address.h"
#include "event/error.h"
#include "event/read.h"
#include <string.h>

void
forgettable_free(Forgettable *person)
{
    if (!person)
        return;
    g_free(person->meeting);
    g_free(person->guest);
    g_free((char *)person->forget->as);
    forget_free(person->forget);
    g_free(person);
}

static Meeting *
read_source(const char *meeting, const char *source, GError **error)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    Meeting *read = meeting_read(source, strlen(source), meeting, problems);
    if (!read)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "an older revision of %s no longer reads as an event file", meeting);
    return read;
}

static Forgettable *
find_person(const GPtrArray *people, const char *meeting, const char *guest)
{
    for (guint i = 0; i < people->len; i++) {
        Forgettable *person = g_ptr_array_index(people, i);
        if (g_str_equal(person->meeting, meeting) && g_str_equal(person->guest, guest))
            return person;
    }
    return NULL;
}

static char *
person_key(const char *meeting, const char *guest)
{
    return g_strdup_printf("%s/%s", meeting, guest);
}

/* Forgettable *, borrowed from PEOPLE, by meeting and id. */
static GHashTable *
index_people(const GPtrArray *people)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < people->len; i++) {
        Forgettable *person = g_ptr_array_index(people, i);
        g_hash_table_insert(index, person_key(person->meeting, person->guest), person);
    }
    return index;
}

/* All names and addresses that a revision of the event file gave people. */
static void
call_by_revision(GHashTable *index, const char *meeting, const Meeting *read)
{
    for (guint i = 0; i < read->guests->len; i++) {
        const Guest *guest = g_ptr_array_index(read->guests, i);
        g_autofree char *key = person_key(meeting, guest->id);
        const Forgettable *person = g_hash_table_lookup(index, key);
        if (!person)
            continue;
        forget_called(person->forget, guest->name);
        for (guint a = 0; a < guest->addresses->len; a++)
            forget_called(person->forget, g_ptr_array_index(guest->addresses, a));
    }
}

/* What revisions called PEOPLE; and in KEPT what stays, whoever is called so. */
static gboolean
call_by_revisions(Store *store, const GPtrArray *people, Forget *kept, GError **error)
{
    g_autoptr(GHashTable) index = index_people(people);
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, "SELECT meeting, source FROM revision", "");
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return TRUE;
        const char *meeting = (const char *)sqlite3_column_text(stmt, 0);
        g_autoptr(Meeting) read =
            read_source(meeting, (const char *)sqlite3_column_text(stmt, 1), error);
        if (!read)
            return FALSE;
        call_by_revision(index, meeting, read);
        forget_kept(kept, read->name);
        forget_kept(kept, read->organizer.name);
        forget_kept(kept, read->organizer.address);
    }
    return FALSE;
}

/* …and where their mail goes to and comes from. */
static gboolean
call_by_mail(Store *store, Forgettable *person, GError **error)
{
    static const char sql[] =
        "SELECT name FROM guest WHERE meeting = ?1 AND id = ?2"
        " UNION SELECT address FROM address WHERE meeting = ?1 AND guest = ?2"
        " UNION SELECT address FROM learned WHERE meeting = ?1 AND guest = ?2"
        " UNION SELECT recipient FROM outbox WHERE meeting = ?1 AND person = ?2";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tt", person->meeting, person->guest);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return TRUE;
        forget_called(person->forget, (const char *)sqlite3_column_text(stmt, 0));
    }
    return FALSE;
}

static gboolean
count_rows(Store *store, Forgettable *person, GError **error)
{
    static const char sql[] =
        "SELECT (SELECT count(*) FROM received WHERE meeting = ?1 AND guest = ?2),"
        " (SELECT count(*) FROM outbox WHERE meeting = ?1 AND person = ?2),"
        " (SELECT count(*) FROM answer WHERE meeting = ?1 AND guest = ?2)";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tt", person->meeting, person->guest);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    person->messages = sqlite3_column_int(stmt, 0);
    person->mails = sqlite3_column_int(stmt, 1);
    person->answers = sqlite3_column_int(stmt, 2);
    return TRUE;
}

static bool
is_called(const Forgettable *person, const char *who)
{
    if (g_ascii_strcasecmp(person->guest, who) == 0)
        return true;
    for (guint i = 0; i < person->forget->called->len; i++)
        if (g_ascii_strcasecmp(g_ptr_array_index(person->forget->called, i), who) == 0)
            return true;
    return false;
}

/* FROM is "Name <address>". A sender may write anything there: it counts only where the address is theirs, and where
 * something in it is of what we call them. A name of one word is many people's. */
static void
call_by_sender(Forgettable *person, const char *from)
{
    g_autofree char *address = address_of_mailbox(from);
    const char *open = strrchr(from, '<');
    if (!address || !open || !is_called(person, address))
        return;
    g_autofree char *name = g_strndup(from, (gsize)(open - from));
    if (strchr(g_strstrip(name), ' ') && forget_is_like(person->forget, name))
        forget_called(person->forget, name);
}

/* …and by whom what was recorded as their answer was written. */
static gboolean
call_by_senders(Store *store, Forgettable *person, GError **error)
{
    static const char sql[] =
        "SELECT DISTINCT meaning ->> 'from', outcome = 'recorded' FROM received"
        " WHERE meeting = ?1 AND guest = ?2 AND (kind = 'reply' OR kind = 'calendar')"
        " AND meaning ->> 'from' IS NOT NULL";
    g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tt", person->meeting, person->guest);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row) {
            for (guint i = 0; i < addresses->len; i++)
                forget_called(person->forget, g_ptr_array_index(addresses, i));
            return TRUE;
        }
        const char *from = (const char *)sqlite3_column_text(stmt, 0);
        char *address = sqlite3_column_int(stmt, 1) ? address_of_mailbox(from) : NULL;
        call_by_sender(person, from);
        if (address)
            g_ptr_array_add(addresses, address);
    }
    return FALSE;
}

/* *ret_spared: NAME is that of a guest of the same meeting who is not among FOUND. Of two who have one name, nobody
 * can say who is meant. */
static gboolean
is_of_another(Store *store, const GPtrArray *found, const Forgettable *person, const char *name,
              bool *ret_spared, GError **error)
{
    static const char sql[] =
        "SELECT id FROM guest WHERE meeting = ?1 AND id <> ?2 AND name = ?3 COLLATE NOCASE"
        " UNION SELECT guest FROM address WHERE meeting = ?1 AND guest <> ?2 AND key = ?4"
        " UNION SELECT guest FROM learned WHERE meeting = ?1 AND guest <> ?2 AND key = ?4";
    g_autofree char *key = address_key(name);
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tttt", person->meeting, person->guest, name, key);
    bool row;
    *ret_spared = false;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return TRUE;
        *ret_spared |=
            !find_person(found, person->meeting, (const char *)sqlite3_column_text(stmt, 0));
    }
    return FALSE;
}

static bool
is_kept(const Forgettable *person, const char *name)
{
    const GPtrArray *kept = person->forget->kept;
    for (guint i = 0; i < kept->len; i++)
        if (g_ascii_strcasecmp(g_ptr_array_index(kept, i), name) == 0)
            return true;
    return false;
}

/* Takes from what PERSON is called what is also that of others: the organizer, us, another guest. */
static gboolean
spare_others(Store *store, const GPtrArray *found, const Forgettable *person, GError **error)
{
    GPtrArray *called = person->forget->called;
    for (guint i = called->len; i-- > 0;) {
        const char *name = g_ptr_array_index(called, i);
        bool spared;
        if (!is_of_another(store, found, person, name, &spared, error))
            return FALSE;
        if (spared || is_kept(person, name))
            g_ptr_array_remove_index(called, i);
    }
    return TRUE;
}

/* They share an address. */
static bool
is_same(const Forgettable *person, const GPtrArray *people)
{
    for (guint i = 0; i < people->len; i++) {
        const Forgettable *other = g_ptr_array_index(people, i);
        for (guint c = 0; c < other->forget->called->len; c++) {
            const char *name = g_ptr_array_index(other->forget->called, c);
            if (strchr(name, '@') && is_called(person, name))
                return true;
        }
    }
    return false;
}

/* Everybody who is not forgotten yet. */
static GPtrArray *
list_people(Store *store, Forget *kept, GError **error)
{
    static const char sql[] =
        "SELECT g.meeting, g.id, g.removed_at IS NULL AND m.state = 'open' FROM guest g"
        " JOIN meeting m ON m.id = g.meeting WHERE NOT EXISTS (SELECT 1 FROM forgotten f"
        "  WHERE f.meeting = g.meeting AND g.id = 'forgotten-' || f.number)"
        " ORDER BY g.meeting, g.position, g.id";
    g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func((GDestroyNotify)forgettable_free);
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(store_db(store), error, sql, "");
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return call_by_revisions(store, people, kept, error) ? g_steal_pointer(&people) : NULL;
        Forgettable *person = g_new0(Forgettable, 1);
        person->meeting = sql_text(stmt, 0);
        person->guest = sql_text(stmt, 1);
        person->invited = sqlite3_column_int(stmt, 2);
        person->forget = forget_new();
        g_ptr_array_add(people, person);
        if (!call_by_mail(store, person, error) || !count_rows(store, person, error))
            return NULL;
    }
    return NULL;
}

/* Those of ALL who are meant, taken out of it. */
static GPtrArray *
take_people(GPtrArray *all, const char *meeting, const char *who)
{
    GPtrArray *found = g_ptr_array_new_with_free_func((GDestroyNotify)forgettable_free);
    for (guint pass = 0; pass < 2; pass++)
        for (guint i = 0; i < all->len; i++) {
            Forgettable *person = g_ptr_array_index(all, i);
            bool wanted = pass == 0 ? is_called(person, who) &&
                                          (!meeting || g_str_equal(meeting, person->meeting))
                                    : is_same(person, found);
            if (wanted) {
                g_ptr_array_add(found, g_ptr_array_steal_index(all, i));
                i--;
            }
        }
    return found;
}

GPtrArray *
store_forget_find(Store *store, const char *ours, const char *meeting, const char *who,
                  GError **error)
{
    g_autoptr(Forget) kept = forget_new();
    g_autoptr(GPtrArray) all = list_people(store, kept, error);
    if (!all)
        return NULL;
    forget_kept(kept, ours);
    g_autoptr(GPtrArray) found = take_people(all, meeting, who);
    for (guint i = 0; i < found->len; i++) {
        Forgettable *person = g_ptr_array_index(found, i);
        for (guint k = 0; k < kept->kept->len; k++)
            forget_kept(person->forget, g_ptr_array_index(kept->kept, k));
        if (!call_by_senders(store, person, error) || !spare_others(store, found, person, error))
            return NULL;
    }
    return g_steal_pointer(&found);
}
