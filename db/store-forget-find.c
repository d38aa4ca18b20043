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
    g_free((char *)person->forget.as);
    g_ptr_array_unref(person->forget.called);
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

/* All names and addresses that revisions of the event files gave PEOPLE. */
static gboolean
call_by_revisions(Store *store, const GPtrArray *people, GError **error)
{
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
        for (guint i = 0; i < read->guests->len; i++) {
            const Guest *guest = g_ptr_array_index(read->guests, i);
            Forgettable *person = find_person(people, meeting, guest->id);
            if (!person)
                continue;
            forget_called(&person->forget, guest->name);
            for (guint a = 0; a < guest->addresses->len; a++)
                forget_called(&person->forget, g_ptr_array_index(guest->addresses, a));
        }
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
        forget_called(&person->forget, (const char *)sqlite3_column_text(stmt, 0));
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
    for (guint i = 0; i < person->forget.called->len; i++)
        if (g_ascii_strcasecmp(g_ptr_array_index(person->forget.called, i), who) == 0)
            return true;
    return false;
}

/* Somebody else of the same meeting has that address. */
static bool
is_of_another(const GPtrArray *people, const Forgettable *person, const char *address)
{
    for (guint i = 0; i < people->len; i++) {
        const Forgettable *other = g_ptr_array_index(people, i);
        if (other != person && g_str_equal(other->meeting, person->meeting) &&
            is_called(other, address))
            return true;
    }
    return false;
}

/* FROM is "Name <address>", or an address. A name of one word is many people's. */
static void
call_by_sender(const GPtrArray *people, Forgettable *person, const char *from)
{
    g_autofree char *address = address_of_mailbox(from);
    if (address && is_of_another(people, person, address))
        return;
    forget_called(&person->forget, address ? address : from);
    const char *open = address ? strrchr(from, '<') : NULL;
    g_autofree char *name = g_strndup(from, open ? (gsize)(open - from) : 0);
    if (strchr(g_strstrip(name), ' ') && !is_of_another(people, person, name))
        forget_called(&person->forget, name);
}

/* …and where it came from. A guest may have written to the address of another's invitation, and is not them. */
static gboolean
call_by_senders(Store *store, const GPtrArray *people, Forgettable *person, GError **error)
{
    static const char sql[] =
        "SELECT DISTINCT meaning ->> 'from' FROM received WHERE meeting = ?1 AND guest = ?2"
        " AND kind IN ('reply', 'calendar') AND meaning ->> 'from' IS NOT NULL";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(store_db(store), error, sql, "tt", person->meeting, person->guest);
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return TRUE;
        call_by_sender(people, person, (const char *)sqlite3_column_text(stmt, 0));
    }
    return FALSE;
}

/* What PEOPLE are called beside what they are called by us. */
static gboolean
call_people(Store *store, const GPtrArray *people, GError **error)
{
    if (!call_by_revisions(store, people, error))
        return FALSE;
    for (guint i = 0; i < people->len; i++)
        if (!call_by_senders(store, people, g_ptr_array_index(people, i), error))
            return FALSE;
    return TRUE;
}

/* They share an address. */
static bool
is_same(const Forgettable *person, const GPtrArray *people)
{
    for (guint i = 0; i < people->len; i++) {
        const Forgettable *other = g_ptr_array_index(people, i);
        for (guint c = 0; c < other->forget.called->len; c++) {
            const char *name = g_ptr_array_index(other->forget.called, c);
            if (strchr(name, '@') && is_called(person, name))
                return true;
        }
    }
    return false;
}

/* Everybody who is not forgotten yet. */
static GPtrArray *
list_people(Store *store, GError **error)
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
            return call_people(store, people, error) ? g_steal_pointer(&people) : NULL;
        Forgettable *person = g_new0(Forgettable, 1);
        person->meeting = sql_text(stmt, 0);
        person->guest = sql_text(stmt, 1);
        person->invited = sqlite3_column_int(stmt, 2);
        person->forget.called = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(people, person);
        if (!call_by_mail(store, person, error) || !count_rows(store, person, error))
            return NULL;
    }
    return NULL;
}

GPtrArray *
store_forget_find(Store *store, const char *meeting, const char *who, GError **error)
{
    g_autoptr(GPtrArray) all = list_people(store, error);
    if (!all)
        return NULL;
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)forgettable_free);
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
    return g_steal_pointer(&found);
}
