/* schedule: who is owed an invitation or a reminder, by day. The meeting is on 14 July 2004 in Portland,
 * answers are due by 30 June, reminders 14, 7 and 2 days before. */
#include "mailer/schedule.h"
#include <string.h>

static Meeting *
portland(void)
{
    Meeting *meeting = meeting_new();
    meeting->id = g_strdup("portland");
    meeting->zone = g_strdup("America/Los_Angeles");
    meeting->answer_by = day_of(2004, 6, 30);
    const int steps[] = {14, 7, 2};
    g_array_append_vals(meeting->reminders.days_before, steps, 3);
    g_ptr_array_add(meeting->days, agenda_day_new(day_of(2004, 7, 14)));
    return meeting;
}

static gint64
at(const char *utc)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_utc();
    g_autoptr(GDateTime) when = g_date_time_new_from_iso8601(utc, zone);
    g_assert_nonnull(when);
    return g_date_time_to_unix(when);
}

/* One guest, as the words say. */
static GPtrArray *
standings(const char *invited, const char *partstat, const char *reminded_step,
          const char *reminded_at)
{
    GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)standing_free);
    Standing *standing = standing_new();
    standing->guest = g_strdup("ann");
    standing->token = g_strdup("k7q2m5xw3n4dprt6");
    standing->issue = 1;
    standing->partstat = partstat_parse(partstat);
    if (invited) {
        standing->invited_at = standing->last_invited_at = at(invited);
        standing->invitation = DELIVERY_SENT;
    }
    if (reminded_step)
        standing_add_had(standing, NOTICE_REMINDER, reminded_step, at(reminded_at), DELIVERY_SENT);
    if (reminded_at)
        standing->reminded_at = at(reminded_at);
    g_ptr_array_add(list, standing);
    return list;
}

static GPtrArray *
notices_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)notice_free);
}

/* Appends what is owed of that kind. */
static void
add_owed(NoticeKind kind, const Meeting *meeting, const GPtrArray *list, gint64 now,
         GPtrArray *notices)
{
    const ScheduleState state = {.meeting = meeting, .standings = list};
    g_autoptr(GPtrArray) all = notices_new();
    schedule_owed(&state, now, all);
    for (guint i = 0; i < all->len; i++) {
        const Notice *notice = g_ptr_array_index(all, i);
        if (notice->kind == kind)
            g_ptr_array_add(notices, notice_new(notice->meeting, notice->person, notice->kind,
                                                notice->occasion, notice->reason));
    }
}

