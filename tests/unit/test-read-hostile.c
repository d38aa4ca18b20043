/* The reader on files that nobody wrote: every answer is a meeting or errors, each at a place that
 * exists, safe on a terminal, and soon. */
#include <glib.h>
#include <string.h>
#include "event/read.h"
#include "effort.h"

static GPtrArray *
problems_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
}

/* What a terminal or a mail would not show as it stands. */
static bool
is_safe(const char *text)
{
    if (!g_utf8_validate(text, -1, NULL))
        return false;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if ((g_unichar_iscntrl(c) && c != '\t') || (c >= 0x202a && c <= 0x202e))
            return false;
    }
    return true;
}

static void
check_problem(const Problem *problem, const Problem *before)
{
    g_assert_true(is_safe(problem->message));
    g_assert_true(!problem->remedy || is_safe(problem->remedy));
    g_assert_cmpint(problem->line, >=, before ? before->line : 0);
    if (problem->line == 0)
        return;
    g_assert_cmpint(problem->column, >=, 1);
    g_assert_true(is_safe(problem->source));
    g_assert_cmpuint(problem->at + problem->span, <=, strlen(problem->source));
    g_assert_cmpuint(strlen(problem->source), <, 1000);
    g_autofree char *printed = problem_format(problem);
    g_assert_true(g_utf8_validate(printed, -1, NULL));
}

/* What meeting.h promises of every meeting. */
static void
check_days(const Meeting *meeting)
{
    g_assert_cmpuint(meeting->days->len, >, 0);
    for (guint d = 0; d < meeting->days->len; d++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, d);
        const AgendaDay *before = d > 0 ? g_ptr_array_index(meeting->days, d - 1) : NULL;
        g_assert_true(!before || before->day < day->day);
        for (guint i = 0; i < day->sessions->len; i++) {
            const Session *session = g_ptr_array_index(day->sessions, i);
            const Session *last = i > 0 ? g_ptr_array_index(day->sessions, i - 1) : session;
            g_assert_cmpint(session->day, ==, day->day);
            g_assert_cmpint(session->start, >=, last->start);
            g_assert_true(session->end == MINUTE_NONE || session->end > session->start);
            g_assert_true(session->what || session->speakers->len > 0);
            g_assert_true(session->kind != SESSION_TALK || session->speakers->len > 0);
            for (guint w = 0; w < session->speakers->len; w++)
                g_assert_nonnull(meeting_guest(meeting, g_ptr_array_index(session->speakers, w)));
        }
    }
}

static void
check_meeting(const Meeting *meeting)
{
    g_assert_true(meeting->id && meeting->name && meeting->zone && meeting->language);
    g_assert_nonnull(meeting->organizer.address);
    check_days(meeting);
    for (guint i = 0; i < meeting->guests->len; i++) {
        const Guest *guest = g_ptr_array_index(meeting->guests, i);
        g_assert_true(guest->id && guest->name && guest->addresses->len > 0 && guest->line > 0);
        g_assert_true(is_safe(guest->name));
    }
    for (guint i = 0; i < meeting->topics->len; i++) {
        const Topic *topic = g_ptr_array_index(meeting->topics, i);
        g_assert_true(topic->id && topic->title && topic->number == (int)i + 1);
    }
    g_assert_true(meeting->reminders.days_before->len == 0 || meeting->answer_by != DAY_NONE ||
                  meeting->offer_days > 0);
}

/* Reads TEXT, checks what must hold of every file, and returns how many errors it has. */
static guint
read_any(const char *text, gsize length)
{
    g_autoptr(GPtrArray) problems = problems_new();
    g_autofree char *copy = g_memdup2(text, length); /* no NUL behind it */
    g_autoptr(Meeting) meeting = meeting_read(copy, length, "hostile", problems);
    guint errors = problems_errors(problems);
    g_assert_cmpint(meeting == NULL, ==, errors > 0);
    if (meeting)
        check_meeting(meeting);
    for (guint i = 0; i < problems->len; i++)
        check_problem(g_ptr_array_index(problems, i),
                      i > 0 ? g_ptr_array_index(problems, i - 1) : NULL);
    return errors;
}

