/* reader: messages are read in other processes, in order and as here; one that kills, stalls or floods its
 * process is the only one lost. The calendar reader of these tests does what a hole in a library would let a message
 * do. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include "event/error.h"
#include "inbox/meaning-json.h"
#include "inbox/sandbox.h"
#include "tests/unit/fixture-reader.h"

static void
take_memory(void)
{
    for (gsize i = 0; i < 4096; i++) {
        volatile char *block = g_malloc(1 << 20);
        for (gsize at = 0; at < 1 << 20; at += 4096)
            block[at] = 1;
    }
}

static Itip *
possessed(const char *text, gsize length)
{
    if (strstr(text, "DIE"))
        __builtin_trap();
    if (strstr(text, "CRASH"))
        *(volatile char *)length = 1;
    if (strstr(text, "SPIN"))
        for (volatile unsigned i = 0;; i++)
            ;
    if (strstr(text, "SLEEP"))
        for (;;)
            read(STDIN_FILENO, NULL, 0), sched_yield();
    if (strstr(text, "GROW"))
        take_memory();
    if (strstr(text, "ABORT"))
        abort();
    if (strstr(text, "EXEC"))
        execl("/bin/true", "true", NULL);
    return tell("calm");
}

static void
test_order(void)
{
    enum { COUNT = 300 };
    ReaderOptions options = reader_options_default;
    options.workers = 3;
    g_autoptr(Reader) reader = open_reader_with(possessed, options);
    g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func(g_free);
    const ReadContext context = {.itip_read = possessed, .address = "meet@host.example"};
    for (int i = 0; i < COUNT; i++) {
        g_autofree char *filler = g_strnfill((gsize)i * i % 50000, 'x');
        char *message = g_strdup_printf(
            "From: ann@guests.example\nSubject: %d\n\nYes, I will come.\n%s\n", i, filler);
        g_ptr_array_add(messages, message);
        reader_submit(reader, message, strlen(message), &context);
    }
    g_assert_cmpuint(reader_pending(reader), ==, COUNT);
    for (int i = 0; i < COUNT; i++) {
        const char *message = messages->pdata[i];
        g_auto(Reading) reading = collect(reader);
        g_autoptr(Meaning) here = message_read(message, strlen(message), &context);
        g_autofree char *json = meaning_to_json(here, NULL),
                        *back = meaning_to_json(reading.meaning, NULL);
        g_assert_cmpstr(reading.json, ==, json);
        g_assert_cmpstr(back, ==, json);
    }
    g_assert_cmpuint(reader_pending(reader), ==, 0);
}

/* What was written newly comes along in any case, and how much stands there that nobody marked as quoted. */
static void
test_spare_text(void)
{
    static const char message[] =
        "From: ann@guests.example\n\nYes, I will come.\n\n> Will you come?\n";
    ReaderOptions options = reader_options_default;
    options.spare_text = true;
    g_autoptr(Reader) reader = open_reader_with(possessed, options);
    reader_submit(reader, message, strlen(message), &nothing);
    g_auto(Reading) reading = collect(reader);
    g_assert_cmpstr(reading.meaning->reply, ==, "Yes, I will come.");
    g_assert_null(reading.meaning->text);
    g_assert_cmpuint(reading.meaning->unmarked, ==, strlen("Yes, I will come."));
    g_assert_nonnull(strstr(reading.json, "\"text\":null"));
}

static void
test_context(void)
{
    static const char *const sent[] = {"Will you come?", NULL};
    const ReadContext context = {
        .itip_read = possessed, .address = "meet@host.example", .sent_texts = sent};
    static const char message[] =
        "From: ann@guests.example\n\nWill you come?\nYes!\n\ndiet: no fish\n";
    g_autoptr(Reader) reader = open_reader_with(possessed, reader_options_default);
    g_autoptr(Meaning) here = message_read(message, strlen(message), &context);
    g_autofree char *json = meaning_to_json(here, NULL);
    reader_submit(reader, message, strlen(message), &context);
    g_auto(Reading) reading = collect(reader);
    g_assert_cmpstr(reading.json, ==, json);
}