static void
test_reminders(void)
{
    static const struct {
        const char *what, *now, *invited, *partstat, *step, *reminded_at, *want;
    } rows[] = {
        {"too early", "2004-06-16T06:59:00Z", "2004-06-01T09:00:00Z", "NEEDS-ACTION", 0, 0, NULL},
        {"midnight in Portland", "2004-06-16T07:00:00Z", "2004-06-01T09:00:00Z", "NEEDS-ACTION", 0,
         0, "14d"},
        {"cron slept for days", "2004-06-20T12:00:00Z", "2004-06-01T09:00:00Z", "NEEDS-ACTION", 0,
         0, "14d"},
        {"cron slept over a step", "2004-06-25T12:00:00Z", "2004-06-01T09:00:00Z", "NEEDS-ACTION",
         0, 0, "7d"},
        {"had that step", "2004-06-17T12:00:00Z", "2004-06-01T09:00:00Z", "NEEDS-ACTION", "14d",
         "2004-06-16T12:00:00Z", NULL},
        {"one a day", "2004-06-23T20:00:00Z", "2004-06-01T09:00:00Z", "NEEDS-ACTION", "14d",
         "2004-06-23T12:00:00Z", NULL},
        {"the next step", "2004-06-24T12:00:00Z", "2004-06-01T09:00:00Z", "NEEDS-ACTION", "14d",
         "2004-06-23T12:00:00Z", "7d"},
        {"answered", "2004-06-24T12:00:00Z", "2004-06-01T09:00:00Z", "ACCEPTED", 0, 0, NULL},
        {"declined", "2004-06-24T12:00:00Z", "2004-06-01T09:00:00Z", "DECLINED", 0, 0, NULL},
        {"never invited", "2004-06-24T12:00:00Z", NULL, "NEEDS-ACTION", 0, 0, NULL},
        {"invited on the step's day", "2004-06-24T12:00:00Z", "2004-06-23T15:00:00Z",
         "NEEDS-ACTION", 0, 0, NULL},
        {"maybe, before the last step", "2004-06-24T12:00:00Z", "2004-06-01T09:00:00Z", "TENTATIVE",
         0, 0, NULL},
        {"maybe, last step", "2004-06-28T12:00:00Z", "2004-06-01T09:00:00Z", "TENTATIVE", 0, 0,
         "2d"},
        {"late, before the meeting", "2004-07-13T12:00:00Z", "2004-06-01T09:00:00Z", "NEEDS-ACTION",
         0, 0, "2d"},
        {"the meeting has begun", "2004-07-15T12:00:00Z", "2004-06-01T09:00:00Z", "NEEDS-ACTION", 0,
         0, NULL},
    };
    g_autoptr(Meeting) meeting = portland();
    meeting->reminders.maybes = true;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) list =
            standings(rows[i].invited, rows[i].partstat, rows[i].step, rows[i].reminded_at);
        g_autoptr(GPtrArray) notices = notices_new();
        add_owed(NOTICE_REMINDER, meeting, list, at(rows[i].now), notices);
        const Notice *got = notices->len ? g_ptr_array_index(notices, 0) : NULL;
        g_test_message("%s", rows[i].what);
        g_assert_cmpstr(got ? got->occasion : NULL, ==, rows[i].want);
        g_assert_cmpuint(notices->len, <=, 1);
    }
}

static void
test_no_reminder(void)
{
    g_autoptr(Meeting) meeting = portland();
    gint64 now = at("2004-06-24T12:00:00Z");
    g_autoptr(GPtrArray) list = standings("2004-06-01T09:00:00Z", "NEEDS-ACTION", NULL, NULL);
    Standing *standing = g_ptr_array_index(list, 0);
    g_autoptr(GPtrArray) notices = notices_new();

    standing->review = true; /* they wrote; the organizer is to decide */
    add_owed(NOTICE_REMINDER, meeting, list, now, notices);
    g_assert_cmpuint(notices->len, ==, 0);

    standing->review = false;
    standing->dead_why = g_strdup("no such user");
    add_owed(NOTICE_REMINDER, meeting, list, now, notices);
    g_assert_cmpuint(notices->len, ==, 0);

    g_clear_pointer(&standing->dead_why, g_free);
    standing->silent_since = now - 1; /* they asked for no more mail */
    add_owed(NOTICE_REMINDER, meeting, list, now, notices);
    add_owed(NOTICE_INVITATION, meeting, list, now, notices);
    g_assert_cmpuint(notices->len, ==, 0);

    standing->silent_since = NEVER;
    meeting->reminders.stop = day_of(2004, 6, 22);
    add_owed(NOTICE_REMINDER, meeting, list, now, notices);
    g_assert_cmpuint(notices->len, ==, 0);

    meeting->reminders.stop = DAY_NONE;
    meeting->answer_by = DAY_NONE; /* no answer was asked for by a day */
    add_owed(NOTICE_REMINDER, meeting, list, now, notices);
    g_assert_cmpuint(notices->len, ==, 0);
}

