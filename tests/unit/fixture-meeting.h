/* The meeting that the mailer's tests invite to: two days on the west coast, or as many as asked for. */
#ifndef CONVOKE_TESTS_FIXTURE_MEETING_H
#define CONVOKE_TESTS_FIXTURE_MEETING_H

#include "event/meeting.h"

#define FIXTURE_TOKEN "abcdefgh234567xy"
#define FIXTURE_US "meet@convoke.example"
#define FIXTURE_REPLY_TO "meet+" FIXTURE_TOKEN "@convoke.example"

static inline void
fixture_add_session(Meeting *meeting, const char *date, const char *start, const char *end)
{
    AgendaDay *day = agenda_day_new(day_parse(date));
    Session *session = session_new();
    session->day = day->day;
    session->start = minute_parse(start);
    session->end = minute_parse(end);
    g_ptr_array_add(day->sessions, session);
    g_ptr_array_add(meeting->days, day);
}

/* Without any day yet. */
static inline Meeting *
fixture_meeting_empty(void)
{
    Meeting *meeting = meeting_new();
    meeting->id = g_strdup("netconf-2004");
    meeting->name = g_strdup("Netconf 2004");
    meeting->location = g_strdup("Harbour House, Portland, Oregon");
    meeting->zone = g_strdup("America/Los_Angeles");
    return meeting;
}

static inline Meeting *
fixture_meeting(void)
{
    Meeting *meeting = fixture_meeting_empty();
    fixture_add_session(meeting, "2004-07-14", "10:00", "17:30");
    fixture_add_session(meeting, "2004-07-15", "9:30", "18:00");
    return meeting;
}

#endif
