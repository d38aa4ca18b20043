/* schedule: the rest of a meeting's life, a table for each kind. */
#include "tests/unit/fixture-portland.h"

static void
test_logistics(void)
{
    static const struct {
        const char *what, *partstat, *now, *had, *had_at;
        Late late;
        const char *want;
    } rows[] = {
        {"the evening before", "ACCEPTED", "2004-07-13T06:59:00Z", 0, 0, LATE_SEND, ""},
        {"midnight in Portland", "ACCEPTED", "2004-07-13T07:00:00Z", 0, 0, LATE_SEND,
         "logistics 1d"},
        {"may come", "TENTATIVE", "2004-07-13T15:00:00Z", 0, 0, LATE_SEND, ""},
        {"declined", "DECLINED", "2004-07-13T15:00:00Z", 0, 0, LATE_SEND, ""},
        {"sends somebody else", "DELEGATED", "2004-07-13T15:00:00Z", 0, 0, LATE_SEND, ""},
        {"had it", "ACCEPTED", "2004-07-13T15:00:00Z", "1d", "2004-07-13T07:17:00Z", LATE_SEND, ""},
        {"cron slept: an hour before", "ACCEPTED", "2004-07-14T16:00:00Z", 0, 0, LATE_SEND,
         "logistics 1d"},
        {"late ones are skipped", "ACCEPTED", "2004-07-14T16:00:00Z", 0, 0, LATE_SKIP, ""},
        {"late ones are held", "ACCEPTED", "2004-07-14T16:00:00Z", 0, 0, LATE_ASK,
         "logistics 1d, held"},
        {"a day is not late", "ACCEPTED", "2004-07-14T06:59:00Z", 0, 0, LATE_SKIP, "logistics 1d"},
        {"it has begun", "ACCEPTED", "2004-07-14T17:00:00Z", 0, 0, LATE_SEND, ""},
        {"moved by a day: the one that they had was of another", "ACCEPTED", "2004-07-13T15:00:00Z",
         "1d", "2004-07-12T15:00:00Z", LATE_SEND, "logistics 1d.2"},
        {"moved by a week after it was sent", "ACCEPTED", "2004-07-13T15:00:00Z", "1d",
         "2004-07-06T15:00:00Z", LATE_SEND, "logistics 1d.2"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meeting) meeting = portland();
        meeting->notices.logistics.late = rows[i].late;
        g_array_set_size(meeting->notices.nudge.days, 0);
        Standing *standing = ann(rows[i].partstat);
        if (rows[i].had)
            standing_add_had(standing, NOTICE_LOGISTICS, rows[i].had, at(rows[i].had_at),
                             DELIVERY_SENT);
        g_autofree char *got = owed(meeting, standing, rows[i].now);
        g_test_message("%s", rows[i].what);
        g_assert_cmpstr(got, ==, rows[i].want);
        standing_free(standing);
    }
}

/* What is owed of a meeting and a guest that are not as usual in up to two ways. */
static void
ends_at_noon(Meeting *meeting, Standing *standing)
{
    AgendaDay *last = g_ptr_array_index(meeting->days, meeting->days->len - 1);
    Session *talk = session_new();
    talk->id = g_strdup("end");
    talk->day = last->day;
    talk->start = 10 * 60;
    talk->end = 12 * 60;
    g_ptr_array_add(last->sessions, talk);
    (void)standing;
}

typedef struct {
    Spoil *first, *second;
    const char *now, *want;
} Case;

static void
check_cases(const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(Meeting) meeting = portland();
        set_days(meeting->notices.thanks.days, 1, -1);
        Standing *standing = ann("ACCEPTED");
        cases[i].first(meeting, standing);
        cases[i].second(meeting, standing);
        g_autofree char *got = owed(meeting, standing, cases[i].now);
        g_test_message("case %zu", i);
        g_assert_cmpstr(got, ==, cases[i].want);
        standing_free(standing);
    }
}

static void
skips_late(Meeting *meeting, Standing *standing)
{
    meeting->reminders.late = meeting->notices.logistics.late = meeting->notices.nudge.late =
        meeting->notices.thanks.late = LATE_SKIP;
    set_days(meeting->notices.logistics.days, 10, -1);
    set_days(meeting->notices.nudge.days, 20, -1);
    (void)standing;
}

