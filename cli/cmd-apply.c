/* convoke apply: an event file becomes the newest revision of its meeting. */
#include "cli/command.h"
#include "cli/event-file.h"
#include "cli/revision.h"
#include "cli/seat-words.h"
#include "cli/words.h"
#include "event/diff.h"
#include <stdio.h>
#include <sysexits.h>

static void
print_result(const RevisionDraft *draft, gboolean dry_run)
{
    const Meeting *meeting = draft->next;
    const char *would = dry_run ? " (dry run: nothing was stored)" : "";
    g_autofree char *changes = revision_changes(draft);
    if (!draft->before)
        printf("%s: new meeting, %u guests, %u days%s.\nNext: convoke plan, then convoke send.\n",
               meeting->id, meeting->guests->len, meeting->days->len, would);
    else
        printf("%s%s: revision %d%s.\n", changes, meeting->id, draft->revision.number + 1, would);
}

/* When people hear of it, and how to have it otherwise. */
static void
print_telling(const RevisionDraft *draft, gint64 now)
{
    const Meeting *meeting = draft->next;
    if (!draft->before || meeting->cancelled ||
        tells_of(draft->diff, draft->quiet) != TELLS_CHANGES)
        return;
    if (meeting->notices.settle < 0) {
        printf("Nobody is told by itself (notices: changes: none); convoke announce tells them.\n");
        return;
    }
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    gint64 settles_at = news_settle_at(draft->diff, draft->before, meeting, now);
    g_autofree char *when = words_of_instant(settles_at, zone);
    printf("Whom that concerns is told by convoke daily from %s on, unless more changes\n"
           "or it is taken back; convoke announce tells a group at once.\n",
           when);
}

/* What goes out by itself from now on, or waits for a word. */
static void
print_consequences(const RevisionDraft *draft)
{
    const Meeting *before = draft->before, *next = draft->next;
    bool gone = false;
    for (guint i = 0; i < draft->diff->len; i++)
        gone |= ((const Change *)g_ptr_array_index(draft->diff, i))->kind == CHANGE_GUEST_REMOVED;
    if (before && next->cancelled && !before->cancelled)
        printf(
            "The next convoke send or daily tells everybody who was invited and did not decline;\n"
            "convoke plan shows whom.\n");
    else if (before && before->cancelled && !next->cancelled)
        printf("The next convoke send invites those anew who were told that it is cancelled.\n");
    else if (gone)
        printf("The next convoke send tells who was invited and is taken out now.\n");
}

/* Everything between the locks: the state is read and written as one. */
static int
apply_locked(const RevisionDraft *draft, gboolean dry_run, gint64 now, GError **error)
{
    if (revision_same(draft)) {
        printf("%s: nothing changed since revision %d.\n", draft->next->id, draft->revision.number);
        return EX_OK;
    }
    g_auto(SeatUse) use = {0};
    Store *store = draft->workspace->store;
    if ((!dry_run && !revision_store(draft, now, error)) ||
        !seat_use_load(store, draft->next, &use, error) ||
        (!dry_run && !store_commit(store, error)))
        return EX_SOFTWARE;
    print_result(draft, dry_run);
    g_autofree char *excess = seat_use_excess(&use);
    if (excess)
        printf("warning: more seats are taken or offered, %s.\n", excess);
    print_telling(draft, now);
    print_consequences(draft);
    return EX_OK;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean dry_run = FALSE, quiet = FALSE;
    const GOptionEntry options[] = {
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet,
         "Do not mail anybody about what this revision changes", NULL},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, "Say what would change, store nothing",
         NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    char *source;
    if (!command_parse(command, options, argv, 1, 1, &args, error))
        return EX_USAGE;
    g_autoptr(Meeting) next = event_file_open(args[0], stderr, &source, error);
    if (!next)
        return EX_DATAERR;
    g_autofree char *text = source;
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    if (!workspace || !store_begin(workspace->store, error))
        return EX_SOFTWARE;
    g_autoptr(RevisionDraft) draft =
        revision_draft(workspace, args[0], g_steal_pointer(&next), g_steal_pointer(&text), error);
    if (draft)
        draft->quiet = quiet;
    int status = draft ? apply_locked(draft, dry_run, shell->now, error) : EX_DATAERR;
    store_rollback(workspace->store);
    return status;
}

const Command command_apply = {
    .name = "apply",
    .arguments = "FILE",
    .summary = "make an event file the newest revision of its meeting",
    .details =
        "Prints what changed since the revision before, in words, and stores the new one. No\n"
        "mail is sent; those whom a change concerns are told later by convoke daily, once the\n"
        "agenda has settled (notices: changes: in the event file), unless --quiet. The same file "
        "applied twice is the same as once. Sessions keep their\n"
        "ids where they can be told; where they cannot, apply asks for an id and stores nothing.",
    .run = run,
};
