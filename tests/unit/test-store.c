/* The database: files that are refused, the ledger, tokens, what was received. */
#include "db/store-answer.h"
#include "db/store-outbox.h"
#include "db/store-private.h"
#include "db/store-received.h"
#include "db/store-standing.h"
#include "event/error.h"
#include "tests/unit/fixture-store.h"
#include <glib/gstdio.h>

static void
test_refused(void)
{
    static const struct {
        const char *name, *sql;
        int code;
        const char *says;
    } rows[] = {
        {"newer", "PRAGMA application_id = 1668183659; PRAGMA user_version = 999",
         CONVOKE_ERROR_CONFIG, "newer convoke"},
        {"foreign", "CREATE TABLE cats (name TEXT)", CONVOKE_ERROR_CONFIG, "another program"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *path = path_of(rows[i].name);
        run_sql(path, rows[i].sql);
        g_autofree char *before = NULL, *after = NULL;
        gsize lengths[2];
        g_file_get_contents(path, &before, &lengths[0], NULL);
        g_assert_null(store_open(path, TRUE, &error));
        g_assert_error(error, CONVOKE_ERROR, rows[i].code);
        g_assert_nonnull(strstr(error->message, rows[i].says));
        g_file_get_contents(path, &after, &lengths[1], NULL);
        g_assert_cmpmem(before, lengths[0], after, lengths[1]);
    }
    g_autoptr(GError) error = NULL;
    g_autofree char *missing = path_of("missing");
    g_assert_null(store_open(missing, FALSE, &error));
    g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND);
    g_clear_error(&error);
    const char *empty[] = {"", "CREATE TABLE cats (name TEXT); DROP TABLE cats"};
    for (size_t i = 0; i < G_N_ELEMENTS(empty); i++) {
        g_autofree char *path = path_of(i == 0 ? "nothing" : "no-table");
        g_assert_true(g_file_set_contents(path, "", 0, NULL));
        run_sql(path, empty[i]);
        g_assert_null(store_open(path, FALSE, &error));
        g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY);
        g_assert_nonnull(strstr(error->message, "is empty; put what `convoke backup` has made"));
        g_clear_error(&error);
        g_autoptr(Store) made = store_open(path, TRUE, &error);
        g_assert_no_error(error);
    }
    g_autofree char *garbage = path_of("garbage");
    g_assert_true(
        g_file_set_contents(garbage, "this is no database, but a text of some length. ", -1, NULL));
    g_assert_null(store_open(garbage, FALSE, &error));
    g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA);
}

static void
answer(Store *store, Partstat partstat, bool counts, const Details *details)
{
    g_autoptr(GError) error = NULL;
    const NewAnswer row = {.meeting = "m",
                           .guest = "ann",
                           .partstat = partstat,
                           .details = details,
                           .channel = "reply",
                           .received = G_MININT64,
                           .words = "w",
                           .rule = "r",
                           .trust = "token",
                           .counts = counts,
                           .sequence = G_MININT64};
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_answer_add(store, &row, 200, &error));
    g_assert_true(store_commit(store, &error));
}

static void
test_ledger(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = meeting_store("ledger");
    Details details = {.partial = (char *)"first day", .guests = 2, .remote = true};
    answer(store, PARTSTAT_DECLINED, true, NULL);
    answer(store, PARTSTAT_ACCEPTED, true, &details);
    answer(store, PARTSTAT_TENTATIVE, false, NULL); /* an older one, come late */
    g_autoptr(GPtrArray) list = store_standing_list(store, "m", "ann", &error);
    const Standing *ann = g_ptr_array_index(list, 0);
    g_assert_cmpint(ann->partstat, ==, PARTSTAT_ACCEPTED);
    g_assert_cmpstr(ann->details.partial, ==, "first day");
    g_assert_cmpstr(ann->details.diet, ==, NULL);
    g_assert_cmpint(ann->details.guests, ==, 2);
    g_assert_true(ann->details.remote);
    g_assert_false(ann->details.question);

    g_autofree char *path = path_of("ledger");
    sqlite3 *db = raw_open(path);
    g_assert_cmpint(sqlite3_exec(db, "UPDATE answer SET partstat = 'DECLINED'", NULL, NULL, NULL),
                    ==, SQLITE_CONSTRAINT);
    g_assert_cmpint(sqlite3_exec(db, "DELETE FROM answer", NULL, NULL, NULL), ==,
                    SQLITE_CONSTRAINT);
    sql_close(db);
}

static void
test_tokens(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = meeting_store("tokens");
    g_autoptr(GPtrArray) list = store_standing_list(store, "m", NULL, &error);
    const Standing *ann = g_ptr_array_index(list, 0), *ben = g_ptr_array_index(list, 1);
    g_assert_cmpstr(ann->token, !=, ben->token);
    g_auto(TokenOwner) owner = {0};
    g_assert_true(store_token_owner(store, ben->token, 0, &owner, &error));
    g_assert_cmpstr(owner.guest, ==, "ben");
    g_auto(TokenOwner) nobody = {0};
    g_assert_true(store_token_owner(store, "zzzzzzzzzzzzzzzz", 0, &nobody, &error));
    g_assert_null(nobody.meeting);
    /* Issued once: a second time changes nothing. */
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_token_issue(store, "m", random_counting, 200, &error));
    g_assert_true(store_commit(store, &error));
    g_autoptr(GPtrArray) again = store_standing_list(store, "m", NULL, &error);
    g_assert_cmpstr(((Standing *)g_ptr_array_index(again, 0))->token, ==, ann->token);
}

