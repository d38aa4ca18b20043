/* convoke plan: who would get which mail now, and why; and what is on its way already. */
#include "cli/kept.h"
#include "cli/mailing.h"
#include "cli/words.h"
#include "db/store-outbox.h"
#include "db/store-standing.h"
#include "event/error.h"
#include "mailer/outbox-put.h"
#include "mailer/outbox.h"
#include "mailer/prepare.h"
#include <stdio.h>
#include <sysexits.h>

/* Column of the reason, where there is room for it. */
#define REASON 44

static void
print_notice(const Shell *shell, const Meeting *meeting, const GPtrArray *standings,
             const Notice *notice, const char *reason, const char *when)
{
    const char *person = mailing_name(meeting, standings, notice->person);
    const bool narrow = shell->width < REASON + 30;
    g_autofree char *name = narrow ? words_for_terminal(person, 24) : words_padded(person, 24);
    g_autofree char *line = g_strdup_printf("%s%s%s", when, *when ? "; " : "", reason);
    printf("  %-14s  %s%s", notice_kind_name(notice->kind), name, narrow ? "\n    " : "  ");
    g_autofree char *why = words_wrapped(line, narrow ? 4 : REASON, shell->width);
    puts(why);
}

/* Why each of NOTICES would be held (char *; NULL = it would not); *ret_any where one would. */
static GPtrArray *
holds_of(const Mailing *mailing, const GPtrArray *notices, bool *ret_any, GError **error)
{
    g_autoptr(GPtrArray) whys = g_ptr_array_new_with_free_func(g_free);
    *ret_any = false;
    for (guint i = 0; i < notices->len; i++) {
        char *why;
        if (!outbox_held_why(&mailing->room, g_ptr_array_index(notices, i), &why, error))
            return NULL;
        g_ptr_array_add(whys, why);
        *ret_any |= why != NULL;
    }
    return g_steal_pointer(&whys);
}

/* What is to be said of NOTICE, owed at NOW, beside its reason. WHY it would be held; NULL = it would not. ALONE: when it
 * may leave where this meeting is sent for alone. */
static char *
words_of_new(const Meeting *meeting, const Notice *notice, const char *why, gint64 alone,
             gint64 now)
{
    if (why)
        return g_strdup_printf("will be held: %s", why);
    char *start = mailing_start(meeting, notice->not_before, now);
    if (notice->not_before <= MAX(alone, now))
        return start;
    char *words = g_strdup_printf("by convoke daily %s", start);
    g_free(start);
    return words;
}

/* When each of NOTICES may leave (gint64). */
static GArray *
starts_of(const GPtrArray *notices)
{
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < notices->len; i++)
        g_array_append_val(starts, ((const Notice *)g_ptr_array_index(notices, i))->not_before);
    return starts;
}

static gboolean
print_new(const Mailing *mailing, const Shell *shell, const Meeting *meeting, guint *count,
          GError **error)
{
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
    g_autoptr(GPtrArray) standings = NULL;
    bool held;
    if (!mailing_owed(mailing, meeting, OUTBOX_ALL, shell->now, notices, &standings, error))
        return FALSE;
    g_autoptr(GPtrArray) whys = holds_of(mailing, notices, &held, error);
    g_autoptr(GArray) alone = starts_of(notices);
    if (!whys || !mailing_foresee(mailing, meeting, standings, notices, shell->now, error))
        return FALSE;
    if (notices->len > 0)
        printf("Owed now (convoke send sends it all but your digest; convoke daily all but\n"
               "invitations and withdrawals%s):\n",
               held ? "; what will be held leaves after convoke release" : "");
    for (guint i = 0; i < notices->len; i++) {
        const Notice *notice = g_ptr_array_index(notices, i);
        g_autofree char *when = words_of_new(meeting, notice, g_ptr_array_index(whys, i),
                                             g_array_index(alone, gint64, i), shell->now);
        print_notice(shell, meeting, standings, notice, notice->reason, when);
    }
    *count += notices->len;
    return TRUE;
}

/* Changes that nobody is told yet, since more may come. */
static gboolean
print_unsettled(const Mailing *mailing, const Shell *shell, const Meeting *meeting, guint *count,
                GError **error)
{
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
    g_autofree char *rest = settle_format(meeting->notices.settle);
    bool held;
    if (!outbox_owed(&mailing->room, meeting, OUTBOX_CHANGES | OUTBOX_UNRESTED, shell->now, changes,
                     NULL, error))
        return FALSE;
    for (guint i = changes->len; i > 0; i--)
        if (!((const Notice *)g_ptr_array_index(changes, i - 1))->resting)
            g_ptr_array_remove_index(changes, i - 1);
    g_autoptr(GPtrArray) whys = holds_of(mailing, changes, &held, error);
    if (!whys)
        return FALSE;
    if (changes->len > 0)
        printf("Owed when the agenda has not changed for %s (convoke daily):\n", rest);
    for (guint i = 0; i < changes->len; i++) {
        const Notice *notice = g_ptr_array_index(changes, i);
        g_autofree char *when = words_of_new(meeting, notice, g_ptr_array_index(whys, i),
                                             notice->not_before, shell->now);
        print_notice(shell, meeting, NULL, notice, notice->reason, when);
    }
    *count += changes->len;
    return TRUE;
}

