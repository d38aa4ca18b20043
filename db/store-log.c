/* Numbers in the log are big-endian. */
#include "db/store-log.h"

#include "db/log-file.h"
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <unistd.h>

/* Of its head, and of what precedes each page. */
enum { HEAD = 32, PAGE_SIZE = 8, CHECKPOINTS = 12, SALTS = 16 };
enum { FRAME_HEAD = 24, FRAME_SALTS = 8, SALTS_LENGTH = 8 };

static guint32
number_at(const guint8 *bytes)
{
    return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static bool
was_begun_anew(const char *path)
{
    guint8 head[HEAD] = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    bool whole = fd >= 0 && read(fd, head, HEAD) == HEAD;
    if (fd >= 0)
        close(fd); /* there are no locks on a log that this could take away */
    return whole && number_at(head + CHECKPOINTS) > 0;
}

static sqlite3_vfs *usual;

static int
open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *ret_flags)
{
    (void)vfs;
    if (!(flags & SQLITE_OPEN_WAL))
        return usual->xOpen(usual, path, file, flags, ret_flags);
    if (was_begun_anew(path))
        flags &= ~SQLITE_OPEN_CREATE;
    return log_file_open(usual, path, file, flags, ret_flags);
}

const char *
store_log_vfs(void)
{
    static sqlite3_vfs ours;
    static gsize done;
    if (g_once_init_enter(&done)) {
        usual = sqlite3_vfs_find(NULL);
        ours = *usual;
        ours.zName = "convoke";
        ours.pNext = NULL;
        ours.szOsFile += log_file_size();
        ours.xOpen = open_file;
        sqlite3_vfs_register(&ours, 0);
        g_once_init_leave(&done, 1);
    }
    return ours.zName;
}

/* The salts of a page that is left of what was before are others. */
bool
store_log_holds(sqlite3 *db, int pages)
{
    sqlite3_file *log = NULL;
    guint8 head[HEAD], frame[FRAME_HEAD];
    if (sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) != SQLITE_OK || !log ||
        !log->pMethods || log->pMethods->xRead(log, head, HEAD, 0) != SQLITE_OK)
        return false;
    gint64 at = HEAD + (pages - 1) * ((gint64)FRAME_HEAD + number_at(head + PAGE_SIZE));
    return log->pMethods->xRead(log, frame, FRAME_HEAD, at) == SQLITE_OK &&
           memcmp(head + SALTS, frame + FRAME_SALTS, SALTS_LENGTH) == 0;
}
