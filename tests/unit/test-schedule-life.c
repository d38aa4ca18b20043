/* schedule: the rest of a meeting's life, a table for each kind. The meeting is on 14 and 15 July 2004 in
 * Portland (UTC-7), starts at 10:00 (17:00 UTC) and has an undecided talk of Ann's. */
#include "mailer/schedule.h"
#include <string.h>

static gint64
at(const char *utc)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_utc();
    g_autoptr(GDateTime) when = g_date_time_new_from_iso8601(utc, zone);
    g_assert_nonnull(when);
    return g_date_time_to_unix(when);
}

static void
set_days(GArray *days, int first, int second)
{
    g_array_set_size(days, 0);
    g_array_append_val(days, first);
    if (second >= 0)
        g_array_append_val(days, second);
}

static Meeting *
portland(void)
{
    Meeting *meeting = meeting_new();
    meeting->id = g_strdup("portland");
    meeting->zone = g_strdup("America/Los_Angeles");
    meeting->answer_by = day_of(2004, 6, 30);
    set_days(meeting->reminders.days_before, 14, 2);
    for (int i = 0; i < 2; i++)
        g_ptr_array_add(meeting->days, agenda_day_new(day_of(2004, 7, 14 + i)));
    const AgendaDay *first = g_ptr_array_index(meeting->days, 0);
    Session *talk = session_new();
    talk->id = g_strdup("anns");
    talk->kind = SESSION_TALK;
    talk->day = first->day;
    talk->start = 10 * 60;
    talk->end = MINUTE_NONE;
    g_ptr_array_add(talk->speakers, g_strdup("ann"));
    g_ptr_array_add(first->sessions, talk);
    return meeting;
}

/* Ann was invited on 1 June and said what PARTSTAT says on the 2nd. */
static Standing *
ann(const char *partstat)
{
    Standing *standing = standing_new();
    standing->guest = g_strdup("ann");
    standing->token = g_strdup("k7q2m5xw3n4dprt6");
    standing->address = g_strdup("ann@able.example");
    standing->issue = 1;
    standing->invitation = DELIVERY_SENT;
    standing->invited_at = at("2004-06-01T16:00:00Z");
    standing->partstat = partstat_parse(partstat);
    if (standing->partstat != PARTSTAT_NEEDS_ACTION)
        standing->answered_at = standing->changed_at = at("2004-06-02T16:00:00Z");
    return standing;
}

static GPtrArray *
derive(const Meeting *meeting, Standing *standing, gint64 now)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_autoptr(GPtrArray) gone = g_ptr_array_new();
    GPtrArray *notices = g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
    g_ptr_array_add(standing->removed ? gone : list, standing);
    const ScheduleState state = {
        .meeting = meeting, .standings = list, .gone = gone, .digest_at = NEVER};
    schedule_owed(&state, now, notices);
    return notices;
}

/* "KIND OCCASION" of all that is owed, joined; ", held" behind what waits for the organizer. */
static char *
owed(const Meeting *meeting, Standing *standing, const char *now)
{
    g_autoptr(GPtrArray) notices = derive(meeting, standing, at(now));
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < notices->len; i++) {
        const Notice *notice = g_ptr_array_index(notices, i);
        g_assert_true(*notice->reason);
        g_string_append_printf(text, "%s%s %s%s", i > 0 ? "; " : "", notice_kind_name(notice->kind),
                               notice->occasion, notice->held_why ? ", held" : "");
        /* What is owed is not moot. */
        g_assert_cmpstr(schedule_moot(meeting, standing, notice, at(now)), ==, NULL);
    }
    return g_string_free(text, FALSE);
}

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
        {"moved by a day after it was sent", "ACCEPTED", "2004-07-13T15:00:00Z", "1d",
         "2004-07-12T15:00:00Z", LATE_SEND, ""},
        {"moved by a week after it was sent", "ACCEPTED", "2004-07-13T15:00:00Z", "1d",
         "2004-07-06T15:00:00Z", LATE_SEND, "logistics 1d.2"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meeting) meeting = portland();
        meeting->notices.logistics.late = rows[i].late;
        g_array_set_size(meeting->notices.nudge.days, 0);
        Standing *standing = ann(rows[i].partstat);
        if (rows[i].had)
            standing_add_had(standing, NOTICE_LOGISTICS, rows[i].had, at(rows[i].had_at));
        g_autofree char *got = owed(meeting, standing, rows[i].now);
        g_test_message("%s", rows[i].what);
        g_assert_cmpstr(got, ==, rows[i].want);
        standing_free(standing);
    }
}

