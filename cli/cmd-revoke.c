/* convoke revoke: a token that got into wrong hands. */
#include "cli/command.h"
#include "cli/find.h"
#include "cli/random.h"
#include "cli/workspace.h"
#include "db/store-guest.h"
#include "db/store-meeting.h"
#include "db/store-seat.h"
#include "event/token.h"
#include <stdio.h>
#include <sysexits.h>

static int
revoke_organizer(const Shell *shell, Store *store, const char *meeting, GError **error)
{
    guint8 bytes[TOKEN_BYTES];
    random_bytes(bytes, sizeof bytes);
    g_autofree char *token = token_from_bytes(bytes);
    if (!store_begin(store, error) ||
        !store_meeting_revoke_organizer(store, meeting, token, shell->now, error) ||
        !store_commit(store, error)) {
        store_rollback(store);
        return EX_SOFTWARE;
    }
    shell_say(shell,
              "Your token is taken back, and your next digest has a new one. What still comes"
              " with the old one decides nothing; it waits in `convoke review`.");
    return EX_OK;
}

static gboolean
rotate(Store *store, const char *meeting, const char *guest, gint64 now, GError **error)
{
    if (store_begin(store, error) && store_token_revoke(store, meeting, guest, now, error) &&
        store_token_issue(store, meeting, random_bytes, now, error) &&
        store_seat_offer_anew(store, meeting, guest, now, error) && store_commit(store, error))
        return TRUE;
    store_rollback(store);
    return FALSE;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, NULL, argv, 1, 2, &args, error))
        return EX_USAGE;
    const int first = args[1] != NULL;
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    g_autofree char *id =
        workspace ? workspace_meeting(workspace, first ? args[0] : NULL, error) : NULL;
    if (id && g_str_equal(args[first], "organizer"))
        return revoke_organizer(shell, workspace->store, id, error);
    g_autoptr(Meeting) meeting =
        id ? store_meeting_load(workspace->store, id, STORE_GUESTS_ALL, error) : NULL;
    const Guest *guest = meeting ? guest_find(meeting, args[first], error) : NULL;
    if (!guest || !rotate(workspace->store, id, guest->id, shell->now, error))
        return EX_SOFTWARE;
    shell_say(
        shell,
        "%s: the token is taken back, and there is a new one. What still comes with the old one"
        " waits in `convoke review`; who owes an answer is invited anew by `convoke send`.",
        guest->name);
    return EX_OK;
}

const Command command_revoke = {
    .name = "revoke",
    .arguments = "[MEETING] PERSON",
    .summary = "take back a token that got into wrong hands",
    .details =
        "Whoever holds the token of an invitation may answer for its guest, within what the\n"
        "meeting's \"trust\" asks for. After this the old one counts no more, and later mail to\n"
        "PERSON carries a new one. PERSON may be \"organizer\": whoever holds that token, and\n"
        "writes under the organizer's name, decides what waits in review.",
    .run = run,
};
