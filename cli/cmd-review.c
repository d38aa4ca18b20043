/* convoke review: what came in and was not sure, and the organizer's decision. */
#include "cli/command.h"
#include "cli/keys.h"
#include "cli/seat-words.h"
#include "cli/words.h"
#include "cli/workspace.h"
#include "db/store-identity.h"
#include "db/store-journal.h"
#include "db/store-meeting.h"
#include "db/store-ruling.h"
#include "db/store-seat.h"
#include "event/address.h"
#include "event/error.h"
#include "event/period.h"
#include "event/reason.h"
#include "inbox/record.h"
#include "inbox/sender.h"
#include <stdio.h>
#include <sysexits.h>

/* The time that a calendar proposes, by the meeting's clock. */
static gboolean
print_proposal(Store *store, const Review *review, GError **error)
{
    g_autoptr(Meeting) meeting =
        review->proposal && review->meeting
            ? store_meeting_load(store, review->meeting, STORE_GUESTS_NONE, error)
            : NULL;
    if (review->proposal && review->meeting && !meeting)
        return FALSE;
    const char *name = meeting ? meeting->zone : "UTC";
    g_autoptr(GTimeZone) zone = zone_open(name);
    g_autofree char *proposal = period_format(review->proposal, zone, name);
    if (proposal)
        printf("   proposes %s\n", proposal);
    return TRUE;
}

static gboolean
print_review(Store *store, const Shell *shell, const Review *review, GError **error)
{
    g_autofree char *words = NULL;
    if (!store_received_words(store, review->received, NULL, &words, error))
        return FALSE;
    g_autofree char *name = words_for_terminal(review->name, 0);
    g_autofree char *said = words_for_terminal(words, shell->width * 3);
    g_autofree char *why = words_for_terminal(review->why, 0);
    printf("%s%" G_GINT64_FORMAT "%s  %s: %s\n", shell->color ? "\033[1m" : "", review->id,
           shell->color ? "\033[0m" : "", *name ? name : "somebody", why);
    g_autofree char *from = words_for_terminal(review->guest ? review->from : NULL, 0);
    if (*from)
        printf("   from %s\n", from);
    if (*said)
        printf("   “%s”\n", said);
    if (!print_proposal(store, review, error))
        return FALSE;
    if (review->guess != PARTSTAT_NONE)
        printf("   perhaps: %s\n", words_of_partstat(review->guess));
    if (review->defects) {
        g_autofree char *defects = words_for_terminal(review->defects, shell->width * 2);
        printf("   malformed: %s\n", defects);
    }
    if (reason_of_text(review->why) == REASON_NOT_THEIRS)
        printf("   the same person: `review %" G_GINT64_FORMAT
               " yes --remember` also learns the address; "
               "somebody else,\n   and welcome: add them to guests, apply, and dismiss this\n",
               review->id);
    if (!review_is_answer(review))
        printf("   it can only be dismissed\n");
    return TRUE;
}

static gboolean
print_all(Store *store, const Shell *shell, GError **error)
{
    g_autoptr(GPtrArray) list = store_review_list(store, NULL, error);
    if (!list)
        return FALSE;
    bool answers = false;
    for (guint i = 0; i < list->len; i++) {
        const Review *review = g_ptr_array_index(list, i);
        if (!print_review(store, shell, review, error))
            return FALSE;
        answers = answers || review_is_answer(review);
    }
    if (list->len > 0)
        printf("\nDecide with: convoke review NUMBER %s\n",
               answers ? "yes|no|maybe|dismiss" : "dismiss");
    else
        printf("Nothing waits.\n");
    return TRUE;
}

static bool
is_dismissal(const char *decision)
{
    return g_str_equal(decision, "dismiss") || g_str_equal(decision, "d");
}

