/* schedule: what waits, what is no longer owed by then, and what the organizer hears of a day. */
#include "tests/unit/fixture-portland.h"

static void
owes_an_answer(Meeting *meeting, Standing *standing)
{
    standing->partstat = PARTSTAT_NEEDS_ACTION;
    meeting->reminders.maybes = true;
}

static void
gets_thanks(Meeting *meeting, Standing *standing)
{
    set_days(meeting->notices.thanks.days, 1, -1);
    (void)standing;
}

static void
wrote_something(Meeting *meeting, Standing *standing)
{
    owes_an_answer(meeting, standing);
    standing->review = true;
}

static void
said_maybe(Meeting *meeting, Standing *standing)
{
    owes_an_answer(meeting, standing);
    standing->partstat = PARTSTAT_TENTATIVE;
}

static void
reminders_stopped(Meeting *meeting, Standing *standing)
{
    owes_an_answer(meeting, standing);
    meeting->reminders.stop = day_of(2004, 6, 17);
}

static void
nothing_by_itself(Meeting *meeting, Standing *standing)
{
    owes_an_answer(meeting, standing);
    standing->partstat = PARTSTAT_ACCEPTED;
    g_array_set_size(meeting->reminders.days_before, 0);
    g_array_set_size(meeting->notices.logistics.days, 0);
    g_array_set_size(meeting->notices.nudge.days, 0);
    g_array_set_size(meeting->notices.thanks.days, 0);
}

/* What waits is asked again before it leaves. */
static void
test_moot(void)
{
    static const struct {
        NoticeKind kind;
        const char *occasion, *now;
        Spoil *spoil;
        const char *want;
    } rows[] = {
        {NOTICE_LOGISTICS, "1d", "2004-07-13T15:00:00Z", is_fine, NULL},
        {NOTICE_LOGISTICS, "1d", "2004-07-13T15:00:00Z", declined, "does not come any more"},
        {NOTICE_LOGISTICS, "1d", "2004-07-14T18:00:00Z", is_fine, "the meeting has begun"},
        {NOTICE_LOGISTICS, "1d", "2004-07-10T15:00:00Z", is_fine, "it is not due yet"},
        {NOTICE_LOGISTICS, "7d", "2004-07-13T15:00:00Z", is_fine,
         "the event file asks for it no more"},
        {NOTICE_LOGISTICS, "1d", "2004-07-13T15:00:00Z", wants_silence, "asked for no more mail"},
        {NOTICE_NUDGE, "14d", "2004-07-01T15:00:00Z", is_fine, NULL},
        {NOTICE_NUDGE, "14d", "2004-07-10T15:00:00Z", is_fine, "the next one is due"},
        {NOTICE_NUDGE, "14d", "2004-07-01T15:00:00Z", has_title, "has a title by now"},
        {NOTICE_NUDGE, "14d", "2004-07-01T15:00:00Z", proposed_title, "has a title by now"},
        {NOTICE_NUDGE, "14d", "2004-07-01T15:00:00Z", promised_a_day,
         "asked for patience meanwhile"},
        {NOTICE_THANKS, "1", "2004-07-16T15:00:00Z", gets_thanks, NULL},
        {NOTICE_THANKS, "1", "2004-07-15T15:00:00Z", is_fine, "the meeting is not over yet"},
        {NOTICE_THANKS, "1", "2004-07-16T15:00:00Z", declined, "did not come"},
        {NOTICE_THANKS, "1", "2004-07-31T15:00:00Z", gets_thanks, "two weeks are over"},
        {NOTICE_REMINDER, "14d", "2004-06-20T15:00:00Z", owes_an_answer, NULL},
        {NOTICE_REMINDER, "14d", "2004-06-29T15:00:00Z", owes_an_answer, "the next one is due"},
        {NOTICE_REMINDER, "14d", "2004-06-20T15:00:00Z", is_fine, "has answered meanwhile"},
        {NOTICE_REMINDER, "14d", "2004-06-20T15:00:00Z", said_maybe, "has answered meanwhile"},
        {NOTICE_REMINDER, "2d", "2004-06-29T15:00:00Z", said_maybe, NULL},
        {NOTICE_REMINDER, "14d", "2004-06-20T15:00:00Z", wrote_something,
         "wrote something that waits for your word"},
        {NOTICE_REMINDER, "14d", "2004-06-20T15:00:00Z", reminders_stopped,
         "nobody is reminded any more"},
        {NOTICE_REMINDER, "14d", "2004-06-20T15:00:00Z", silent_so_far,
         "the event file asks for it no more"},
        {NOTICE_LOGISTICS, "1d", "2004-07-13T15:00:00Z", nothing_by_itself,
         "the event file asks for it no more"},
        {NOTICE_NUDGE, "14d", "2004-07-01T15:00:00Z", nothing_by_itself,
         "the event file asks for it no more"},
        {NOTICE_NUDGE, "14d", "2004-07-01T15:00:00Z", waits_for_review,
         "wrote something that waits for your word"},
        {NOTICE_THANKS, "1", "2004-07-16T15:00:00Z", nothing_by_itself,
         "the event file asks for it no more"},
        {NOTICE_INVITATION, "1", "2004-06-10T15:00:00Z", is_cancelled, "the meeting is cancelled"},
        {NOTICE_ECHO, "x", "2004-06-10T15:00:00Z", is_cancelled, NULL},
        {NOTICE_CANCELLATION, "1", "2004-06-10T15:00:00Z", is_cancelled, NULL},
        {NOTICE_CANCELLATION, "1", "2004-06-10T15:00:00Z", is_fine,
         "the meeting takes place after all"},
        {NOTICE_CANCELLATION, "1", "2004-06-10T15:00:00Z", is_removed, "is no longer a guest"},
        {NOTICE_CANCELLATION, "1", "2004-07-16T15:00:00Z", is_cancelled, "the meeting is over"},
        {NOTICE_WITHDRAWAL, "1", "2004-06-10T15:00:00Z", is_removed, NULL},
        {NOTICE_WITHDRAWAL, "1", "2004-07-16T15:00:00Z", is_removed, "the meeting is over"},
        {NOTICE_WITHDRAWAL, "1", "2004-06-10T15:00:00Z", is_fine, "is a guest again"},
        {NOTICE_WITHDRAWAL, "1", "2004-06-10T15:00:00Z", is_dead,
         "mail to the address fails for good"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meeting) meeting = portland();
        Standing *standing = ann("ACCEPTED");
        rows[i].spoil(meeting, standing);
        if (rows[i].kind == NOTICE_WITHDRAWAL && rows[i].spoil == is_dead)
            standing->removed = true;
        g_autoptr(Notice) notice =
            notice_new("portland", "ann", rows[i].kind, rows[i].occasion, "");
        g_test_message("row %zu", i);
        g_assert_cmpstr(schedule_moot(meeting, standing, notice, at(rows[i].now), at(rows[i].now)),
                        ==, rows[i].want);
        standing_free(standing);
    }
}

