/* The numbers of [archive], handed on. */
#include "cli/prune.h"
#include "db/store-archive.h"

static gint64
megabytes(const Workspace *workspace, const char *name)
{
    return (gint64)config_get_int(workspace->config, "archive", name) << 20;
}

static Room
room_of(const Workspace *workspace)
{
    return (Room){megabytes(workspace, "stray-megabytes"),
                  megabytes(workspace, "guest-mail-megabytes")};
}

gboolean
prune_flood(const Workspace *workspace, gint64 *received, guint count, GError **error)
{
    const Room room = room_of(workspace);
    return store_archive_make_room(workspace->store, &room, received, count, error);
}

gboolean
prune_archive(const Workspace *workspace, gint64 now, GError **error)
{
    const Retention retention = {
        .days = config_get_int(workspace->config, "archive", "keep-days"),
        .stray_days = config_get_int(workspace->config, "archive", "stray-days"),
        .room = room_of(workspace),
    };
    int ended;
    return store_archive_prune(workspace->store, &retention, now, &ended, error);
}
