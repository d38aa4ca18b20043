/* convoke apply: an event file becomes the newest revision of its meeting. */
#include "cli/command.h"
#include "cli/event-file.h"
#include "cli/forewarn.h"
#include "cli/revision.h"
#include "cli/seat-words.h"
#include "cli/words.h"
#include "db/store-outbox.h"
#include "event/address.h"
#include "event/diff.h"
#include "mailer/outbox.h"
#include <stdio.h>
#include <sysexits.h>

static void
print_result(const RevisionDraft *draft, gboolean dry_run, bool past)
{
    const Meeting *meeting = draft->next;
    const char *would = dry_run ? " (dry run: nothing was stored)" : "";
    g_autofree char *changes = revision_changes(draft);
    if (!draft->before)
        printf("%s: new meeting, %u guest%s, %u day%s%s.\n%s", meeting->id, meeting->guests->len,
               meeting->guests->len == 1 ? "" : "s", meeting->days->len,
               meeting->days->len == 1 ? "" : "s", would,
               past ? "" : "Next: convoke plan, then convoke send.\n");
    else
        printf("%s%s: revision %d%s.\n", changes, meeting->id, draft->revision.number + 1, would);
}

/* An id that was mended makes another meeting. */
static gboolean
warn_of_twin(const RevisionDraft *draft, GError **error)
{
    Store *store = draft->workspace->store;
    const Meeting *next = draft->next;
    g_autoptr(GPtrArray) open = store_meeting_list(store, FALSE, error);
    for (guint i = 0; open && i < open->len; i++) {
        const char *id = g_ptr_array_index(open, i);
        g_autoptr(Meeting) other = store_meeting_load(store, id, STORE_GUESTS_NONE, error);
        if (!other)
            return FALSE;
        if (!g_str_equal(id, next->id) && g_str_equal(other->name, next->name) &&
            meeting_first_day(other) == meeting_first_day(next))
            fprintf(stderr,
                    "warning: the open meeting `%s` has the same name and dates:\n"
                    "under the id %s its guests are invited anew\n",
                    id, next->id);
    }
    return open != NULL;
}

/* What is owed now that it is the newest revision. */
typedef struct {
    GPtrArray *notices; /* Notice * */
    GPtrArray *standings;
} Consequences;

