/* What is looked up in a meeting. */
#include "tests/unit/meetings.h"

static void
test_find_guest(void)
{
    g_autoptr(Meeting) meeting = meeting_new();
    Guest *ada = add_guest(meeting, "ada", "Ada Lovelace", "ada@x.example");
    g_ptr_array_add(ada->addresses, g_strdup("countess@y.example"));
    add_guest(meeting, "bob", "Bob Adams", "bob@x.example");
    add_guest(meeting, "bobby", "Bob Bobson", "b2@x.example");
    add_guest(meeting, "jorg", "Jörg Müller", "jm@x.example");
    add_guest(meeting, "kim-1", "Kim Lee", "k1@x.example");
    add_guest(meeting, "kim-2", "Kim Lee", "k2@x.example");
    static const struct {
        const char *who;
        const char *want; /* id */
        bool several;
    } table[] = {
        {"ada", "ada", false}, /* an id goes before the piece of two names */
        {"BOB", "bob", false},
        {"Countess@Y.example", "ada", false},
        {"mailto:bob@x.example", "bob", false},
        {"ada lovelace", "ada", false},
        {"lace", "ada", false},
        {"adams", "bob", false},
        {"MÜLLER", "jorg", false},
        {"Mu\u0308ller", "jorg", false}, /* decomposed */
        {"Bob ", NULL, true},
        {"Kim Lee", NULL, true},
        {"nobody", NULL, false},
        {"nobody@x.example", NULL, false},
        {"", NULL, false},
        {"\xff", NULL, false},
        {NULL, NULL, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GPtrArray) found = meeting_find_guests(meeting, table[i].who);
        const Guest *guest = found->len == 1 ? g_ptr_array_index(found, 0) : NULL;
        g_assert_cmpstr(guest ? guest->id : NULL, ==, table[i].want);
        g_assert_cmpint(found->len > 1, ==, table[i].several);
    }
    g_assert_true(meeting_guest(meeting, "ada") == ada);
    g_assert_null(meeting_guest(meeting, "ADA"));
    g_assert_null(meeting_guest(meeting, NULL));
}

static void
test_groups_and_speakers(void)
{
    g_autoptr(Meeting) meeting = meeting_new();
    Guest *ada = add_guest(meeting, "ada", "Ada Lovelace", "ada@x.example");
    g_ptr_array_add(ada->groups, g_strdup("core"));
    g_assert_true(guest_in_group(ada, "core"));
    g_assert_false(guest_in_group(ada, "cor"));

    add_day(meeting, "2004-07-14");
    Session *talk = add_session(meeting, "15 10:00 talk ada,bob: Compilers #compilers");
    g_assert_true(meeting_speaks(meeting, "ada"));
    g_assert_true(session_has_speaker(talk, "bob"));
    g_assert_false(meeting_speaks(meeting, "cid"));
    g_assert_true(meeting_session(meeting, "compilers") == talk);
    g_assert_null(meeting_session(meeting, "linkers"));
    g_assert_null(meeting_session(meeting, NULL));
}

static void
test_session_end(void)
{
    g_autoptr(Meeting) meeting = meeting_of(
        (const char *[MEETINGS_LINES]){"14 10:00-10:45 talk ada: Given", "14 11:00 talk ada: Left",
                                       "14 11:00 talk bob: Right", "14 15:00 discussion: Last"});
    static const Minute ends[] = {
        10 * 60 + 45, 15 * 60, /* not 11:00: the two are parallel */
        15 * 60, 16 * 60,      /* nothing follows */
    };
    const AgendaDay *day = g_ptr_array_index(meeting->days, 0);
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
        g_assert_cmpint(session_end(day, g_ptr_array_index(day->sessions, i)), ==, ends[i]);
}