/* Somebody else was asked in the place of who let an offer end, but not where there is nothing that could end. */
static void
test_seat_gone(void)
{
    static const struct {
        const char *what;
        int seats, offer_days;
        SeatState state;
        SeatWhy why;
        guint want;
    } rows[] = {
        {"in waves, an offer that ended", 5, 10, SEAT_EXPIRED, SEAT_UNSAID, 0},
        {"one that did not reach them", 5, 10, SEAT_RELEASED, SEAT_LOST, 0},
        {"they are to be asked anew, and were not yet", 5, 10, SEAT_RELEASED, SEAT_CALLED, 0},
        {"they were invited like anybody else meanwhile", 5, 10, SEAT_RELEASED, SEAT_OPEN, 1},
        {"no waves any more", 5, 0, SEAT_EXPIRED, SEAT_UNSAID, 1},
        {"no limit any more", 0, 0, SEAT_EXPIRED, SEAT_UNSAID, 1},
        {"said no, and maybe since", 0, 0, SEAT_RELEASED, SEAT_REFUSED, 1},
    };
    gint64 now = at("2004-06-24T12:00:00Z");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Meeting) meeting = portland();
        g_autoptr(GPtrArray) list = standings("2004-06-01T09:00:00Z", "NEEDS-ACTION", NULL, NULL);
        g_autoptr(GPtrArray) notices = notices_new();
        Standing *standing = g_ptr_array_index(list, 0);
        meeting->seats = rows[i].seats;
        meeting->offer_days = rows[i].offer_days;
        standing->seat = (Seat){.state = rows[i].state, .why = rows[i].why, .number = 2};
        add_owed(NOTICE_REMINDER, meeting, list, now, notices);
        g_test_message("%s", rows[i].what);
        g_assert_cmpuint(notices->len, ==, rows[i].want);
    }
}

/* Who has the offer of a seat is reminded before that ends, whatever answer-by is, and whatever days before the meeting
 * the maybes have: the seat would be gone by then. Offered on 1 June for ten days: until the 11th. */
static void
test_offer(void)
{
    static const struct {
        const char *what, *now, *partstat, *want;
    } rows[] = {
        {"a minute before a week before its end", "2004-06-04T06:59:00Z", "NEEDS-ACTION", NULL},
        {"a week before its end", "2004-06-04T07:00:00Z", "NEEDS-ACTION", "7d"},
        {"two days before", "2004-06-09T07:00:00Z", "NEEDS-ACTION", "2d"},
        {"maybe", "2004-06-04T07:00:00Z", "TENTATIVE", NULL},
        {"maybe, at the last step", "2004-06-09T07:00:00Z", "TENTATIVE", "2d"},
        {"yes", "2004-06-09T07:00:00Z", "ACCEPTED", NULL},
    };
    g_autoptr(Meeting) meeting = portland();
    meeting->reminders.maybes = true;
    meeting->seats = 1;
    meeting->offer_days = 10;
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(rows); i++) {
        const size_t row = i % G_N_ELEMENTS(rows);
        if (i == G_N_ELEMENTS(rows))
            g_array_append_vals(meeting->reminders.maybe_days, (const int[]){30, 10}, 2);
        g_autoptr(GPtrArray) list =
            standings("2004-06-01T09:00:00Z", rows[row].partstat, NULL, NULL);
        Standing *standing = g_ptr_array_index(list, 0);
        standing->seat = (Seat){.state = SEAT_OFFERED, .number = 3, .days = 10};
        standing->offer = 3;
        standing->offered_at = at("2004-06-01T09:00:00Z");
        g_autoptr(GPtrArray) notices = notices_new();
        add_owed(NOTICE_REMINDER, meeting, list, at(rows[row].now), notices);
        const Notice *got = notices->len ? g_ptr_array_index(notices, 0) : NULL;
        g_test_message("%s", rows[row].what);
        g_assert_cmpstr(got ? got->occasion : NULL, ==, rows[row].want);
        if (got) {
            g_assert_nonnull(strstr(got->reason, "to the end of the offer"));
            g_assert_null(
                schedule_moot(meeting, standing, got, at(rows[row].now), at(rows[row].now)));
        }
        /* A new offer whose mail has not left yet. */
        standing->seat.number = 4;
        g_ptr_array_set_size(notices, 0);
        add_owed(NOTICE_REMINDER, meeting, list, at(rows[row].now), notices);
        g_assert_cmpuint(notices->len, ==, 0);
    }
}

