/* Filing: what was kept of letters in parts is read as it went out, and what they share is there once. */
#include "db/store-outbox.h"
#include "db/store-private.h"
#include "mailer/filing.h"
#include "mailer/stencil.h"
#include "templates/render.h"
#include "tests/unit/fixture-store.h"
#include <string.h>

enum { MAILS = 2 + 1 }; /* read of each reader, with a NULL behind */

static gint64
mail_to(Store *store, const char *person, int number)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *occasion = g_strdup_printf("%d", number);
    g_autofree char *id = g_strdup_printf("<%s.%d@meet.example>", person, number);
    g_autoptr(Notice) notice =
        notice_new("m", person, NOTICE_ANNOUNCEMENT, occasion, "it was announced");
    const NewOutbox item = {.notice = notice,
                            .recipient = "somebody@one.example",
                            .message_id = id,
                            .envelope_id = id,
                            .received = G_MININT64};
    g_assert_true(store_outbox_add(store, &item, 1000, NULL, &error));
    return sqlite3_last_insert_rowid(store_db(store));
}

/* As a run keeps and sends it. */
static void
send_to(Store *store, Filing *filing, const char *person, int number, const Part *text)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *own = NULL;
    OutboxSent sent = {.revision = 1, .letter.subject = "s"};
    gint64 mail = mail_to(store, person, number);
    g_assert_true(filing_divide(filing, text, &sent.letter.wording, &own, &error));
    sent.letter.text = own;
    g_assert_true(store_outbox_claim(store, mail, "run", &sent, 1000, &error));
    Delivery state = DELIVERY_SENT;
    g_assert_true(store_outbox_finish(store, mail, &state, 250, "", "ok", 1001, 1001, &error));
    g_assert_no_error(error);
}

static gint64
count(Store *store, const char *sql)
{
    g_autoptr(GError) error = NULL;
    gint64 number = 0;
    g_assert_true(sql_get_int(store_db(store), &number, 0, &error, sql, ""));
    return number;
}

/* RENDERED with a hole for each "?". */
static Stencil *
cut(const char *rendered)
{
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(TemplateMark));
    for (const char *hole = rendered; (hole = strchr(hole, '?')); hole++) {
        const TemplateMark mark = {.at = (gsize)(hole - rendered), .length = 1};
        g_array_append_val(marks, mark);
    }
    return stencil_new(rendered, marks, true);
}

static const char *const stencils[] = {
    "Dear ?,\n\nwe meet.\n\nYours\n",      /* own words first */
    "We meet.\n\nWrite to ?.\n",           /* last */
    "?\n\nWe meet.\n\n?\n\nThere.\n\n?\n", /* at both ends */
    "We meet.\n",                          /* nowhere */
    "?\n\n?\n",                            /* alone: nothing is shared */
};
static const char *const readers[] = {"Ann", "Bo \303\230", "C", "D d d"};

static void
test_filed(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = meeting_store("filed");
    Filing *filing = filing_new(store);
    int letters = 0;
    g_assert_true(store_begin(store, &error));
    for (size_t i = 0; i < G_N_ELEMENTS(stencils); i++) {
        g_autoptr(Stencil) stencil = cut(stencils[i]);
        for (size_t reader = 0; reader < G_N_ELEMENTS(readers); reader++) {
            const char *words[] = {readers[reader]};
            g_autofree char *person = g_strdup_printf("g%zu.%zu", i, reader);
            g_autoptr(Part) whole = part_of("first of all\n", true);
            g_autoptr(Part) text = stencil_fill(stencil, words);
            send_to(store, filing, person, 1, whole);
            send_to(store, filing, person, 2, text);
            g_autoptr(GPtrArray) got = store_letter_texts(store, "m", person, 2000, &error);
            g_autofree char *want = part_text(text);
            g_assert_cmpuint(got->len, ==, MAILS);
            g_assert_cmpstr(got->pdata[0], ==, want);
            g_assert_cmpstr(got->pdata[1], ==, "first of all\n");
            g_assert_null(got->pdata[2]);
            letters += 2;
        }
    }
    g_assert_cmpint(count(store, "SELECT count(*) FROM letter"), ==, letters);
    g_assert_cmpint(count(store, "SELECT count(*) FROM wording"), ==, G_N_ELEMENTS(stencils) - 1);
    g_assert_cmpint(count(store, "SELECT count(*) FROM wording WHERE text GLOB '*Ann*'"), ==, 0);
    g_assert_true(store_commit(store, &error));
    filing_free(filing);
}

/* What no letter has any more goes. */
static void
test_swept(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = meeting_store("swept");
    Filing *filing = filing_new(store);
    const char *words[] = {"Ann"};
    g_autoptr(Stencil) one = cut(stencils[0]);
    g_autoptr(Stencil) two = cut(stencils[1]);
    g_autoptr(Part) first = stencil_fill(one, words);
    g_autoptr(Part) second = stencil_fill(two, words);
    send_to(store, filing, "ann", 1, first);
    send_to(store, filing, "ben", 1, second);
    filing_free(filing);
    g_assert_true(store_wording_sweep(store_db(store), &error));
    g_assert_cmpint(count(store, "SELECT count(*) FROM wording"), ==, 2);
    g_assert_true(sql_run(store_db(store), &error, "DELETE FROM letter WHERE outbox = 1", ""));
    g_assert_true(store_wording_sweep(store_db(store), &error));
    g_assert_cmpint(count(store, "SELECT count(*) FROM wording WHERE text GLOB 'We*'"), ==, 1);
    g_assert_cmpint(count(store, "SELECT count(*) FROM wording"), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/filing/filed", test_filed);
    g_test_add_func("/filing/swept", test_swept);
    return run_in_folder();
}
