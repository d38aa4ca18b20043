/* What is written reads back as what it was written from. */
#include "event/ids.h"
#include "event/read.h"
#include "event/write.h"
#include "tests/unit/meetings.h"

static Meeting *
read_back(const char *text, WriteGuests guests)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    Meeting *meeting = guests == MEETING_WITH_GUESTS
                           ? meeting_read(text, strlen(text), "canonical", problems)
                           : meeting_read_stored(text, strlen(text), "canonical", problems);
    for (guint i = 0; i < problems->len; i++) {
        g_autofree char *problem = problem_format(g_ptr_array_index(problems, i));
        g_test_message("%s", problem);
    }
    g_assert_nonnull(meeting);
    return meeting;
}

/* What is written of what was read is what was read; nothing of a meeting goes unwritten, see
 * test-diff.c. */
static void
check_round_trip(const Meeting *meeting)
{
    for (int guests = MEETING_WITH_GUESTS; guests <= MEETING_WITHOUT_GUESTS; guests++) {
        g_autofree char *text = meeting_write(meeting, (WriteGuests)guests);
        g_autoptr(Meeting) back = read_back(text, (WriteGuests)guests);
        g_autofree char *again = meeting_write(back, (WriteGuests)guests);
        g_assert_cmpstr(again, ==, text);
    }
}

static void
test_full(void)
{
    g_autoptr(Meeting) meeting = full_meeting();
    check_round_trip(meeting);

    g_autofree char *text = meeting_write(meeting, MEETING_WITH_GUESTS);
    g_autoptr(Meeting) back = read_back(text, MEETING_WITH_GUESTS);
    g_assert_cmpstr(back->about, ==, meeting->about);
    g_assert_cmpint(back->days->len, ==, 2);
    g_assert_cmpint(back->seats_min, ==, 10);
    g_assert_true(meeting_session(back, "open")->open_end);
    g_assert_cmpint(meeting_session(back, "first")->end, ==, 11 * 60 + 45);
    g_autoptr(GHashTable) topics = meeting_index(back->topics);
    const Topic *dma = g_hash_table_lookup(topics, "dma"),
                *wifi = g_hash_table_lookup(topics, "wifi");
    g_assert_cmpstr(dma->proposed, ==, "bob");
    g_assert_cmpint(wifi->number, ==, 2);
    g_assert_cmpstr(meeting_guest(back, "ada")->addresses->pdata[1], ==, "countess@y.example");
    g_autofree char *digest = meeting_digest(meeting);
    g_autofree char *digest_back = meeting_digest(back);
    g_assert_cmpstr(digest, ==, digest_back);
}

/* The example, as it is applied: with ids for its sessions. */
static void
test_example(void)
{
    static const char *const ids[] = {"tcpfying-the-poor-cousins",
                                      "netfilter-project-plans-for-2-7",
                                      "lunch",
                                      "toe-offloading",
                                      "jmorris",
                                      "open-discussion",
                                      "dinner",
                                      "flavors-of-tcp",
                                      "recent-tcp-developments",
                                      "lunch-2",
                                      "design-of-mobile-ipv6",
                                      "open-discussion-2"};
    g_autofree char *text = NULL;
    g_autoptr(GPtrArray) remarks = NULL;
    g_assert_true(g_file_get_contents("examples/netconf-2004.yaml", &text, NULL, NULL));
    g_autoptr(Meeting) meeting = read_back(text, MEETING_WITH_GUESTS);
    g_assert_true(meeting_adopt_ids(meeting, NULL, NULL, &remarks));
    check_round_trip(meeting);

    g_autoptr(GPtrArray) sessions = meeting_sessions(meeting);
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = g_ptr_array_index(sessions, i);
        g_assert_cmpuint(i, <, G_N_ELEMENTS(ids));
        g_assert_cmpstr(session->id, ==, ids[i]);
    }
    g_assert_cmpuint(sessions->len, ==, G_N_ELEMENTS(ids));
}