static void
test_span(void)
{
    g_autoptr(Meeting) meeting = meeting_new();
    g_autoptr(GTimeZone) zone = zone_open("America/Los_Angeles");
    Day first = add_day(meeting, "2004-07-14")->day;
    Day last = add_day(meeting, "2004-07-15")->day;
    gint64 start, end;
    meeting_span(meeting, zone, &start, &end);
    g_assert_cmpint(start, ==, when_utc(first, 9 * 60, zone));
    g_assert_cmpint(end, ==, when_utc(last, 18 * 60, zone));
    g_assert_false(meeting_has_hours(meeting));
    g_assert_cmpint(meeting_start(meeting), ==, MINUTE_NONE);

    g_autoptr(Meeting) full = meeting_of((const char *[MEETINGS_LINES]){
        "14 10:00 talk ada: First", "15 14:00-26:00 meal: A long evening",
        "15 16:00 talk bob: Later, but over earlier"});
    meeting_span(full, zone, &start, &end);
    g_assert_cmpint(start, ==, when_utc(first, 10 * 60, zone));
    g_assert_cmpint(end, ==, when_utc(last + 1, 2 * 60, zone));
    g_assert_cmpint(meeting_first_day(full), ==, first);
    g_assert_cmpint(meeting_last_day(full), ==, last);
    g_assert_true(meeting_has_hours(full));
    g_assert_cmpint(meeting_start(full), ==, 10 * 60);

    g_assert_false(meeting_over(full, zone, when_utc(last + 1, 0, zone)));
    g_assert_false(meeting_over(full, zone, end - 1));
    g_assert_true(meeting_over(full, zone, end));
    add_day(full, "2004-07-16");
    g_assert_false(meeting_over(full, zone, when_utc(last + 1, 24 * 60 - 1, zone)));
    g_assert_true(meeting_over(full, zone, when_utc(last + 1, 24 * 60, zone)));
    g_assert_false(meeting_has_hours(full)); /* when it ends is not known any more */
}

/* Nobody is told that a day ends when they are told that its last session begins. */
static void
test_end_given(void)
{
    static const struct {
        const char *sessions[MEETINGS_LINES];
        bool given;
    } cases[] = {
        {{"14 10:00 talk ada: First", "14 11:00-12:00 talk bob: Last"}, true},
        {{"14 10:00-12:00 talk ada: First", "14 11:00 talk bob: Last"}, false},
        {{"14 10:00-11:00 talk ada: Left", "14 10:00 talk bob: Right"}, false},
        {{"14 10:00-26:00 meal: A long evening", "14 16:00-17:00 talk bob: Later"}, true},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Meeting) meeting = meeting_of(cases[i].sessions);
        g_assert_cmpint(day_end_given(g_ptr_array_index(meeting->days, 0)), ==, cases[i].given);
    }
}

static void
test_lookups(void)
{
    g_autoptr(Meeting) meeting = full_meeting();
    g_autoptr(GHashTable) guests = meeting_index(meeting->guests);
    g_autoptr(GPtrArray) sessions = meeting_sessions(meeting);
    g_assert_cmpint(g_hash_table_size(guests), ==, 2);
    g_assert_true(g_hash_table_lookup(guests, "bob") == meeting_guest(meeting, "bob"));
    g_assert_cmpint(sessions->len, ==, 5);
    g_assert_true(g_ptr_array_index(sessions, 4) == meeting_session(meeting, "ada-bob"));
    g_assert_cmpstr(meeting_question(meeting, "diet")->ask, ==, "What do you not eat?");
    g_assert_null(meeting_question(meeting, "wifi"));
}

/* Frees what was never filled, and nothing. */
static void
test_free(void)
{
    meeting_free(NULL);
    guest_free(NULL);
    session_free(NULL);
    agenda_day_free(NULL);
    topic_free(NULL);
    material_free(NULL);
    question_free(NULL);
    topic_free(topic_new());
    material_free(material_new());
    question_free(question_new());
    g_assert_cmpstr(session_kind_name(SESSION_MEAL), ==, "meal");
    g_assert_cmpstr(session_kind_name(SESSION_TALK), ==, "talk");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/meeting/find-guest", test_find_guest);
    g_test_add_func("/meeting/groups-and-speakers", test_groups_and_speakers);
    g_test_add_func("/meeting/session-end", test_session_end);
    g_test_add_func("/meeting/span", test_span);
    g_test_add_func("/meeting/end-given", test_end_given);
    g_test_add_func("/meeting/lookups", test_lookups);
    g_test_add_func("/meeting/free", test_free);
    return g_test_run();
}
