/* The log, written in large pieces: few writes, nothing that others see too early or too late, and nothing left of a
 * commit that failed. */
#include "db/log-file.h"
#include "db/store-log.h"
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <unistd.h>

enum { ROWS = 100 }; /* of a page and more each */

static int writes, log_writes_left = -1; /* -1 = all succeed */

/* In place of pwrite(2), which SQLite calls for all that it writes. */
static ssize_t
write_counted(int fd, const void *bytes, size_t length, off_t offset)
{
    writes++;
    if (log_writes_left == 0) {
        errno = ENOSPC;
        return -1;
    }
    log_writes_left -= log_writes_left > 0 ? 1 : 0;
    return pwrite(fd, bytes, length, offset);
}

static void
run(sqlite3 *db, const char *sql)
{
    char *wrong = NULL;
    sqlite3_exec(db, sql, NULL, NULL, &wrong);
    g_assert_cmpstr(wrong, ==, NULL);
}

static int
number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt;
    g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_step(stmt), ==, SQLITE_ROW);
    int value = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return value;
}

typedef struct {
    char *folder;
    sqlite3 *ours, *other; /* through the shim, and without it */
} Fixture;

static sqlite3 *
open_through(const Fixture *fixture, const char *vfs)
{
    sqlite3 *db = NULL;
    g_autofree char *path = g_build_filename(fixture->folder, "file", NULL);
    g_assert_cmpint(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs), ==,
                    SQLITE_OK);
    run(db, "PRAGMA cache_size = 10; PRAGMA wal_autocheckpoint = 0");
    return db;
}

static void
set_up(Fixture *fixture, gconstpointer synchronous)
{
    fixture->folder = g_dir_make_tmp("log-file-XXXXXX", NULL);
    fixture->ours = open_through(fixture, store_log_vfs());
    run(fixture->ours, "PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER PRIMARY KEY, x)");
    run(fixture->ours, synchronous);
    fixture->other = open_through(fixture, NULL);
    log_writes_left = -1;
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GDir) folder = g_dir_open(fixture->folder, 0, NULL);
    const char *name;
    sqlite3_close(fixture->ours);
    sqlite3_close(fixture->other);
    while ((name = g_dir_read_name(folder))) {
        g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
}

static void
insert(sqlite3 *db, int rows)
{
    g_autofree char *sql = g_strdup_printf(
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %d)"
        " INSERT INTO t (x) SELECT randomblob(3000) FROM c",
        rows);
    run(db, sql);
}

static int
commit(sqlite3 *db)
{
    log_file_gather(db);
    int code = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    log_file_written(db);
    if (code != SQLITE_OK && !sqlite3_get_autocommit(db))
        run(db, "ROLLBACK");
    return code;
}

/* As whoever opens the file and its log next reads them. */
static void
check(Fixture *fixture, int rows)
{
    g_assert_cmpint(number(fixture->other, "SELECT count(*) FROM t"), ==, rows);
    g_assert_cmpint(number(fixture->ours, "SELECT count(*) FROM t"), ==, rows);
    g_assert_cmpint(number(fixture->other, "SELECT count(*) FROM pragma_integrity_check"
                                           " WHERE integrity_check <> 'ok'"),
                    ==, 0);
}

/* What fits into memory is written at the commit; what does not, before it. */
static void
test_pieces(Fixture *fixture, gconstpointer data)
{
    (void)data;
    run(fixture->ours, "PRAGMA cache_size = 1000");
    for (int i = 1; i <= 3; i++) {
        run(fixture->ours, "BEGIN IMMEDIATE");
        insert(fixture->ours, ROWS);
        writes = 0;
        g_assert_cmpint(commit(fixture->ours), ==, SQLITE_OK);
        g_assert_cmpint(writes, >, 0);
        g_assert_cmpint(writes, <, ROWS / 10);
        check(fixture, i * ROWS);
    }
    run(fixture->ours, "PRAGMA cache_size = 10; BEGIN IMMEDIATE");
    insert(fixture->ours, ROWS);
    run(fixture->ours, "UPDATE t SET x = randomblob(3000)");
    g_assert_cmpint(commit(fixture->ours), ==, SQLITE_OK);
    check(fixture, 4 * ROWS);
}

/* Both write in turn, what was rolled back among it. */
static void
test_turns(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (int i = 1; i <= 20; i++) {
        run(fixture->ours, "BEGIN IMMEDIATE");
        insert(fixture->ours, ROWS);
        run(fixture->ours, "ROLLBACK");
        insert(fixture->other, 1);
        run(fixture->ours, "BEGIN IMMEDIATE");
        insert(fixture->ours, i);
        g_assert_cmpint(commit(fixture->ours), ==, SQLITE_OK);
        check(fixture, i + i * (i + 1) / 2);
    }
}

/* The disk is full after so many writes of a commit: nothing of it is there, and nothing comes later. */
static void
test_full(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (int i = 0; i < 4; i++) {
        run(fixture->ours, "PRAGMA cache_size = 1000; BEGIN IMMEDIATE");
        insert(fixture->ours, ROWS);
        log_writes_left = i;
        int code = commit(fixture->ours);
        log_writes_left = -1;
        g_assert_cmpint(code, ==, SQLITE_FULL);
        insert(fixture->other, 1);
        check(fixture, 2 * i + 1);
        run(fixture->ours, "BEGIN IMMEDIATE");
        insert(fixture->ours, 1);
        g_assert_cmpint(commit(fixture->ours), ==, SQLITE_OK);
        check(fixture, 2 * i + 2);
    }
}

int
main(int argc, char **argv)
{
    static const char *const modes[] = {"PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL"};
    g_test_init(&argc, &argv, NULL);
    sqlite3_vfs *own = sqlite3_vfs_find(NULL);
    own->xSetSystemCall(own, "pwrite", (sqlite3_syscall_ptr)write_counted);
    own->xSetSystemCall(own, "pwrite64", (sqlite3_syscall_ptr)write_counted);
    for (gsize i = 0; i < G_N_ELEMENTS(modes); i++) {
        const char *mode = i == 0 ? "synced" : "unsynced";
        g_autofree char *pieces = g_strdup_printf("/log-file/%s/pieces", mode);
        g_autofree char *turns = g_strdup_printf("/log-file/%s/turns", mode);
        g_autofree char *full = g_strdup_printf("/log-file/%s/full", mode);
        g_test_add(pieces, Fixture, modes[i], set_up, test_pieces, tear_down);
        g_test_add(turns, Fixture, modes[i], set_up, test_turns, tear_down);
        g_test_add(full, Fixture, modes[i], set_up, test_full, tear_down);
    }
    return g_test_run();
}
