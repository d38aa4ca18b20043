/* course: when a meeting took place, and what was said then. */
#include "event/course.h"

/* It is called off at 100, on after all at 200, off again at 300 and on at 400. */
static void
begin(Course *course)
{
    course_note(course, 50, false);
    course_note(course, 100, true);
    course_note(course, 150, true); /* another revision of what is off */
    course_note(course, 200, false);
    course_note(course, 300, true);
    course_note(course, 400, false);
}

static void
test_turns(void)
{
    g_auto(Course) course = {0}, quiet = {0};
    begin(&course);
    course_note(&quiet, 50, false);
    g_assert_cmpuint(course.turns->len, ==, 4);
    g_assert_false(course.cancelled);
    g_assert_cmpint(course.since, ==, 400);
    course_note(&course, 500, true);
    g_assert_true(course.cancelled);
    g_assert_cmpint(course.since, ==, 500);
    g_assert_null(quiet.turns);
    g_assert_cmpint(quiet.since, ==, 0);
}

static void
test_counts(void)
{
    static const struct {
        const char *what;
        gint64 called_at, at;
        bool want;
    } rows[] = {
        {"before they were told that it is off", 110, 90, false},
        {"in the moment that they were told", 110, 110, false},
        {"while it was off", 110, 120, false},
        {"once it was on after all", 110, 200, true},
        {"between the two times", 110, 299, true},
        {"in the moment that it was called off again", 110, 300, false},
        {"after word of the second time", 310, 410, true},
        {"before word of the second time", 310, 250, false},
    };
    g_auto(Course) course = {0};
    begin(&course);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].what);
        g_assert_cmpint(course_counts(&course, rows[i].called_at, rows[i].at), ==, rows[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/course/turns", test_turns);
    g_test_add_func("/course/counts", test_counts);
    return g_test_run();
}
