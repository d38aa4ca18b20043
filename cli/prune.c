/* The numbers of [archive], handed on. */
#include "cli/prune.h"
#include "db/store-archive.h"

gboolean
prune_archive(const Workspace *workspace, gint64 now, GError **error)
{
    const Retention retention = {
        .days = config_get_int(workspace->config, "archive", "keep-days"),
        .stray_days = config_get_int(workspace->config, "archive", "stray-days"),
        .stray_bytes = (gint64)config_get_int(workspace->config, "archive", "stray-megabytes")
                       << 20,
    };
    int ended;
    return store_archive_prune(workspace->store, &retention, now, &ended, error);
}
