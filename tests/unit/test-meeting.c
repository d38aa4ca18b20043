/* What is looked up in a meeting. */
#include "event/meeting.h"

static Guest *
add_guest(Meeting *meeting, const char *id, const char *name, const char *address)
{
    Guest *guest = guest_new();
    guest->id = g_strdup(id);
    guest->name = g_strdup(name);
    g_ptr_array_add(guest->addresses, g_strdup(address));
    g_ptr_array_add(meeting->guests, guest);
    return guest;
}

static AgendaDay *
add_day(Meeting *meeting, const char *iso)
{
    AgendaDay *day = agenda_day_new(day_parse(iso));
    g_ptr_array_add(meeting->days, day);
    return day;
}

static Session *
add_session(AgendaDay *day, const char *start, const char *end)
{
    Session *session = session_new();
    session->day = day->day;
    session->start = minute_parse(start);
    session->end = minute_parse(end);
    g_ptr_array_add(day->sessions, session);
    return session;
}

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
        bool several = !table[i].several;
        const Guest *found = meeting_find_guest(meeting, table[i].who, &several);
        g_assert_cmpstr(found ? found->id : NULL, ==, table[i].want);
        g_assert_cmpint(several, ==, table[i].several);
        g_assert_true(meeting_find_guest(meeting, table[i].who, NULL) == found);
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
    Session *talk = add_session(add_day(meeting, "2004-07-15"), "10:00", NULL);
    g_assert_false(meeting_speaks(meeting, "ada"));
    g_ptr_array_add(talk->speakers, g_strdup("ada"));
    g_assert_true(meeting_speaks(meeting, "ada"));
    g_assert_false(meeting_speaks(meeting, "bob"));
}

static void
test_session_end(void)
{
    g_autoptr(Meeting) meeting = meeting_new();
    AgendaDay *day = add_day(meeting, "2004-07-14");
    Session *given = add_session(day, "10:00", "10:45");
    Session *left = add_session(day, "11:00", NULL);
    Session *right = add_session(day, "11:00", NULL);
    Session *last = add_session(day, "15:00", NULL);
    last->open_end = true;
    g_assert_cmpint(session_end(day, given), ==, 10 * 60 + 45);
    g_assert_cmpint(session_end(day, left), ==, 15 * 60); /* not 11:00: they are parallel */
    g_assert_cmpint(session_end(day, right), ==, 15 * 60);
    g_assert_cmpint(session_end(day, last), ==, 16 * 60);
}

static void
test_span(void)
{
    g_autoptr(Meeting) meeting = meeting_new();
    g_autoptr(GTimeZone) zone = zone_open("America/Los_Angeles");
    AgendaDay *first = add_day(meeting, "2004-07-14");
    AgendaDay *last = add_day(meeting, "2004-07-15");
    gint64 start, end;
    meeting_span(meeting, zone, &start, &end);
    g_assert_cmpint(start, ==, when_utc(first->day, 9 * 60, zone));
    g_assert_cmpint(end, ==, when_utc(last->day, 18 * 60, zone));

    add_session(first, "10:00", NULL);
    add_session(last, "14:00", "26:00"); /* a long evening ends after what starts later */
    add_session(last, "16:00", NULL);
    meeting_span(meeting, zone, &start, &end);
    g_assert_cmpint(start, ==, when_utc(first->day, 10 * 60, zone));
    g_assert_cmpint(end, ==, when_utc(last->day + 1, 2 * 60, zone));
    g_assert_cmpint(meeting_first_day(meeting), ==, first->day);
    g_assert_cmpint(meeting_last_day(meeting), ==, last->day);
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
    g_test_add_func("/meeting/free", test_free);
    return g_test_run();
}
