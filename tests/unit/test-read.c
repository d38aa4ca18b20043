/* The event file's reader: tests/event/NAME.yaml (and the example) -> NAME.want, the problems as
 * they are printed, then the meeting where there is one. CONVOKE_REGEN=1 writes the .want files
 * anew; look at the difference before it is committed. */
#include <glib.h>
#include <string.h>
#include "event/read.h"
#include "event/write.h"

static void
put(GString *out, const char *key, const char *value)
{
    if (value) {
        g_autofree char *escaped = g_strescape(value, "\"“”ü");
        g_autofree char *shown = g_utf8_validate(value, -1, NULL) ? g_strdup(value) : NULL;
        g_string_append_printf(out, " %s=<%s>", key, strchr(value, '\n') ? escaped : shown);
    }
}

static void
put_all(GString *out, const char *key, const GPtrArray *values)
{
    for (guint i = 0; i < values->len; i++)
        put(out, key, g_ptr_array_index(values, i));
}

static void
put_day(GString *out, const char *key, Day day)
{
    g_autofree char *date = day != DAY_NONE ? day_format(day) : NULL;
    put(out, key, date);
}

static void
put_session(GString *out, const Session *session)
{
    g_autofree char *start = minute_format(session->start);
    g_autofree char *end = session->end != MINUTE_NONE ? minute_format(session->end) : g_strdup("");
    g_string_append_printf(out, "  %s%s%s%s %s", start, *end ? "-" : "", end,
                           session->open_end ? "+" : "", session_kind_name(session->kind));
    g_assert_cmpint(session->id_given, ==, session->id != NULL);
    put(out, "id", session->id);
    put_all(out, "who", session->speakers);
    put_all(out, "title", session->titles);
    put(out, "what", session->what);
    put(out, "room", session->room);
    put(out, "note", session->note);
    g_string_append_printf(out, " line=%d\n", session->line);
}

static void
put_days(GString *out, const Meeting *meeting)
{
    for (guint d = 0; d < meeting->days->len; d++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, d);
        g_string_append(out, "day");
        put_day(out, "date", day->day);
        g_string_append_c(out, '\n');
        for (guint s = 0; s < day->sessions->len; s++)
            put_session(out, g_ptr_array_index(day->sessions, s));
    }
}

static void
put_people(GString *out, const Meeting *meeting)
{
    g_string_append(out, "organizer");
    put(out, "name", meeting->organizer.name);
    put(out, "address", meeting->organizer.address);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < meeting->guests->len; i++) {
        const Guest *guest = g_ptr_array_index(meeting->guests, i);
        g_string_append(out, "guest");
        put(out, "id", guest->id);
        put(out, "name", guest->name);
        put_all(out, "address", guest->addresses);
        put(out, "role", guest->role);
        put(out, "affiliation", guest->affiliation);
        put(out, "language", guest->language);
        put(out, "zone", guest->zone);
        put_all(out, "group", guest->groups);
        if (guest->wave != 1)
            g_string_append_printf(out, " wave=%d", guest->wave);
        g_string_append_printf(out, " line=%d\n", guest->line);
    }
}

static void
put_materials(GString *out, const char *what, const GPtrArray *materials)
{
    for (guint i = 0; i < materials->len; i++) {
        const Material *material = g_ptr_array_index(materials, i);
        g_string_append(out, what);
        put(out, "title", material->title);
        put(out, "from", material->from);
        put(out, "url", material->url);
        g_string_append_printf(out, " line=%d\n", material->line);
    }
}

static void
put_lists(GString *out, const Meeting *meeting)
{
    for (guint i = 0; i < meeting->questions->len; i++) {
        const Question *question = g_ptr_array_index(meeting->questions, i);
        g_string_append(out, "question");
        put(out, "id", question->id);
        put(out, "ask", question->ask);
        put_all(out, "choice", question->choices);
        g_string_append_printf(out, " line=%d\n", question->line);
    }
    for (guint i = 0; i < meeting->topics->len; i++) {
        const Topic *topic = g_ptr_array_index(meeting->topics, i);
        g_string_append_printf(out, "topic %d", topic->number);
        put(out, "id", topic->id);
        put(out, "title", topic->title);
        put(out, "body", topic->body);
        put(out, "from", topic->proposed);
        g_string_append_printf(out, " line=%d\n", topic->line);
    }
    put_materials(out, "slides", meeting->slides);
    put_materials(out, "photos", meeting->photos);
    put_materials(out, "reference", meeting->references);
}

