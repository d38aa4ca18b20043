/* convoke topics: what guests want discussed and what their talks are called, and its way into the event
 * file: the change is made in the text of the file, read again, and only kept if it means exactly what
 * was meant. */
#include "cli/command.h"
#include "cli/proposals.h"
#include "cli/revision.h"
#include "cli/words.h"
#include "event/diff.h"
#include "event/edit.h"
#include "event/error.h"
#include "event/id.h"
#include "event/read.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

/* Longest title: what an event file takes in one line. */
enum { TITLE_MAX = 500 };

/* One proposal on its way into the file. */
typedef struct {
    const Workspace *workspace;
    Proposal *proposal;
    char *title;
    char *path;       /* of the event file */
    char *text;       /* of it, as it is */
    Meeting *meeting; /* that this text describes */
    char *id;         /* of the new topic, or of the session */
    char *edited;     /* text after the change; NULL where the layout is for hands */
} Take;

static void
take_clear(Take *take)
{
    proposal_free(take->proposal);
    g_free(take->title);
    g_free(take->path);
    g_free(take->text);
    meeting_free(take->meeting);
    g_free(take->id);
    g_free(take->edited);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Take, take_clear)

/* --- finding the file --- */

static Meeting *
read_text(const char *path, char **ret_text)
{
    gsize length;
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    if (!g_file_get_contents(path, ret_text, &length, NULL))
        return NULL;
    Meeting *meeting =
        strlen(*ret_text) == length ? meeting_read(*ret_text, length, path, problems) : NULL;
    if (!meeting)
        g_clear_pointer(ret_text, g_free);
    return meeting;
}

static gboolean
take_file(Take *take, const char *path)
{
    g_autofree char *text = NULL;
    g_autoptr(Meeting) meeting = read_text(path, &text);
    if (!meeting || !g_str_equal(meeting->id, take->proposal->meeting))
        return FALSE;
    take->path = g_strdup(path);
    take->text = g_steal_pointer(&text);
    take->meeting = g_steal_pointer(&meeting);
    return TRUE;
}

/* FILE where given, else the one of the workspace's events/ that describes this meeting. */
static gboolean
find_file(Take *take, const char *file, GError **error)
{
    g_autofree char *folder = workspace_path(take->workspace, "events");
    g_autoptr(GDir) dir = file ? NULL : g_dir_open(folder, 0, NULL);
    const char *name;
    if (file && take_file(take, file))
        return TRUE;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        bool yaml = g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".yml");
        if (yaml && *name != '.' && take_file(take, path))
            return TRUE;
    }
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                "%s is no good event file of the meeting %s; name it with --file",
                file ? file : folder, take->proposal->meeting);
    return FALSE;
}

/* --- changing its text --- */

static bool
is_used(const GPtrArray *used, const char *id)
{
    for (guint i = 0; i < used->len; i++) {
        const Identity *identity = g_ptr_array_index(used, i);
        if (identity->kind == IDENTITY_TOPIC && g_str_equal(identity->id, id))
            return true;
    }
    return false;
}

/* An id of the title's first words that no topic ever had. */
static char *
topic_id(const char *title, const GPtrArray *used)
{
    g_autofree char *whole = id_suggest(title);
    g_autofree char *base = g_strndup(whole ? whole : "topic", 32);
    char *hyphen = strlen(base) == 32 ? strrchr(base, '-') : NULL;
    if (hyphen)
        *hyphen = '\0';
    char *id = g_strdup(base);
    for (int n = 2; is_used(used, id); n++) {
        g_free(id);
        id = g_strdup_printf("%s-%d", base, n);
    }
    return id;
}

static gboolean
edit_topic(Take *take, const char *wanted, GError **error)
{
    g_autoptr(GPtrArray) used =
        store_meeting_identities(take->workspace->store, take->proposal->meeting, error);
    if (!used)
        return FALSE;
    if (wanted && (!id_valid(wanted) || is_used(used, wanted))) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE, "`%s` %s", wanted,
                    id_valid(wanted) ? "was the id of another topic; choose a new one"
                                     : "is no id: small letters, digits and hyphens make one");
        return FALSE;
    }
    const char *guest = take->proposal->guest;
    take->id = wanted ? g_strdup(wanted) : topic_id(take->title, used);
    take->edited = edit_add_topic(take->text, take->id, take->title,
                                  meeting_guest(take->meeting, guest) ? guest : NULL);
    return TRUE;
}