/* Strings that YAML could take for something else, or stumble over. */
static void
test_strings(void)
{
    static const char *const texts[] = {
        "no",
        "~",
        "null",
        "1e3",
        "0x10",
        "2004-07-14",
        "10:30",
        "- item",
        "key: value",
        "# no comment",
        "a # b: c",
        "*alias &anchor !tag %directive @at `tick`",
        "{flow: [map, list]}",
        "'single' \"double\" \\back\\slash\\n",
        "<<: merge",
        "---",
        "...",
        "| > ? |",
        "ends with a backslash \\",
        "ümläut, ελληνικά, 日本語, עברית",
        "\U0001F469\u200D\U0001F4BB emoji with a joiner",
        "no-break\u00a0space, soft\u00adhyphen, \ufeffmark",
        "{{mustache}} <b>html</b> &amp;",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Meeting) meeting = full_meeting();
        g_free(meeting->name);
        meeting->name = g_strdup(texts[i]);
        g_free(meeting->about);
        meeting->about = g_strdup_printf("%s\n\t%s\n\n  %s", texts[i], texts[i], texts[i]);
        g_ptr_array_add(meeting->sponsors, g_strdup(texts[i]));
        check_round_trip(meeting);
        g_autofree char *text = meeting_write(meeting, MEETING_WITH_GUESTS);
        g_autoptr(Meeting) back = read_back(text, MEETING_WITH_GUESTS);
        g_assert_cmpstr(back->name, ==, meeting->name);
        g_assert_cmpstr(back->about, ==, meeting->about);
        g_assert_cmpstr(back->sponsors->pdata[2], ==, texts[i]);
    }
}

/* A long text without any line break, of characters that take one to ten bytes when written. */
static void
test_long_lines(void)
{
    static const char *const units[] = {"a", "  b", "日", "\\", "\u00ad", "word "};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(Meeting) meeting = full_meeting();
        g_autoptr(GString) text = g_string_new("x");
        while (text->len < 60 * 1024)
            g_string_append(text, units[i]);
        g_string_append_c(text, 'x');
        g_free(meeting->about);
        meeting->about = g_strdup(text->str);
        g_autofree char *written = meeting_write(meeting, MEETING_WITH_GUESTS);
        g_autoptr(Meeting) back = read_back(written, MEETING_WITH_GUESTS);
        g_assert_true(strcmp(back->about, meeting->about) == 0);
    }
}

/* Anything goes that the reader lets through, at any length. */
static void
test_random(void)
{
    static const char *const pieces[] = {
        "\\",     "\"",     " ",      "  ",         "\n", "\t",   "\n\n", ":",
        "#",      "-",      "'",      "{",          "x",  "word", "n",    "日本",
        "\u00ad", "\u200d", "\u0301", "\U0001F469", "%",  "\\n",  "\\\\", "a long word ",
    };
    g_autoptr(GRand) random = g_rand_new_with_seed(20040714);
    for (int round = 0; round < 300; round++) {
        g_autoptr(Meeting) meeting = full_meeting();
        g_autoptr(GString) text = g_string_new("x");
        gint32 length = g_rand_int_range(random, 0, round % 10 == 0 ? 20000 : 60);
        while ((gint32)text->len < length)
            g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        g_string_append_c(text, 'x');
        g_free(meeting->about);
        meeting->about = g_strdup(text->str);
        g_autofree char *written = meeting_write(meeting, MEETING_WITH_GUESTS);
        g_autoptr(Meeting) back = read_back(written, MEETING_WITH_GUESTS);
        g_assert_true(strcmp(back->about, meeting->about) == 0);
    }
}

/* A meeting with nothing but what it must have. */
static void
test_least(void)
{
    g_autoptr(Meeting) meeting = meeting_new();
    meeting->id = g_strdup("m");
    meeting->name = g_strdup("M");
    meeting->zone = g_strdup("UTC");
    meeting->language = g_strdup("en");
    meeting->organizer.address = g_strdup("olga@x.example");
    add_day(meeting, "2004-07-14");
    check_round_trip(meeting);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/round-trip/full", test_full);
    g_test_add_func("/round-trip/example", test_example);
    g_test_add_func("/round-trip/strings", test_strings);
    g_test_add_func("/round-trip/long-lines", test_long_lines);
    g_test_add_func("/round-trip/random", test_random);
    g_test_add_func("/round-trip/least", test_least);
    return g_test_run();
}