static void
consequences_clear(Consequences *owed)
{
    g_clear_pointer(&owed->notices, g_ptr_array_unref);
    g_clear_pointer(&owed->standings, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Consequences, consequences_clear)

static gboolean
consequences_look(const RevisionDraft *draft, gint64 now, Consequences *owed, GError **error)
{
    enum {
        LOOKED_FOR = OUTBOX_CHANGES | OUTBOX_UNRESTED | OUTBOX_INVITATIONS | OUTBOX_WITHDRAWALS |
                     1 << NOTICE_CANCELLATION,
    };
    const Mailroom room = {.store = draft->workspace->store};
    owed->notices = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
    return outbox_owed(&room, draft->next, LOOKED_FOR, now, owed->notices, &owed->standings, error);
}

/* How many are owed of the kinds WHAT, and from when on the first may leave. */
static guint
count_owed(const Consequences *owed, unsigned what, gint64 *ret_from)
{
    guint count = 0;
    *ret_from = G_MAXINT64;
    for (guint i = 0; i < owed->notices->len; i++) {
        const Notice *notice = g_ptr_array_index(owed->notices, i);
        if (!(what & 1u << notice->kind))
            continue;
        *ret_from = MIN(*ret_from, notice->not_before);
        count++;
    }
    return count;
}

/* How many are to be invited who were called off. */
static guint
count_anew(const Consequences *owed)
{
    g_autoptr(GHashTable) standings = standings_by_guest(owed->standings);
    guint count = 0;
    for (guint i = 0; i < owed->notices->len; i++) {
        const Notice *notice = g_ptr_array_index(owed->notices, i);
        const Standing *standing = g_hash_table_lookup(standings, notice->person);
        count += (OUTBOX_INVITATIONS & 1u << notice->kind) && standing && standing->calls > 0;
    }
    return count;
}

/* A slip, most likely, and nobody else would say so: NULL where it is not. */
static char *
words_of_past(const RevisionDraft *draft, gint64 now)
{
    const Meeting *next = draft->next, *before = draft->before;
    g_autoptr(GTimeZone) zone = zone_open(next->zone);
    bool was = before && meeting_over(before, zone, now) &&
               meeting_last_day(before) == meeting_last_day(next);
    if (next->cancelled || was || !meeting_over(next, zone, now))
        return NULL;
    g_autofree char *day = day_format(meeting_last_day(next));
    return g_strdup_printf("its last day, %s, is past: nobody is invited or told of changes any "
                           "more. If that is a slip, mend the dates and apply it again.",
                           day);
}

/* Who hears of it and when, and how to have it otherwise. */
static void
print_telling(const Shell *shell, const RevisionDraft *draft, const Consequences *owed)
{
    const Meeting *meeting = draft->next;
    gint64 from;
    if (meeting->cancelled || tells_of(draft->diff, draft->quiet) != TELLS_CHANGES)
        return;
    if (meeting->notices.settle < 0) {
        shell_say(shell, "Nobody is told by itself (notices: changes: none); convoke announce"
                         " tells them.");
        return;
    }
    guint count = count_owed(owed, OUTBOX_CHANGES, &from);
    if (count == 0) {
        shell_say(shell, "No mail follows from it; convoke announce tells a group.");
        return;
    }
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    g_autofree char *when = words_of_instant(from, zone);
    shell_say(shell,
              "%u guest%s will be told by convoke daily, from %s on, unless more changes or it is"
              " taken back; convoke announce tells a group at once.",
              count, count == 1 ? "" : "s", when);
}

/* What goes out by itself from now on, or waits for a word. */
static void
print_consequences(const Shell *shell, const RevisionDraft *draft, const Consequences *owed)
{
    bool was = draft->before->cancelled, is = draft->next->cancelled;
    gint64 from;
    guint called = count_owed(owed, 1u << NOTICE_CANCELLATION, &from);
    guint gone = count_owed(owed, OUTBOX_WITHDRAWALS, &from);
    guint anew = was && !is ? count_anew(owed) : 0;
    if (called > 0)
        shell_say(
            shell,
            "The next convoke send or daily tells %u guest%s that it is cancelled; convoke plan"
            " shows whom.",
            called, called == 1 ? "" : "s");
    if (anew > 0)
        shell_say(shell,
                  "The next convoke send invites %u guest%s anew who %s told that it is cancelled.",
                  anew, anew == 1 ? "" : "s", anew == 1 ? "was" : "were");
    if (gone > 0)
        shell_say(shell,
                  "The next convoke send tells %u guest%s who %s invited that they are taken out.",
                  gone, gone == 1 ? "" : "s", gone == 1 ? "was" : "were");
}

/* The newest mail that invites them and was taken at that ADDRESS, or may have been; *ret_item is NULL where there is
 * none. */
static gboolean
find_invitation(Store *store, const Standing *standing, const char *meeting, const char *address,
                OutboxItem **ret_item, GError **error)
{
    g_autoptr(GPtrArray) items =
        store_outbox_list(store, meeting, standing->guest, DELIVERY_NONE, error);
    guint place = 0;
    bool found = false;
    *ret_item = NULL;
    for (guint i = 0; items && i < items->len; i++) {
        const OutboxItem *item = g_ptr_array_index(items, i);
        const NoticeKind kind = item->notice->kind;
        if ((kind != NOTICE_INVITATION && kind != NOTICE_SEAT) ||
            (item->state != DELIVERY_SENT && item->state != DELIVERY_UNKNOWN))
            continue;
        place = i;
        found = address_equal(item->recipient, address);
    }
    if (found)
        *ret_item = g_ptr_array_steal_index(items, place);
    return items != NULL;
}

static void
print_misdirected_one(const Shell *shell, const char *meeting, const Standing *standing,
                      const OutboxItem *item)
{
    const bool doubt = item->state == DELIVERY_UNKNOWN;
    g_autofree char *again =
        g_strdup_printf(" If it did not arrive, `convoke settle %s %" G_GINT64_FORMAT
                        " again` sends it to the new address.",
                        meeting, item->id);
    shell_say(shell,
              "%s was invited at %s%s and has not answered.%s If that was never theirs,"
              " `convoke revoke %s %s` takes that invitation's token back and invites them"
              " anew.",
              standing->name, item->recipient, doubt ? ", which is in doubt," : "",
              doubt ? again : "", meeting, standing->guest);
}

/* A wrong address may be somebody else's, who has the token then, and the guest nothing. */
static gboolean
print_misdirected(const Shell *shell, const RevisionDraft *draft, const Consequences *owed,
                  GError **error)
{
    const Meeting *next = draft->next;
    for (guint i = 0; i < owed->standings->len; i++) {
        const Standing *standing = g_ptr_array_index(owed->standings, i);
        const Guest *was = meeting_guest(draft->before, standing->guest);
        const Guest *is = meeting_guest(next, standing->guest);
        const bool open = was && !standing->removed && standing->invited_at != NEVER &&
                          standing->partstat == PARTSTAT_NEEDS_ACTION;
        for (guint a = 0; open && a < was->addresses->len; a++) {
            const char *old = g_ptr_array_index(was->addresses, a);
            g_autoptr(OutboxItem) item = NULL;
            if (is && guest_has_address(is, old))
                continue;
            if (!find_invitation(draft->workspace->store, standing, next->id, old, &item, error))
                return FALSE;
            if (item)
                print_misdirected_one(shell, next->id, standing, item);
        }
    }
    return TRUE;
}

/* Everything between the locks: the state is read and written as one. A dry run writes it, too, and takes it back. */
static int
apply_locked(const Shell *shell, const RevisionDraft *draft, gboolean dry_run, GError **error)
{
    if (revision_same(draft)) {
        printf("%s: nothing changed since revision %d.\n", draft->next->id, draft->revision.number);
        return EX_OK;
    }
    g_auto(SeatUse) use = {0};
    g_auto(Consequences) owed = {0};
    Store *store = draft->workspace->store;
    const gint64 now = shell->now;
    if (!revision_store(draft, now, error) || !seat_use_load(store, draft->next, &use, error) ||
        (draft->before && !consequences_look(draft, now, &owed, error)) ||
        (!dry_run && !store_commit(store, error)))
        return EX_SOFTWARE;
    g_autofree char *past = words_of_past(draft, now);
    print_result(draft, dry_run, past);
    if (past)
        shell_say(shell, "warning: %s", past);
    g_autofree char *excess = seat_use_excess(&use), *leaving = seat_use_leaving(&use);
    if (excess)
        shell_say(shell, "warning: more seats are taken or offered, %s.", excess);
    if (draft->before) {
        print_telling(shell, draft, &owed);
        print_consequences(shell, draft, &owed);
        if (!print_misdirected(shell, draft, &owed, error))
            return EX_SOFTWARE;
    }
    if (leaving)
        shell_say(shell, "%s", leaving);
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
    if (draft) {
        draft->quiet = quiet;
        forewarn(shell, args[0], draft->next, draft->before, stderr);
    }
    if (draft && !draft->before && !warn_of_twin(draft, error))
        return EX_SOFTWARE;
    int status = draft ? apply_locked(shell, draft, dry_run, error) : EX_DATAERR;
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
        "agenda has settled (notices: changes: in the event file), unless --quiet. The same\n"
        "file applied twice is the same as once. Sessions keep their ids where they can be\n"
        "told; where they cannot, apply asks for an id and stores nothing.",
    .run = run,
};
