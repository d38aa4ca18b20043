/* Files of earlier schemas become files of the newest, and keep what was in them. */
#include "db/migrate.h"
#include "db/store-reach.h"
#include "db/store-standing.h"
#include "tests/unit/fixture-store.h"

#define BEFORE_SEATS 7     /* the step before that of the seats */
#define BEFORE_CHECKS 15   /* the step before the first of the checks */
#define LETTERS 17         /* the step that gives them a table */
#define BEFORE_CLOSINGS 27 /* the step before closings are written down */
#define BEFORE_DOMAINS 27  /* the step before that of the keys in U-labels */
#define BEFORE_REACH 38    /* the step before digests went by the order of rows */

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

/* Keys are made anew, so that who was written to in A-labels is found by their U-labels; where both are there,
 * nothing is lost. */
static void
test_upgrade_domains(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_of("before-domains");
    sqlite3 *db = raw_open(path);
    g_assert_true(migrate_run(db, BEFORE_DOMAINS, &error));
    sql_close(db);
    run_sql(path, "INSERT INTO meeting VALUES ('kept', 'u', 't', 'open', 1);"
                  "INSERT INTO guest (meeting, id, position, name, groups) VALUES"
                  " ('kept', 'ann', 0, 'Ann', '');"
                  "INSERT INTO address (meeting, key, guest, position, address) VALUES"
                  " ('kept', 'ann@xn--bcher-kva.example', 'ann', 0, 'Ann@xn--bcher-kva.example'),"
                  " ('kept', 'ben@xn--bcher-kva.example', 'ann', 1, 'ben@xn--bcher-kva.example'),"
                  " ('kept', 'ben@bücher.example', 'ann', 2, 'ben@bücher.example');"
                  "INSERT INTO learned (meeting, key, guest, address, at) VALUES"
                  " ('kept', 'cem@xn--bcher-kva.example', 'ann', 'cem@xn--bcher-kva.example', 1)");
    g_autoptr(Store) store = store_open(path, FALSE, &error);
    g_assert_no_error(error);
    db = raw_open(path);
    gint64 got = 0;
    g_assert_true(sql_get_int(db, &got, 0, &error,
                              "SELECT group_concat(key, ' ') = 'ann@bücher.example"
                              " ben@bücher.example ben@xn--bcher-kva.example cem@bücher.example'"
                              " FROM (SELECT key FROM address UNION ALL SELECT key FROM learned"
                              " ORDER BY key)",
                              ""));
    g_assert_cmpint(got, ==, 1);
    g_assert_cmpint(sqlite3_exec(db, "SELECT address_key('a@b.example')", NULL, NULL, NULL), ==,
                    SQLITE_ERROR);
    sql_close(db);
}

/* Two steps changed the text of checks in place: they still refuse what they refused, and take what they took. */
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
        {"INSERT INTO proposal VALUES (1, 1, 'kept', 'ann', 'wish', '', 1, NULL, NULL)",
         SQLITE_CONSTRAINT},
        {"INSERT INTO proposal VALUES (1, 1, 'kept', 'ann', 'title', '', 1, NULL, NULL)",
         SQLITE_OK},
        {"INSERT INTO seat VALUES (1, 'kept', 'ann', 1, 'kept', 'next', 0, 0, 1)",
         SQLITE_CONSTRAINT},
        {"INSERT INTO seat VALUES (1, 'kept', 'ann', 1, 'taken', 'luck', 0, 0, 1)",
         SQLITE_CONSTRAINT},
        {"INSERT INTO seat VALUES (1, 'kept', 'ann', 1, 'taken', 'called', 0, 0, 1)", SQLITE_OK},
        {"INSERT INTO seat VALUES (2, 'kept', 'ann', 2, 'released', 'open', 0, 0, 1)", SQLITE_OK},
        {"INSERT INTO seat VALUES (3, 'kept', 'ann', 3, 'expired', 'undecided', 0, 0, 1)",
         SQLITE_OK},
        {"UPDATE bounce SET failure = 'sloth'", SQLITE_CONSTRAINT},
        {"UPDATE bounce SET failure = 'content'", SQLITE_OK},
        {"INSERT INTO attachment VALUES (1, 0, 'a', 'b', 1, NULL, 'lost')", SQLITE_CONSTRAINT},
        {"INSERT INTO attachment VALUES (1, 0, 'a', 'b', 1, NULL, 'age')", SQLITE_OK},
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
                    " 'outbox', 'proposal', 'seat', 'bounce', 'attachment')"
                    " AND sql LIKE '% IN (''%'', ''%'', ''%'",
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

