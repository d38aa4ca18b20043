/* Queueing by pages: mail can leave between two of them, and nobody is forgotten or written to twice, whatever happens
 * meanwhile. */
#include "db/store-outbox.h"
#include "db/store-private.h"
#include "mailer/outbox.h"
#include "tests/unit/fixture-store.h"

enum { MANY = 1100 };

static void
random_of(guint8 *bytes, gsize length)
{
    for (gsize i = 0; i < length; i++)
        bytes[i] = (guint8)g_random_int_range(0, 256);
}

/* Revision NUMBER of a meeting with the guests from FIRST on, MANY of them; it is cancelled or takes place. */
static void
apply(Store *store, int number, int first, bool cancelled)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Meeting) meeting = meeting_new();
    g_autofree char *body = g_strconcat("meeting: m\nname: Meeting\nzone: UTC\ndates: 2004-07-14\n"
                                        "organizer: Olga Owner <olga@host.example>\n",
                                        cancelled ? "status: cancelled\n" : "", NULL);
    meeting->id = g_strdup("m");
    meeting->name = g_strdup("Meeting");
    meeting->zone = g_strdup("UTC");
    g_ptr_array_add(meeting->days, agenda_day_new(day_of(2004, 7, 14)));
    for (int i = first; i < first + MANY; i++) {
        Guest *guest = guest_new();
        guest->id = g_strdup_printf("g%d", i);
        guest->name = g_strdup_printf("Guest %d", i);
        g_ptr_array_add(guest->addresses, g_strdup_printf("g%d@guests.example", i));
        g_ptr_array_add(meeting->guests, guest);
    }
    g_autofree char *digest = g_strdup_printf("%d", number);
    const NewRevision revision = {.meeting = meeting,
                                  .number = number,
                                  .uid = "m@meet.example",
                                  .organizer_token = "aaaaaaaaaaaaaaaa",
                                  .digest = digest,
                                  .source = "",
                                  .body = body,
                                  .changes = ""};
    g_assert_true(store_begin(store, &error));
    store_meeting_apply(store, &revision, 100, &error);
    g_assert_no_error(error);
    store_token_issue(store, "m", random_of, 100, &error);
    g_assert_no_error(error);
    g_assert_true(store_commit(store, &error));
}

static int
count(Store *store, const char *which)
{
    g_autofree char *sql = g_strconcat("SELECT count(*) FROM outbox WHERE ", which, NULL);
    gint64 rows = -1;
    g_assert_true(sql_get_int(store_db(store), &rows, -1, NULL, sql, ""));
    return (int)rows;
}

typedef struct {
    Store *store;
    Mailroom room;
    Meeting *meeting;
    OutboxQueueing *queueing;
} Queue;

/* A meeting of which nothing is queued yet. */
static Queue
queue_open(const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_of(name);
    Queue queue = {.store = store_open(path, TRUE, &error)};
    g_assert_no_error(error);
    apply(queue.store, 1, 0, false);
    queue.meeting = store_meeting_load(queue.store, "m", STORE_GUESTS_NAMED, &error);
    g_assert_no_error(error);
    return queue;
}

static void
queue_begin(Queue *queue)
{
    queue->room =
        (Mailroom){.store = queue->store, .address = "meet@host.example", .random = random_of};
    queue->queueing = outbox_queueing_new(&queue->room, queue->meeting, OUTBOX_SEND, NULL, 1000);
}

static bool
queue_next(Queue *queue)
{
    g_autoptr(GError) error = NULL;
    bool more = false;
    outbox_queueing_next(queue->queueing, &more, &error);
    g_assert_no_error(error);
    return more;
}

static void
queue_close(Queue *queue)
{
    outbox_queueing_free(queue->queueing);
    meeting_free(queue->meeting);
    store_close(queue->store);
}

static void
test_pages(void)
{
    Queue queue = queue_open("pages");
    queue_begin(&queue);
    g_assert_true(queue_next(&queue));
    int first = count(queue.store, "1");
    g_assert_cmpint(first, >, 0);
    g_assert_cmpint(first, <, MANY);
    while (queue_next(&queue))
        ;
    g_assert_cmpint(count(queue.store, "state = 'queued' AND kind = 'invitation'"), ==, MANY);
    g_assert_false(queue_next(&queue)); /* nor is there more when asked again */
    g_assert_cmpint(count(queue.store, "1"), ==, MANY);
    queue_close(&queue);
}

/* The program ended between two pages: the next one puts those that are missing, and only those. */
static void
test_cut_short(void)
{
    Queue queue = queue_open("cut-short");
    queue_begin(&queue);
    queue_next(&queue);
    g_assert_cmpint(count(queue.store, "1"), <, MANY);
    run_sql(sqlite3_db_filename(store_db(queue.store), "main"), "UPDATE outbox SET state = 'sent'");
    outbox_queueing_free(queue.queueing);
    queue_begin(&queue);
    while (queue_next(&queue))
        ;
    g_assert_cmpint(count(queue.store, "1"), ==, MANY);
    g_assert_cmpint(count(queue.store, "state = 'sent'"), >, 0);
    queue_close(&queue);
}

/* An eighth of the guests, all of the first page, are others after it: all who are guests then are invited, who was
 * queued and is none any more is not invited again. */
static void
test_applied_meanwhile(void)
{
    Queue queue = queue_open("applied");
    queue_begin(&queue);
    queue_next(&queue);
    int before = count(queue.store, "1"), gone = MANY / 8;
    g_assert_cmpint(before, >, gone);
    apply(queue.store, 2, gone, false);
    while (queue_next(&queue))
        ;
    g_assert_cmpint(count(queue.store, "kind = 'invitation'"), ==, MANY + gone);
    g_assert_cmpint(count(queue.store, "kind = 'invitation' AND person IN"
                                       " (SELECT id FROM guest WHERE removed_at IS NULL)"),
                    ==, MANY);
    queue_close(&queue);
}

static void
test_cancelled_meanwhile(void)
{
    Queue queue = queue_open("cancelled");
    queue_begin(&queue);
    queue_next(&queue);
    int before = count(queue.store, "kind = 'invitation'");
    apply(queue.store, 2, 0, true);
    while (queue_next(&queue))
        ;
    g_assert_cmpint(count(queue.store, "kind = 'invitation'"), ==, before);
    queue_close(&queue);
}

/* Nothing owed is no reason to write. */
static void
test_nothing(void)
{
    Queue queue = queue_open("nothing");
    queue_begin(&queue);
    while (queue_next(&queue))
        ;
    outbox_queueing_free(queue.queueing);
    queue_begin(&queue);
    int changes = sqlite3_total_changes(store_db(queue.store));
    g_assert_false(queue_next(&queue));
    g_assert_cmpint(sqlite3_total_changes(store_db(queue.store)), ==, changes);
    queue_close(&queue);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/queueing/pages", test_pages);
    g_test_add_func("/queueing/cut-short", test_cut_short);
    g_test_add_func("/queueing/applied-meanwhile", test_applied_meanwhile);
    g_test_add_func("/queueing/cancelled-meanwhile", test_cancelled_meanwhile);
    g_test_add_func("/queueing/nothing", test_nothing);
    return run_in_folder();
}
