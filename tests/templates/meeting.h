/* The meeting that the tests of views and letters talk about, of our own invention. */
#ifndef CONVOKE_TESTS_TEMPLATES_MEETING_H
#define CONVOKE_TESTS_TEMPLATES_MEETING_H

#include "event/meeting.h"

static inline Guest *
add_guest(Meeting *meeting, const char *id, const char *name, const char *language,
          const char *zone)
{
    Guest *guest = guest_new();
    guest->id = g_strdup(id);
    guest->name = g_strdup(name);
    guest->language = g_strdup(language);
    guest->zone = g_strdup(zone);
    g_ptr_array_add(guest->addresses, g_strconcat(id, "@keepers.example", NULL));
    g_ptr_array_add(meeting->guests, guest);
    return guest;
}

static inline Session *
add_session(Meeting *meeting, guint day, SessionKind kind, const char *start, const char *what)
{
    AgendaDay *agenda = g_ptr_array_index(meeting->days, day);
    Session *session = session_new();
    session->id = g_strdup_printf("s%u-%u", day, agenda->sessions->len);
    session->kind = kind;
    session->day = agenda->day;
    session->start = minute_parse(start);
    session->end = MINUTE_NONE;
    session->what = g_strdup(what);
    g_ptr_array_add(agenda->sessions, session);
    return session;
}

/* SPEAKERS are ids of guests and TITLES titles, ";" between them. */
static inline Session *
add_talk(Meeting *meeting, guint day, const char *start, const char *speakers, const char *titles)
{
    Session *session = add_session(meeting, day, SESSION_TALK, start, NULL);
    g_auto(GStrv) ids = g_strsplit(speakers, ";", -1);
    g_auto(GStrv) names = g_strsplit(titles, ";", -1);
    for (char **id = ids; *id; id++)
        g_ptr_array_add(session->speakers, g_strdup(*id));
    for (char **name = names; *name; name++)
        g_ptr_array_add(session->titles, g_strdup(*name));
    return session;
}

static inline void
add_question(Meeting *meeting, const char *id, const char *ask, const char *choices)
{
    Question *question = question_new();
    g_auto(GStrv) items = g_strsplit(choices, ";", -1);
    question->id = g_strdup(id);
    question->ask = g_strdup(ask);
    for (char **item = items; *item; item++)
        g_ptr_array_add(question->choices, g_strdup(*item));
    g_ptr_array_add(meeting->questions, question);
}

static inline void
add_topic(Meeting *meeting, const char *title, const char *body, const char *proposed)
{
    Topic *topic = topic_new();
    topic->number = (int)meeting->topics->len + 1;
    topic->id = g_strdup_printf("t%d", topic->number);
    topic->title = g_strdup(title);
    topic->body = g_strdup(body);
    topic->proposed = g_strdup(proposed);
    g_ptr_array_add(meeting->topics, topic);
}

static inline void
add_agenda(Meeting *meeting)
{
    g_ptr_array_add(meeting->days, agenda_day_new(day_of(2031, 9, 30)));
    g_ptr_array_add(meeting->days, agenda_day_new(day_of(2031, 10, 1)));
    add_session(meeting, 0, SESSION_BREAK, "9:00", "Coffee and a look at the lamp");
    add_talk(meeting, 0, "10:00", "mira", "What a lens remembers;Brass, and how to keep it");
    add_talk(meeting, 0, "11:00", "joerg", "");
    add_session(meeting, 0, SESSION_MEAL, "12:30", "Lunch")->end = minute_parse("14:00");
    add_session(meeting, 0, SESSION_DISCUSSION, "14:00", "Open discussion of the day's talks")
        ->open_end = true;
    add_session(meeting, 0, SESSION_MEAL, "18:00", "Dinner at the harbour")->room =
        g_strdup("The Gull");
    Session *both = add_talk(meeting, 1, "9:30", "mira;tove",
                             "Fog signals for people who cannot hear them, a field report of three "
                             "winters on the coast");
    both->end = minute_parse("11:00");
    both->room = g_strdup("Upper gallery");
    both->note = g_strdup("Bring something warm to wear.");
    add_session(meeting, 1, SESSION_DISCUSSION, "11:30", "What next?")->open_end = true;
}

static inline Meeting *
meeting_for_tests(void)
{
    Meeting *meeting = meeting_new();
    meeting->id = g_strdup("keepers-2031");
    meeting->name = g_strdup("Keepers' Meeting 2031");
    meeting->series = g_strdup("Lighthouse Keepers' Meeting");
    meeting->edition = g_strdup("third");
    meeting->about = g_strdup("Two days for the people who look after old lights: what works, what "
                              "broke, and what to do\nabout it.\n\nNo slides are needed.");
    meeting->by_invitation =
        g_strdup("We invite at most fifteen people, so that all fit around one "
                 "table.");
    meeting->seats = 15;
    meeting->location = g_strdup("the Old Lamp Room, Ostend");
    meeting->zone = g_strdup("Europe/Brussels");
    meeting->language = g_strdup("en");
    meeting->organizer.name = g_strdup("Ines Vermeer");
    meeting->organizer.address = g_strdup("ines@keepers.example");
    meeting->answer_by = day_of(2031, 9, 1);
    g_ptr_array_add(meeting->sponsors, g_strdup("Harbour Trust"));
    g_ptr_array_add(meeting->sponsors, g_strdup("Bolt & Sons"));
    add_guest(meeting, "mira", "Mira Okafor", "en", "America/New_York")->affiliation =
        g_strdup("Cape Lights");
    add_guest(meeting, "joerg", "Jörg Lindner", "de", "Asia/Tokyo");
    add_guest(meeting, "tove", "Tove Dahl", NULL, NULL);
    add_guest(meeting, "anselm", "Anselm Weiß", "de-AT", "Europe/Vienna");
    add_agenda(meeting);
    add_question(meeting, "dinner", "Will you join the dinner on Tuesday?", "yes;no");
    add_question(meeting, "diet", "Is there anything that you do not eat?", "");
    add_topic(
        meeting, "Spare parts",
        "Who still makes wicks? The last supplier we know of closes next year, and stocks will "
        "not last.",
        "tove");
    add_topic(meeting, "Visitors at night", NULL, NULL);
    return meeting;
}

#endif