/* The one problem that the file as a whole has. */
static void
test_refused(void)
{
    static const struct {
        const char *name;
        const char *text;
        gsize length;
        const char *want;
    } rows[] = {
        {"empty", "", 0, "the file is empty"},
        {"only a mark of order", "\xef\xbb\xbf", 3, "the file is empty"},
        {"NUL", "meeting: m\0\n", 12, "this is not a text file"},
        {"a program",
         "\x7f"
         "ELF\x02\x01\x01\x00\x00\x00",
         10, "this is not a text file"},
        {"UTF-16", "\xff\xfem\0e\0e\0t\0", 10, "the file is UTF-16"},
        {"no keys", "Netconf 2004\n", 13, "an event file is written as keys with values"},
        {"comments", "# nothing\n", 10, "an event file is written as keys with values"},
        {"control", "meeting: \x01\n\x02\n\x03\n\x04\x04\x05\x06\x07\x08\x0b\x0c", 26,
         "this is not a text file"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) problems = problems_new();
        g_assert_null(meeting_read(rows[i].text, rows[i].length, "f", problems));
        g_assert_cmpuint(problems->len, ==, 1);
        const Problem *problem = g_ptr_array_index(problems, 0);
        g_assert_cmpstr(problem->message, ==, rows[i].want);
    }
}

#define GOOD "meeting: m\nname: M\nzone: UTC\ndates: 2004-07-14\norganizer: a@b.example\n"

/* Files that differ from a good one in their bytes: "LINE:COLUMN message" of the first problem,
 * or "" where there is none. */
static void
test_bytes(void)
{
    static const struct {
        const char *text;
        const char *want;
    } rows[] = {
        {GOOD, ""},
        {"\xef\xbb\xbf" GOOD, ""},
        {"meeting: m\r\nname: M\r\nzone: UTC\r\ndates: 2004-07-14\r\norganizer: a@b.example\r\n",
         ""},
        {"meeting: m\rname: M\rzone: UTC\rdates: 2004-07-14\rorganizer: a@b.example\r", ""},
        {"---\n" GOOD "...\n", ""},
        {"{meeting: m, name: M, zone: UTC, dates: [2004-07-14], organizer: a@b.example}", ""},
        {GOOD "location: K\xf6ln\n", "6:12 these bytes are not UTF-8"},
        {GOOD "location: a\x1b[2J\n", "6:12 a control character"},
        {GOOD "location: \"a\\e[2J\"\n", "6:11 a control character (U+001B) in a text"},
        {GOOD "location: \"a\\nBcc: b\"\n", "6:11 this must be one line"},
        {GOOD "location: \"a\\0b\"\n", "6:11 this escapes to no character of a text"},
        {GOOD "location: \"a\\r\"\n", ""}, /* white space at the end goes */
        {GOOD "location: |\n  a\n  b\n", "7:1 this must be one line"},
        {GOOD "series: &a [*a, *a]\n", "6:10 anchors (&) have no use here"},
        {GOOD "sponsors: [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]\n",
         "6:26 this is nested too deep"},
        {GOOD "\xe2\x80\xa8", "6:1 this is neither a key nor part of the text above"},
        {GOOD "series: a\n\xc2\x85\n", "7:1 a control character"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) problems = problems_new();
        g_autoptr(Meeting) meeting =
            meeting_read(rows[i].text, strlen(rows[i].text), "f", problems);
        const Problem *first = problems->len ? g_ptr_array_index(problems, 0) : NULL;
        g_autofree char *got =
            first ? g_strdup_printf("%d:%d %s", first->line, first->column, first->message)
                  : g_strdup("");
        g_assert_cmpstr(got, ==, rows[i].want);
    }
}

static GString *
repeat(const char *head, const char *piece, gsize size)
{
    GString *text = g_string_sized_new(size);
    g_string_append(text, head);
    while (text->len + strlen(piece) < size)
        g_string_append(text, piece);
    return text;
}

/* Each would take a parser that is not watched minutes or gigabytes. */
static void
test_bombs(void)
{
    static const struct {
        const char *head;
        const char *piece;
    } rows[] = {
        {"", "["},
        {"", "{"},
        {"", "- "},
        {"", "? "},
        {"", "%"},
        {"", "%a\n"},
        {"", "&a "},
        {"", "!a\n"},
        {"[", ",\n"},
        {"{", ": \n"},
        {"[", "[\n"},
        {"", "---\n"},
        {"k: |\n", "\n"},
        {"k: >\n", " \n"},
        {"k: \"", "\\n\n "},
        {"guests:\n", " a: b: c\n"},
        {"a: &a x\nb: [", "*a,\n"},
        {"dates:\n", "- 0001-01-01..9999-12-31\n"},
        {"guests:\n", " a: {zone: Q, b: c}\n"},
        {"", "\xff"},
        {"", "\n\x01"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) text = repeat(rows[i].head, rows[i].piece, 1 << 20);
        gint64 start = effort_now();
        g_assert_cmpuint(read_any(text->str, text->len), >, 0);
        g_assert_cmpint(effort_now() - start, <, 20 * G_USEC_PER_SEC);
        g_string_free(g_steal_pointer(&text), TRUE);
    }
    g_autoptr(GString) large = repeat(GOOD, "# x\n", MEETING_TEXT_MAX + 1000);
    g_assert_cmpuint(read_any(large->str, large->len), ==, 1);
    g_assert_cmpuint(read_any(large->str, MEETING_TEXT_MAX), ==, 0);
}