static void
said_yes_today(Meeting *meeting, Standing *standing)
{
    standing->changed_at = at("2004-07-05T15:00:00Z");
    (void)meeting;
}

static void
said_maybe_today(Meeting *meeting, Standing *standing)
{
    meeting->reminders.maybes = true;
    standing->partstat = PARTSTAT_TENTATIVE;
    said_yes_today(meeting, standing);
}

static void
got_a_seat_today(Meeting *meeting, Standing *standing)
{
    standing->seat = (Seat){
        .state = SEAT_TAKEN, .why = SEAT_CAME, .number = 2, .at = at("2004-07-05T15:00:00Z")};
    standing->seat_mail = DELIVERY_SENT;
    (void)meeting;
}

static void
written_down_afterwards(Meeting *meeting, Standing *standing)
{
    set_days(meeting->notices.thanks.days, 1, -1);
    standing->channel = g_strdup("organizer");
    standing->changed_at = at("2004-07-20T15:00:00Z");
}

/* Late is what could have gone out for a day: not what is theirs since today, whatever the policy. */
static void
test_theirs_since(void)
{
    static const Case cases[] = {
        {skips_late, is_fine, "2004-07-05T16:00:00Z", ""},
        {skips_late, said_yes_today, "2004-07-05T16:00:00Z", "nudge 20d; logistics 10d"},
        {skips_late, said_yes_today, "2004-07-06T15:00:00Z", ""},
        {skips_late, said_maybe_today, "2004-07-05T16:00:00Z", "reminder 2d"},
        {skips_late, said_maybe_today, "2004-07-06T15:00:00Z", ""},
        {skips_late, got_a_seat_today, "2004-07-05T16:00:00Z", "nudge 20d; logistics 10d"},
        {skips_late, got_a_seat_today, "2004-07-06T15:00:00Z", ""},
        {skips_late, promised_a_day, "2004-07-05T16:00:00Z", "nudge 20d"},
        {skips_late, promised_a_day, "2004-07-06T15:00:00Z", ""},
        {skips_late, written_down_afterwards, "2004-07-20T16:00:00Z", "thanks 1"},
        {skips_late, written_down_afterwards, "2004-07-21T16:00:00Z", ""},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_nudge(void)
{
    static const Case cases[] = {
        {is_fine, is_fine, "2004-06-30T06:59:00Z", ""},
        {is_fine, is_fine, "2004-06-30T07:00:00Z", "nudge 14d"},
        {is_fine, is_fine, "2004-07-10T15:00:00Z", "nudge 5d"},
        {is_fine, is_fine, "2004-07-14T17:00:00Z", ""}, /* too late to matter */
        {has_title, is_fine, "2004-07-01T15:00:00Z", ""},
        {proposed_title, is_fine, "2004-07-01T15:00:00Z", ""},
        {waits_for_review, is_fine, "2004-07-01T15:00:00Z", ""},
        {promised_a_day, is_fine, "2004-07-05T06:59:00Z", ""},
        {promised_a_day, is_fine, "2004-07-05T07:00:00Z", "nudge 14d"},
        {was_reminded_today, is_fine, "2004-07-01T20:00:00Z", ""},
        {was_reminded_today, is_fine, "2004-07-02T07:00:00Z", "nudge 14d"},
        {wants_silence, is_fine, "2004-07-01T15:00:00Z", ""},
        {is_dead, is_fine, "2004-07-01T15:00:00Z", ""},
        {declined, is_fine, "2004-07-01T15:00:00Z", ""},
        {silent_so_far, is_fine, "2004-07-01T15:00:00Z", ""},
        {is_cancelled, has_title, "2004-07-01T15:00:00Z", "cancellation 1"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_thanks(void)
{
    static const Case cases[] = {
        {has_title, is_fine, "2004-07-16T06:59:00Z", ""}, /* the second day is not over */
        {has_title, is_fine, "2004-07-16T07:00:00Z", "thanks 1"},
        {has_title, is_fine, "2004-07-30T07:00:00Z", "thanks 1"}, /* cron slept for two weeks */
        {has_title, is_fine, "2004-07-31T07:00:00Z", ""},
        {has_title, declined, "2004-07-16T15:00:00Z", ""},
        {has_title, silent_so_far, "2004-07-16T15:00:00Z", ""},
        {has_title, wants_silence, "2004-07-16T15:00:00Z", ""},
        {has_title, is_cancelled, "2004-07-16T15:00:00Z", ""},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_cancellation(void)
{
    static const Case cases[] = {
        {is_cancelled, is_fine, "2004-06-10T15:00:00Z", "cancellation 1"},
        {is_cancelled, silent_so_far, "2004-06-10T15:00:00Z", "cancellation 1"},
        {is_cancelled, wants_silence, "2004-06-10T15:00:00Z", "cancellation 1"},
        {is_cancelled, waits_for_review, "2004-06-10T15:00:00Z", "cancellation 1"},
        {is_cancelled, never_invited, "2004-06-10T15:00:00Z", "cancellation 1"}, /* said yes */
        {is_cancelled, invited_in_vain, "2004-06-10T15:00:00Z", ""},
        {is_cancelled, declined, "2004-06-10T15:00:00Z", ""},
        {is_cancelled, is_dead, "2004-06-10T15:00:00Z", ""},
        {is_cancelled, is_fine, "2004-07-15T22:00:00Z",
         "cancellation 1"}, /* nobody knows when it ends */
        {is_cancelled, ends_at_noon, "2004-07-15T18:59:00Z", "cancellation 1"},
        {is_cancelled, ends_at_noon, "2004-07-15T19:00:00Z", ""},
        {is_cancelled, is_fine, "2004-07-15T15:00:00Z", "cancellation 1"},
        {is_cancelled, is_fine, "2004-07-16T15:00:00Z", ""}, /* it is over anyway */
        {is_removed, is_fine, "2004-06-10T15:00:00Z", "withdrawal 1"},
        {is_removed, silent_so_far, "2004-06-10T15:00:00Z", "withdrawal 1"},
        {is_removed, wants_silence, "2004-06-10T15:00:00Z", "withdrawal 1"},
        {is_removed, is_cancelled, "2004-06-10T15:00:00Z", "withdrawal 1"},
        {is_removed, declined, "2004-06-10T15:00:00Z", ""},
        {is_removed, invited_in_vain, "2004-06-10T15:00:00Z", ""},
        {is_removed, is_fine, "2004-07-16T15:00:00Z", ""},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

/* Called off once, and what then: nothing twice, and a new number for each time. */
static void
test_called_off(void)
{
    g_autoptr(Meeting) meeting = portland();
    const char *now = "2004-06-10T15:00:00Z";
    Standing *standing = ann("ACCEPTED");
    meeting->cancelled = true;
    standing->call = 1;
    standing->calling = 1u << NOTICE_CANCELLATION;
    g_autofree char *queued = owed(meeting, standing, now);
    g_assert_cmpstr(queued, ==, "");
    standing->calls = standing->again = 1;
    standing->calling = 0;
    standing->called_off = true;
    g_autofree char *sent = owed(meeting, standing, now);
    g_assert_cmpstr(sent, ==, "");

    /* It takes place after all: what the store makes of them then. */
    meeting->cancelled = false;
    standing->invitation = DELIVERY_NONE;
    standing->invited_at = NEVER;
    standing->partstat = PARTSTAT_NEEDS_ACTION;
    g_autofree char *again = owed(meeting, standing, now);
    g_assert_cmpstr(again, ==, "invitation 1.1");
    standing->invitation = DELIVERY_SENT;
    standing->invited_at = standing->last_invited_at = at(now);
    standing->called_off = false;
    meeting->cancelled = true;
    g_autofree char *second = owed(meeting, standing, now);
    g_assert_cmpstr(second, ==, "cancellation 2");

    /* That one came to nothing, and the next time has a number of its own. */
    standing->call = 2;
    g_autofree char *third = owed(meeting, standing, now);
    g_assert_cmpstr(third, ==, "cancellation 3");
    standing_free(standing);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/schedule-life/logistics", test_logistics);
    g_test_add_func("/schedule-life/theirs-since", test_theirs_since);
    g_test_add_func("/schedule-life/nudge", test_nudge);
    g_test_add_func("/schedule-life/thanks", test_thanks);
    g_test_add_func("/schedule-life/cancellation", test_cancellation);
    g_test_add_func("/schedule-life/called-off", test_called_off);
    return g_test_run();
}
