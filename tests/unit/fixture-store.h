/* A folder of databases that goes at the end, and a store with a meeting in it. */
#ifndef CONVOKE_TESTS_FIXTURE_STORE_H
#define CONVOKE_TESTS_FIXTURE_STORE_H

#include "db/sql.h"
#include "db/store-guest.h"
#include "db/store-meeting.h"

static char *folder;

static inline char *
path_of(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static inline void
random_counting(guint8 *bytes, gsize length)
{
    static guint8 n;
    n++;
    for (gsize i = 0; i < length; i++)
        bytes[i] = (guint8)(n + i);
}

static inline sqlite3 *
raw_open(const char *path)
{
    sqlite3 *db = NULL;
    g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
    return db;
}

static inline void
run_sql(const char *path, const char *sql)
{
    sqlite3 *db = raw_open(path);
    char *wrong = NULL;
    sqlite3_exec(db, sql, NULL, NULL, &wrong);
    g_assert_cmpstr(wrong, ==, NULL);
    sql_close(db);
}

/* A store with the meeting "m" and the guests ann and ben. */
static inline Store *
meeting_store(const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_of(name);
    Store *store = store_open(path, TRUE, &error);
    g_assert_no_error(error);
    g_autoptr(Meeting) meeting = meeting_new();
    meeting->id = g_strdup("m");
    meeting->name = g_strdup("Meeting");
    meeting->zone = g_strdup("UTC");
    g_ptr_array_add(meeting->days, agenda_day_new(day_of(2004, 7, 14)));
    static const char *const people[][3] = {{"ann", "Ann", "Ann@one.example"},
                                            {"ben", "Ben", "ben@two.example"}};
    for (size_t i = 0; i < G_N_ELEMENTS(people); i++) {
        Guest *guest = guest_new();
        guest->id = g_strdup(people[i][0]);
        guest->name = g_strdup(people[i][1]);
        g_ptr_array_add(guest->addresses, g_strdup(people[i][2]));
        g_ptr_array_add(meeting->guests, guest);
    }
    const NewRevision revision = {.meeting = meeting,
                                  .number = 1,
                                  .uid = "m@meet.example",
                                  .organizer_token = "aaaaaaaaaaaaaaaa",
                                  .digest = "d",
                                  .source = "",
                                  .body = "",
                                  .changes = ""};
    g_assert_true(store_begin(store, &error));
    store_meeting_apply(store, &revision, 100, &error);
    g_assert_no_error(error);
    store_token_issue(store, "m", random_counting, 100, &error);
    g_assert_no_error(error);
    g_assert_true(store_commit(store, &error));
    return store;
}

/* Runs the tests that were added; a main's status. */
static inline int
run_in_folder(void)
{
    folder = g_dir_make_tmp("convoke-store.XXXXXX", NULL);
    int status = g_test_run();
    g_autofree char *remove = g_strdup_printf("rm -rf '%s'", folder);
    status |= system(remove) != 0;
    g_free(folder);
    return status;
}

#endif
