/* convoke apply: an event file becomes the newest revision of its meeting. */
#include "cli/command.h"
#include "cli/event-file.h"
#include "cli/random.h"
#include "cli/workspace.h"
#include "db/store-guest.h"
#include "db/store-meeting.h"
#include "event/address.h"
#include "event/diff.h"
#include "event/error.h"
#include "event/read.h"
#include "event/token.h"
#include "event/write.h"
#include "mailer/calendar.h"
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

/* One run of apply; everything that its steps hand on. */
typedef struct {
    Workspace *workspace;
    const char *file;
    char *source;
    Meeting *next;
    Meeting *before; /* NULL = first revision */
    Revision revision;
    gboolean dry_run;
    gint64 now;
} Apply;

static void
apply_clear(Apply *apply)
{
    workspace_free(apply->workspace);
    g_free(apply->source);
    meeting_free(apply->next);
    meeting_free(apply->before);
    revision_clear(&apply->revision);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Apply, apply_clear)

/* Gives sessions their ids and prints how. FALSE with *ERROR unset when the organizer must say more. */
static gboolean
adopt_ids(Apply *apply, GError **error)
{
    g_autoptr(GPtrArray) remarks = NULL;
    g_autoptr(GPtrArray) used =
        store_identity_list(apply->workspace->store, apply->next->id, error);
    if (!used)
        return FALSE;
    bool good = meeting_adopt_ids(apply->next, apply->before, used, &remarks);
    for (guint i = 0; i < remarks->len; i++) {
        const IdRemark *remark = g_ptr_array_index(remarks, i);
        fprintf(good ? stdout : stderr, "%s:%d: %s%s\n", apply->file, remark->line,
                good ? "" : "error: ", remark->message);
        if (remark->remedy)
            fprintf(good ? stdout : stderr, "  help: %s\n", remark->remedy);
    }
    return good;
}

/* RFC 5546 2.1.4: SEQUENCE goes up when what a calendar shows has changed: time or place. */
static bool
calendar_changed(const Meeting *before, const Meeting *next)
{
    gint64 start[2], end[2];
    g_autoptr(GTimeZone) old_zone = zone_open(before->zone);
    g_autoptr(GTimeZone) new_zone = zone_open(next->zone);
    if (!old_zone || !new_zone)
        return true;
    meeting_span(before, old_zone, &start[0], &end[0]);
    meeting_span(next, new_zone, &start[1], &end[1]);
    return start[0] != start[1] || end[0] != end[1] ||
           g_strcmp0(before->location, next->location) != 0;
}

/* What apply says and the revision keeps: a line a change. */
static char *
list_changes(const Apply *apply)
{
    GString *lines = g_string_new(NULL);
    if (!apply->before)
        return g_string_free(lines, FALSE);
    g_autoptr(GPtrArray) changes = meeting_diff(apply->before, apply->next);
    for (guint i = 0; i < changes->len; i++) {
        const Change *change = g_ptr_array_index(changes, i);
        g_string_append_printf(lines, "%s\n", change->line);
    }
    return g_string_free(lines, FALSE);
}

static gboolean
store_revision(const Apply *apply, const char *digest, const char *changes, GError **error)
{
    Store *store = apply->workspace->store;
    const char *address = config_get(apply->workspace->config, "mail", "address");
    g_autofree char *uid = calendar_uid(apply->next->id, address_domain(address));
    guint8 bytes[TOKEN_BYTES];
    random_bytes(bytes, sizeof bytes);
    g_autofree char *organizer_token = token_from_bytes(bytes);
    g_autofree char *body = meeting_write(apply->next, MEETING_WITHOUT_GUESTS);
    if (strlen(body) > MEETING_TEXT_MAX) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "%s: what it says without its guests is more than %d MiB; shorten it",
                    apply->file, (int)(MEETING_TEXT_MAX >> 20));
        return FALSE;
    }
    bool moved = apply->before && calendar_changed(apply->before, apply->next);
    const NewRevision revision = {
        .meeting = apply->next,
        .number = apply->revision.number + 1,
        .uid = uid,
        .organizer_token = organizer_token,
        .sequence = apply->revision.sequence + moved,
        .digest = digest,
        .source = apply->source,
        .body = body,
        .changes = changes,
    };
    return store_meeting_apply(store, &revision, apply->now, error) &&
           store_token_issue(store, apply->next->id, random_bytes, apply->now, error);
}

static void
print_result(const Apply *apply, const char *changes)
{
    const Meeting *meeting = apply->next;
    const char *would = apply->dry_run ? " (dry run: nothing was stored)" : "";
    if (!apply->before)
        printf("%s: new meeting, %u guests, %u days%s.\nNext: convoke plan, then convoke send.\n",
               meeting->id, meeting->guests->len, meeting->days->len, would);
    else
        printf("%s%s: revision %d%s.\n", changes, meeting->id, apply->revision.number + 1, would);
}

/* Everything between the locks: the state is read and written as one. */
static int
apply_locked(Apply *apply, GError **error)
{
    Store *store = apply->workspace->store;
    if (!store_meeting_revision(store, apply->next->id, &apply->revision, error))
        return EX_SOFTWARE;
    if (apply->revision.number > 0) {
        apply->before = store_meeting_load(store, apply->next->id, STORE_GUESTS_ALL, error);
        if (!apply->before)
            return EX_SOFTWARE;
    }
    if (!adopt_ids(apply, error))
        return EX_DATAERR;
    g_autofree char *digest = meeting_digest(apply->next);
    if (g_strcmp0(digest, apply->revision.digest) == 0) {
        printf("%s: nothing changed since revision %d.\n", apply->next->id, apply->revision.number);
        return EX_OK;
    }
    g_autofree char *changes = list_changes(apply);
    if (!apply->dry_run &&
        (!store_revision(apply, digest, changes, error) || !store_commit(store, error)))
        return EX_SOFTWARE;
    print_result(apply, changes);
    return EX_OK;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(Apply) apply = {.now = shell->now};
    const GOptionEntry options[] = {
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &apply.dry_run,
         "Say what would change, store nothing", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 1, 1, &args, error))
        return EX_USAGE;
    apply.file = args[0];
    apply.next = event_file_open(apply.file, stderr, &apply.source, error);
    if (!apply.next)
        return EX_DATAERR;
    apply.workspace = workspace_open(shell, error);
    if (!apply.workspace || !store_begin(apply.workspace->store, error))
        return EX_SOFTWARE;
    int status = apply_locked(&apply, error);
    store_rollback(apply.workspace->store);
    return status;
}

const Command command_apply = {
    .name = "apply",
    .arguments = "FILE",
    .summary = "make an event file the newest revision of its meeting",
    .details =
        "Prints what changed since the revision before, in words, and stores the new one. No\n"
        "mail is sent. The same file applied twice is the same as once. Sessions keep their\n"
        "ids where they can be told; where they cannot, apply asks for an id and stores nothing.",
    .run = run,
};
