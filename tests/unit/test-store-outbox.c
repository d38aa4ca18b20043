/* The outbox in the database: its states, and who may change them. */
#include "db/store-control.h"
#include "db/store-outbox.h"
#include "db/store-private.h"
#include "db/store-turn.h"
#include "tests/unit/fixture-store.h"

static void
put_notice_at(Store *store, const char *occasion, gint64 now, bool want_new)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Notice) notice = notice_new("m", "ann", NOTICE_REMINDER, occasion, "because");
    g_autofree char *id = g_strconcat("<", occasion, "@meet.example>", NULL);
    const NewOutbox item = {.notice = notice,
                            .recipient = "Ann@one.example",
                            .message_id = id,
                            .envelope_id = occasion,
                            .received = G_MININT64};
    bool new = !want_new;
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_outbox_add(store, &item, now, &new, &error));
    g_assert_true(store_commit(store, &error));
    g_assert_cmpint(new, ==, want_new);
}

static void
put_notice(Store *store, const char *occasion, bool want_new)
{
    put_notice_at(store, occasion, 1000, want_new);
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

    const OutboxSent sent = {.revision = 1, .letter = {.subject = "s", .text = "t"}};
    const OutboxItem *item = g_ptr_array_index(first, 0);
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_outbox_claim(store, item->id, "run-1", &sent, 1000, &error));
    /* What is claimed is nobody else's. */
    const OutboxSent stolen_sent = {.revision = 1, .letter = {.subject = "s", .text = "stolen"}};
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
    Delivery ending = DELIVERY_QUEUED;
    g_assert_true(
        store_outbox_finish(store, item->id, &ending, 451, "4.3.0", "later", 2000, 1004, &error));
    g_assert_true(store_commit(store, &error));
    g_autoptr(GPtrArray) not_yet = store_outbox_due(store, &all, 1999, &error);
    g_assert_cmpuint(not_yet->len, ==, 1);
    g_autoptr(GPtrArray) due = store_outbox_due(store, &all, 2000, &error);
    g_assert_cmpuint(due->len, ==, 2);
    g_assert_cmpint(((OutboxItem *)g_ptr_array_index(due, 1))->attempts, ==, 1);
    g_assert_cmpint(((OutboxItem *)g_ptr_array_index(due, 1))->first_at, ==, 1003);
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_outbox_claim(store, item->id, "run-5", &sent, 2000, &error));
    ending = DELIVERY_SENT;
    g_assert_true(
        store_outbox_finish(store, item->id, &ending, 250, "2.0.0", "ok", 2000, 2001, &error));
    /* A second ending of the same claim changes nothing. */
    ending = DELIVERY_FAILED;
    g_assert_true(store_outbox_finish(store, item->id, &ending, 550, "", "", 2000, 2002, &error));
    g_assert_true(store_commit(store, &error));
    g_assert_cmpint(state_of(store, "14d"), ==, DELIVERY_SENT);
}

