/* Lives of the values of a meeting. What is looked up in them is in meeting-find.c. */
#include "event/meeting.h"

static GPtrArray *
strings_new(void)
{
    return g_ptr_array_new_with_free_func(g_free);
}

Guest *
guest_new(void)
{
    Guest *guest = g_new0(Guest, 1);
    guest->addresses = strings_new();
    guest->groups = strings_new();
    guest->wave = 1;
    return guest;
}

void
guest_free(Guest *guest)
{
    if (!guest)
        return;
    g_free(guest->id);
    g_free(guest->name);
    g_ptr_array_unref(guest->addresses);
    g_free(guest->role);
    g_free(guest->affiliation);
    g_free(guest->language);
    g_free(guest->zone);
    g_ptr_array_unref(guest->groups);
    g_free(guest);
}

Session *
session_new(void)
{
    Session *session = g_new0(Session, 1);
    session->day = DAY_NONE;
    session->start = MINUTE_NONE;
    session->end = MINUTE_NONE;
    session->speakers = strings_new();
    session->titles = strings_new();
    return session;
}

void
session_free(Session *session)
{
    if (!session)
        return;
    g_free(session->id);
    g_ptr_array_unref(session->speakers);
    g_ptr_array_unref(session->titles);
    g_free(session->what);
    g_free(session->note);
    g_free(session->room);
    g_free(session);
}

AgendaDay *
agenda_day_new(Day day)
{
    AgendaDay *agenda_day = g_new0(AgendaDay, 1);
    agenda_day->day = day;
    agenda_day->sessions = g_ptr_array_new_with_free_func((GDestroyNotify)session_free);
    return agenda_day;
}

void
agenda_day_free(AgendaDay *day)
{
    if (!day)
        return;
    g_ptr_array_unref(day->sessions);
    g_free(day);
}

Topic *
topic_new(void)
{
    return g_new0(Topic, 1);
}

void
topic_free(Topic *topic)
{
    if (!topic)
        return;
    g_free(topic->id);
    g_free(topic->title);
    g_free(topic->body);
    g_free(topic->proposed);
    g_free(topic);
}

Material *
material_new(void)
{
    return g_new0(Material, 1);
}

void
material_free(Material *material)
{
    if (!material)
        return;
    g_free(material->title);
    g_free(material->from);
    g_free(material->url);
    g_free(material);
}

Question *
question_new(void)
{
    Question *question = g_new0(Question, 1);
    question->choices = strings_new();
    return question;
}

void
question_free(Question *question)
{
    if (!question)
        return;
    g_free(question->id);
    g_free(question->ask);
    g_ptr_array_unref(question->choices);
    g_free(question);
}

Quota *
quota_new(QuotaKind kind, const char *name, int most)
{
    Quota *quota = g_new(Quota, 1);
    *quota = (Quota){.kind = kind, .name = g_strdup(name), .most = most};
    return quota;
}

void
quota_free(Quota *quota)
{
    if (!quota)
        return;
    g_free(quota->name);
    g_free(quota);
}

Meeting *
meeting_new(void)
{
    Meeting *meeting = g_new0(Meeting, 1);
    meeting->days = g_ptr_array_new_with_free_func((GDestroyNotify)agenda_day_free);
    meeting->answer_by = DAY_NONE;
    reminder_policy_init(&meeting->reminders);
    notice_policies_init(&meeting->notices);
    meeting->trust = TRUST_POLICY_DEFAULT;
    meeting->questions = g_ptr_array_new_with_free_func((GDestroyNotify)question_free);
    meeting->quotas = g_ptr_array_new_with_free_func((GDestroyNotify)quota_free);
    meeting->sponsors = strings_new();
    meeting->guests = g_ptr_array_new_with_free_func((GDestroyNotify)guest_free);
    meeting->topics = g_ptr_array_new_with_free_func((GDestroyNotify)topic_free);
    meeting->slides = g_ptr_array_new_with_free_func((GDestroyNotify)material_free);
    meeting->photos = g_ptr_array_new_with_free_func((GDestroyNotify)material_free);
    meeting->references = g_ptr_array_new_with_free_func((GDestroyNotify)material_free);
    return meeting;
}

void
meeting_free(Meeting *meeting)
{
    if (!meeting)
        return;
    g_free(meeting->id);
    g_free(meeting->name);
    g_free(meeting->status_note);
    g_free(meeting->series);
    g_free(meeting->edition);
    g_free(meeting->about);
    g_free(meeting->by_invitation);
    g_free(meeting->location);
    g_free(meeting->zone);
    g_free(meeting->language);
    g_free(meeting->organizer.name);
    g_free(meeting->organizer.address);
    g_ptr_array_unref(meeting->days);
    reminder_policy_clear(&meeting->reminders);
    notice_policies_clear(&meeting->notices);
    g_ptr_array_unref(meeting->questions);
    g_ptr_array_unref(meeting->quotas);
    g_ptr_array_unref(meeting->sponsors);
    g_ptr_array_unref(meeting->guests);
    g_ptr_array_unref(meeting->topics);
    g_ptr_array_unref(meeting->slides);
    g_ptr_array_unref(meeting->photos);
    g_ptr_array_unref(meeting->references);
    g_free(meeting);
}

const char *
quota_kind_name(QuotaKind kind)
{
    return kind == QUOTA_AFFILIATION ? "affiliation" : "group";
}

const char *
session_kind_name(SessionKind kind)
{
    static const char *const names[] = {
        [SESSION_TALK] = "talk",
        [SESSION_DISCUSSION] = "discussion",
        [SESSION_BREAK] = "break",
        [SESSION_MEAL] = "meal",
    };
    g_assert((size_t)kind < G_N_ELEMENTS(names));
    return names[kind];
}