static void
put_policy(GString *out, const char *name, const NoticePolicy *policy)
{
    g_autofree char *text = notice_policy_text(policy);
    g_string_append_printf(out, "; %s %s", name, text);
}

/* The rest of the line of reminders. */
static void
put_policies(GString *out, const Meeting *meeting)
{
    g_autofree char *maybes = policy_days(meeting->reminders.maybe_days);
    g_autofree char *quiet = policy_quiet(&meeting->notices);
    if (meeting->reminders.maybe_days->len > 0)
        g_string_append_printf(out, " %s", maybes);
    g_string_append_printf(out, " late=%s", late_name(meeting->reminders.late));
    put_policy(out, "logistics", &meeting->notices.logistics);
    put_policy(out, "nudge", &meeting->notices.nudge);
    put_policy(out, "thanks", &meeting->notices.thanks);
    g_string_append_printf(out, "; quiet %s\n", quiet);
}

static void
put_meeting(GString *out, const Meeting *meeting)
{
    g_string_append(out, "meeting");
    put(out, "id", meeting->id);
    put(out, "name", meeting->name);
    put(out, "series", meeting->series);
    put(out, "edition", meeting->edition);
    put(out, "location", meeting->location);
    put(out, "zone", meeting->zone);
    put(out, "language", meeting->language);
    put_day(out, "answer-by", meeting->answer_by);
    put(out, "status", meeting->cancelled ? "cancelled" : NULL);
    put(out, "status-note", meeting->status_note);
    g_string_append_printf(out, " seats=%d-%d", meeting->seats_min, meeting->seats);
    if (meeting->offer_days > 0)
        g_string_append_printf(out, " offer-days=%d", meeting->offer_days);
    for (guint i = 0; i < meeting->quotas->len; i++) {
        const Quota *quota = g_ptr_array_index(meeting->quotas, i);
        put(out, quota_kind_name(quota->kind), quota->name ? quota->name : "each");
        g_string_append_printf(out, "*%d", quota->most);
    }
    g_string_append_c(out, '\n');
    g_string_append(out, "texts");
    put(out, "about", meeting->about);
    put(out, "by-invitation", meeting->by_invitation);
    put_all(out, "sponsor", meeting->sponsors);
    g_string_append(out, "\nreminders");
    for (guint i = 0; i < meeting->reminders.days_before->len; i++)
        g_string_append_printf(out, " %d", g_array_index(meeting->reminders.days_before, int, i));
    put_day(out, "stop", meeting->reminders.stop);
    g_string_append(out, meeting->reminders.maybes ? " maybes" : "");
    put_policies(out, meeting);
    put_people(out, meeting);
    put_days(out, meeting);
    put_lists(out, meeting);
}

static GPtrArray *
problems_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
}

/* What is written of a meeting reads as the same meeting. */
static void
check_round(const Meeting *meeting)
{
    g_autoptr(GPtrArray) problems = problems_new();
    g_autofree char *once = meeting_write(meeting, MEETING_WITH_GUESTS);
    g_autoptr(Meeting) again = meeting_read(once, strlen(once), "written", problems);
    g_assert_cmpuint(problems->len, ==, 0);
    g_autofree char *twice = meeting_write(again, MEETING_WITH_GUESTS);
    g_assert_cmpstr(once, ==, twice);
}

static char *
describe(const char *text, gsize length, const char *name)
{
    g_autoptr(GPtrArray) problems = problems_new();
    g_autoptr(Meeting) meeting = meeting_read(text, length, name, problems);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < problems->len; i++) {
        g_autofree char *printed = problem_format(g_ptr_array_index(problems, i));
        g_string_append(out, printed);
    }
    g_assert_cmpint(meeting == NULL, ==, problems_errors(problems) > 0);
    if (meeting) {
        put_meeting(out, meeting);
        check_round(meeting);
    }
    return g_string_free(out, FALSE);
}