/* The session that is meant: the one named, or the only one of this speaker that has no title. Sessions of
 * a file may have no ids, so they are told from the stored revision by day and time. */
static const Session *
find_session(const Meeting *stored, const char *wanted, const char *guest, GError **error)
{
    g_autoptr(GPtrArray) sessions = meeting_sessions(stored);
    const Session *found = NULL;
    g_autoptr(GString) names = g_string_new(NULL);
    int count = 0;
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = g_ptr_array_index(sessions, i);
        bool fits = wanted ? g_strcmp0(session->id, wanted) == 0
                           : session_has_speaker(session, guest) && session->titles->len == 0;
        if (!fits)
            continue;
        g_string_append_printf(names, "%s%s", count++ ? ", " : "", session->id);
        found = session;
    }
    if (count == 1)
        return found;
    if (wanted)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND, "there is no session `%s`",
                    wanted);
    else
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    count ? "%s has several talks without a title (%s); say which with --session"
                          : "%s has no talk without a title%s; say which session with --session",
                    guest, names->str);
    return NULL;
}

static int
line_of(const Meeting *meeting, const Session *wanted)
{
    g_autoptr(GPtrArray) sessions = meeting_sessions(meeting);
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = g_ptr_array_index(sessions, i);
        if (session->day == wanted->day && session->start == wanted->start &&
            g_strcmp0(session->room, wanted->room) == 0)
            return session->line;
    }
    return 0;
}

static gboolean
edit_title(Take *take, const char *wanted, GError **error)
{
    g_autoptr(Meeting) stored = store_meeting_load(take->workspace->store, take->proposal->meeting,
                                                   STORE_GUESTS_NAMED, error);
    const Session *session =
        stored ? find_session(stored, wanted, take->proposal->guest, error) : NULL;
    if (!session)
        return FALSE;
    int line = line_of(take->meeting, session);
    take->id = g_strdup(session->id);
    take->edited = line ? edit_set_title(take->text, line, take->title) : NULL;
    return TRUE;
}

/* --- keeping it --- */

static bool
is_meant(const Take *take, const RevisionDraft *draft)
{
    bool topic = g_str_equal(take->proposal->kind, "topic");
    const Change *change = draft->diff->len == 1 ? g_ptr_array_index(draft->diff, 0) : NULL;
    return change &&
           (topic ? change->kind == CHANGE_TOPIC_ADDED && g_strcmp0(change->topic, take->id) == 0
                  : change->kind == CHANGE_SESSION_TITLE &&
                        g_strcmp0(change->session, take->id) == 0);
}

/* The draft of the edited text, where that is a good file and means what was meant. NULL with *ERROR. */
static RevisionDraft *
draft_edited(const Take *take, GError **error)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    g_autoptr(Meeting) next =
        take->edited ? meeting_read(take->edited, strlen(take->edited), take->path, problems)
                     : NULL;
    g_autoptr(RevisionDraft) draft =
        next ? revision_draft(take->workspace, take->path, g_steal_pointer(&next),
                              g_strdup(take->edited), error)
             : NULL;
    if (draft && is_meant(take, draft))
        return g_steal_pointer(&draft);
    if (error && !*error)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                    "%s: %s; nothing was written. Write “%s” in by hand, then `convoke apply` and"
                    " `convoke topics dismiss %" G_GINT64_FORMAT "`",
                    take->path,
                    draft && draft->diff->len > 1 ? "it has changes that were not applied yet"
                                                  : "its layout leaves no place for this",
                    take->title, take->proposal->id);
    return NULL;
}

/* Whole or not at all, through a link to the file itself, with its permissions. */
static gboolean
write_file(const char *path, const char *text, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    char *real = realpath(path, NULL);
    GStatBuf status;
    int mode = real && g_stat(real, &status) == 0 ? (int)(status.st_mode & 0777) : 0644;
    gboolean good = real && g_file_set_contents_full(real, text, -1,
                                                     G_FILE_SET_CONTENTS_CONSISTENT |
                                                         G_FILE_SET_CONTENTS_DURABLE,
                                                     mode, &wrong);
    if (!good)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", path,
                    wrong ? wrong->message : g_strerror(errno));
    free(real);
    return good;
}

/* Without what ends the sentence, which a title is not. */
static gsize
length_of(const char *words)
{
    gsize length = strlen(words);
    while (length > 0 && strchr("?!. ", words[length - 1]))
        length--;
    return length;
}

