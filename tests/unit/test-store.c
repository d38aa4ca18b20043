/* The database: files that are taken and refused, upgrades, the ledger, tokens, the outbox's states. */
#include "db/migrate.h"
#include "db/store-private.h"
#include "db/sql.h"
#include "db/store-answer.h"
#include "db/store-guest.h"
#include "db/store-meeting.h"
#include "db/store-outbox.h"
#include "db/store-received.h"
#include "event/error.h"
#include <glib/gstdio.h>

#define BEFORE_SEATS 7   /* the step before that of the seats */
#define BEFORE_CHECKS 15 /* the step before that of the checks */
#define LETTERS 17       /* the step that gives them a table */

static char *folder;

static char *
path_of(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void
random_counting(guint8 *bytes, gsize length)
{
    static guint8 n;
    n++;
    for (gsize i = 0; i < length; i++)
        bytes[i] = (guint8)(n + i);
}

static sqlite3 *
raw_open(const char *path)
{
    sqlite3 *db = NULL;
    g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
    return db;
}

static void
run_sql(const char *path, const char *sql)
{
    sqlite3 *db = raw_open(path);
    char *wrong = NULL;
    sqlite3_exec(db, sql, NULL, NULL, &wrong);
    g_assert_cmpstr(wrong, ==, NULL);
    sql_close(db);
}

/* A store with the meeting "m" and the guests ann and ben. */
static Store *
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
    g_autofree char *garbage = path_of("garbage");
    g_assert_true(
        g_file_set_contents(garbage, "this is no database, but a text of some length. ", -1, NULL));
    g_assert_null(store_open(garbage, FALSE, &error));
    g_assert_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA);
}

/* A mail that bounced, as the schema has had it from step 2 on: tables made anew keep their rows, and what
 * refers to them. */
static const char bounced_sql[] =
    "INSERT INTO received (id, identity, received_at, kind, outcome, meaning, size)"
    " VALUES (1, '<1@x.example>', 2, 'bounce', 'noted', '{}', 0);"
    "INSERT INTO outbox (id, key, meeting, person, kind, occasion, reason, recipient, message_id,"
    " envelope_id, state, queued_at, next_at, words) VALUES (7, 'kept/ann/invitation/1', 'kept', "
    "'ann',"
    " 'invitation', '1', 'r', 'ann@one.example', '<7@x.example>', 'seven', 'failed', 1, 1, 'no "
    "such user');"
    "INSERT INTO bounce (received, outbox, permanent, status, reason, at) VALUES (1, 7, 1, '', '', "
    "2)";

static void
check_bounced(sqlite3 *db)
{
    g_autoptr(GError) error = NULL;
    gint64 got = 0;
    g_assert_true(sql_get_int(db, &got, 0, &error,
                              "SELECT count(*) FROM outbox o JOIN bounce b ON b.outbox = o.id"
                              " WHERE o.id = 7 AND state = 'failed' AND words = 'no such user'",
                              ""));
    g_assert_cmpint(got, ==, 1);
    g_assert_true(
        sql_get_int(db, &got, 0, &error, "SELECT count(*) FROM pragma_foreign_key_check", ""));
    g_assert_cmpint(got, ==, 0);
    g_assert_cmpint(
        sqlite3_exec(db, "PRAGMA foreign_keys = ON; DELETE FROM outbox", NULL, NULL, NULL), ==,
        SQLITE_CONSTRAINT);
}