/* Reading goes on while something else is waited for, before anybody asks for what was read. */
static void
test_tend(void)
{
    static const char message[] = "From: ann@guests.example\n\nYes, I will come.\n";
    const struct itimerspec soon = {.it_value.tv_nsec = 20 * 1000 * 1000};
    g_autoptr(Reader) reader = open_reader_with(possessed, reader_options_default);
    int clock = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    gint64 end = g_get_monotonic_time() + 120 * G_USEC_PER_SEC;
    reader_submit(reader, message, strlen(message), &nothing);
    while (!reader_ready(reader, 0) && g_get_monotonic_time() < end) {
        timerfd_settime(clock, 0, &soon, NULL);
        reader_tend(reader, clock);
    }
    g_assert_true(reader_ready(reader, 0));
    g_auto(Reading) reading = collect(reader);
    g_assert_cmpint(reading.meaning->partstat, ==, PARTSTAT_ACCEPTED);
    close(clock);
}

/* Read once more, a message comes before those that wait, and they still come in their order. */
static void
test_again(void)
{
    static const char *const sent[] = {"Will you come?", NULL};
    const ReadContext plain = {.address = "meet@host.example"};
    const ReadContext knowing = {.address = "meet@host.example", .sent_texts = sent};
    static const char *const messages[] = {
        "From: ann@guests.example\nSubject: 0\n\nYes.\n",
        "From: ann@guests.example\nSubject: 1\n\nNo.\n",
        "From: ann@guests.example\nSubject: again\n\nWill you come?\nYes!\n",
    };
    g_autoptr(Reader) reader = open_reader_with(possessed, reader_options_default);
    GError *error = NULL;
    for (int i = 0; i < 2; i++)
        reader_submit(reader, messages[i], strlen(messages[i]), &plain);
    g_auto(Reading) again = {0};
    g_assert_true(reader_again(reader, messages[2], strlen(messages[2]), &knowing, &again, &error));
    g_assert_cmpstr(again.meaning->subject, ==, "again");
    g_assert_cmpstr(again.meaning->reply, ==, "Yes!");
    for (int i = 0; i < 2; i++) {
        g_auto(Reading) reading = collect(reader);
        g_assert_cmpint(reading.meaning->subject[0], ==, '0' + i);
    }
    g_assert_cmpuint(reader_pending(reader), ==, 0);
}

/* One bad message among good ones. */
static void
check_lost(const char *calendar, const char *why, bool one)
{
    ReaderOptions options = reader_options_default;
    options.workers = 2;
    options.cpu_seconds = 1;
    options.wall_seconds = strstr(calendar, "SLEEP") ? 1 : 60;
    options.memory = 64 << 20;
    options.one = one;
    g_autoptr(Reader) reader = open_reader_with(possessed, options);
    g_autofree char *good = message_with("calm"), *bad = message_with(calendar);
    int at = one ? 0 : 7, count = one ? 1 : 40;
    for (int i = 0; i < count; i++) {
        const char *message = i == at ? bad : good;
        reader_submit(reader, message, strlen(message), &nothing);
    }
    for (int i = 0; i < count; i++) {
        g_auto(Reading) reading = collect(reader);
        if (i != at) {
            g_assert_cmpstr(comment_of(&reading), ==, "calm");
            continue;
        }
        g_assert_cmpint(reading.meaning->kind, ==, MEANING_UNREADABLE);
        g_assert_cmpuint(reading.meaning->defects->len, ==, 1);
        if (!strstr(reading.meaning->defects->pdata[0], why))
            g_error("\"%s\" does not say \"%s\"", (char *)reading.meaning->defects->pdata[0], why);
        g_assert_nonnull(strstr(reading.json, "\"kind\":\"unreadable\""));
    }
}