static gboolean
decide_one(Store *store, const Review *review, const char *decision, gint64 now, GError **error)
{
    bool dismiss = is_dismissal(decision);
    Partstat partstat = words_partstat(decision);
    if (!dismiss && !review->guest) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                    "nobody knows whose answer %" G_GINT64_FORMAT " is; write it down with `convoke"
                    " answer PERSON`, then dismiss it",
                    review->id);
        return FALSE;
    }
    if (!dismiss && review->report) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                    "%" G_GINT64_FORMAT
                    " is a mail system's report, and no answer of %s; dismiss it, and"
                    " write down what you know from elsewhere with `convoke answer PERSON`",
                    review->id, review->name);
        return FALSE;
    }
    if (!dismiss && review->unread) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                    "of %" G_GINT64_FORMAT
                    " nothing could be read; ask %s, write down what you learn with `convoke answer"
                    " PERSON`, and dismiss it",
                    review->id, review->name);
        return FALSE;
    }
    return store_ruling_take(store, review, dismiss ? PARTSTAT_NONE : partstat, now, error) &&
           store_journal_message(store, review->received, NULL,
                                 dismiss ? "dismissed" : partstat_name(partstat), now, error) &&
           (!review->meeting ||
            store_seat_settle_newest(store, review->meeting, false, now, NULL, error));
}

/* One decision, in a transaction of its own: whoever stops in the middle keeps what was decided. */
static gboolean
decide_key(Store *store, const Review *review, char key, gint64 now, GError **error)
{
    const char *decision = key == 'y'   ? "yes"
                           : key == 'n' ? "no"
                           : key == 'm' ? "maybe"
                                        : "dismiss";
    if (store_begin(store, error) && decide_one(store, review, decision, now, error) &&
        record_vouched(store, review->received, now, error) && store_commit(store, error)) {
        printf("   %s\n\n", decision);
        return TRUE;
    }
    store_rollback(store);
    return FALSE;
}

/* Goes through what waits, a keystroke each. Whose answer it is may be unknown: then it can only be
 * dismissed here. */
static gboolean
walk(Store *store, const Shell *shell, GError **error)
{
    g_autoptr(GPtrArray) list = store_review_list(store, NULL, error);
    for (guint i = 0; list && i < list->len; i++) {
        const Review *review = g_ptr_array_index(list, i);
        if (!print_review(store, shell, review, error))
            return FALSE;
        bool answer = review_is_answer(review);
        printf("%s", answer ? "   y yes, n no, m maybe, d dismiss, s skip, q quit? "
                            : "   d dismiss, s skip, q quit? ");
        char key = keys_read(answer ? "ynmdsq" : "dsq");
        printf("%c\n", key);
        if (key == 'q')
            return TRUE;
        if (key != 's' && !decide_key(store, review, key, shell->now, error))
            return FALSE;
    }
    if (list && list->len == 0)
        printf("Nothing waits.\n");
    return list != NULL;
}

/* Whose address it cannot be; NULL = it can be a guest's. */
static const char *
stranger_of(const Review *review, const char *address, const char *ours, const char *organizer)
{
    guint signs = sender_signs_of(address, NULL);
    if (review->report || signs & (SENDER_MAILER | SENDER_NO_REPLY))
        return "a mail system's";
    if (address_equal(address, ours))
        return "the meeting's own";
    return address_equal(address, organizer) ? "the organizer's" : NULL;
}

/* An address that is learned answers in the guest's name. */
static gboolean
check_stranger(Store *store, const Review *review, const char *ours, GError **error)
{
    g_autofree char *address = address_of_mailbox(review->from);
    g_autoptr(Meeting) event = store_meeting_load(store, review->meeting, STORE_GUESTS_NONE, error);
    if (!event)
        return FALSE;
    const char *whose =
        address ? stranger_of(review, address, ours, event->organizer.address) : NULL;
    if (!whose)
        return TRUE;
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                "%s is %s address, and no guest's; nothing was decided: decide without --remember",
                address, whose);
    return FALSE;
}