/* A file of every earlier schema becomes the newest one, and keeps what was in it. */
static void
test_upgrade(void)
{
    for (int version = 1; version < migrate_newest(); version++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *name = g_strdup_printf("version-%d", version);
        g_autofree char *path = path_of(name);
        sqlite3 *db = raw_open(path);
        g_assert_true(migrate_run(db, version, &error));
        sql_close(db);
        run_sql(path, "INSERT INTO meeting VALUES ('kept', 'u', 't', 'open', 1)");
        if (version > 1)
            run_sql(path, bounced_sql);
        if (version > 1 && version < LETTERS)
            run_sql(path, "UPDATE outbox SET subject = 's', text = 't'");
        g_autoptr(Store) store = store_open(path, FALSE, &error);
        g_assert_no_error(error);
        g_autoptr(GPtrArray) meetings = store_meeting_list(store, FALSE, &error);
        g_assert_cmpuint(meetings->len, ==, 1);
        g_assert_cmpstr(g_ptr_array_index(meetings, 0), ==, "kept");
        db = raw_open(path);
        gint64 got = 0;
        g_assert_true(sql_get_int(db, &got, 0, &error, "PRAGMA user_version", ""));
        g_assert_cmpint(got, ==, migrate_newest());
        g_assert_true(sql_get_int(db, &got, 0, &error, "SELECT count(*) FROM outbox", ""));
        g_assert_cmpint(got, ==, version > 1);
        g_assert_true(sql_get_int(db, &got, 0, &error,
                                  "SELECT count(*) FROM letter WHERE outbox = 7 AND text = 't'",
                                  ""));
        g_assert_cmpint(got, ==, version > 1 && version < LETTERS);
        if (version > 1)
            check_bounced(db);
        sql_close(db);
    }
}

/* A step changed the text of checks in place: they still refuse what they refused, and take what they took. */
static void
test_upgrade_checks(void)
{
    static const struct {
        const char *sql;
        int code;
    } rows[] = {
        {"UPDATE outbox SET state = 'lost'", SQLITE_CONSTRAINT},
        {"UPDATE outbox SET state = 'held'", SQLITE_CONSTRAINT}, /* for a reason only */
        {"UPDATE outbox SET state = 'unknown'", SQLITE_OK},
        {"UPDATE received SET outcome = 'lost'", SQLITE_CONSTRAINT},
        {"UPDATE received SET outcome = 'ignored'", SQLITE_OK},
        {"INSERT INTO answer VALUES (1, 'kept', 'ann', 1, 'YES', '', 'reply', 1, '', '', 'token', "
         "1, 0, '')",
         SQLITE_CONSTRAINT},
        {"INSERT INTO answer VALUES (1, 'kept', 'ann', 1, 'ACCEPTED', '', 'fax', 1, '', '', "
         "'token', 1, 0, '')",
         SQLITE_CONSTRAINT},
        {"INSERT INTO answer VALUES (1, 'kept', 'ann', 1, 'ACCEPTED', '', 'reply', 1, '', '', "
         "'faith', 1, 0, '')",
         SQLITE_CONSTRAINT},
        {"INSERT INTO answer VALUES (1, 'kept', 'ann', 1, 'ACCEPTED', '', 'reply', 1, '', '', "
         "'token', 1, 0, '')",
         SQLITE_OK},
    };
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_of("before-checks");
    sqlite3 *db = raw_open(path);
    g_assert_true(migrate_run(db, BEFORE_CHECKS, &error));
    sql_close(db);
    run_sql(path, "INSERT INTO meeting VALUES ('kept', 'u', 't', 'open', 1);"
                  "INSERT INTO guest (meeting, id, position, name, groups) VALUES"
                  " ('kept', 'ann', 0, 'Ann', '')");
    run_sql(path, bounced_sql);
    g_autoptr(Store) store = store_open(path, FALSE, &error);
    g_assert_no_error(error);
    db = raw_open(path);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].sql);
        g_assert_cmpint(sqlite3_exec(db, rows[i].sql, NULL, NULL, NULL), ==, rows[i].code);
    }
    gint64 lists, damages;
    g_assert_true(
        sql_get_int(db, &lists, 0, &error,
                    "SELECT count(*) FROM sqlite_schema WHERE name IN ('answer', 'received',"
                    " 'outbox') AND sql LIKE '% IN (''%'",
                    ""));
    g_assert_cmpint(lists, ==, 0);
    g_assert_true(sql_get_int(db, &damages, 0, &error,
                              "SELECT count(*) FROM pragma_integrity_check"
                              " WHERE integrity_check <> 'ok'",
                              ""));
    g_assert_cmpint(damages, ==, 0);
    sql_close(db);
}

