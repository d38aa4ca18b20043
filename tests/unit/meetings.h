/* Meetings for tests, written a line a thing. */
#ifndef CONVOKE_TESTS_MEETINGS_H
#define CONVOKE_TESTS_MEETINGS_H

#include <stdio.h>
#include <string.h>
#include "event/meeting.h"

#define MEETINGS_LINES 12 /* at most so many a list; the rest is NULL */

G_GNUC_UNUSED static Guest *
add_guest(Meeting *meeting, const char *id, const char *name, const char *address)
{
    Guest *guest = guest_new();
    guest->id = g_strdup(id);
    guest->name = g_strdup(name);
    guest->line = (int)meeting->guests->len + 100;
    g_ptr_array_add(guest->addresses, g_strdup(address));
    g_ptr_array_add(meeting->guests, guest);
    return guest;
}

G_GNUC_UNUSED static AgendaDay *
add_day(Meeting *meeting, const char *iso)
{
    AgendaDay *day = agenda_day_new(day_parse(iso));
    g_ptr_array_add(meeting->days, day);
    return day;
}

G_GNUC_UNUSED static Topic *
add_topic(Meeting *meeting, const char *id, const char *title)
{
    Topic *topic = topic_new();
    topic->id = g_strdup(id);
    topic->title = g_strdup(title);
    topic->number = (int)meeting->topics->len + 1;
    g_ptr_array_add(meeting->topics, topic);
    return topic;
}

G_GNUC_UNUSED static Question *
add_question(Meeting *meeting, const char *id, const char *ask)
{
    Question *question = question_new();
    question->id = g_strdup(id);
    question->ask = g_strdup(ask);
    g_ptr_array_add(meeting->questions, question);
    return question;
}

static void
split_into(GPtrArray *array, const char *text, const char *separator)
{
    g_auto(GStrv) pieces = g_strsplit(text, separator, -1);
    for (char **piece = pieces; *piece; piece++)
        if (**piece)
            g_ptr_array_add(array, g_strdup(*piece));
}

/* "14 10:00-11:00 talk ada,bob: First title / Second title #id-given @room" on a day of July 2004. The
 * text is the titles of a talk, and what anything else is called. */
G_GNUC_UNUSED static Session *
add_session(Meeting *meeting, const char *line)
{
    int day = 0;
    char time[16], kind[16];
    int used = 0;
    g_assert_cmpint(sscanf(line, "%d %15s %15[a-z] %n", &day, time, kind, &used), ==, 3);
    g_auto(GStrv) times = g_strsplit(time, "-", 2);
    g_auto(GStrv) room = g_strsplit(line + used, " @", 2);
    g_auto(GStrv) id = g_strsplit(room[0], " #", 2);
    g_auto(GStrv) said = g_strsplit(id[0], ":", 2);
    Session *session = session_new();
    session->start = minute_parse(times[0]);
    session->end = minute_parse(times[1]);
    session->day = day_of(2004, 7, day);
    session->id = g_strdup(id[1]);
    session->id_given = id[1] != NULL;
    session->room = g_strdup(room[1]);
    for (int k = SESSION_TALK; k <= SESSION_MEAL; k++)
        if (strcmp(session_kind_name((SessionKind)k), kind) == 0)
            session->kind = (SessionKind)k;
    split_into(session->speakers, said[0], ",");
    if (session->kind == SESSION_TALK)
        split_into(session->titles, g_strchug(said[1]), " / ");
    else
        session->what = g_strdup(g_strchug(said[1]));
    AgendaDay *last =
        meeting->days->len ? g_ptr_array_index(meeting->days, meeting->days->len - 1) : NULL;
    if (!last || last->day != session->day) {
        last = agenda_day_new(session->day);
        g_ptr_array_add(meeting->days, last);
    }
    g_ptr_array_add(last->sessions, session);
    return session;
}

/* Lines count from 1. */
G_GNUC_UNUSED static Meeting *
meeting_of(const char *const lines[MEETINGS_LINES])
{
    Meeting *meeting = meeting_new();
    for (int i = 0; i < MEETINGS_LINES && lines[i]; i++)
        add_session(meeting, lines[i])->line = i + 1;
    return meeting;
}

G_GNUC_UNUSED static void
add_material(GPtrArray *materials, const char *title, const char *from, const char *url)
{
    Material *material = material_new();
    material->title = g_strdup(title);
    material->from = g_strdup(from);
    material->url = g_strdup(url);
    g_ptr_array_add(materials, material);
}

/* A meeting that has everything. */
G_GNUC_UNUSED static Meeting *
full_meeting(void)
{
    static const int days_before[] = {14, 2};
    Meeting *meeting = meeting_of((const char *[MEETINGS_LINES]){
        "14 10:00 talk ada: Compilers #compilers @Aula",
        "14 11:00-11:45 talk bob: First / Second #first",
        "14 12:00 meal: Lunch #lunch",
        "14 15:00 discussion: Open questions #open",
        "15 10:00 talk ada,bob: #ada-bob",
    });
    meeting->id = g_strdup("meet-2004");
    meeting->name = g_strdup("Meet 2004");
    meeting->series = g_strdup("The Meet");
    meeting->edition = g_strdup("second");
    meeting->about = g_strdup("One paragraph.\n\n  And another.");
    meeting->by_invitation = g_strdup("Who did a lot.");
    meeting->seats = 15;
    meeting->seats_min = 10;
    meeting->offer_days = 7;
    g_ptr_array_add(meeting->quotas, quota_new(QUOTA_AFFILIATION, NULL, 3));
    g_ptr_array_add(meeting->quotas, quota_new(QUOTA_GROUP, "core", 4));
    meeting->location = g_strdup("Portland, Oregon");
    meeting->zone = g_strdup("America/Los_Angeles");
    meeting->language = g_strdup("en");
    meeting->organizer.name = g_strdup("Olga Nizer");
    meeting->organizer.address = g_strdup("olga@x.example");
    meeting->answer_by = day_of(2004, 6, 30);
    g_array_append_vals(meeting->reminders.days_before, days_before, G_N_ELEMENTS(days_before));
    meeting->reminders.stop = day_of(2004, 7, 10);
    meeting->reminders.maybes = true;
    split_into(add_question(meeting, "dinner", "Will you join the dinner?")->choices, "yes/no",
               "/");
    add_question(meeting, "diet", "What do you not eat?");
    split_into(meeting->sponsors, "Ink/Paper", "/");
    Guest *ada = add_guest(meeting, "ada", "Ada Byron", "ada@x.example");
    ada->role = g_strdup("chair");
    ada->affiliation = g_strdup("Analytics");
    ada->language = g_strdup("de");
    ada->zone = g_strdup("Europe/London");
    split_into(ada->groups, "core/old", "/");
    split_into(ada->addresses, "countess@y.example", "/");
    add_guest(meeting, "bob", "Bob Adams", "bob@x.example")->wave = 2;
    Topic *dma = add_topic(meeting, "dma", "Remote DMA");
    dma->body = g_strdup("Who needs it?");
    dma->proposed = g_strdup("bob");
    add_topic(meeting, "wifi", "Wireless");
    add_material(meeting->slides, "Compilers", "ada", "slides/compilers.pdf");
    add_material(meeting->photos, "The group", NULL, "https://x.example/group.jpg");
    add_material(meeting->references, "The paper", NULL, NULL);
    Session *open =
        g_ptr_array_index(((AgendaDay *)g_ptr_array_index(meeting->days, 0))->sessions, 3);
    open->open_end = true;
    open->note = g_strdup("Bring what was too long for its hour.");
    return meeting;
}

#endif