/* They know on the 26th, or are back then: midnight in Portland is 7:00 UTC. */
static void
test_patience(void)
{
    g_autoptr(Meeting) meeting = portland();
    g_autoptr(GPtrArray) list = standings("2004-06-01T09:00:00Z", "NEEDS-ACTION", NULL, NULL);
    Standing *standing = g_ptr_array_index(list, 0);
    standing->wait_until = at("2004-06-26T07:00:00Z");
    g_autoptr(GPtrArray) notices = notices_new();
    g_autoptr(Notice) reminder = notice_new("portland", "ann", NOTICE_REMINDER, "7d", "");
    add_owed(NOTICE_REMINDER, meeting, list, at("2004-06-24T12:00:00Z"), notices);
    add_owed(NOTICE_REMINDER, meeting, list, at("2004-06-26T06:59:59Z"), notices);
    g_assert_cmpuint(notices->len, ==, 0);
    g_assert_nonnull(schedule_moot(meeting, standing, reminder, at("2004-06-26T06:59:59Z"),
                                   at("2004-06-26T06:59:59Z")));

    add_owed(NOTICE_REMINDER, meeting, list, at("2004-06-26T07:00:00Z"), notices);
    g_assert_cmpuint(notices->len, ==, 1);
    const Notice *owed = g_ptr_array_index(notices, 0);
    g_assert_cmpstr(owed->occasion, ==, "7d"); /* the step in force by then */
    g_assert_null(schedule_moot(meeting, standing, reminder, at("2004-06-26T07:00:00Z"),
                                at("2004-06-26T07:00:00Z")));

    /* Who said maybe is left alone before the last step, unless that was the day to know by. */
    standing->partstat = PARTSTAT_TENTATIVE;
    add_owed(NOTICE_REMINDER, meeting, list, at("2004-06-26T07:00:00Z"), notices);
    g_assert_cmpuint(notices->len, ==, 1);
    standing->promised = true;
    add_owed(NOTICE_REMINDER, meeting, list, at("2004-06-26T07:00:00Z"), notices);
    g_assert_cmpuint(notices->len, ==, 2);
    g_assert_null(schedule_moot(meeting, standing, reminder, at("2004-06-26T07:00:00Z"),
                                at("2004-06-26T07:00:00Z")));
}

static void
test_invitations(void)
{
    static const struct {
        const char *what, *now, *invited, *partstat;
        guint want;
        const char *channel;
    } rows[] = {
        {"not invited yet", "2004-06-01T09:00:00Z", NULL, "NEEDS-ACTION", 1, NULL},
        {"invited", "2004-06-02T09:00:00Z", "2004-06-01T09:00:00Z", "NEEDS-ACTION", 0, NULL},
        {"the organizer wrote down a yes", "2004-06-02T09:00:00Z", NULL, "ACCEPTED", 1,
         "organizer"},
        {"or a maybe", "2004-06-02T09:00:00Z", NULL, "TENTATIVE", 1, "organizer"},
        {"or a no", "2004-06-02T09:00:00Z", NULL, "DECLINED", 0, "organizer"},
        {"they answered themselves", "2004-06-02T09:00:00Z", NULL, "ACCEPTED", 0, "reply"},
        {"invited, and came to say yes", "2004-06-02T09:00:00Z", "2004-06-01T09:00:00Z", "ACCEPTED",
         0, NULL},
        {"last minute of the meeting's day", "2004-07-15T06:59:00Z", NULL, "NEEDS-ACTION", 1, NULL},
        {"over", "2004-07-15T07:00:00Z", NULL, "NEEDS-ACTION", 0, NULL},
    };
    g_autoptr(Meeting) meeting = portland();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) list = standings(rows[i].invited, rows[i].partstat, NULL, NULL);
        g_autoptr(GPtrArray) notices = notices_new();
        ((Standing *)g_ptr_array_index(list, 0))->channel = g_strdup(rows[i].channel);
        add_owed(NOTICE_INVITATION, meeting, list, at(rows[i].now), notices);
        g_test_message("%s", rows[i].what);
        g_assert_cmpuint(notices->len, ==, rows[i].want);
    }
}