/* Who said yes before seats were kept count of was told that they come: the seat is theirs. */
static void
test_upgrade_seats(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_of("before-seats");
    sqlite3 *db = raw_open(path);
    g_assert_true(migrate_run(db, BEFORE_SEATS, &error));
    sql_close(db);
    run_sql(path,
            "INSERT INTO meeting VALUES ('m', 'u', 't', 'open', 1);"
            "INSERT INTO guest (meeting, id, position, name, groups) VALUES"
            " ('m', 'ann', 0, 'Ann', ''), ('m', 'ben', 1, 'Ben', '');"
            "INSERT INTO answer (id, meeting, guest, at, partstat, details, channel, words, rule,"
            " trust, counts) VALUES"
            " (1, 'm', 'ann', 7, 'ACCEPTED', '{}', 'reply', '', 'r', 'token', 1),"
            " (2, 'm', 'ben', 8, 'ACCEPTED', '{}', 'reply', '', 'r', 'token', 1),"
            " (3, 'm', 'ben', 9, 'DECLINED', '{}', 'reply', '', 'r', 'token', 1);"
            "INSERT INTO revision (meeting, number, applied_at, digest, source, body, sequence,"
            " changes) VALUES ('m', 1, 1, '', '', 'meeting: m' || char(10) || 'seats: 1', 0, ''),"
            " ('m', 2, 1, '', '', 'meeting: m' || char(10) || 'about: no seats: 1', 0, '')");
    g_autoptr(Store) store = store_open(path, FALSE, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) list = store_standing_list(store, "m", NULL, &error);
    const Standing *ann = g_ptr_array_index(list, 0), *ben = g_ptr_array_index(list, 1);
    g_assert_cmpint(ann->seat.state, ==, SEAT_TAKEN);
    g_assert_cmpint(ann->seat.answer, ==, 1);
    g_assert_cmpint(ben->seat.state, ==, SEAT_NONE);
    gint64 limited = 0;
    db = raw_open(path);
    g_assert_true(sql_get_int(db, &limited, 0, &error,
                              "SELECT sum(number) FROM revision WHERE seats = 1", ""));
    g_assert_cmpint(limited, ==, 1);
    sql_close(db);
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
    g_assert_true(store_token_owner(store, ben->token, &owner, &error));
    g_assert_cmpstr(owner.guest, ==, "ben");
    g_auto(TokenOwner) nobody = {0};
    g_assert_true(store_token_owner(store, "zzzzzzzzzzzzzzzz", &nobody, &error));
    g_assert_null(nobody.meeting);
    /* Issued once: a second time changes nothing. */
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_token_issue(store, "m", random_counting, 200, &error));
    g_assert_true(store_commit(store, &error));
    g_autoptr(GPtrArray) again = store_standing_list(store, "m", NULL, &error);
    g_assert_cmpstr(((Standing *)g_ptr_array_index(again, 0))->token, ==, ann->token);
}

static void
put_notice(Store *store, const char *occasion, bool want_new)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Notice) notice = notice_new("m", "ann", NOTICE_REMINDER, occasion, "because");
    g_autofree char *id = g_strconcat("<", occasion, "@meet.example>", NULL);
    const NewOutbox item = {.notice = notice,
                            .recipient = "ann@one.example",
                            .message_id = id,
                            .envelope_id = occasion,
                            .received = G_MININT64};
    bool new = !want_new;
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_outbox_add(store, &item, 1000, &new, &error));
    g_assert_true(store_commit(store, &error));
    g_assert_cmpint(new, ==, want_new);
}

static Delivery
state_of(Store *store, const char *occasion)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) items = store_outbox_list(store, "m", NULL, DELIVERY_NONE, &error);
    for (guint i = 0; i < items->len; i++) {
        const OutboxItem *item = g_ptr_array_index(items, i);
        if (g_str_equal(item->notice->occasion, occasion))
            return item->state;
    }
    return DELIVERY_NONE;
}

