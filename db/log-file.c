/* A shim in front of the files of SQLite's own VFS, for logs (WAL) only. */
#include "db/log-file.h"

#include <glib.h>
#include <string.h>

/* Bytes that are written at once; SQLite's unix VFS asserts less than 128 KB. */
enum { ROOM = 124 << 10 };

/* SQLite makes room for one in front of a file of its own. */
typedef struct {
    sqlite3_file base;
    sqlite3_file *own;
    bool gathers;
    bool ends;            /* the page to come ends a commit */
    sqlite3_int64 offset; /* in the file, of what was gathered */
    int length;
    char *gathered; /* ROOM bytes; NULL until they are needed */
} LogFile;

G_STATIC_ASSERT(sizeof(LogFile) % 8 == 0);

/* After a failure its commit fails, and nobody asks for it any more. */
static int
flush(LogFile *file)
{
    int length = file->length;
    file->length = 0;
    return length == 0
               ? SQLITE_OK
               : file->own->pMethods->xWrite(file->own, file->gathered, length, file->offset);
}

static int
log_close(sqlite3_file *base)
{
    LogFile *file = (LogFile *)base;
    g_free(file->gathered);
    return file->own->pMethods->xClose(file->own);
}

static int
log_read(sqlite3_file *base, void *bytes, int length, sqlite3_int64 offset)
{
    LogFile *file = (LogFile *)base;
    int code = flush(file);
    return code == SQLITE_OK ? file->own->pMethods->xRead(file->own, bytes, length, offset) : code;
}

/* A page comes behind 24 bytes; of those, four say how large the database is after a commit, and are zero where it goes on
 * (https://sqlite.org/fileformat2.html#walformat). */
static bool
ends_commit(const char *bytes, int length)
{
    enum { HEADER = 24, SIZE_AT = 4 };
    static const char goes_on[4];
    return length == HEADER && memcmp(bytes + SIZE_AT, goes_on, sizeof goes_on) != 0;
}

static int
gather(LogFile *file, const void *bytes, int length, sqlite3_int64 offset)
{
    bool ended = file->ends;
    if (!file->gathered)
        file->gathered = g_malloc(ROOM);
    if (file->length == 0)
        file->offset = offset;
    memcpy(file->gathered + file->length, bytes, (size_t)length);
    file->length += length;
    file->ends = ends_commit(bytes, length);
    file->gathers = !ended;
    return ended ? flush(file) : SQLITE_OK;
}

static int
log_write(sqlite3_file *base, const void *bytes, int length, sqlite3_int64 offset)
{
    LogFile *file = (LogFile *)base;
    bool gathers = file->gathers && length <= ROOM;
    bool follows = offset == file->offset + file->length && length <= ROOM - file->length;
    int code = gathers && follows ? SQLITE_OK : flush(file);
    if (code != SQLITE_OK)
        return code;
    return gathers ? gather(file, bytes, length, offset)
                   : file->own->pMethods->xWrite(file->own, bytes, length, offset);
}

static int
log_truncate(sqlite3_file *base, sqlite3_int64 size)
{
    LogFile *file = (LogFile *)base;
    int code = flush(file);
    return code == SQLITE_OK ? file->own->pMethods->xTruncate(file->own, size) : code;
}

static int
log_sync(sqlite3_file *base, int flags)
{
    LogFile *file = (LogFile *)base;
    int code = flush(file);
    return code == SQLITE_OK ? file->own->pMethods->xSync(file->own, flags) : code;
}

static int
log_size(sqlite3_file *base, sqlite3_int64 *ret_size)
{
    LogFile *file = (LogFile *)base;
    int code = flush(file);
    return code == SQLITE_OK ? file->own->pMethods->xFileSize(file->own, ret_size) : code;
}

static int
log_lock(sqlite3_file *base, int level)
{
    LogFile *file = (LogFile *)base;
    return file->own->pMethods->xLock(file->own, level);
}

static int
log_unlock(sqlite3_file *base, int level)
{
    LogFile *file = (LogFile *)base;
    return file->own->pMethods->xUnlock(file->own, level);
}

static int
log_check_lock(sqlite3_file *base, int *ret_locked)
{
    LogFile *file = (LogFile *)base;
    return file->own->pMethods->xCheckReservedLock(file->own, ret_locked);
}

static int
log_control(sqlite3_file *base, int what, void *argument)
{
    LogFile *file = (LogFile *)base;
    return file->own->pMethods->xFileControl(file->own, what, argument);
}

static int
log_sector(sqlite3_file *base)
{
    LogFile *file = (LogFile *)base;
    return file->own->pMethods->xSectorSize(file->own);
}

static int
log_device(sqlite3_file *base)
{
    LogFile *file = (LogFile *)base;
    return file->own->pMethods->xDeviceCharacteristics(file->own);
}

/* Version 1: the index of a log, which others share, is with the file of the database. */
static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_size,
    .xLock = log_lock,
    .xUnlock = log_unlock,
    .xCheckReservedLock = log_check_lock,
    .xFileControl = log_control,
    .xSectorSize = log_sector,
    .xDeviceCharacteristics = log_device,
};

int
log_file_size(void)
{
    return (int)sizeof(LogFile);
}

int
log_file_open(sqlite3_vfs *own, const char *path, sqlite3_file *base, int flags, int *ret_flags)
{
    LogFile *file = (LogFile *)base;
    *file = (LogFile){.own = (sqlite3_file *)(file + 1)};
    int code = own->xOpen(own, path, file->own, flags, ret_flags);
    /* Where there are methods, SQLite closes even what could not be opened. */
    base->pMethods = file->own->pMethods ? &methods : NULL;
    return code;
}

/* NULL: there is none, or it is none of ours. */
static LogFile *
log_of(sqlite3 *db)
{
    sqlite3_file *file = NULL;
    int code = sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
    return code == SQLITE_OK && file && file->pMethods == &methods ? (LogFile *)file : NULL;
}

void
log_file_gather(sqlite3 *db)
{
    LogFile *file = log_of(db);
    if (!file)
        return;
    file->gathers = true;
    file->ends = false;
}

void
log_file_written(sqlite3 *db)
{
    LogFile *file = log_of(db);
    if (!file)
        return;
    file->gathers = false;
    file->length = 0;
}
