/* convoke answer: the organizer writes down what somebody said elsewhere. */
#include "cli/command.h"
#include "cli/find.h"
#include "cli/seat-words.h"
#include "cli/words.h"
#include "cli/workspace.h"
#include "db/store-answer.h"
#include "db/store-journal.h"
#include "db/store-meeting.h"
#include "db/store-received.h"
#include "db/store-seat.h"
#include "event/error.h"
#include <stdio.h>
#include <sysexits.h>

static gboolean
record(Store *store, const char *meeting, const char *guest, Partstat partstat, const char *because,
       gint64 now, GError **error)
{
    const NewAnswer answer = {
        .meeting = meeting,
        .guest = guest,
        .partstat = partstat,
        .channel = "organizer",
        .received = G_MININT64,
        .words = because,
        .rule = "organizer",
        .trust = "organizer",
        .counts = true,
        .sequence = G_MININT64,
    };
    if (store_begin(store, error) && store_answer_add(store, &answer, now, error) &&
        store_journal_answer(store, meeting, guest, partstat, because, now, error) &&
        store_review_settle(store, meeting, guest, now, error) &&
        store_seat_settle_newest(store, meeting, false, now, NULL, error) &&
        store_commit(store, error))
        return TRUE;
    store_rollback(store);
    return FALSE;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_autofree char *because = NULL;
    const GOptionEntry options[] = {
        {"because", 'b', 0, G_OPTION_ARG_STRING, &because,
         "How you know; it stands in the ledger (needed)", "TEXT"},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 2, 3, &args, error))
        return EX_USAGE;
    const int first = args[2] != NULL;
    Partstat partstat = words_partstat(args[first + 1]);
    if (partstat == PARTSTAT_NONE || !because || !*because) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    partstat == PARTSTAT_NONE
                        ? "answer: `%s` is none of yes, no, maybe"
                        : "answer: --because is missing: how do you know `%s`?",
                    args[first + 1]);
        return EX_USAGE;
    }
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    g_autofree char *id =
        workspace ? workspace_meeting(workspace, first ? args[0] : NULL, error) : NULL;
    g_autoptr(Meeting) meeting =
        id ? store_meeting_load(workspace->store, id, STORE_GUESTS_ALL, error) : NULL;
    const Guest *guest = meeting ? guest_find(meeting, args[first], error) : NULL;
    if (!guest || !record(workspace->store, id, guest->id, partstat, because, shell->now, error))
        return EX_SOFTWARE;
    g_autofree char *name = words_for_terminal(guest->name, 0);
    g_autofree char *words = words_for_terminal(because, 0);
    printf("%s: %s, because: %s\n", name, words_of_partstat(partstat), words);
    return seat_say(shell, workspace->store, meeting, guest->id, error) ? EX_OK : EX_SOFTWARE;
}

const Command command_answer = {
    .name = "answer",
    .arguments = "[MEETING] PERSON yes|no|maybe --because TEXT",
    .summary = "write down an answer that reached you another way",
    .details =
        "For what somebody told you on the phone. It goes into the ledger with your reason, and\n"
        "settles what waits for them in `convoke review`. Nobody is mailed about it.",
    .run = run,
};