/* The sentence that proposed it may be a question, too: it is answered then. */
static gboolean
answer_question(const Take *take, gint64 now, GError **error)
{
    Store *store = take->workspace->store;
    const Proposal *topic = take->proposal;
    const gsize length = length_of(topic->words);
    g_autoptr(GPtrArray) questions = store_proposal_list(store, topic->meeting, TRUE, error);
    for (guint i = 0; questions && i < questions->len; i++) {
        const Proposal *question = g_ptr_array_index(questions, i);
        if (!g_str_equal(question->guest, topic->guest) || length_of(question->words) != length ||
            strncmp(question->words, topic->words, length) != 0)
            continue;
        if (!store_proposal_decide(store, question->id, "accepted", now, error))
            return FALSE;
        proposals_say("done", question);
    }
    return questions != NULL;
}

static gboolean
take_up(Take *take, gint64 now, GError **error)
{
    Store *store = take->workspace->store;
    g_autofree char *patch = take->edited ? edit_patch(take->text, take->edited, take->path) : NULL;
    if (patch)
        fputs(patch, stdout);
    g_autoptr(RevisionDraft) draft = draft_edited(take, error);
    if (!draft)
        return FALSE;
    /* The file before the commit: what is in the file and not in the database, apply brings in. */
    if (!revision_store(draft, now, error) ||
        !store_proposal_decide(store, take->proposal->id, "accepted", now, error) ||
        !answer_question(take, now, error) || !write_file(take->path, take->edited, error) ||
        !store_commit(store, error))
        return FALSE;
    g_autofree char *changes = revision_changes(draft);
    printf("%s%s: revision %d.\n", changes, take->meeting->id, draft->revision.number + 1);
    return TRUE;
}

static gboolean
accept(const Workspace *workspace, const char *number, const char *file, const char *id,
       const char *session, gint64 now, GError **error)
{
    g_auto(Take) take = {.workspace = workspace};
    take.proposal = proposals_find(workspace, number, FALSE, error);
    if (!take.proposal)
        return FALSE;
    bool topic = g_str_equal(take.proposal->kind, "topic");
    if (topic ? session != NULL : id != NULL) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE, "%s is a %s: it takes no --%s",
                    number, take.proposal->kind, topic ? "session" : "id");
        return FALSE;
    }
    take.title = words_for_terminal(take.proposal->words, 0);
    if (strlen(take.title) > TITLE_MAX)
        *g_utf8_find_prev_char(take.title, take.title + TITLE_MAX + 1) = '\0';
    return find_file(&take, file, error) &&
           (topic ? edit_topic(&take, id, error) : edit_title(&take, session, error)) &&
           take_up(&take, now, error);
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_autofree char *file = NULL, *id = NULL, *session = NULL;
    const GOptionEntry options[] = {
        {"id", 0, 0, G_OPTION_ARG_STRING, &id, "Id of the new topic", "ID"},
        {"session", 0, 0, G_OPTION_ARG_STRING, &session, "Session that the title is of", "ID"},
        {"file", 0, 0, G_OPTION_ARG_FILENAME, &file,
         "The event file, where it is not in the workspace's events/", "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 2, &args, error))
        return EX_USAGE;
    const char *verb = args[0] && args[1] ? args[0] : NULL;
    bool accepts = g_strcmp0(verb, "accept") == 0;
    if ((verb && !accepts && !g_str_equal(verb, "dismiss")) ||
        (!accepts && (file || id || session))) {
        g_set_error(
            error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
            "topics: there are `accept NUMBER` and `dismiss NUMBER`; options are for accept");
        return EX_USAGE;
    }
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    if (!workspace)
        return EX_SOFTWARE;
    gboolean good = !verb     ? proposals_print(workspace, shell, args[0], FALSE, error)
                    : accepts ? store_begin(workspace->store, error) &&
                                    accept(workspace, args[1], file, id, session, shell->now, error)
                              : proposals_end(workspace, args[1], FALSE, "dismissed", "dismissed",
                                              shell->now, error);
    store_rollback(workspace->store);
    return good ? EX_OK : EX_SOFTWARE;
}

const Command command_topics = {
    .name = "topics",
    .arguments = "[MEETING | accept NUMBER | dismiss NUMBER]",
    .summary = "topics and titles that guests propose",
    .details =
        "Lists what guests want discussed and what they call their talks. `accept NUMBER` shows\n"
        "the change to the event file, makes it there, comments and layout untouched, and applies\n"
        "it as a new revision. `dismiss NUMBER` takes one off the list.",
    .run = run,
};
