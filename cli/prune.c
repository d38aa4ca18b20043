/* The numbers of [archive], handed on. */
#include "cli/prune.h"
#include "db/store-archive.h"

static gint64
stray_bytes(const Workspace *workspace)
{
    return (gint64)config_get_int(workspace->config, "archive", "stray-megabytes") << 20;
}

gboolean
prune_flood(const Workspace *workspace, GError **error)
{
    return store_archive_make_room(workspace->store, stray_bytes(workspace), error);
}

gboolean
prune_archive(const Workspace *workspace, gint64 now, GError **error)
{
    const Retention retention = {
        .days = config_get_int(workspace->config, "archive", "keep-days"),
        .stray_days = config_get_int(workspace->config, "archive", "stray-days"),
        .stray_bytes = stray_bytes(workspace),
    };
    int ended;
    return store_archive_prune(workspace->store, &retention, now, &ended, error);
}
