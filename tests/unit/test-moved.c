/* When a meeting takes place at another time, and when that is other dates. */
#include "event/moved.h"
#include "tests/unit/meetings.h"

typedef struct {
    /* as meetings.h has them; "14" alone is a day without sessions */
    const char *lines[MEETINGS_LINES];
    const char *zone;
} Times;

static Meeting *
meeting_at(const Times *times)
{
    Meeting *meeting = meeting_new();
    for (const char *const *line = times->lines; *line; line++) {
        g_autofree char *iso = g_strdup_printf("2004-07-%.2s", *line);
        if (strlen(*line) == strlen("14"))
            add_day(meeting, iso);
        else
            add_session(meeting, *line);
    }
    meeting->zone = g_strdup(times->zone ? times->zone : "Europe/Rome");
    return meeting;
}

typedef struct {
    const char *name;
    Times before, after;
    bool want;
} Row;

typedef bool (*Compare)(const Meeting *before, const Meeting *after);

static void
check(Compare compare, const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(Meeting) before = meeting_at(&rows[i].before);
        g_autoptr(Meeting) after = meeting_at(&rows[i].after);
        if (compare(before, after) != rows[i].want)
            g_error("%s", rows[i].name);
    }
}

/* What a calendar shows: hours where there are any, days where there are none. */
static void
test_moved(void)
{
    static const Row rows[] = {
        {"nothing", {{"14"}, NULL}, {{"14"}, NULL}, false},
        {"another day", {{"14"}, NULL}, {{"15"}, NULL}, true},
        {"a day more", {{"14"}, NULL}, {{"14", "15"}, NULL}, true},
        {"days elsewhere", {{"14", "15"}, NULL}, {{"14", "15"}, "Asia/Tokyo"}, false},
        {"hours given", {{"14"}, NULL}, {{"14 10:00-11:00 talk ada: X"}, NULL}, true},
        {"the bound of whole days as hours",
         {{"14"}, NULL},
         {{"14 9:00-18:00 talk ada: X"}, NULL},
         true},
        {"and taken away", {{"14 9:00-18:00 talk ada: X"}, NULL}, {{"14"}, NULL}, true},
        {"one end known", {{"14", "15"}, NULL}, {{"14 10:00 talk ada: X", "15"}, NULL}, false},
        {"a day between",
         {{"14", "15", "16"}, NULL},
         {{"14", "15 9:00 talk ada: X", "16"}, NULL},
         false},
        {"one of days that lie apart",
         {{"01", "14", "20"}, NULL},
         {{"01", "15", "20"}, NULL},
         true},
        {"another hour",
         {{"14 10:00-11:00 talk ada: X"}, NULL},
         {{"14 9:00-11:00 talk ada: X"}, NULL},
         true},
        {"hours elsewhere",
         {{"14 10:00-11:00 talk ada: X"}, NULL},
         {{"14 10:00-11:00 talk ada: X"}, "Asia/Tokyo"},
         true},
        {"only a title",
         {{"14 10:00-11:00 talk ada: X"}, NULL},
         {{"14 10:00-11:00 talk ada: Y"}, NULL},
         false},
    };
    check(meeting_moved, rows, G_N_ELEMENTS(rows));
}

/* Who could come then need not be able to come now. */
static void
test_redated(void)
{
    static const Row rows[] = {
        {"other days", {{"14", "15"}, NULL}, {{"15", "16"}, NULL}, true},
        {"a day more", {{"14", "15"}, NULL}, {{"14", "15", "16"}, NULL}, true},
        {"the same days", {{"14", "15"}, NULL}, {{"14", "15"}, NULL}, false},
        {"hours given", {{"14"}, NULL}, {{"14 9:00-18:00 talk ada: X"}, NULL}, false},
        {"an hour earlier",
         {{"14 10:00-11:00 talk ada: X"}, NULL},
         {{"14 9:00-11:00 talk ada: X"}, NULL},
         false},
        {"in the evening",
         {{"14 10:00-11:00 talk ada: X"}, NULL},
         {{"14 19:00-20:00 talk ada: X"}, NULL},
         true},
        {"a title", {{"14 10:00 talk ada: X"}, NULL}, {{"14 10:00 talk ada: Y"}, NULL}, false},
    };
    check(meeting_redated, rows, G_N_ELEMENTS(rows));
}

/* What the words of a calendar object say of each day. */
static void
test_hours_moved(void)
{
    static const Row rows[] = {
        {"the hours of a day between",
         {{"14 9:00 talk ada: W", "15 10:00-11:00 talk ada: X", "16 9:00 talk ada: Y"}, NULL},
         {{"14 9:00 talk ada: W", "15 6:00-7:00 talk ada: X", "16 9:00 talk ada: Y"}, NULL},
         true},
        {"when nothing is left on it",
         {{"14 9:00 talk ada: W", "15 10:00-11:00 talk ada: X", "16 9:00 talk ada: Y"}, NULL},
         {{"14 9:00 talk ada: W", "15", "16 9:00 talk ada: Y"}, NULL},
         true},
        {"another hour within its hours",
         {{"14 9:00-12:00 talk ada: W", "15 9:00-10:00 talk ada: X", "15 11:00-12:00 talk ada: Z"},
          NULL},
         {{"14 9:00-12:00 talk ada: W", "15 9:00-10:30 talk ada: X", "15 11:00-12:00 talk ada: Z"},
          NULL},
         false},
        {"hours among whole days",
         {{"14", "15 9:00-10:00 talk ada: X", "16"}, NULL},
         {{"14", "15 9:00-10:30 talk ada: X", "16"}, NULL},
         true},
        {"hours where there were none",
         {{"14", "15"}, NULL},
         {{"14", "15 9:00 talk ada: X"}, NULL},
         false},
    };
    check(meeting_hours_moved, rows, G_N_ELEMENTS(rows));
}

/* On the days that it takes place. */
static void
test_clock_moved(void)
{
    static const Row rows[] = {
        {"another zone", {{"14"}, "Europe/Rome"}, {{"14"}, "Europe/London"}, true},
        {"another name", {{"14"}, "Asia/Calcutta"}, {{"14"}, "Asia/Kolkata"}, false},
        {"the same hours all year", {{"14"}, "Europe/Rome"}, {{"14"}, "Europe/Paris"}, false},
        {"the same hours in summer", {{"14"}, "Europe/London"}, {{"14"}, "Africa/Lagos"}, false},
        {"no zone that is known", {{"14"}, "Europe/Rome"}, {{"14"}, "Nowhere"}, true},
    };
    check(meeting_clock_moved, rows, G_N_ELEMENTS(rows));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/moved/moved", test_moved);
    g_test_add_func("/moved/redated", test_redated);
    g_test_add_func("/moved/hours-moved", test_hours_moved);
    g_test_add_func("/moved/clock-moved", test_clock_moved);
    return g_test_run();
}
