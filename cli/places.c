/* Paths, from convoke.conf and the account. */
#include "cli/places.h"
#include "mailer/relay-url.h"
#include <unistd.h>

#define SYSTEM_STATE "/var/lib/convoke"

void
places_clear(Places *places)
{
    g_free(places->database);
    g_free(places->run);
    g_free(places->state);
    *places = (Places){0};
}

/* A folder below the workspace belongs to this copy of it alone; all else is shared with other copies. */
static gboolean
mail_leaves(const Workspace *workspace, gboolean *ret_leaves, GError **error)
{
    g_autoptr(RelayUrl) url =
        relay_url_parse(config_get(workspace->config, "send", "relay"), error);
    if (!url)
        return FALSE;
    *ret_leaves = url->kind != RELAY_URL_DIRECTORY || g_path_is_absolute(url->path);
    return TRUE;
}

static char *
state_directory(const Workspace *workspace)
{
    const char *set = config_get(workspace->config, "send", "state");
    if (set)
        return workspace_path(workspace, set);
    if (access(SYSTEM_STATE, R_OK | W_OK | X_OK) == 0)
        return g_strdup(SYSTEM_STATE);
    return g_build_filename(g_get_user_state_dir(), "convoke", NULL);
}

gboolean
places_find(const Workspace *workspace, Places *ret_places, GError **error)
{
    gboolean leaves;
    if (!mail_leaves(workspace, &leaves, error))
        return FALSE;
    *ret_places = (Places){
        .database = workspace_path(workspace, config_get(workspace->config, "store", "database")),
        .run = workspace_path(workspace, "run"),
        .state = leaves ? state_directory(workspace) : NULL,
    };
    ret_places->fence = (FencePlaces){
        .database = ret_places->database, .inside = ret_places->run, .outside = ret_places->state};
    return TRUE;
}