static void
test_received(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = meeting_store("received");
    g_autoptr(GBytes) raw = g_bytes_new_static("raw\0bytes", 9);
    const NewReceived received = {.identity = "<1@x.example>",
                                  .meeting = "m",
                                  .guest = "ann",
                                  .kind = "reply",
                                  .outcome = "review",
                                  .meaning = "{\"reply\": \"hm\", \"token\": \"k7q2m5xw3n4dprt6\"}",
                                  .rules = "0.1-test",
                                  .raw = raw};
    bool known = true;
    gint64 id;
    g_assert_true(store_received_known(store, "<1@x.example>", &known, &error));
    g_assert_false(known);
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_received_add(store, &received, 300, &id, &error));
    g_assert_true(
        store_review_open(store, id, "m", "ann", PARTSTAT_TENTATIVE, "unsure", 300, &error));
    g_assert_true(store_commit(store, &error));
    g_assert_true(store_received_known(store, "<1@x.example>", &known, &error));
    g_assert_true(known);
    g_autoptr(GBytes) kept = NULL;
    g_autofree char *words = NULL;
    bool row;
    g_autoptr(sqlite3_stmt) stmt = sql_prepare(
        store_db(store), &error, "SELECT raw, packed, size FROM received WHERE id = ?", "i", id);
    g_assert_true(sql_step(stmt, &row, &error));
    g_assert_true(store_unpack(stmt, 0, &kept, &error));
    g_assert_true(g_bytes_equal(raw, kept));
    g_assert_true(store_received_words(store, id, NULL, &words, &error));
    g_assert_cmpstr(words, ==, "hm");

    g_autoptr(GPtrArray) owed = store_unanswered_list(store, 0, &error);
    g_assert_cmpuint(owed->len, ==, 1);
    g_assert_cmpint(((Unanswered *)g_ptr_array_index(owed, 0))->kind, ==, NOTICE_QUESTION);
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_review_settle(store, "m", "ann", 301, &error));
    g_assert_true(store_commit(store, &error));
    g_autoptr(GPtrArray) settled = store_review_list(store, NULL, &error);
    g_assert_cmpuint(settled->len, ==, 0);
    g_autoptr(GPtrArray) nothing = store_unanswered_list(store, 0, &error);
    g_assert_cmpuint(nothing->len, ==, 0);
}

/* How often the log has been begun anew, as its head says. */
static guint
beginnings(const char *log)
{
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(log, &bytes, &length, NULL));
    g_assert_cmpuint(length, >, 16);
    guint32 number;
    memcpy(&number, bytes + 12, sizeof number);
    return GUINT32_FROM_BE(number);
}

/* Each round is one process that takes one message: what it leaves in the log counts, is not synced twice, and does not
 * add up for ever, since the log is begun anew where it stands. */
static void
test_log_left(void)
{
    enum { ROUNDS = 100, LOG_MOST = 1 << 20 };
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_of("log"), *log = g_strconcat(path, "-wal", NULL);
    int left = 0;
    store_close(meeting_store("log"));
    g_assert_false(g_file_test(log, G_FILE_TEST_EXISTS));
    for (int i = 0; i < ROUNDS; i++) {
        g_autoptr(Store) store = store_open(path, FALSE, &error);
        g_assert_no_error(error);
        store_leave_log(store);
        answer(store, PARTSTAT_ACCEPTED, true, NULL);
        g_clear_pointer(&store, store_close);
        GStatBuf about;
        if (g_stat(log, &about) != 0)
            continue;
        left++;
        g_assert_cmpint(about.st_size, <, LOG_MOST);
    }
    g_assert_cmpint(left, ==, ROUNDS);
    g_assert_cmpuint(beginnings(log), >, 1);
    g_autoptr(Store) store = store_open(path, FALSE, &error);
    gint64 answers;
    g_assert_true(
        sql_get_int(store_db(store), &answers, 0, &error, "SELECT count(*) FROM answer", ""));
    g_assert_cmpint(answers, ==, ROUNDS);
    g_clear_pointer(&store, store_close);
    g_assert_false(g_file_test(log, G_FILE_TEST_EXISTS));
}

static gint64
synchronous(Store *store)
{
    gint64 level = -1;
    sqlite3_stmt *stmt = NULL; /* compiled each time, for it answers then */
    sqlite3_prepare_v2(store_db(store), "PRAGMA synchronous", -1, &stmt, NULL);
    if (sqlite3_step(stmt) == SQLITE_ROW)
        level = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return level;
}

/* What is not synced at its commit says so, each time, and nothing else is among it. */
static void
test_unsynced(void)
{
    enum { NORMAL = 1, FULL = 2 };
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = meeting_store("unsynced");
    g_assert_cmpint(synchronous(store), ==, FULL);
    for (int i = 0; i < 3; i++) {
        g_assert_true(store_begin_unsynced(store, &error));
        g_assert_cmpint(synchronous(store), ==, NORMAL);
        g_assert_true(store_commit(store, &error));
        g_assert_true(store_sync(store, &error));
        g_assert_true(store_begin(store, &error));
        g_assert_cmpint(synchronous(store), ==, FULL);
        g_assert_true(store_commit(store, &error));
    }
    g_autoptr(Store) nowhere = store_open(":memory:", TRUE, &error);
    g_assert_true(store_sync(nowhere, &error));
    g_assert_no_error(error);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store/refused", test_refused);
    g_test_add_func("/store/ledger", test_ledger);
    g_test_add_func("/store/tokens", test_tokens);
    g_test_add_func("/store/received", test_received);
    g_test_add_func("/store/log-left", test_log_left);
    g_test_add_func("/store/unsynced", test_unsynced);
    return run_in_folder();
}
