/* A copy by VACUUM INTO, which reads in one transaction; then made sure of, and given its name. */
#include "db/store-backup.h"
#include "db/store-private.h"
#include "event/error.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
fail(const char *path, GError **error)
{
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: %s", path, g_strerror(errno));
    return FALSE;
}

static gboolean
sync_path(const char *path, int flags, GError **error)
{
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0)
        return fail(path, error);
    gboolean good = fsync(fd) == 0 || fail(path, error);
    close(fd);
    return good;
}

/* What SQLite itself finds wrong in the copy; a backup that cannot be restored is none. */
static gboolean
check_copy(const char *path, GError **error)
{
    sqlite3 *copy = NULL;
    g_autofree char *found = NULL;
    gboolean good = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK;
    if (good) {
        g_autoptr(sqlite3_stmt) stmt = sql_prepare(copy, error, "PRAGMA integrity_check(1)", "");
        bool row;
        good = stmt && sql_step(stmt, &row, error);
        found = good && row ? sql_text(stmt, 0) : NULL;
    } else {
        sql_error(copy, error);
    }
    sql_close(copy);
    if (good && g_strcmp0(found, "ok") != 0) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA, "%s: %s", path,
                    found ? found : "no answer");
        return FALSE;
    }
    return good;
}

/* Named by link(2), which never replaces what came to be there meanwhile. */
static gboolean
publish(const char *made, const char *path, GError **error)
{
    g_autofree char *directory = g_path_get_dirname(path);
    if (link(made, path) == 0)
        return sync_path(directory, O_RDONLY | O_DIRECTORY, error);
    if (errno != EEXIST)
        return fail(path, error);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                "%s: is there already; name a new file", path);
    return FALSE;
}

gboolean
store_backup(Store *store, const char *path, GError **error)
{
    g_autofree char *made = g_strdup_printf("%s.%d.part", path, (int)getpid());
    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT,
                    "%s: is there already; name a new file", path);
        return FALSE;
    }
    /* Made first, so that nobody else can read it at any moment; VACUUM takes an empty file. */
    int fd = open(made, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(made, error);
    close(fd);
    gboolean good = sql_run(store_db(store), error, "VACUUM INTO ?", "t", made) &&
                    check_copy(made, error) && sync_path(made, O_RDONLY, error) &&
                    publish(made, path, error);
    g_unlink(made);
    return good;
}