/* 20,000 guests, and 1000 sessions that name them. */
static void
test_many(void)
{
    g_autoptr(GString) text = g_string_new(GOOD "guests:\n");
    for (int i = 0; i < 20000; i++)
        g_string_append_printf(
            text,
            "  guest-%d: {name: Guest %d, address: [g%d@x.example, o%d@y.example],"
            " zone: Europe/Berlin, groups: [a, b]}\n",
            i, i, i, i);
    g_string_append(text, "agenda:\n  2004-07-14:\n");
    for (int i = 0; i < 1000; i++)
        g_string_append_printf(text, "    - {at: %d:%02d, who: guest-%d}\n", i / 60, i % 60,
                               i * 20);
    g_autoptr(GPtrArray) problems = problems_new();
    gint64 start = effort_now();
    g_autoptr(Meeting) meeting = meeting_read(text->str, text->len, "many", problems);
    gint64 took = effort_now() - start;
    g_test_message("20000 guests: %" G_GINT64_FORMAT " ms", took / 1000);
    g_assert_nonnull(meeting);
    g_assert_cmpuint(meeting->guests->len, ==, 20000);
    g_assert_cmpint(took, <, 20 * G_USEC_PER_SEC);
}

/* More problems than anybody reads are counted, not shown. */
static void
test_cap(void)
{
    g_autoptr(GString) text = g_string_new(GOOD "guests:\n");
    for (int i = 0; i < 3000; i++)
        g_string_append_printf(text, "  g%d: nobody\n", i);
    g_autoptr(GPtrArray) problems = problems_new();
    g_assert_null(meeting_read(text->str, text->len, "f", problems));
    g_assert_cmpuint(problems->len, ==, 1001);
    const Problem *first = g_ptr_array_index(problems, 0);
    g_assert_cmpstr(first->message, ==, "more than 1000 problems; only the first are shown");
}

/* One change at a random place of a good file. The seed is fixed: what fails once fails again. */
static void
change(GString *text, GRand *rand)
{
    static const char *const pieces[] = {
        "\t",
        "\n",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "#",
        "&a",
        "*a",
        "!b",
        "|\n",
        ">",
        "%",
        "@",
        "\r",
        "\\",
        "\xc3",
        "\x01",
        "? ",
        "---",
        "~",
        "\xe2\x80\xae",
        "\xe6\x97\xa5",
        "12:00am",
        "  ",
        ",",
        "...",
        "\n\n",
    };
    gsize at = (gsize)g_rand_int_range(rand, 0, (gint32)text->len);
    gsize size = (gsize)g_rand_int_range(rand, 1, 40);
    size = MIN(size, text->len - at);
    switch (g_rand_int_range(rand, 0, 4)) {
    case 0:
        g_string_erase(text, (gssize)at, (gssize)size);
        break;
    case 1: {
        g_autofree char *piece = g_strndup(text->str + at, size);
        g_string_insert(text, g_rand_int_range(rand, 0, (gint32)text->len), piece);
        break;
    }
    default:
        g_string_insert(text, (gssize)at, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
    }
}

static void
test_changed(void)
{
    g_autofree char *example = NULL;
    gsize length;
    g_assert_true(g_file_get_contents("examples/netconf-2004.yaml", &example, &length, NULL));
    const char *rounds = g_getenv("CONVOKE_FUZZ"); /* how many; a few take a second */
    guint64 count = rounds ? g_ascii_strtoull(rounds, NULL, 10) : 500;
    GRand *rand = g_rand_new_with_seed(2004);
    for (guint64 i = 0; i < count; i++) {
        g_autoptr(GString) text = g_string_new_len(example, (gssize)length);
        for (int changes = g_rand_int_range(rand, 1, 6); changes > 0; changes--)
            change(text, rand);
        read_any(text->str, text->len);
    }
    g_rand_free(rand);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/refused", test_refused);
    g_test_add_func("/read/bytes", test_bytes);
    g_test_add_func("/read/bombs", test_bombs);
    g_test_add_func("/read/many", test_many);
    g_test_add_func("/read/cap", test_cap);
    g_test_add_func("/read/changed", test_changed);
    return g_test_run();
}