/* A meeting that was closed already was so behind the last message that was known by a name alone. */
static void
test_upgrade_closed(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_of("before-closings");
    sqlite3 *db = raw_open(path);
    g_assert_true(migrate_run(db, BEFORE_CLOSINGS, &error));
    sql_close(db);
    run_sql(path,
            "INSERT INTO meeting VALUES ('m', 'u', 't', 'closed', 1), ('n', 'v', 's', 'closed', 1),"
            " ('o', 'w', 'r', 'open', 1);"
            "INSERT INTO received (id, identity, received_at, meeting, guest, kind, outcome,"
            " meaning, size) VALUES"
            " (4, '<4@x.example>', 4, 'm', 'ann', 'calendar', 'recorded', '{}', 0),"
            " (5, '<5@x.example>', 5, NULL, NULL, 'calendar', 'review', '{}', 0),"
            " (6, '<6@x.example>', 6, 'm', 'ann', 'reply', 'recorded', '{\"token\":\"x\"}', 0);"
            "INSERT INTO journal (at, after, what, meeting, guest, decision, words) VALUES"
            " (5, 4, 'answer', 'm', 'ann', 'DECLINED', 'told me')");
    g_autoptr(Store) store = store_open(path, FALSE, &error);
    g_assert_no_error(error);
    db = raw_open(path);
    gint64 good = 0;
    g_assert_true(sql_get_int(
        db, &good, 0, &error,
        "SELECT group_concat(line, ', ') = 'm answer DECLINED after 4, m meeting closed after 4,"
        " n meeting closed after 0' FROM (SELECT meeting || ' ' || what || ' ' || decision ||"
        "  ' after ' || after AS line FROM journal ORDER BY meeting, id)",
        ""));
    g_assert_true(good);
    sql_close(db);
}

/* Digests told of what was here when they left: each message, trouble and seat of then is behind them. */
static void
test_upgrade_reach(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_of("before-reach");
    sqlite3 *db = raw_open(path);
    g_assert_true(migrate_run(db, BEFORE_REACH, &error));
    sql_close(db);
    run_sql(
        path,
        "INSERT INTO meeting VALUES ('m', 'u', 't', 'open', 1), ('n', 'v', 's', 'open', 1);"
        "INSERT INTO guest (meeting, id, position, name, groups) VALUES"
        " ('m', 'ann', 0, 'Ann', ''), ('n', 'ben', 0, 'Ben', '');"
        "INSERT INTO received (id, identity, received_at, meeting, guest, kind, outcome,"
        " meaning, size) VALUES (4, '<4@x.example>', 10, 'm', 'ann', 'reply', 'review', '{}', 0),"
        " (5, '<5@x.example>', 11, 'm', 'ann', 'reply', 'review', '{}', 0),"
        " (6, '<6@x.example>', 12, 'n', 'ben', 'reply', 'review', '{}', 0);"
        "INSERT INTO review (received, meeting, guest, why, opened_at) SELECT id, meeting,"
        " guest, 'w', received_at FROM received;"
        "INSERT INTO seat VALUES (1, 'm', 'ann', 1, 'waiting', 'full', 0, 0, 9);"
        "INSERT INTO outbox (id, key, meeting, person, kind, occasion, reason, recipient,"
        " message_id, envelope_id, state, queued_at, next_at, first_at, ended_at) VALUES"
        " (1, '1', 'm', 'organizer', 'digest', '1', 'r', 'o', '1', '1', 'sent', 3, 3, 4, 4),"
        " (2, '2', 'm', 'ann', 'reminder', '1', 'r', 'a', '2', '2', 'failed', 3, 3, 8, 8),"
        " (3, '3', 'm', 'organizer', 'digest', '2', 'r', 'o', '3', '3', 'sent', 8, 8, 10, 10),"
        " (4, '4', 'm', 'organizer', 'digest', '3', 'r', 'o', '4', '4', 'failed', 9, 9, 11, 11),"
        " (5, '5', 'm', 'ann', 'reminder', '2', 'r', 'a', '5', '5', 'failed', 3, 3, 12, 12)");
    static const struct {
        const char *meeting;
        Reach told, queued;
        bool news;
    } rows[] = {{"m", {4, 1, 1}, {5, 2, 1}, true}, {"n", {0, 0, 0}, {0, 0, 0}, true}};
    g_autoptr(Store) store = store_open(path, FALSE, &error);
    g_assert_no_error(error);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Reach told, queued;
        bool news;
        g_test_message("%s", rows[i].meeting);
        g_assert_true(store_reach_told(store, rows[i].meeting, 0, &told, &error));
        g_assert_true(store_reach_queued(store, rows[i].meeting, &queued, &error));
        g_assert_true(store_reach_news(store, rows[i].meeting, &queued, true, &news, &error));
        g_assert_cmpmem(&told, sizeof told, &rows[i].told, sizeof told);
        g_assert_cmpmem(&queued, sizeof queued, &rows[i].queued, sizeof queued);
        g_assert_cmpint(news, ==, rows[i].news);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/upgrade/every-step", test_upgrade);
    g_test_add_func("/upgrade/checks", test_upgrade_checks);
    g_test_add_func("/upgrade/seats", test_upgrade_seats);
    g_test_add_func("/upgrade/closed", test_upgrade_closed);
    g_test_add_func("/upgrade/domains", test_upgrade_domains);
    g_test_add_func("/upgrade/reach", test_upgrade_reach);
    return run_in_folder();
}
