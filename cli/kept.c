/* Mail that has not left, though there is a way out by now. */
#include "cli/kept.h"
#include "cli/transports.h"
#include "db/store-control.h"
#include "db/store-meeting.h"
#include <stdio.h>

gboolean
kept_look(const Workspace *workspace, bool *ret_open, gint64 now, GError **error)
{
    Store *store = workspace->store;
    gboolean any = FALSE;
    if (!transports_keep(workspace) && !store_kept_any(store, &any, error))
        return FALSE;
    if (ret_open)
        *ret_open = any;
    return !any || (store_begin(store, error) && store_kept_hold(store, now, error));
}

gboolean
kept_hold(const Workspace *workspace, gint64 now, GError **error)
{
    bool open = false;
    if (kept_look(workspace, &open, now, error) && (!open || store_commit(workspace->store, error)))
        return TRUE;
    store_rollback(workspace->store);
    return FALSE;
}

static gboolean
print(Store *store, const char *meeting, GError **error)
{
    int kept;
    if (!store_kept_count(store, meeting, &kept, error))
        return FALSE;
    if (kept > 0)
        printf("%s: %d mail%s only written to %s before a relay was named, and wait%s for your "
               "word:\n`convoke settle %s all again` and the next `convoke send` send %s, if "
               "still owed;\n`convoke settle %s all sent` where %s reached the guests by another "
               "way.\n",
               meeting, kept, kept == 1 ? " was" : "s were", kept == 1 ? "a file" : "files",
               kept == 1 ? "s" : "", meeting, kept == 1 ? "it" : "them", meeting,
               kept == 1 ? "it has" : "they have");
    return TRUE;
}

gboolean
kept_print(Store *store, const char *meeting, GError **error)
{
    if (meeting)
        return print(store, meeting, error);
    g_autoptr(GPtrArray) open = store_meeting_list(store, FALSE, error);
    for (guint i = 0; open && i < open->len; i++)
        if (!print(store, g_ptr_array_index(open, i), error))
            return FALSE;
    return open != NULL;
}