/* What is to be said of an item beside its reason. AHEAD: what sending will find. */
static char *
words_of_item(const Shell *shell, const Meeting *meeting, const OutboxItem *item,
              const Prepared *ahead)
{
    if (ahead->moot)
        return g_strdup_printf("will be dropped, for it is owed no longer (%s)", ahead->moot);
    if (item->held_why)
        return g_strdup(item->held_why);
    return ahead->held ? g_strdup_printf("will be held: %s", ahead->held)
                       : mailing_start(meeting, MAX(item->next_at, ahead->not_before), shell->now);
}

/* By what sending will find when its turn comes; one that cannot be made holds up no other. GONE: who was taken out. */
static gboolean
print_item(Preparer *preparer, const Shell *shell, const Meeting *meeting, const GPtrArray *gone,
           const OutboxItem *item, GError **error)
{
    g_auto(Prepared) ahead = {0};
    g_autoptr(GError) wrong = NULL;
    g_autofree char *words = NULL;
    if (prepare_look(preparer, item, MAX(item->next_at, shell->now), &ahead, &wrong))
        words = words_of_item(shell, meeting, item, &ahead);
    else if (!g_error_matches(wrong, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY))
        words = g_strdup_printf("will fail: %s", wrong->message);
    else
        g_propagate_error(error, g_steal_pointer(&wrong));
    if (words)
        print_notice(shell, meeting, gone, item->notice,
                     ahead.reason ? ahead.reason : item->notice->reason, words);
    return words != NULL;
}

static gboolean
print_waiting(const Mailing *mailing, const Shell *shell, const Meeting *meeting, Delivery state,
              guint *count, GError **error)
{
    g_autoptr(Preparer) preparer = preparer_new(&mailing->room);
    g_autoptr(GPtrArray) items =
        store_outbox_list(mailing->workspace->store, meeting->id, NULL, state, error);
    g_autoptr(GPtrArray) gone = store_standing_gone(mailing->workspace->store, meeting->id, error);
    if (!items || !gone || !preparer_expect(preparer, items, error))
        return FALSE;
    if (items->len > 0)
        printf("%s:\n", state == DELIVERY_HELD ? "Held (convoke outbox)" : "Waiting in the outbox");
    for (guint i = 0; i < items->len; i++)
        if (!print_item(preparer, shell, meeting, gone, g_ptr_array_index(items, i), error))
            return FALSE;
    *count += items->len;
    return TRUE;
}

/* What is due about seats bears on all of it, and is not kept. */
static gboolean
print_all(const Mailing *mailing, const Shell *shell, const Meeting *meeting, guint *count,
          GError **error)
{
    gboolean good = mailing_foresee_state(mailing, meeting->id, shell->now, error) &&
                    print_new(mailing, shell, meeting, count, error) &&
                    print_unsettled(mailing, shell, meeting, count, error) &&
                    print_waiting(mailing, shell, meeting, DELIVERY_QUEUED, count, error) &&
                    print_waiting(mailing, shell, meeting, DELIVERY_HELD, count, error);
    if (good && *count == 0)
        printf("Nothing is owed to anybody right now.\n");
    good = good && kept_print(mailing->room.store, meeting->id, error);
    store_rollback(mailing->room.store);
    return good;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(GStrv) args = NULL;
    guint count = 0;
    if (!command_parse(command, NULL, argv, 0, 1, &args, error))
        return EX_USAGE;
    g_autoptr(Mailing) mailing = mailing_open(shell, error);
    g_autoptr(Meeting) meeting =
        mailing ? mailing_meeting(mailing, args[0], STORE_GUESTS_ALL, error) : NULL;
    if (!meeting || !print_all(mailing, shell, meeting, &count, error))
        return EX_SOFTWARE;
    return EX_OK;
}

const Command command_plan = {
    .name = "plan",
    .arguments = "[MEETING]",
    .summary = "who would get which mail now, and why",
    .details =
        "Changes nothing. `convoke show PERSON KIND` prints any of these mails byte for byte.",
    .run = run,
};