static const struct {
    const char *calendar, *why;
    bool limit; /* that sanitizers' builds do not have */
} deaths[] = {
    {"DIE", "died (", false},
    {"CRASH", "process that read it", true},
    {"SPIN", "longer than it may (cpu-seconds=1)", false},
    {"SLEEP", "longer than it may", false},
    {"GROW", "more memory than it may", true},
    {"ABORT", "more memory than it may (memory-megabytes), or failed a check", true},
    {"EXEC", "asked the system for what it must not have", true},
};

static void
test_lost(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(deaths); i++) {
        if (deaths[i].limit && !sandbox_offer().rlimits)
            continue;
        check_lost(deaths[i].calendar, deaths[i].why, false);
        check_lost(deaths[i].calendar, deaths[i].why, true);
        start_ahead(possessed);
        check_lost(deaths[i].calendar, deaths[i].why, true);
    }
}

static void
test_answer_too_long(void)
{
    ReaderOptions options = reader_options_default;
    options.answer = 4096;
    g_autoptr(Reader) reader = open_reader_with(possessed, options);
    g_autofree char *filler = g_strnfill(10000, 'x');
    g_autofree char *bad = g_strconcat("Subject: long\n\n", filler, NULL),
                    *good = message_with("calm");
    reader_submit(reader, bad, strlen(bad), &nothing);
    reader_submit(reader, good, strlen(good), &nothing);
    g_auto(Reading) lost = collect(reader);
    g_auto(Reading) kept = collect(reader);
    g_assert_cmpint(lost.meaning->kind, ==, MEANING_UNREADABLE);
    g_assert_cmpstr(lost.meaning->defects->pdata[0], ==,
                    "what it says takes more space than it may (meaning-bytes)");
    g_assert_cmpstr(comment_of(&kept), ==, "calm");
}

/* What came along comes back as well, and only so much of it. */
static void
test_attachments(void)
{
    static const char first[] = "From: ann@guests.example\nMIME-Version: 1.0\n"
                                "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nYes!\n"
                                "--b\nContent-Type: application/pdf; name=\"../a.pdf\"\n"
                                "Content-Transfer-Encoding: base64\n\naABsbG8=\n"
                                "--b\nContent-Type: text/plain\n"
                                "Content-Disposition: attachment; filename=b\n\nb\n--b--\n";
    ReaderOptions options = reader_options_default;
    options.limits.decoded = 100000;
    g_autoptr(Reader) reader = open_reader_with(possessed, options);
    g_autofree char *filler = g_strnfill(200000, 'x');
    g_autofree char *second = g_strdup_printf("Subject: b\nContent-Type: a/b\n"
                                              "Content-Disposition: attachment\n\n%s",
                                              filler);
    reader_submit(reader, first, strlen(first), &nothing);
    reader_submit(reader, second, strlen(second), &nothing);
    g_auto(Reading) two = collect(reader);
    g_auto(Reading) one = collect(reader);
    g_assert_cmpuint(two.meaning->attachments->len, ==, 2);
    const Attachment *a = two.meaning->attachments->pdata[0],
                     *b = two.meaning->attachments->pdata[1],
                     *cut = one.meaning->attachments->pdata[0];
    g_autoptr(GBytes) want = g_bytes_new("h\0llo", 5);
    g_assert_cmpstr(a->name, ==, "a.pdf");
    g_assert_true(g_bytes_equal(a->content, want));
    g_assert_cmpuint(g_bytes_get_size(b->content), ==, (gsize)b->size);
    g_assert_true(cut->cut && !cut->content && cut->size == 200000);
}

