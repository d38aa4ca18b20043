/* Calendar objects by libical: it knows properties, parameters and escaping. What it must not get, how its lines are
 * folded, and the two lines of each guest's own are in itip-text.h. */
#include "mailer/itip-write.h"
#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include "event/error.h"
#include "mailer/itip-text.h"

typedef icalcomponent Component;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Component, icalcomponent_free)

static gboolean
append_organizer(GString *out, const CalendarObject *object, GError **error)
{
    g_autofree char *address = itip_address(object->organizer, error);
    if (!address)
        return FALSE;
    itip_append_person(out, "ORGANIZER", object->organizer_name, address);
    return TRUE;
}

static const char *
partstat_of(Partstat partstat)
{
    switch (partstat) {
    case PARTSTAT_ACCEPTED:
    case PARTSTAT_DECLINED:
    case PARTSTAT_TENTATIVE:
        return partstat_name(partstat);
    case PARTSTAT_DELEGATED: /* to whom is not known here, so it is asked anew */
    case PARTSTAT_NEEDS_ACTION:
    case PARTSTAT_NONE:
        break;
    }
    return partstat_name(PARTSTAT_NEEDS_ACTION);
}

static gboolean
append_attendee(GString *out, const CalendarObject *object, GError **error)
{
    g_autofree char *address = itip_address(object->guest, error);
    if (!address)
        return FALSE;
    const bool asks = object->method == CALENDAR_REQUEST; /* without it there are no buttons */
    g_autofree char *head = g_strconcat(
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=", partstat_of(object->partstat),
        asks ? ";RSVP=TRUE" : NULL, NULL);
    itip_append_person(out, head, object->guest_name, address);
    return TRUE;
}

static struct icaltimetype
utc(gint64 when)
{
    return icaltime_from_timet_with_zone((time_t)when, 0, icaltimezone_get_utc_timezone());
}

icalcomponent *
itip_event_new(const char *uid, gint64 dtstamp, int sequence)
{
    return icalcomponent_vanew(ICAL_VEVENT_COMPONENT, icalproperty_new_uid(uid),
                               icalproperty_new_dtstamp(utc(dtstamp)),
                               icalproperty_new_sequence(sequence), NULL);
}

static void
add_times(icalcomponent *event, struct icaltimetype start, struct icaltimetype end)
{
    icalcomponent_add_property(event, icalproperty_new_dtstart(start));
    icalcomponent_add_property(event, icalproperty_new_dtend(end));
}

void
itip_event_hours(icalcomponent *event, gint64 start, gint64 end)
{
    add_times(event, utc(start), utc(end));
}

static struct icaltimetype
date_of(Day day)
{
    struct icaltimetype date = icaltime_null_date();
    day_split(day, &date.year, &date.month, &date.day);
    return date;
}

void
itip_event_days(icalcomponent *event, Day first, Day last)
{
    add_times(event, date_of(first), date_of(last + 1));
}

static void
add_description(icalcomponent *event, const char *description)
{
    g_autofree char *text = description ? itip_text(description, true) : NULL;
    if (text && *text)
        icalcomponent_add_property(event, icalproperty_new_description(text));
}

static void
set_time(icalcomponent *event, const Meeting *meeting, GTimeZone *zone)
{
    gint64 start, end;
    meeting_span(meeting, zone, &start, &end);
    if (meeting_has_hours(meeting))
        itip_event_hours(event, start, end);
    else
        itip_event_days(event, meeting_first_day(meeting), meeting_last_day(meeting));
}

static icalcomponent *
event_of(const CalendarObject *object, GTimeZone *zone)
{
    const Meeting *meeting = object->meeting;
    bool cancel = object->method != CALENDAR_REQUEST;
    g_autofree char *summary = itip_text(meeting->name ? meeting->name : meeting->id, false);
    icalcomponent *event = itip_event_new(object->uid, object->dtstamp, object->sequence);
    if (object->method != CALENDAR_REMOVE)
        icalcomponent_add_property(
            event, icalproperty_new_status(cancel ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    set_time(event, meeting, zone);
    icalcomponent_add_property(event, icalproperty_new_summary(summary));
    if (meeting->location) {
        g_autofree char *location = itip_text(meeting->location, false);
        icalcomponent_add_property(event, icalproperty_new_location(location));
    }
    add_description(event, object->description);
    bool busy = !cancel && !meeting_has_gaps(meeting);
    icalcomponent_add_property(
        event, icalproperty_new_transp(busy ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
    return event;
}

#define EVENT_END "END:VEVENT\r\n"

/* The whole object but for organizer and guest, who come last. */
static gboolean
make_frame(const CalendarObject *object, CalendarFrame *frame, GError **error)
{
    g_autoptr(GTimeZone) zone = zone_open(object->meeting->zone);
    if (!zone) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "time zone %s: not in the system's database", object->meeting->zone);
        return FALSE;
    }
    g_autoptr(Component) calendar = icalcomponent_vanew(
        ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
        icalproperty_new_prodid(ITIP_PRODID), icalproperty_new_calscale("GREGORIAN"),
        icalproperty_new_method(object->method == CALENDAR_REQUEST ? ICAL_METHOD_REQUEST
                                                                   : ICAL_METHOD_CANCEL),
        NULL);
    icalcomponent_add_component(calendar, event_of(object, zone));
    char *text = icalcomponent_as_ical_string_r(calendar);
    g_autofree char *folded = itip_fold(text);
    free(text);
    char *end = g_strrstr(folded, EVENT_END);
    g_assert(end);
    *frame = (CalendarFrame){.method = object->method,
                             .sequence = object->sequence,
                             .dtstamp = object->dtstamp,
                             .head = passage_new(folded, (gsize)(end - folded), false),
                             .tail = passage_new(end, strlen(end), false)};
    return TRUE;
}

static bool
frame_fits(const CalendarFrame *frame, const CalendarObject *object)
{
    return frame->head && frame->method == object->method && frame->sequence == object->sequence &&
           frame->dtstamp == object->dtstamp;
}

Part *
itip_write(const CalendarObject *object, GError **error)
{
    CalendarFrame own = {0};
    CalendarFrame *frame = object->frame ? object->frame : &own;
    if (!frame_fits(frame, object)) {
        calendar_frame_clear(frame);
        if (!make_frame(object, frame, error))
            return NULL;
    }
    g_autoptr(GString) people = g_string_sized_new(256);
    Part *part = NULL;
    if (append_organizer(people, object, error) && append_attendee(people, object, error)) {
        part = part_new();
        g_ptr_array_add(part, passage_ref(frame->head));
        g_ptr_array_add(part, passage_new(people->str, people->len, false));
        g_ptr_array_add(part, passage_ref(frame->tail));
    }
    calendar_frame_clear(&own);
    return part;
}
