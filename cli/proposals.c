/* Lists of what guests ask and propose. */
#include "cli/proposals.h"
#include "cli/words.h"
#include "db/store-meeting.h"
#include "event/error.h"
#include "event/when.h"
#include <stdio.h>

static void
print_one(const Shell *shell, const Proposal *proposal, GTimeZone *zone)
{
    g_autofree char *name = words_for_terminal(proposal->name, 0);
    g_autofree char *words = words_for_terminal(proposal->words, shell->width * 4);
    g_autofree char *when = words_of_instant(proposal->at, zone);
    printf("%s%" G_GINT64_FORMAT "%s  %s, %.10s", shell->color ? "\033[1m" : "", proposal->id,
           shell->color ? "\033[0m" : "", name, when);
    printf("%s%s\n   “%s”\n", *proposal->kind == 't' ? ", " : "",
           *proposal->kind == 't' ? proposal->kind : "", words);
}

gboolean
proposals_print(const Workspace *workspace, const Shell *shell, const char *named,
                gboolean questions, GError **error)
{
    g_autofree char *id = workspace_meeting(workspace, named, error);
    g_autoptr(Meeting) meeting =
        id ? store_meeting_load(workspace->store, id, STORE_GUESTS_NONE, error) : NULL;
    g_autoptr(GPtrArray) list =
        meeting ? store_proposal_list(workspace->store, id, questions, error) : NULL;
    g_autoptr(GTimeZone) zone = list ? zone_open(meeting->zone) : NULL;
    if (!list)
        return FALSE;
    for (guint i = 0; i < list->len; i++)
        print_one(shell, g_ptr_array_index(list, i), zone);
    if (list->len == 0)
        printf("Nothing is open.\n");
    else if (questions)
        printf("\nAnswer them by mail, then: convoke questions done NUMBER\n");
    else
        printf("\nTake up with: convoke topics accept NUMBER; or: convoke topics dismiss NUMBER\n");
    return TRUE;
}

Proposal *
proposals_find(const Workspace *workspace, const char *number, gboolean questions, GError **error)
{
    guint64 id;
    if (g_ascii_string_to_unsigned(number, 10, 1, G_MAXINT64, &id, NULL))
        return store_proposal_load(workspace->store, (gint64)id, questions, error);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE, "`%s` is no number", number);
    return NULL;
}

void
proposals_say(const char *done, const Proposal *proposal)
{
    g_autofree char *name = words_for_terminal(proposal->name, 0);
    g_autofree char *words = words_for_terminal(proposal->words, 200);
    printf("%s: %s, “%s”\n", done, name, words);
}

gboolean
proposals_end(const Workspace *workspace, const char *number, gboolean questions,
              const char *decision, const char *done, gint64 now, GError **error)
{
    Store *store = workspace->store;
    if (!store_begin(store, error))
        return FALSE;
    g_autoptr(Proposal) proposal = proposals_find(workspace, number, questions, error);
    if (!proposal || !store_proposal_decide(store, proposal->id, decision, now, error) ||
        !store_commit(store, error)) {
        store_rollback(store);
        return FALSE;
    }
    proposals_say(done, proposal);
    return TRUE;
}
