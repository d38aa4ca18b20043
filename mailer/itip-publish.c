/* The agenda as calendar events, by libical. */
#include "mailer/itip-publish.h"
#include <libical/ical.h>
#include <stdlib.h>
#include "event/address.h"
#include "event/error.h"
#include "mailer/itip-text.h"
#include "mailer/itip-write.h"

typedef icalcomponent Component;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Component, icalcomponent_free)

/* A guest of whom only the address is known goes by its local part. */
static char *
speaker_name(const Guest *guest)
{
    g_autofree char *address = address_parse(guest->name);
    return address ? address_local(address) : g_strdup(guest->name);
}

static void
append_joined(GString *text, const char *word, const char *between)
{
    if (text->len > 0)
        g_string_append(text, between);
    g_string_append(text, word);
}

/* "Ada Lovelace, Alan Turing: Engines", or as much of it as there is. */
static char *
session_summary(const Meeting *meeting, const Session *session)
{
    g_autoptr(GString) names = g_string_new(NULL);
    g_autoptr(GString) titles = g_string_new(NULL);
    for (guint i = 0; i < session->speakers->len; i++) {
        const Guest *guest = meeting_guest(meeting, g_ptr_array_index(session->speakers, i));
        g_autofree char *name = guest ? speaker_name(guest) : NULL;
        if (name)
            append_joined(names, name, ", ");
    }
    for (guint i = 0; i < session->titles->len; i++)
        append_joined(titles, g_ptr_array_index(session->titles, i), "; ");
    if (session->what)
        append_joined(names, session->what, ": ");
    if (titles->len > 0)
        append_joined(names, titles->str, ": ");
    return itip_text(names->len > 0 ? names->str : meeting->name, false);
}

static void
add_location(icalcomponent *event, const Meeting *meeting, const char *room)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (room)
        append_joined(text, room, ", ");
    if (meeting->location)
        append_joined(text, meeting->location, ", ");
    g_autofree char *location = itip_text(text->str, false);
    if (*location)
        icalcomponent_add_property(event, icalproperty_new_location(location));
}

static gboolean
add_organizer(icalcomponent *event, const CalendarAgenda *agenda, GError **error)
{
    g_autofree char *address = itip_address(agenda->organizer, error);
    if (!address)
        return FALSE;
    icalproperty *organizer = icalproperty_new_organizer(address);
    if (agenda->organizer_name && *agenda->organizer_name) {
        g_autofree char *name = itip_parameter(agenda->organizer_name);
        icalproperty_add_parameter(organizer, icalparameter_new_cn(name));
    }
    icalcomponent_add_property(event, organizer);
    return TRUE;
}

/* NAME, which is unique within the meeting, makes the UID. */
static icalcomponent *
event_new(const CalendarAgenda *agenda, const char *name, const char *summary, bool busy)
{
    g_autofree char *uid = g_strconcat(name, ".", agenda->uid, NULL);
    icalcomponent *event = itip_event_new(uid, agenda->dtstamp, agenda->sequence);
    icalcomponent_add_property(event, icalproperty_new_summary(summary));
    icalcomponent_add_property(
        event, icalproperty_new_transp(busy ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
    if (agenda->meeting->cancelled)
        icalcomponent_add_property(event, icalproperty_new_status(ICAL_STATUS_CANCELLED));
    return event;
}

static icalcomponent *
session_event(const CalendarAgenda *agenda, const AgendaDay *day, const Session *session,
              GTimeZone *zone)
{
    const Meeting *meeting = agenda->meeting;
    bool pause = session->kind == SESSION_BREAK || session->kind == SESSION_MEAL;
    gint64 start = when_utc(day->day, session->start, zone);
    gint64 end = when_utc(day->day, session_end(day, session), zone);
    g_autofree char *summary = session_summary(meeting, session);
    icalcomponent *event = event_new(agenda, session->id, summary, !pause);
    itip_event_hours(event, start, end);
    add_location(event, meeting, session->room);
    if (session->note) {
        g_autofree char *note = itip_text(session->note, true);
        icalcomponent_add_property(event, icalproperty_new_description(note));
    }
    return event;
}

/* "day.2004-07-14": no session's id has a dot. */
static icalcomponent *
day_event(const CalendarAgenda *agenda, const AgendaDay *day)
{
    g_autofree char *date = day_format(day->day);
    g_autofree char *name = g_strconcat("day.", date, NULL);
    g_autofree char *summary = itip_text(agenda->meeting->name, false);
    icalcomponent *event = event_new(agenda, name, summary, false);
    itip_event_days(event, day->day, day->day);
    add_location(event, agenda->meeting, NULL);
    return event;
}

static gboolean
add_day(icalcomponent *calendar, const CalendarAgenda *agenda, const AgendaDay *day,
        GTimeZone *zone, GError **error)
{
    guint events = MAX(day->sessions->len, 1);
    for (guint i = 0; i < events; i++) {
        icalcomponent *event =
            day->sessions->len > 0
                ? session_event(agenda, day, g_ptr_array_index(day->sessions, i), zone)
                : day_event(agenda, day);
        icalcomponent_add_component(calendar, event);
        if (!add_organizer(event, agenda, error))
            return FALSE;
    }
    return TRUE;
}

/* What calendar programs call the whole; X-WR-CALNAME is what they read, NAME (RFC 7986 5.1) what they
 * should. libical leaves ";" and "," of an X- property as they are, and so do its readers. */
static void
add_name(icalcomponent *calendar, const Meeting *meeting)
{
    g_autofree char *name = itip_text(meeting->name, false);
    icalproperty *calname = icalproperty_new_x(name);
    icalproperty_set_x_name(calname, "X-WR-CALNAME");
    icalcomponent_add_property(calendar, icalproperty_new_name(name));
    icalcomponent_add_property(calendar, calname);
}

char *
itip_publish(const CalendarAgenda *agenda, GError **error)
{
    const Meeting *meeting = agenda->meeting;
    g_autoptr(GTimeZone) zone = zone_open(meeting->zone);
    if (!zone) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "time zone %s: not in the system's database", meeting->zone);
        return NULL;
    }
    g_autoptr(Component) calendar = icalcomponent_vanew(
        ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
        icalproperty_new_prodid(ITIP_PRODID), icalproperty_new_calscale("GREGORIAN"),
        icalproperty_new_method(ICAL_METHOD_PUBLISH), NULL);
    add_name(calendar, meeting);
    for (guint i = 0; i < meeting->days->len; i++) {
        if (!add_day(calendar, agenda, g_ptr_array_index(meeting->days, i), zone, error))
            return NULL;
    }
    char *text = icalcomponent_as_ical_string_r(calendar);
    char *folded = itip_fold(text);
    free(text);
    return folded;
}
