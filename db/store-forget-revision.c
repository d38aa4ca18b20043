/* Revisions are taken apart, changed and written anew: a name in raw text may be any piece of the file. */
#include "db/store-forget-parts.h"
#include "event/error.h"
#include "event/problem.h"
#include "event/read.h"
#include "event/write.h"
#include <string.h>

typedef struct {
    const char *meeting;
    gint64 number;
    const char *source, *body; /* as they are; of the row */
    bool in_force;             /* newest of an open meeting */
    Meeting *file, *stored;    /* what the two say, without the person */
    bool found;
} Rewriting;

static void
rewriting_clear(Rewriting *rewriting)
{
    meeting_free(rewriting->file);
    meeting_free(rewriting->stored);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rewriting, rewriting_clear)

typedef Meeting *(*ReadMeeting)(const char *text, gsize length, const char *file_name,
                                GPtrArray *problems);

static Meeting *
read_quietly(ReadMeeting read_text, const Rewriting *rewriting, const char *text)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    return read_text(text, strlen(text), rewriting->meeting, problems);
}

static gboolean
set_unreadable(const Rewriting *rewriting, const char *how, GError **error)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                "revision %d of %s %s as an event file; nothing was erased", (int)rewriting->number,
                rewriting->meeting, how);
    return FALSE;
}

/* MEETING, without PERSON; true where they were in it. An id means them in their own meeting only. */
static bool
take_out(const Forgettable *person, const Rewriting *rewriting, Meeting *meeting)
{
    bool found =
        g_str_equal(person->meeting, rewriting->meeting) && forget_meeting(person->forget, meeting);
    return forget_values(person->forget, meeting) || found;
}

static gboolean
take_apart(const Forgettable *person, Rewriting *rewriting, GError **error)
{
    rewriting->file = read_quietly(meeting_read, rewriting, rewriting->source);
    rewriting->stored = read_quietly(meeting_read_stored, rewriting, rewriting->body);
    if (!rewriting->file || !rewriting->stored)
        return set_unreadable(rewriting, "no longer reads", error);
    bool in_file = take_out(person, rewriting, rewriting->file);
    rewriting->found = take_out(person, rewriting, rewriting->stored) || in_file;
    return TRUE;
}

/* The file without them: as it was written where names stand in comments or plain values alone, else in canonical
 * form, which has neither comments nor layout. */
static char *
write_source(const Forgettable *person, const Rewriting *rewriting)
{
    g_autofree char *wanted = meeting_digest(rewriting->file);
    char *text = forget_text(person->forget, rewriting->source);
    g_autoptr(Meeting) read = read_quietly(meeting_read, rewriting, text);
    g_autofree char *same = read ? meeting_digest(read) : NULL;
    if (g_strcmp0(same, wanted) == 0)
        return text;
    g_free(text);
    return meeting_write(rewriting->file, MEETING_WITH_GUESTS);
}

/* Of the revision as apply made it: with the guests of the file, and the ids that sessions were given, which stand in
 * the body alone. */
static char *
revision_digest(const Rewriting *rewriting)
{
    GPtrArray *none = rewriting->stored->guests;
    rewriting->stored->guests = rewriting->file->guests;
    char *digest = meeting_digest(rewriting->stored);
    rewriting->stored->guests = none;
    return digest;
}

static gboolean
write_revision(sqlite3 *db, const Forgettable *person, const Rewriting *rewriting, GError **error)
{
    g_autofree char *digest = revision_digest(rewriting);
    g_autofree char *source = write_source(person, rewriting);
    g_autofree char *body = meeting_write(rewriting->stored, MEETING_WITHOUT_GUESTS);
    g_autoptr(Meeting) file = read_quietly(meeting_read, rewriting, source);
    g_autoptr(Meeting) stored = read_quietly(meeting_read_stored, rewriting, body);
    if (!file || !stored)
        return set_unreadable(rewriting, "would not read without them", error);
    return sql_run(db, error,
                   "UPDATE revision SET source = ?, body = ?, digest = ?"
                   " WHERE meeting = ? AND number = ?",
                   "tttti", source, body, digest, rewriting->meeting, rewriting->number);
}

static gboolean
rewrite(sqlite3 *db, Forgettable *person, Rewriting *rewriting, GError **error)
{
    if (!take_apart(person, rewriting, error))
        return FALSE;
    person->in_force |= rewriting->in_force && rewriting->found;
    if (!rewriting->found &&
        !forget_names(person->forget, rewriting->source, strlen(rewriting->source)))
        return TRUE;
    return write_revision(db, person, rewriting, error);
}

typedef struct {
    char *meeting;
    gint64 number;
} Revision;

static void
revision_clear(gpointer revision)
{
    g_free(((Revision *)revision)->meeting);
}

/* They are written one by one, so not while they are gone through. */
static GArray *
list_revisions(sqlite3 *db, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(Revision));
    g_array_set_clear_func(list, revision_clear);
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(db, error, "SELECT meeting, number FROM revision", "");
    bool row;
    while (stmt && sql_step(stmt, &row, error)) {
        if (!row)
            return g_steal_pointer(&list);
        const Revision revision = {sql_text(stmt, 0), sqlite3_column_int64(stmt, 1)};
        g_array_append_val(list, revision);
    }
    return NULL;
}

static gboolean
forget_revision(sqlite3 *db, Forgettable *person, const Revision *revision, GError **error)
{
    static const char sql[] =
        "SELECT r.source, r.body, m.state = 'open' AND r.number ="
        "  (SELECT max(number) FROM revision n WHERE n.meeting = r.meeting)"
        " FROM revision r JOIN meeting m ON m.id = r.meeting WHERE r.meeting = ? AND r.number = ?";
    g_autoptr(sqlite3_stmt) stmt =
        sql_prepare(db, error, sql, "ti", revision->meeting, revision->number);
    bool row;
    if (!stmt || !sql_step(stmt, &row, error))
        return FALSE;
    g_autofree char *source = sql_text(stmt, 0);
    g_autofree char *body = sql_text(stmt, 1);
    g_auto(Rewriting) rewriting = {
        .meeting = revision->meeting,
        .number = revision->number,
        .source = source,
        .body = body,
        .in_force = sqlite3_column_int(stmt, 2),
    };
    g_clear_pointer(&stmt, sql_idle_give);
    return rewrite(db, person, &rewriting, error);
}

gboolean
forget_revisions(sqlite3 *db, Forgettable *person, GError **error)
{
    g_autoptr(GArray) revisions = list_revisions(db, error);
    for (guint i = 0; revisions && i < revisions->len; i++)
        if (!forget_revision(db, person, &g_array_index(revisions, Revision, i), error))
            return FALSE;
    return revisions != NULL;
}
