/* schedule: the days of reminders, and what becomes of them when answer-by or the meeting moves. */
#include "tests/unit/fixture-portland.h"

/* The maybes have steps of their own, counted from the meeting, and the policy's stop ends them. */
static void
test_maybes(void)
{
    static const struct {
        const char *partstat, *now, *want;
    } rows[] = {
        {"TENTATIVE", "2004-06-28T15:00:00Z",
         ""}, /* the last step before answer-by is not theirs */
        {"TENTATIVE", "2004-07-04T06:59:00Z", ""},
        {"TENTATIVE", "2004-07-04T15:00:00Z", "reminder m10d"},
        {"TENTATIVE", "2004-07-11T15:00:00Z", "reminder m3d"},
        {"TENTATIVE", "2004-07-12T15:00:00Z", "reminder m3d"},
        {"TENTATIVE", "2004-07-13T15:00:00Z", ""},
        {"NEEDS-ACTION", "2004-07-04T15:00:00Z", "reminder 2d"},
        {"ACCEPTED", "2004-06-20T15:00:00Z", ""},
    };
    g_autoptr(Meeting) meeting = portland();
    meeting->reminders.maybes = true;
    meeting->reminders.stop = day_of(2004, 7, 12);
    set_days(meeting->reminders.maybe_days, 10, 3);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Standing *standing = ann(rows[i].partstat);
        g_autofree char *got = owed(meeting, standing, rows[i].now);
        g_test_message("row %zu", i);
        g_assert_cmpstr(got, ==, rows[i].want);
        standing_free(standing);
    }
}

/* "This is my second reminder, and the last." */
static void
test_step_number(void)
{
    static const struct {
        const char *had, *occasion;
        int number, steps;
    } rows[] = {
        {"", "14d", 1, 2},   {"14d", "14d", 1, 2},         /* it is in the outbox */
        {"14d", "2d", 2, 2}, {"14d 14d.2 2d", "2d", 3, 3}, /* answer-by moved */
        {"", "2d", 1, 1},                                  /* they were invited late */
        {"", "7d", 1, 2},                                  /* of an older policy */
        {"", "m10d", 1, 3},  {"14d 2d", "m3d", 3, 4},      {"14d m3d", "m1d", 3, 3},
    };
    g_autoptr(Meeting) meeting = portland();
    int last = 1;
    set_days(meeting->reminders.maybe_days, 10, 3);
    g_array_append_val(meeting->reminders.maybe_days, last);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        int steps;
        Standing *standing = ann("NEEDS-ACTION");
        g_auto(GStrv) had = g_strsplit(rows[i].had, " ", -1);
        for (char **one = had; *one; one++)
            standing_add_had(standing, NOTICE_REMINDER, *one, standing->invited_at, DELIVERY_SENT);
        g_test_message("%s: %s", rows[i].had, rows[i].occasion);
        g_assert_cmpint(
            schedule_step_number(&meeting->reminders, standing, rows[i].occasion, &steps), ==,
            rows[i].number);
        g_assert_cmpint(steps, ==, rows[i].steps);
        standing_free(standing);
    }
}

/* Answer-by moves after the reminder of 14 days, of 16 June. */
static void
test_moved(void)
{
    static const struct {
        const char *what;
        Day answer_by;
        const char *now, *want;
    } rows[] = {
        {"as it was", 30, "2004-06-20T15:00:00Z", ""},
        {"a week later: that one still counts", 37, "2004-06-24T15:00:00Z", ""},
        {"a month later: not yet", 61, "2004-07-01T15:00:00Z", ""},
        {"a month later: the step comes again", 61, "2004-07-17T15:00:00Z", "reminder 14d.2"},
        {"a week earlier: the next is due", 23, "2004-06-21T15:00:00Z", "reminder 2d"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meeting) meeting = portland();
        for (guint d = 0; d < meeting->days->len; d++) /* leaves room for it */
            ((AgendaDay *)meeting->days->pdata[d])->day += 60;
        meeting->answer_by = day_of(2004, 6, 1) + rows[i].answer_by - 1;
        Standing *standing = ann("NEEDS-ACTION");
        standing_add_had(standing, NOTICE_REMINDER, "14d", at("2004-06-16T15:00:00Z"),
                         DELIVERY_SENT);
        standing->reminded_at = at("2004-06-16T15:00:00Z");
        g_autofree char *got = owed(meeting, standing, rows[i].now);
        g_test_message("%s", rows[i].what);
        g_assert_cmpstr(got, ==, rows[i].want);
        standing_free(standing);
    }
}

/* The file names an earlier day when the mail of a later one has gone out: for that day of the meeting it was had. */
static void
test_earlier(void)
{
    static const struct {
        const char *what;
        const char *partstat;
        NoticeKind kind;
        const char *had, *had_at;
        const char *now, *want;
    } rows[] = {
        {"of a reminder", "NEEDS-ACTION", NOTICE_REMINDER, "7d", "2004-06-23T15:00:00Z",
         "2004-06-24T15:00:00Z", ""},
        {"the next comes all the same", "NEEDS-ACTION", NOTICE_REMINDER, "7d",
         "2004-06-23T15:00:00Z", "2004-06-28T15:00:00Z", "reminder 2d"},
        {"one for a day long past does not count", "NEEDS-ACTION", NOTICE_REMINDER, "7d",
         "2004-06-10T15:00:00Z", "2004-06-20T15:00:00Z", "reminder 14d"},
        {"one that counts from the meeting does not", "NEEDS-ACTION", NOTICE_REMINDER, "m7d",
         "2004-06-23T15:00:00Z", "2004-06-25T15:00:00Z", "reminder 14d"},
        {"of logistics", "ACCEPTED", NOTICE_LOGISTICS, "7d", "2004-07-07T15:00:00Z",
         "2004-07-07T17:00:00Z", ""},
        {"those of another date do not count", "ACCEPTED", NOTICE_LOGISTICS, "7d",
         "2004-07-06T15:00:00Z", "2004-07-07T17:00:00Z", "logistics 14d"},
        {"of a nudge", "ACCEPTED", NOTICE_NUDGE, "7d", "2004-07-07T15:00:00Z",
         "2004-07-08T17:00:00Z", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meeting) meeting = portland();
        Standing *standing = ann(rows[i].partstat);
        g_array_set_size(meeting->notices.logistics.days, 0);
        g_array_set_size(meeting->notices.nudge.days, 0);
        if (rows[i].kind != NOTICE_REMINDER)
            set_days(rows[i].kind == NOTICE_NUDGE ? meeting->notices.nudge.days
                                                  : meeting->notices.logistics.days,
                     14, -1);
        standing_add_had(standing, rows[i].kind, rows[i].had, at(rows[i].had_at), DELIVERY_SENT);
        if (rows[i].kind != NOTICE_LOGISTICS)
            standing->reminded_at = at(rows[i].had_at);
        g_autofree char *got = owed(meeting, standing, rows[i].now);
        g_test_message("%s", rows[i].what);
        g_assert_cmpstr(got, ==, rows[i].want);
        standing_free(standing);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/schedule-steps/maybes", test_maybes);
    g_test_add_func("/schedule-steps/step-number", test_step_number);
    g_test_add_func("/schedule-steps/moved", test_moved);
    g_test_add_func("/schedule-steps/earlier", test_earlier);
    return g_test_run();
}