static void
test_outbox(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = meeting_store("outbox");
    const OutboxFilter all = {0};
    put_notice(store, "14d", true);
    put_notice(store, "14d", false); /* the key is there */
    put_notice(store, "7d", true);

    g_autoptr(GPtrArray) early = store_outbox_due(store, &all, 999, &error);
    g_assert_cmpuint(early->len, ==, 0);
    g_autoptr(GPtrArray) mine = store_outbox_due(store, &all, 1000, &error);
    g_assert_cmpuint(mine->len, ==, 2);
    const OutboxFilter one = {.limit = 1};
    g_autoptr(GPtrArray) first = store_outbox_due(store, &one, 1000, &error);
    g_assert_cmpuint(first->len, ==, 1);

    const OutboxSent sent = {.revision = 1, .subject = "s", .text = "t"};
    const OutboxItem *item = g_ptr_array_index(first, 0);
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_outbox_claim(store, item->id, "run-1", &sent, 1000, &error));
    /* What is claimed is nobody else's. */
    const OutboxSent stolen_sent = {.revision = 1, .subject = "s", .text = "stolen"};
    g_assert_true(store_outbox_claim(store, item->id, "run-2", &stolen_sent, 1000, &error));
    g_assert_true(store_commit(store, &error));
    g_autoptr(GPtrArray) claimed = store_outbox_claimed(store, "run-1", &error);
    g_assert_cmpuint(claimed->len, ==, 1);
    gint64 letters = 0;
    sqlite3 *db = store_db(store);
    g_assert_true(sql_get_int(db, &letters, 0, &error,
                              "SELECT count(*) FROM letter WHERE outbox = ? AND text = 't'", "i",
                              item->id));
    g_assert_cmpint(letters, ==, 1);
    g_autoptr(GPtrArray) stolen = store_outbox_claimed(store, "run-2", &error);
    g_assert_cmpuint(stolen->len, ==, 0);
    g_autoptr(GPtrArray) runs = store_outbox_runs(store, &error);
    g_assert_cmpuint(runs->len, ==, 1);
    g_autoptr(GPtrArray) other = store_outbox_due(store, &all, 1000, &error);
    g_assert_cmpuint(other->len, ==, 1);

    /* Given back, it has had no try. */
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_outbox_unclaim(store, "run-1", &error));
    g_assert_true(store_outbox_claim(store, item->id, "run-3", &sent, 1001, &error));
    g_assert_true(store_outbox_put_back(store, item->id, 421, "closed", 1002, &error));
    g_assert_true(store_commit(store, &error));
    g_autoptr(GPtrArray) back = store_outbox_due(store, &all, 1002, &error);
    g_assert_cmpuint(back->len, ==, 2);
    g_assert_cmpint(((OutboxItem *)g_ptr_array_index(back, 1))->attempts, ==, 0);
    g_assert_cmpint(((OutboxItem *)g_ptr_array_index(back, 1))->first_at, ==, NEVER);
    g_assert_cmpstr(((OutboxItem *)g_ptr_array_index(back, 1))->words, ==, "closed");

    /* It is put off, then sent. */
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_outbox_claim(store, item->id, "run-4", &sent, 1003, &error));
    g_assert_true(store_outbox_finish(store, item->id, DELIVERY_QUEUED, 451, "4.3.0", "later", 2000,
                                      1004, &error));
    g_assert_true(store_commit(store, &error));
    g_autoptr(GPtrArray) not_yet = store_outbox_due(store, &all, 1999, &error);
    g_assert_cmpuint(not_yet->len, ==, 1);
    g_autoptr(GPtrArray) due = store_outbox_due(store, &all, 2000, &error);
    g_assert_cmpuint(due->len, ==, 2);
    g_assert_cmpint(((OutboxItem *)g_ptr_array_index(due, 1))->attempts, ==, 1);
    g_assert_cmpint(((OutboxItem *)g_ptr_array_index(due, 1))->first_at, ==, 1003);
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_outbox_claim(store, item->id, "run-5", &sent, 2000, &error));
    g_assert_true(store_outbox_finish(store, item->id, DELIVERY_SENT, 250, "2.0.0", "ok", 2000,
                                      2001, &error));
    /* A second ending of the same claim changes nothing. */
    g_assert_true(
        store_outbox_finish(store, item->id, DELIVERY_FAILED, 550, "", "", 2000, 2002, &error));
    g_assert_true(store_commit(store, &error));
    g_assert_cmpint(state_of(store, "14d"), ==, DELIVERY_SENT);
}