static void
test_moot(void)
{
    g_autoptr(Meeting) meeting = portland();
    g_autoptr(GPtrArray) list = standings("2004-06-01T09:00:00Z", "NEEDS-ACTION", NULL, NULL);
    Standing *standing = g_ptr_array_index(list, 0);
    g_autoptr(Notice) reminder = notice_new("portland", "ann", NOTICE_REMINDER, "7d", "");
    g_autoptr(Notice) news = notice_new("portland", "ann", NOTICE_ANNOUNCEMENT, "1", "");
    gint64 now = at("2004-06-24T12:00:00Z");

    g_assert_null(schedule_moot(meeting, standing, reminder, now, now));
    standing->partstat = PARTSTAT_ACCEPTED;
    g_assert_nonnull(schedule_moot(meeting, standing, reminder, now, now));
    g_assert_null(schedule_moot(meeting, standing, news, now, now));
    standing->partstat = PARTSTAT_NEEDS_ACTION;
    g_assert_nonnull(schedule_moot(meeting, standing, reminder, at("2004-07-20T12:00:00Z"),
                                   at("2004-07-20T12:00:00Z")));

    g_autoptr(Notice) echo = notice_new("portland", "ann", NOTICE_ECHO, "q7", "");
    standing->silent_since = now;
    g_assert_cmpstr(schedule_moot(meeting, standing, news, now, now), ==, "asked for no more mail");
    g_assert_null(schedule_moot(meeting, standing, echo, now, now)); /* they wrote */
    standing->dead_why = g_strdup("no such user");
    g_assert_nonnull(schedule_moot(meeting, standing, echo, now, now));
}

/* Whether they are asked what they meant. */
static void
test_asks(void)
{
    static const struct {
        const char *partstat;
        Reason reason;
        const char *anew, *received, *now;
        bool want;
    } rows[] = {
        {"NEEDS-ACTION", REASON_UNCLEAR, NULL, "2004-06-20T09:00:00Z", "2004-06-20T09:00:00Z",
         true},
        {"TENTATIVE", REASON_UNSURE, NULL, "2004-06-20T09:00:00Z", "2004-06-20T09:00:00Z", true},
        {"ACCEPTED", REASON_UNCLEAR, NULL, "2004-06-20T09:00:00Z", "2004-06-20T09:00:00Z", false},
        {"DECLINED", REASON_UNSURE, NULL, "2004-06-20T09:00:00Z", "2004-06-20T09:00:00Z", false},
        {"DELEGATED", REASON_UNCLEAR, NULL, "2004-06-20T09:00:00Z", "2004-06-20T09:00:00Z", false},
        /* which of two holds, and whether that was them, is still to be told */
        {"ACCEPTED", REASON_LATE, NULL, "2004-06-20T09:00:00Z", "2004-06-20T09:00:00Z", true},
        {"ACCEPTED", REASON_NOT_THEIRS, NULL, "2004-06-20T09:00:00Z", "2004-06-20T09:00:00Z", true},
        /* it was about another invitation */
        {"NEEDS-ACTION", REASON_UNCLEAR, "2004-06-21T09:00:00Z", "2004-06-20T09:00:00Z",
         "2004-06-22T09:00:00Z", false},
        {"NEEDS-ACTION", REASON_UNCLEAR, "2004-06-19T09:00:00Z", "2004-06-20T09:00:00Z",
         "2004-06-22T09:00:00Z", true},
        /* the 14th is over in Portland at seven in the morning of the 15th (UTC) */
        {"NEEDS-ACTION", REASON_UNCLEAR, NULL, "2004-07-15T06:59:59Z", "2004-07-15T06:59:59Z",
         true},
        {"NEEDS-ACTION", REASON_LATE, NULL, "2004-07-15T06:59:59Z", "2004-07-15T07:00:00Z", false},
    };
    g_autoptr(Meeting) meeting = portland();
    g_autoptr(Notice) question = notice_new("portland", "ann", NOTICE_QUESTION, "q7", "");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) list = standings("2004-06-01T09:00:00Z", rows[i].partstat, NULL, NULL);
        Standing *standing = g_ptr_array_index(list, 0);
        gint64 now = at(rows[i].now);
        standing->anew_at = rows[i].anew ? at(rows[i].anew) : NEVER;
        g_test_message("row %zu", i);
        g_assert_cmpint(schedule_asks(meeting, standing, rows[i].reason, at(rows[i].received), now),
                        ==, rows[i].want);
        standing->review = true;
        standing->reviewed_at = at(rows[i].received);
        g_assert_cmpint(schedule_moot(meeting, standing, question, now, now) != NULL, ==,
                        now >= at("2004-07-15T07:00:00Z") ||
                            standing->reviewed_at <= standing->anew_at);
    }
}