/* What they write from there counts as theirs from now on. */
static gboolean
learn(Store *store, const Review *review, const char *ours, gint64 now, GError **error)
{
    g_autofree char *address = NULL;
    if (!review->guest) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                    "nobody knows whose address that is; nothing was decided");
        return FALSE;
    }
    if (!check_stranger(store, review, ours, error) ||
        !store_identity_learn(store, review->meeting, review->guest, review->received, now,
                              &address, error))
        return FALSE;
    printf("%s writes from %s, too.\n", review->name, address);
    return TRUE;
}

/* As convoke answer does. */
static gboolean
say_seat(const Shell *shell, Store *store, const Review *review, GError **error)
{
    g_autoptr(Meeting) meeting =
        store_meeting_load(store, review->meeting, STORE_GUESTS_NONE, error);
    return meeting && seat_say(shell, store, meeting, review->guest, error);
}

static gboolean
decide_number(const Shell *shell, Store *store, const char *number, const char *decision,
              gboolean remember, const char *ours, GError **error)
{
    const gint64 now = shell->now;
    g_autoptr(GPtrArray) list = store_review_list(store, NULL, error);
    gint64 id = g_ascii_strtoll(number, NULL, 10);
    for (guint i = 0; list && i < list->len; i++) {
        const Review *review = g_ptr_array_index(list, i);
        if (review->id != id)
            continue;
        if (!decide_one(store, review, decision, now, error) ||
            (remember && !learn(store, review, ours, now, error)) ||
            !record_vouched(store, review->received, now, error))
            return FALSE;
        g_autofree char *name = words_for_terminal(review->name, 0);
        const Partstat partstat = words_partstat(decision);
        printf("%s: %s\n", *name ? name : "somebody",
               partstat == PARTSTAT_NONE ? "dismissed" : words_of_partstat(partstat));
        return partstat == PARTSTAT_NONE || say_seat(shell, store, review, error);
    }
    if (list)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                    "nothing with the number %s waits; see `convoke review`", number);
    return FALSE;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean remember = FALSE;
    const GOptionEntry options[] = {
        {"remember", 'r', 0, G_OPTION_ARG_NONE, &remember,
         "Its From is another address of the guest: learn it", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 2, &args, error))
        return EX_USAGE;
    if (remember && !args[0]) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "review: --remember goes with a number and a decision");
        return EX_USAGE;
    }
    if (args[0] && !args[1]) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "review: %s what? say yes, no, maybe or dismiss", args[0]);
        return EX_USAGE;
    }
    if (args[0] && !is_dismissal(args[1]) && words_partstat(args[1]) == PARTSTAT_NONE) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "review: `%s` is none of yes, no, maybe, dismiss", args[1]);
        return EX_USAGE;
    }
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    if (!workspace)
        return EX_SOFTWARE;
    if (!args[0] && keys_possible())
        return walk(workspace->store, shell, error) ? EX_OK : EX_SOFTWARE;
    if (!args[0])
        return print_all(workspace->store, shell, error) ? EX_OK : EX_SOFTWARE;
    if (store_begin(workspace->store, error) &&
        decide_number(shell, workspace->store, args[0], args[1], remember,
                      config_get(workspace->config, "mail", "address"), error) &&
        store_commit(workspace->store, error))
        return EX_OK;
    store_rollback(workspace->store);
    return EX_SOFTWARE;
}

const Command command_review = {
    .name = "review",
    .arguments = "[NUMBER yes|no|maybe|dismiss]",
    .summary = "decide about what came in and was not sure",
    .details =
        "Alone it goes through what waits, on a terminal: the words, our best guess, why it was "
        "not\n"
        "recorded, and one key each: y n m (yes, no, maybe), d (dismiss), s (skip), q (quit).\n"
        "Elsewhere it prints the list. With a number it records your decision, with the message\n"
        "as evidence, or dismisses it.",
    .run = run,
};