/* How a try ends at the old address while the new one is written down. */
static void
test_redirected(void)
{
    static const struct {
        const char *occasion;
        Delivery ends, becomes; /* NONE: it is put back, or given back (HELD) */
        const char *recipient;
    } cases[] = {
        {"1d", DELIVERY_QUEUED, DELIVERY_QUEUED, "ann@new.example"},
        {"2d", DELIVERY_FAILED, DELIVERY_QUEUED, "ann@new.example"},
        {"3d", DELIVERY_SENT, DELIVERY_SENT, "Ann@one.example"},
        {"4d", DELIVERY_UNKNOWN, DELIVERY_UNKNOWN, "Ann@one.example"},
        {"5d", DELIVERY_NONE, DELIVERY_QUEUED, "ann@new.example"},
        {"6d", DELIVERY_HELD, DELIVERY_QUEUED, "ann@new.example"},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = meeting_store("redirected");
    const OutboxSent sent = {.revision = 1, .letter = {.subject = "s", .text = "t"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        put_notice(store, cases[i].occasion, true);
    g_autoptr(GPtrArray) items = store_outbox_list(store, "m", NULL, DELIVERY_NONE, &error);
    g_assert_true(store_begin(store, &error));
    for (guint i = 0; i < items->len; i++)
        g_assert_true(store_outbox_claim(store, ((OutboxItem *)items->pdata[i])->id, "run", &sent,
                                         1000, &error));
    g_assert_true(sql_run(store_db(store), &error,
                          "UPDATE address SET address = 'ann@new.example' WHERE guest = 'ann'",
                          ""));
    g_assert_true(store_outbox_redirect(store, "m", 1500, &error));
    for (guint i = 0; i < items->len; i++) {
        const OutboxItem *item = items->pdata[i];
        Delivery state = cases[i].ends;
        if (state == DELIVERY_NONE)
            g_assert_true(store_outbox_put_back(store, item->id, 421, "closed", 1600, &error));
        else if (state != DELIVERY_HELD) {
            g_assert_true(store_outbox_finish(store, item->id, &state, 450, "4.2.0", "words", 9000,
                                              1600, &error));
            g_assert_cmpint(state, ==, cases[i].becomes);
        }
    }
    g_assert_true(store_outbox_unclaim(store, "run", &error));
    g_assert_true(store_commit(store, &error));
    g_autoptr(GPtrArray) after = store_outbox_list(store, "m", NULL, DELIVERY_NONE, &error);
    for (guint i = 0; i < after->len; i++) {
        const OutboxItem *item = after->pdata[i];
        g_test_message("%s", cases[i].occasion);
        g_assert_cmpint(item->state, ==, cases[i].becomes);
        g_assert_cmpstr(item->recipient, ==, cases[i].recipient);
        if (item->state != DELIVERY_QUEUED)
            continue;
        g_assert_cmpint(item->attempts, ==, 0);
        g_assert_cmpint(item->first_at, ==, NEVER);
        g_assert_cmpint(item->ended_at, ==, NEVER);
        g_assert_cmpint(item->next_at, <=, 1600);
        g_assert_cmpint(item->code, ==, 0);
        g_assert_cmpstr(item->words, ==, "");
    }
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
                            .recipient = "Ann@one.example",
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

/* What counts for how much goes to an address is what notice.h says comes of mail that arrives: statements name it by
 * hand, as their index does. */
static void
test_turn(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = meeting_store("turn");
    for (int kind = 0; kind < NOTICE_KINDS; kind++) {
        g_autoptr(Notice) notice = notice_new("m", "ann", kind, "1", "because");
        g_autoptr(Notice) next = notice_new("m", "ben", NOTICE_HELP, "1", "because");
        g_autofree char *id = g_strdup_printf("<%d@meet.example>", kind);
        g_autofree char *recipient = g_strdup_printf("%d@one.example", kind);
        const NewOutbox item = {.notice = notice,
                                .recipient = recipient,
                                .message_id = id,
                                .envelope_id = id,
                                .received = G_MININT64};
        bool new;
        gint64 at;
        g_assert_true(store_begin(store, &error));
        g_assert_true(store_outbox_add(store, &item, 1000, &new, &error));
        g_assert_true(store_commit(store, &error));
        g_assert_true(store_turn(store, next, recipient, 1, 1000, &at, &error));
        g_assert_cmpint(at > 1000, ==, notice_kind_is_caused(kind));
        g_assert_true(store_turn(store, next, recipient, 2, 1000, &at, &error));
        g_assert_cmpint(at, ==, 1000);
    }
}

static bool
is_released(Store *store, gint64 id)
{
    g_autoptr(GError) error = NULL;
    gboolean released;
    g_assert_true(store_released(store, id, &released, &error));
    return released;
}

/* The organizer let it go; what was dropped since, and is owed anew, is not what they let go. */
static void
test_released(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = meeting_store("released");
    const OutboxFilter all = {0};
    const Choice choice = {.meeting = "m", .person = "ann"};
    int count;
    put_notice(store, "14d", true);
    g_autoptr(GPtrArray) due = store_outbox_due(store, &all, 1000, &error);
    const gint64 id = ((OutboxItem *)g_ptr_array_index(due, 0))->id;
    g_assert_true(store_begin(store, &error));
    g_assert_true(store_control(store, &choice, CONTROL_HOLD, "", 1001, &count, &error));
    g_assert_false(is_released(store, id));
    g_assert_true(store_control(store, &choice, CONTROL_RELEASE, "", 1002, &count, &error));
    g_assert_true(is_released(store, id));
    g_assert_true(store_outbox_drop(store, id, "asked for patience meanwhile", 1003, &error));
    g_assert_true(store_commit(store, &error));
    put_notice_at(store, "14d", 2000, true);
    g_assert_cmpint(state_of(store, "14d"), ==, DELIVERY_QUEUED);
    g_assert_false(is_released(store, id));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store-outbox/states", test_outbox);
    g_test_add_func("/store-outbox/redirected", test_redirected);
    g_test_add_func("/store-outbox/held", test_held);
    g_test_add_func("/store-outbox/dropped", test_dropped);
    g_test_add_func("/store-outbox/released", test_released);
    g_test_add_func("/store-outbox/turn", test_turn);
    return run_in_folder();
}