/* Who says yes on the last day is not late, whatever the policy. */
static void
test_late_yes(void)
{
    g_autoptr(Meeting) meeting = portland();
    meeting->notices.logistics.late = LATE_SKIP;
    g_array_set_size(meeting->notices.nudge.days, 0);
    Standing *standing = ann("ACCEPTED");
    standing->changed_at = at("2004-07-14T06:00:00Z");
    g_autofree char *got = owed(meeting, standing, "2004-07-14T15:00:00Z");
    g_assert_cmpstr(got, ==, "logistics 1d");
    standing_free(standing);
}

typedef void Spoil(Meeting *meeting, Standing *standing);

static void
is_fine(Meeting *meeting, Standing *standing)
{
    (void)meeting, (void)standing;
}

static void
has_title(Meeting *meeting, Standing *standing)
{
    const AgendaDay *first = g_ptr_array_index(meeting->days, 0);
    const Session *talk = g_ptr_array_index(first->sessions, 0);
    g_ptr_array_add(talk->titles, g_strdup("Queues"));
    (void)standing;
}

static void
proposed_title(Meeting *meeting, Standing *standing)
{
    standing->titled = true;
    (void)meeting;
}

static void
waits_for_review(Meeting *meeting, Standing *standing)
{
    standing->review = true;
    (void)meeting;
}

static void
promised_a_day(Meeting *meeting, Standing *standing)
{
    standing->wait_until = at("2004-07-05T07:00:00Z");
    (void)meeting;
}

static void
was_reminded_today(Meeting *meeting, Standing *standing)
{
    standing->reminded_at = at("2004-07-01T15:00:00Z");
    (void)meeting;
}

static void
wants_silence(Meeting *meeting, Standing *standing)
{
    standing->silent_since = at("2004-06-03T15:00:00Z");
    (void)meeting;
}

static void
is_dead(Meeting *meeting, Standing *standing)
{
    standing->dead_why = g_strdup("no such user");
    (void)meeting;
}

static void
declined(Meeting *meeting, Standing *standing)
{
    standing->partstat = PARTSTAT_DECLINED;
    (void)meeting;
}

static void
silent_so_far(Meeting *meeting, Standing *standing)
{
    standing->partstat = PARTSTAT_NEEDS_ACTION;
    standing->answered_at = standing->changed_at = NEVER;
    g_array_set_size(meeting->reminders.days_before, 0);
}

static void
never_invited(Meeting *meeting, Standing *standing)
{
    standing->invitation = DELIVERY_NONE;
    standing->invited_at = NEVER;
    (void)meeting;
}

static void
invited_in_vain(Meeting *meeting, Standing *standing)
{
    silent_so_far(meeting, standing);
    standing->invitation = DELIVERY_FAILED;
    standing->invited_at = NEVER;
}

static void
is_cancelled(Meeting *meeting, Standing *standing)
{
    meeting->cancelled = true;
    (void)standing;
}

static void
is_removed(Meeting *meeting, Standing *standing)
{
    standing->removed = true;
    (void)meeting;
}

