/* standing-mail: what was said still counts, or does not, after a meeting was called off. */
#include "event/standing-mail.h"

/* It is off from 100 to 200, and from 300 to 400. They were told of the first time at 110, and invited again at 210. */
static void
begin(Course *course, Standing *standing)
{
    static const StandingMail mails[] = {
        {NOTICE_CANCELLATION, "1", 105, 105, DELIVERY_SENT, 110, 2},
        {NOTICE_INVITATION, "1.1", 205, 205, DELIVERY_SENT, 210, 3},
    };
    course_note(course, 50, false);
    course_note(course, 100, true);
    course_note(course, 200, false);
    course_note(course, 300, true);
    course_note(course, 400, false);
    standing->issue = 1;
    standing->invitation = DELIVERY_SENT;
    standing->invited_at = standing->last_invited_at = 60;
    for (gsize i = 0; i < G_N_ELEMENTS(mails); i++)
        standing_note_mail(standing, &mails[i]);
}

static void
test_counts(void)
{
    static const struct {
        const char *what;
        gint64 said_at, removed_at;
        bool want;
    } rows[] = {
        {"said before it was off at all", 70, NEVER, false},
        {"said once they were invited again", 220, NEVER, true},
        {"said while it was off the second time, and it takes place with them", 320, NEVER, false},
        {"... and they were taken out before it was on again", 320, 350, true},
        {"... and they were taken out by the revision that put it on again", 320, 400, true},
        {"... and they were in it again before they were taken out", 320, 450, false},
        {"said before the second time, and taken out during it", 220, 350, true},
        {"said while it was off the first time, and taken out during the second", 120, 350, false},
        {"said after they were taken out while it was off", 360, 350, true},
        {"said while it was off, and they were out before that", 320, 250, true},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(Course) course = {0};
        Standing *standing = standing_new();
        g_test_message("%s", rows[i].what);
        begin(&course, standing);
        standing->partstat = PARTSTAT_DECLINED;
        standing->answered_at = standing->changed_at = rows[i].said_at;
        standing->removed_at = rows[i].removed_at;
        standing->removed = rows[i].removed_at != NEVER;
        g_autoptr(GArray) said = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_array_append_val(said, rows[i].said_at);
        standing_settle(standing, &course, said);
        g_assert_cmpint(standing->partstat, ==,
                        rows[i].want ? PARTSTAT_DECLINED : PARTSTAT_NEEDS_ACTION);
        g_assert_cmpint(standing->invitation, ==, DELIVERY_SENT);
        standing_free(standing);
    }
}

/* Since when they say so: what they said the last time is the same, and does not count. */
static void
test_since(void)
{
    static const struct {
        const char *what;
        gint64 said[3], want;
    } rows[] = {
        {"yes before it was off, and again since", {70, 220, 0}, 220},
        {"yes while it was off, and again since", {120, 220, 0}, 220},
        {"yes before it was off, and twice since", {70, 215, 220}, 215},
        {"yes twice since", {215, 220, 0}, 215},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(Course) course = {0};
        Standing *standing = standing_new();
        g_autoptr(GArray) said = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_test_message("%s", rows[i].what);
        begin(&course, standing);
        for (gsize n = 0; n < G_N_ELEMENTS(rows[i].said) && rows[i].said[n]; n++) {
            g_array_append_val(said, rows[i].said[n]);
            standing->answered_at = rows[i].said[n];
        }
        standing->partstat = PARTSTAT_ACCEPTED;
        standing->changed_at = rows[i].said[0];
        standing_settle(standing, &course, said);
        g_assert_cmpint(standing->partstat, ==, PARTSTAT_ACCEPTED);
        g_assert_cmpint(standing->changed_at, ==, rows[i].want);
        standing_free(standing);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/standing-mail/counts", test_counts);
    g_test_add_func("/standing-mail/since", test_since);
    return g_test_run();
}