/* A process may be lost at every message, and all come back. */
static void
test_all_bad(void)
{
    g_autoptr(Reader) reader = open_reader_with(possessed, reader_options_default);
    g_autofree char *bad = message_with("DIE");
    for (int i = 0; i < 50; i++)
        reader_submit(reader, bad, strlen(bad), &nothing);
    for (int i = 0; i < 50; i++) {
        g_auto(Reading) reading = collect(reader);
        g_assert_cmpint(reading.meaning->kind, ==, MEANING_UNREADABLE);
    }
}

static void
test_forget(void)
{
    g_autoptr(Reader) reader = open_reader_with(possessed, reader_options_default);
    g_autofree char *good = message_with("calm"), *bad = message_with("SLEEP");
    reader_submit(reader, bad, strlen(bad), &nothing);
    reader_submit(reader, good, strlen(good), &nothing);
    g_assert_false(reader_ready(reader, 50));
    reader_forget(reader);
    g_assert_cmpuint(reader_pending(reader), ==, 0);
    reader_submit(reader, good, strlen(good), &nothing);
    g_auto(Reading) reading = collect(reader);
    g_assert_cmpstr(comment_of(&reading), ==, "calm");
}

/* One that goes to several is read once, and each has a reading to change; so it is where its process dies of it. */
static void
test_several(void)
{
    static const char *const messages[] = {
        "From: ann@guests.example\n\nYes, I will come.\n",
        "From: ann@guests.example\nContent-Type: text/calendar\n\nDIE",
        "From: ben@guests.example\n\nNo, I will not come.\n",
    };
    ReaderOptions options = reader_options_default;
    options.workers = 1;
    g_autoptr(Reader) reader = open_reader_with(possessed, options);
    for (int round = 0; round < 2; round++) {
        for (gsize i = 0; i < G_N_ELEMENTS(messages); i++) {
            reader_submit(reader, messages[i], strlen(messages[i]), &nothing);
            reader_submit_again(reader);
            reader_submit_again(reader);
        }
        g_assert_cmpuint(reader_pending(reader), ==, 9);
        g_assert_true(reader_has(reader, 5, messages[1]));
        for (gsize i = 0; i < 9 && round == 0; i++) {
            g_auto(Reading) reading = collect(reader);
            g_autofree char *json = meaning_to_json(reading.meaning, NULL);
            g_assert_cmpstr(reading.json, ==, json);
            g_assert_cmpint(reading.meaning->kind == MEANING_UNREADABLE, ==, i / 3 == 1);
            g_clear_pointer(&reading.meaning->reply, g_free);
        }
        reader_forget(reader);
    }
}

/* A message that does not fit between the processes is not late because nobody takes care of it meanwhile. */
static void
test_nobody_looks(void)
{
    ReaderOptions options = reader_options_default;
    options.wall_seconds = 1;
    g_autoptr(Reader) reader = open_reader_with(possessed, options);
    g_autofree char *much = g_strnfill(8 << 20, 'x');
    g_autofree char *message =
        g_strconcat("From: ann@guests.example\n\nYes, I will come.\n\n", much, NULL);
    reader_submit(reader, message, strlen(message), &nothing);
    reader_start(reader);
    g_usleep(3 * G_USEC_PER_SEC / 2);
    g_auto(Reading) reading = collect(reader);
    g_assert_cmpint(reading.meaning->kind, !=, MEANING_UNREADABLE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reader/order", test_order);
    g_test_add_func("/reader/spare-text", test_spare_text);
    g_test_add_func("/reader/context", test_context);
    g_test_add_func("/reader/tend", test_tend);
    g_test_add_func("/reader/again", test_again);
    g_test_add_func("/reader/lost", test_lost);
    g_test_add_func("/reader/answer-too-long", test_answer_too_long);
    g_test_add_func("/reader/attachments", test_attachments);
    g_test_add_func("/reader/all-bad", test_all_bad);
    g_test_add_func("/reader/forget", test_forget);
    g_test_add_func("/reader/several", test_several);
    g_test_add_func("/reader/nobody-looks", test_nobody_looks);
    return g_test_run();
}