/* Quiet hours are the reader's: 22:00 to 7:00. Europe left winter time on 28 March 2004 at 1:00 UTC, and
 * summer time on 31 October at 1:00 UTC. */
static void
test_quiet(void)
{
    static const struct {
        const char *what, *zone;
        NoticeKind kind;
        const char *queued, *now, *want;
    } rows[] = {
        {"noon in Portland", NULL, NOTICE_REMINDER, NULL, "2004-06-16T19:00:00Z", NULL},
        {"that is night in Tokyo", "Asia/Tokyo", NOTICE_REMINDER, NULL, "2004-06-16T19:00:00Z",
         "2004-06-16T22:00:00Z"},
        {"ten in the evening", NULL, NOTICE_REMINDER, NULL, "2004-06-17T05:00:00Z",
         "2004-06-17T14:00:00Z"},
        {"a minute before", NULL, NOTICE_REMINDER, NULL, "2004-06-17T04:59:00Z", NULL},
        {"seven in the morning", NULL, NOTICE_REMINDER, NULL, "2004-06-17T14:00:00Z", NULL},
        {"a minute before that", NULL, NOTICE_NUDGE, NULL, "2004-06-17T13:59:00Z",
         "2004-06-17T14:00:00Z"},
        {"a night of 8 hours", "Europe/Berlin", NOTICE_REMINDER, NULL, "2004-03-27T21:00:00Z",
         "2004-03-28T05:00:00Z"},
        {"a night of 10 hours", "Europe/Berlin", NOTICE_DIGEST, NULL, "2004-10-30T20:00:00Z",
         "2004-10-31T06:00:00Z"},
        {"a zone that the system lacks", "Mars/Olympus", NOTICE_REMINDER, NULL,
         "2004-06-17T05:00:00Z", "2004-06-17T14:00:00Z"},
        {"invitations go when they are sent", NULL, NOTICE_INVITATION, NULL, "2004-06-17T05:00:00Z",
         NULL},
        {"announcements too", NULL, NOTICE_ANNOUNCEMENT, NULL, "2004-06-17T05:00:00Z", NULL},
        {"echoes too", NULL, NOTICE_ECHO, NULL, "2004-06-17T05:00:00Z", NULL},
        {"cancellations too", NULL, NOTICE_CANCELLATION, NULL, "2004-06-17T05:00:00Z", NULL},
        {"nothing waits twice: this has for the night before", NULL, NOTICE_REMINDER,
         "2004-06-16T13:59:00Z", "2004-06-17T05:00:00Z", NULL},
        {"and this has not", NULL, NOTICE_REMINDER, "2004-06-16T14:00:00Z", "2004-06-17T05:00:00Z",
         "2004-06-17T14:00:00Z"},
        {"logistics wait", NULL, NOTICE_LOGISTICS, NULL, "2004-07-13T07:00:00Z",
         "2004-07-13T14:00:00Z"},
        {"but not until it has begun", "Asia/Tokyo", NOTICE_LOGISTICS, NULL, "2004-07-14T14:00:00Z",
         NULL},
        {"nor, if owed before the night, where it has begun a day later", NULL, NOTICE_LOGISTICS,
         NULL, "2004-07-14T05:30:00Z", NULL},
        {"as in the reader's night", "Asia/Tokyo", NOTICE_LOGISTICS, NULL, "2004-07-13T16:30:00Z",
         NULL},
        {"that has not begun a day later", "Asia/Tokyo", NOTICE_LOGISTICS, NULL,
         "2004-07-13T13:30:00Z", "2004-07-13T22:00:00Z"},
        {"nor a nudge", NULL, NOTICE_NUDGE, NULL, "2004-07-14T05:30:00Z", NULL},
        {"a change waits", NULL, NOTICE_CHANGE, NULL, "2004-07-13T07:00:00Z",
         "2004-07-13T14:00:00Z"},
    };
    g_autoptr(Meeting) meeting = portland();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 now = at(rows[i].now);
        gint64 queued = rows[i].queued ? at(rows[i].queued) : now;
        const Standing reader = {.zone = (char *)rows[i].zone};
        gint64 got = schedule_not_before(meeting, &reader, rows[i].kind, queued, now);
        g_test_message("%s", rows[i].what);
        g_assert_cmpint(got, ==, rows[i].want ? at(rows[i].want) : now);
    }
    meeting->notices.quiet_from = meeting->notices.quiet_to;
    gint64 night = at("2004-06-17T05:00:00Z");
    g_assert_cmpint(schedule_not_before(meeting, NULL, NOTICE_REMINDER, night, night), ==, night);
}

