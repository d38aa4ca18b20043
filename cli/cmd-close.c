/* convoke close: a meeting that is over. */
#include "cli/command.h"
#include "cli/workspace.h"
#include "db/store-meeting.h"
#include "db/store-outbox.h"
#include "event/error.h"
#include "mailer/outbox.h"
#include "mailer/schedule.h"
#include <stdio.h>
#include <sysexits.h>

/* Mail that waits would be sent after the end, or never. */
static gboolean
check_outbox(Store *store, const char *meeting, GError **error)
{
    static const Delivery waiting[] = {DELIVERY_QUEUED, DELIVERY_HELD, DELIVERY_CLAIMED};
    int waits = 0, count;
    for (gsize i = 0; i < G_N_ELEMENTS(waiting); i++) {
        if (!store_outbox_count(store, meeting, waiting[i], &count, error))
            return FALSE;
        waits += count;
    }
    if (waits == 0)
        return TRUE;
    g_set_error(
        error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
        "%d mail%s of %s %s to go out; `convoke outbox %s` shows them: send or drop them first",
        waits, waits == 1 ? "" : "s", meeting, waits == 1 ? "has" : "have", meeting);
    return FALSE;
}

/* Nobody would ever hear that they need not come. */
static gboolean
check_called_off(Store *store, const Meeting *meeting, gint64 now, GError **error)
{
    const Mailroom room = {.store = store};
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
    if (!outbox_owed(&room, meeting, OUTBOX_WITHDRAWALS | 1 << NOTICE_CANCELLATION, now, notices,
                     NULL, error))
        return FALSE;
    if (notices->len == 0)
        return TRUE;
    g_set_error(
        error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
        "%u guest%s of %s %s not been told yet that %s; `convoke send %s` tells them,"
        " `convoke plan %s` shows whom",
        notices->len, notices->len == 1 ? "" : "s", meeting->id, notices->len == 1 ? "has" : "have",
        meeting->cancelled ? "it is cancelled" : "they are taken out", meeting->id, meeting->id);
    return FALSE;
}

static gboolean
check_done(Store *store, const char *id, gint64 now, bool *ret_over, GError **error)
{
    g_autoptr(Meeting) meeting = store_meeting_load(store, id, STORE_GUESTS_NONE, error);
    if (!meeting || !check_outbox(store, id, error) ||
        !check_called_off(store, meeting, now, error))
        return FALSE;
    *ret_over = meeting->cancelled || schedule_over(meeting, now);
    return TRUE;
}

static gboolean
set_open(Store *store, const char *meeting, gboolean open, gint64 now, bool *ret_over,
         GError **error)
{
    if (store_begin(store, error) && (open || check_done(store, meeting, now, ret_over, error)) &&
        store_meeting_set_open(store, meeting, open, now, error) && store_commit(store, error))
        return TRUE;
    store_rollback(store);
    return FALSE;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean reopen = FALSE;
    const GOptionEntry options[] = {
        {"reopen", 0, 0, G_OPTION_ARG_NONE, &reopen, "Open it again", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 1, 1, &args, error))
        return EX_USAGE;
    g_autoptr(Workspace) workspace = workspace_open(shell, error);
    g_autofree char *id = workspace ? workspace_meeting(workspace, args[0], error) : NULL;
    bool over = true;
    if (!id || !set_open(workspace->store, id, reopen, shell->now, &over, error))
        return EX_SOFTWARE;
    printf(reopen ? "%s is open again.\n"
           : over ? "%s is closed: it gets no more reminders, changes and digests.\n"
                  : "%s is closed, though it is not over: it gets no more reminders, changes and "
                    "digests.\n",
           id);
    return EX_OK;
}

const Command command_close = {
    .name = "close",
    .arguments = "MEETING",
    .summary = "be done with a meeting that is over",
    .details =
        "No more mail of its own accord goes out for it, and commands that are not told a MEETING\n"
        "pass it by. All of it stays: it can be looked at, rebuilt, and opened again.",
    .run = run,
};