/* Line by line, so that a failure shows the one that differs. */
static void
check_lines(const char *got, const char *want)
{
    g_auto(GStrv) got_lines = g_strsplit(got, "\n", -1);
    g_auto(GStrv) want_lines = g_strsplit(want, "\n", -1);
    for (guint i = 0; got_lines[i] && want_lines[i]; i++)
        g_assert_cmpstr(got_lines[i], ==, want_lines[i]);
    g_assert_cmpuint(g_strv_length(got_lines), ==, g_strv_length(want_lines));
}

static void
check_golden(const char *path)
{
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *stem = g_strndup(base, strlen(base) - strlen(".yaml"));
    g_autofree char *want_path = g_strdup_printf("tests/event/%s.want", stem);
    g_autofree char *text = NULL, *want = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    g_autofree char *got = describe(text, length, base);
    if (g_getenv("CONVOKE_REGEN"))
        g_assert_true(g_file_set_contents(want_path, got, -1, NULL));
    g_assert_true(g_file_get_contents(want_path, &want, NULL, NULL));
    check_lines(got, want);
}

static void
test_golden(gconstpointer path)
{
    check_golden(path);
}

/* Ends of lines are of no account. */
static void
test_line_ends(void)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    g_autofree char *text = NULL, *want = NULL;
    g_assert_true(g_file_get_contents("examples/netconf-2004.yaml", &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *joined = g_strjoinv(ends[i], lines);
        g_autofree char *got = describe(joined, strlen(joined), "f");
        if (!want)
            want = g_strdup(got);
        g_assert_cmpstr(got, ==, want);
    }
}

/* An event file is good as a stored revision without its guests, and only there. */
static void
test_stored(void)
{
    static const char text[] = "meeting: m\nname: M\nzone: UTC\ndates: [2004-07-14]\n"
                               "organizer: ann@meet.example\n"
                               "agenda: {2004-07-14: [{at: 9:00, who: davem}]}\n";
    g_autoptr(GPtrArray) problems = problems_new();
    g_autoptr(Meeting) stored = meeting_read_stored(text, strlen(text), "m", problems);
    g_assert_nonnull(stored);
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_true(meeting_speaks(stored, "davem"));
    g_assert_null(meeting_read(text, strlen(text), "m", problems));
    g_assert_cmpuint(problems->len, ==, 1);
    const Problem *problem = g_ptr_array_index(problems, 0);
    g_assert_cmpstr(problem->message, ==, "\"davem\" is no guest");
    g_assert_cmpint(problem->line, ==, 6);
    g_assert_cmpint(problem->column, ==, 39);
}

/* A time that its zone does not have any more was good when it was stored. */
static void
test_stored_skipped(void)
{
    static const char text[] = "meeting: m\nname: M\nzone: Europe/Oslo\ndates: [2027-03-28]\n"
                               "organizer: ann@meet.example\n"
                               "agenda: {2027-03-28: [{at: 2:30, what: Talks}]}\n";
    g_autoptr(GPtrArray) problems = problems_new();
    g_autoptr(Meeting) stored = meeting_read_stored(text, strlen(text), "m", problems);
    g_assert_nonnull(stored);
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_null(meeting_read(text, strlen(text), "m", problems));
    g_assert_cmpuint(problems->len, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GDir) dir = g_dir_open("tests/event", 0, NULL);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(paths, g_strdup("examples/netconf-2004.yaml"));
    for (const char *name; dir && (name = g_dir_read_name(dir));)
        if (g_str_has_suffix(name, ".yaml"))
            g_ptr_array_add(paths, g_build_filename("tests/event", name, NULL));
    g_assert_cmpuint(paths->len, >, 10);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        g_autofree char *name = g_strdup_printf("/read/%s", path);
        g_test_add_data_func(name, path, test_golden);
    }
    g_test_add_func("/read/line-ends", test_line_ends);
    g_test_add_func("/read/stored", test_stored);
    g_test_add_func("/read/stored-skipped", test_stored_skipped);
    return g_test_run();
}