/* What is queued held is nobody's to claim. */
static void
test_held(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = meeting_store("held");
    const OutboxFilter all = {0};
    g_autoptr(Notice) notice = notice_new("m", "ann", NOTICE_REMINDER, "14d", "because");
    const NewOutbox item = {.notice = notice,
                            .recipient = "ann@one.example",
                            .message_id = "<1@meet.example>",
                            .envelope_id = "1",
                            .received = G_MININT64,
                            .held_why = "it is late"};
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_outbox_add(store, &item, 1000, NULL, &error));
    g_assert_true(store_commit(store, &error));
    g_autoptr(GPtrArray) none = store_outbox_due(store, &all, 2000, &error);
    g_assert_cmpuint(none->len, ==, 0);
    g_autoptr(GPtrArray) held = store_outbox_list(store, "m", "ann", DELIVERY_HELD, &error);
    g_assert_cmpuint(held->len, ==, 1);
    g_assert_cmpstr(((OutboxItem *)g_ptr_array_index(held, 0))->held_why, ==, "it is late");
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_outbox_drop(store, ((OutboxItem *)g_ptr_array_index(held, 0))->id, "over",
                                    2001, &error));
    g_assert_true(store_commit(store, &error));
    g_assert_cmpint(state_of(store, "14d"), ==, DELIVERY_DROPPED);
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
                                  .meaning = "{\"reply\": \"hm\"}",
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
    g_assert_true(store_received_load(store, id, &kept, NULL, &error));
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

/* What was no longer owed and is owed again is queued anew; what the organizer dropped is not. */
static void
test_dropped(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_of("dropped");
    g_autoptr(Store) store = meeting_store("dropped");
    const OutboxFilter all = {0};
    put_notice(store, "14d", true);
    g_autoptr(GPtrArray) due = store_outbox_due(store, &all, 1000, &error);
    gint64 id = ((OutboxItem *)g_ptr_array_index(due, 0))->id;
    for (int again = 0; again < 2; again++) {
        g_assert_true(store_begin(store, &error));
        g_assert_true(store_outbox_drop(store, id, "asked for patience", 1001, &error));
        g_assert_true(store_commit(store, &error));
        g_assert_cmpint(state_of(store, "14d"), ==, DELIVERY_DROPPED);
        if (again)
            run_sql(path, "INSERT INTO decision (outbox, at, decision, because)"
                          " SELECT id, 1002, 'dropped', '' FROM outbox");
        put_notice(store, "14d", !again);
        g_assert_cmpint(state_of(store, "14d"), ==, again ? DELIVERY_DROPPED : DELIVERY_QUEUED);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("convoke-store.XXXXXX", NULL);
    g_test_add_func("/store/refused", test_refused);
    g_test_add_func("/store/dropped", test_dropped);
    g_test_add_func("/store/upgrade-checks", test_upgrade_checks);
    g_test_add_func("/store/upgrade", test_upgrade);
    g_test_add_func("/store/upgrade-seats", test_upgrade_seats);
    g_test_add_func("/store/ledger", test_ledger);
    g_test_add_func("/store/tokens", test_tokens);
    g_test_add_func("/store/outbox", test_outbox);
    g_test_add_func("/store/held", test_held);
    g_test_add_func("/store/received", test_received);
    int status = g_test_run();
    g_autofree char *remove = g_strdup_printf("rm -rf '%s'", folder);
    status |= system(remove) != 0;
    g_free(folder);
    return status;
}
