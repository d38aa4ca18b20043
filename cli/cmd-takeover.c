/* convoke takeover: this copy of the workspace is the one that sends. */
#include "cli/mailing.h"
#include "cli/places.h"
#include "db/store-meeting.h"
#include "event/error.h"
#include "mailer/outbox.h"
#include <stdio.h>
#include <sysexits.h>

/* What would be owed now may have been sent by the other copy, too. */
static gboolean
queue_owed(const Mailing *mailing, gint64 now, GError **error)
{
    int count;
    Store *store = mailing->workspace->store;
    g_autoptr(GPtrArray) meetings = store_meeting_list(store, FALSE, error);
    for (guint i = 0; meetings && i < meetings->len; i++) {
        g_autoptr(Meeting) meeting =
            store_meeting_load(store, g_ptr_array_index(meetings, i), STORE_GUESTS_NONE, error);
        if (!meeting ||
            !outbox_queue(&mailing->room, meeting, OUTBOX_ALL, NULL, now, &count, error))
            return FALSE;
    }
    return meetings && outbox_queue_answers(&mailing->room, 0, now, &count, error);
}

/* FALSE also where this copy may send already. */
static gboolean
is_refused(const Mailing *mailing, const Places *places, GError **error)
{
    g_autoptr(GError) refusal = NULL;
    g_autoptr(Fence) fence = fence_open(mailing->room.store, &places->fence, &refusal);
    if (g_error_matches(refusal, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT))
        return TRUE;
    if (!fence)
        g_propagate_error(error, g_steal_pointer(&refusal));
    else
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                    "%s: this database is the one that sends; there is nothing to take over",
                    places->database);
    return FALSE;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    gboolean nothing_sent = FALSE;
    int doubted = 0;
    const GOptionEntry options[] = {
        {"nothing-sent", 0, 0, G_OPTION_ARG_NONE, &nothing_sent,
         "The other copy has sent nothing unknown to this one", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 0, &args, error))
        return EX_USAGE;
    g_autoptr(Mailing) mailing = mailing_open(shell, error);
    g_auto(Places) places = {0};
    if (!mailing || !places_find(mailing->workspace, &places, error) ||
        !is_refused(mailing, &places, error) ||
        (!nothing_sent && !queue_owed(mailing, shell->now, error)) ||
        !fence_take_over(mailing->room.store, &places.fence, !nothing_sent, shell->now, &doubted,
                         error))
        return EX_SOFTWARE;
    printf("This copy sends from now on.\n");
    if (doubted > 0)
        printf("%d mail%s may have been sent already: see convoke outbox, and convoke settle.\n",
               doubted, doubted == 1 ? "" : "s");
    if (!nothing_sent)
        printf("What was applied to the other copy alone is not known here: once it is applied "
               "anew, look at\n"
               "convoke plan before you send. Guests added there are invited again, and changes "
               "told again.\n");
    return EX_OK;
}

const Command command_takeover = {
    .name = "takeover",
    .arguments = "",
    .summary = "make this copy of the workspace the one that sends",
    .details =
        "For a database that was restored from a backup, copied, or moved to another machine, and\n"
        "therefore refuses to send. All mail that may have been sent meanwhile becomes in doubt,\n"
        "and none of it is sent unless you settle it so; another copy, if there is one, stops\n"
        "sending.",
    .run = run,
};