static void
test_audience(void)
{
    static const struct {
        const char *audience;
        int want; /* -1 = no such audience */
        int uninvited;
    } rows[] = {{"all", 3, 2},      {"accepted", 1, 0}, {"pending", 1, 2}, {"speakers", 1, 0},
                {"declined", 1, 0}, {"maybe", 0, 0},    {"core", 2, 1},    {"sail", -1, 0}};
    static const struct {
        const char *id, *partstat, *group;
        gint64 invited_at, called_at;
    } people[] = {{"ann", "ACCEPTED", "core", NEVER, NEVER},
                  {"ben", "DECLINED", "core", NEVER, NEVER},
                  {"cy", "NEEDS-ACTION", NULL, 1, NEVER},
                  {"dee", "NEEDS-ACTION", "core", NEVER, NEVER},
                  {"eve", "NEEDS-ACTION", NULL, 1, 2}};
    g_autoptr(Meeting) meeting = portland();
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)standing_free);
    AgendaDay *day = g_ptr_array_index(meeting->days, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(people); i++) {
        Guest *guest = guest_new();
        Standing *standing = standing_new();
        Session *session = session_new();
        guest->id = g_strdup(people[i].id);
        if (people[i].group)
            g_ptr_array_add(guest->groups, g_strdup(people[i].group));
        g_ptr_array_add(meeting->guests, guest);
        standing->guest = g_strdup(people[i].id);
        standing->partstat = partstat_parse(people[i].partstat);
        standing->last_invited_at = people[i].invited_at;
        standing->called_at = people[i].called_at;
        g_ptr_array_add(list, standing);
        if (i < 2)
            g_ptr_array_add(session->speakers, g_strdup(people[i].id));
        g_ptr_array_add(day->sessions, session);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        int uninvited;
        g_autoptr(GArray) members = schedule_audience(meeting, list, rows[i].audience, &uninvited);
        g_assert_cmpint(members ? (int)members->len : -1, ==, rows[i].want);
        g_assert_cmpint(uninvited, ==, rows[i].uninvited);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/schedule/reminders", test_reminders);
    g_test_add_func("/schedule/no-reminder", test_no_reminder);
    g_test_add_func("/schedule/seat-gone", test_seat_gone);
    g_test_add_func("/schedule/offer", test_offer);
    g_test_add_func("/schedule/invitations", test_invitations);
    g_test_add_func("/schedule/patience", test_patience);
    g_test_add_func("/schedule/moot", test_moot);
    g_test_add_func("/schedule/asks", test_asks);
    g_test_add_func("/schedule/audience", test_audience);
    return g_test_run();
}