/* What is owed of a meeting and a guest that are not as usual in up to two ways. */
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
    standing_add_had(standing, NOTICE_CANCELLATION, "1", at(now));
    g_autofree char *queued = owed(meeting, standing, now);
    g_assert_cmpstr(queued, ==, "");
    standing->calls = 1;
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
    standing->invited_at = at(now);
    standing->called_off = false;
    meeting->cancelled = true;
    g_autofree char *second = owed(meeting, standing, now);
    g_assert_cmpstr(second, ==, "cancellation 2");
    standing_free(standing);
}

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
            standing_add_had(standing, NOTICE_REMINDER, *one, standing->invited_at);
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
        standing_add_had(standing, NOTICE_REMINDER, "14d", at("2004-06-16T15:00:00Z"));
        standing->reminded_at = at("2004-06-16T15:00:00Z");
        g_autofree char *got = owed(meeting, standing, rows[i].now);
        g_test_message("%s", rows[i].what);
        g_assert_cmpstr(got, ==, rows[i].want);
        standing_free(standing);
    }
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
        {NOTICE_LOGISTICS, "7d", "2004-07-13T15:00:00Z", is_fine, "the next one is due"},
        {NOTICE_LOGISTICS, "1d", "2004-07-13T15:00:00Z", wants_silence, "asked for no more mail"},
        {NOTICE_NUDGE, "14d", "2004-07-01T15:00:00Z", is_fine, NULL},
        {NOTICE_NUDGE, "14d", "2004-07-10T15:00:00Z", is_fine, "the next one is due"},
        {NOTICE_NUDGE, "14d", "2004-07-01T15:00:00Z", has_title, "has a title by now"},
        {NOTICE_NUDGE, "14d", "2004-07-01T15:00:00Z", proposed_title, "has a title by now"},
        {NOTICE_NUDGE, "14d", "2004-07-01T15:00:00Z", promised_a_day,
         "asked for patience meanwhile"},
        {NOTICE_THANKS, "1", "2004-07-16T15:00:00Z", is_fine, NULL},
        {NOTICE_THANKS, "1", "2004-07-15T15:00:00Z", is_fine, "the meeting is not over yet"},
        {NOTICE_THANKS, "1", "2004-07-16T15:00:00Z", declined, "did not come"},
        {NOTICE_REMINDER, "14d", "2004-06-29T15:00:00Z", silent_so_far, NULL},
        {NOTICE_INVITATION, "1", "2004-06-10T15:00:00Z", is_cancelled, "the meeting is cancelled"},
        {NOTICE_ECHO, "x", "2004-06-10T15:00:00Z", is_cancelled, NULL},
        {NOTICE_CANCELLATION, "1", "2004-06-10T15:00:00Z", is_cancelled, NULL},
        {NOTICE_CANCELLATION, "1", "2004-06-10T15:00:00Z", is_fine,
         "the meeting takes place after all"},
        {NOTICE_CANCELLATION, "1", "2004-06-10T15:00:00Z", is_removed, "is no longer a guest"},
        {NOTICE_WITHDRAWAL, "1", "2004-06-10T15:00:00Z", is_removed, NULL},
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
        g_assert_cmpstr(schedule_moot(meeting, standing, notice, at(rows[i].now)), ==,
                        rows[i].want);
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
        {"a night of 10 hours", "Europe/Berlin", NOTICE_REMINDER, NULL, "2004-10-30T20:00:00Z",
         "2004-10-31T06:00:00Z"},
        {"a zone that the system lacks", "Mars/Olympus", NOTICE_REMINDER, NULL,
         "2004-06-17T05:00:00Z", "2004-06-17T14:00:00Z"},
        {"invitations go when they are sent", NULL, NOTICE_INVITATION, NULL, "2004-06-17T05:00:00Z",
         NULL},
        {"announcements too", NULL, NOTICE_ANNOUNCEMENT, NULL, "2004-06-17T05:00:00Z", NULL},
        {"echoes too", NULL, NOTICE_ECHO, NULL, "2004-06-17T05:00:00Z", NULL},
        {"cancellations too", NULL, NOTICE_CANCELLATION, NULL, "2004-06-17T05:00:00Z", NULL},
        {"it has waited for two days", NULL, NOTICE_REMINDER, "2004-06-15T05:00:00Z",
         "2004-06-17T05:00:00Z", NULL},
        {"logistics wait", NULL, NOTICE_LOGISTICS, NULL, "2004-07-13T07:00:00Z",
         "2004-07-13T14:00:00Z"},
        {"but not until it has begun", "Asia/Tokyo", NOTICE_LOGISTICS, NULL, "2004-07-14T14:00:00Z",
         NULL},
        {"a change waits", NULL, NOTICE_CHANGE, NULL, "2004-07-13T07:00:00Z",
         "2004-07-13T14:00:00Z"},
        {"but not until it has begun", "Asia/Tokyo", NOTICE_CHANGE, NULL, "2004-07-14T14:00:00Z",
         NULL},
        {"unless it has", NULL, NOTICE_CHANGE, NULL, "2004-07-15T07:00:00Z",
         "2004-07-15T14:00:00Z"},
    };
    g_autoptr(Meeting) meeting = portland();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 now = at(rows[i].now);
        gint64 queued = rows[i].queued ? at(rows[i].queued) : now;
        gint64 got = schedule_not_before(meeting, rows[i].zone, rows[i].kind, queued, now);
        g_test_message("%s", rows[i].what);
        g_assert_cmpint(got, ==, rows[i].want ? at(rows[i].want) : now);
    }
    meeting->notices.quiet_from = meeting->notices.quiet_to;
    gint64 night = at("2004-06-17T05:00:00Z");
    g_assert_cmpint(schedule_not_before(meeting, NULL, NOTICE_REMINDER, night, night), ==, night);
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
    g_test_add_func("/schedule-life/logistics", test_logistics);
    g_test_add_func("/schedule-life/late-yes", test_late_yes);
    g_test_add_func("/schedule-life/nudge", test_nudge);
    g_test_add_func("/schedule-life/thanks", test_thanks);
    g_test_add_func("/schedule-life/cancellation", test_cancellation);
    g_test_add_func("/schedule-life/called-off", test_called_off);
    g_test_add_func("/schedule-life/maybes", test_maybes);
    g_test_add_func("/schedule-life/step-number", test_step_number);
    g_test_add_func("/schedule-life/moved", test_moved);
    g_test_add_func("/schedule-life/moot", test_moot);
    g_test_add_func("/schedule-life/quiet", test_quiet);
    g_test_add_func("/schedule-life/digest", test_digest);
    return g_test_run();
}