/* A night in Portland ends at 14:00 UTC. */
static void
test_quiet_change(void)
{
    const gint64 night = at("2004-07-15T07:00:00Z"), morning = at("2004-07-15T14:00:00Z");
    g_autoptr(Meeting) meeting = portland();
    gint64 got = schedule_change_not_before(meeting, NULL, G_MAXINT64, night, night);
    g_assert_cmpint(got, ==, morning); /* also once the meeting has begun */
    got = schedule_change_not_before(meeting, NULL, morning + NEWS_URGENT + 1, night, night);
    g_assert_cmpint(got, ==, morning);
    got = schedule_change_not_before(meeting, NULL, morning + NEWS_URGENT, night, night);
    g_assert_cmpint(got, ==, night);
    got = schedule_change_not_before(meeting, NULL, morning + NEWS_URGENT + 1, night - 48 * 60 * 60,
                                     night);
    g_assert_cmpint(got, ==, night);
}

/* One reminder a day, by the meeting's clock, in Portland; the other ones are about Oslo. */
static void
test_apart(void)
{
    static const struct {
        const char *what, *zone, *now;
        const char *rings[3];
        const char *want, *day; /* NULL: at once; none is in the way */
    } rows[] = {
        {"no other one", NULL, "2004-06-16T19:00:00Z", {NULL}, NULL, NULL},
        {"one yesterday", NULL, "2004-06-16T19:00:00Z", {"2004-06-16T06:59:00Z"}, NULL, NULL},
        {"one this morning: the next one, when the night is over",
         NULL,
         "2004-06-16T19:00:00Z",
         {"2004-06-16T14:00:00Z"},
         "2004-06-17T14:00:00Z",
         "2004-06-16"},
        {"one this evening",
         NULL,
         "2004-06-16T19:00:00Z",
         {"2004-06-17T04:00:00Z"},
         "2004-06-17T14:00:00Z",
         "2004-06-16"},
        {"today is free, though tomorrow is not",
         NULL,
         "2004-06-16T19:00:00Z",
         {"2004-06-17T14:00:00Z"},
         NULL,
         NULL},
        {"neither is",
         NULL,
         "2004-06-16T19:00:00Z",
         {"2004-06-17T14:00:00Z", "2004-06-16T14:00:00Z"},
         "2004-06-18T14:00:00Z",
         "2004-06-17"},
        {"but the day between two",
         NULL,
         "2004-06-16T19:00:00Z",
         {"2004-06-16T14:00:00Z", "2004-06-18T14:00:00Z"},
         "2004-06-17T14:00:00Z",
         "2004-06-16"},
        {"the end of the night is on a day that has one",
         NULL,
         "2004-06-17T05:00:00Z",
         {"2004-06-17T14:00:00Z"},
         "2004-06-18T14:00:00Z",
         "2004-06-17"},
        {"the reader's night",
         "Asia/Tokyo",
         "2004-06-16T08:00:00Z",
         {"2004-06-16T14:00:00Z"},
         "2004-06-17T07:00:00Z",
         "2004-06-16"},
        {"one of the reader's day that was yesterday by the meeting's clock",
         "Asia/Tokyo",
         "2004-06-17T09:00:00Z",
         {"2004-06-16T23:00:00Z"},
         "2004-06-17T22:00:00Z",
         "2004-06-16"},
        {"which is free on the reader's next day, but not by the meeting's clock",
         "Asia/Tokyo",
         "2004-06-17T09:00:00Z",
         {"2004-06-16T23:00:00Z", "2004-06-18T04:00:00Z"},
         "2004-06-18T22:00:00Z",
         "2004-06-17"},
        {"nor does one of the day before count by either",
         "Asia/Tokyo",
         "2004-06-17T09:00:00Z",
         {"2004-06-16T06:00:00Z"},
         NULL,
         NULL},
    };
    g_autoptr(Meeting) meeting = portland();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GArray) rings = g_array_new(FALSE, FALSE, sizeof(Ring));
        gint64 now = at(rows[i].now);
        const Ring *ring;
        for (int j = 0; rows[i].rings[j]; j++) {
            const Ring other = {at(rows[i].rings[j]), "oslo"};
            g_array_append_val(rings, other);
        }
        g_test_message("%s", rows[i].what);
        const Standing reader = {.zone = (char *)rows[i].zone};
        gint64 got = schedule_apart(meeting, &reader, NOTICE_REMINDER, rings, now, now, &ring);
        g_assert_cmpint(got, ==, rows[i].want ? at(rows[i].want) : now);
        g_assert_cmpint(ring != NULL, ==, rows[i].day != NULL);
        if (!ring)
            continue;
        g_autofree char *reason = schedule_apart_reason(meeting, "is owed; as of old", ring);
        g_autofree char *want = g_strdup_printf("is owed; oslo reminds them on %s", rows[i].day);
        g_assert_cmpstr(reason, ==, want);
    }
}

static void
test_digest(void)
{
    static const struct {
        bool news;
        const char *last, *now, *want;
    } rows[] = {
        {false, NULL, "2004-06-10T15:00:00Z", NULL},
        {true, NULL, "2004-06-10T15:00:00Z", "2004-06-10"},
        {true, "2004-06-10T14:00:00Z", "2004-06-10T15:00:00Z", NULL},
        {true, "2004-06-10T14:00:00Z", "2004-06-11T06:59:00Z", NULL}, /* the same day in Portland */
        {true, "2004-06-10T14:00:00Z", "2004-06-11T07:00:00Z", "2004-06-11"},
        {true, "2004-06-11T14:00:00Z", "2004-06-11T07:00:00Z", NULL}, /* it waits for the morning */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meeting) meeting = portland();
        g_autoptr(GPtrArray) nobody = g_ptr_array_new();
        g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
        const ScheduleState state = {.meeting = meeting,
                                     .standings = nobody,
                                     .digest_at = rows[i].last ? at(rows[i].last) : NEVER,
                                     .news = rows[i].news};
        schedule_owed(&state, at(rows[i].now), notices);
        const Notice *got = notices->len ? g_ptr_array_index(notices, 0) : NULL;
        g_test_message("row %zu", i);
        g_assert_cmpstr(got ? got->occasion : NULL, ==, rows[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/schedule-wait/moot", test_moot);
    g_test_add_func("/schedule-wait/quiet", test_quiet);
    g_test_add_func("/schedule-wait/quiet/change", test_quiet_change);
    g_test_add_func("/schedule-wait/apart", test_apart);
    g_test_add_func("/schedule-wait/digest", test_digest);
    return g_test_run();
}
