/* Calendar objects by libical: it knows properties, parameters and escaping. Lines are folded here,
 * since libical breaks behind blanks, which some relays then strip. */
#include "mailer/itip-write.h"
#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include "event/error.h"
#include "mailer/encode.h"

#define FOLD_OCTETS 75 /* RFC 5545 3.1, without the line's end */
#define PRODID "-//convoke//convoke//EN"

typedef icalcomponent Component;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Component, icalcomponent_free)

/* Valid UTF-8 without control characters; line feeds only where they mean something. */
static char *
clean(const char *text, bool lines)
{
    char *cleaned = body_clean(text);
    g_strdelimit(cleaned, lines ? "\t" : "\t\n", ' ');
    return g_strchomp(cleaned);
}

/* CN as parameters take it: libical quotes and writes ^' and ^n, but leaves a "^" of the name as it
 * is, which RFC 6868 3 reads as the start of one of these. */
static icalparameter *
common_name(const char *name)
{
    g_autofree char *plain = clean(name, false);
    g_auto(GStrv) pieces = g_strsplit(plain, "^", -1);
    g_autofree char *escaped = g_strjoinv("^^", pieces);
    return icalparameter_new_cn(escaped);
}

/* libical writes an address as it comes, line breaks included; encode_address() lets none pass. */
static char *
calendar_address(const char *address, GError **error)
{
    g_autofree char *ascii = encode_address(address, error);
    return ascii ? g_strconcat("mailto:", ascii, NULL) : NULL;
}

static gboolean
add_organizer(icalcomponent *event, const CalendarObject *object, GError **error)
{
    g_autofree char *address = calendar_address(object->organizer, error);
    if (!address)
        return FALSE;
    icalproperty *organizer = icalproperty_new_organizer(address);
    if (object->organizer_name && *object->organizer_name)
        icalproperty_add_parameter(organizer, common_name(object->organizer_name));
    icalcomponent_add_property(event, organizer);
    return TRUE;
}

static icalparameter_partstat
partstat_of(Partstat partstat)
{
    switch (partstat) {
    case PARTSTAT_ACCEPTED:
        return ICAL_PARTSTAT_ACCEPTED;
    case PARTSTAT_DECLINED:
        return ICAL_PARTSTAT_DECLINED;
    case PARTSTAT_TENTATIVE:
        return ICAL_PARTSTAT_TENTATIVE;
    case PARTSTAT_DELEGATED: /* to whom is not known here, so it is asked anew */
    case PARTSTAT_NEEDS_ACTION:
    case PARTSTAT_NONE:
        break;
    }
    return ICAL_PARTSTAT_NEEDSACTION;
}

static gboolean
add_attendee(icalcomponent *event, const CalendarObject *object, GError **error)
{
    g_autofree char *address = calendar_address(object->guest, error);
    if (!address)
        return FALSE;
    icalproperty *attendee = icalproperty_new_attendee(address);
    icalproperty_add_parameter(attendee, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
    icalproperty_add_parameter(attendee, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
    icalproperty_add_parameter(attendee, icalparameter_new_partstat(partstat_of(object->partstat)));
    if (object->method == CALENDAR_REQUEST) /* without it there are no buttons */
        icalproperty_add_parameter(attendee, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
    if (object->guest_name && *object->guest_name)
        icalproperty_add_parameter(attendee, common_name(object->guest_name));
    icalcomponent_add_property(event, attendee);
    return TRUE;
}

static struct icaltimetype
utc(gint64 when)
{
    return icaltime_from_timet_with_zone((time_t)when, 0, icaltimezone_get_utc_timezone());
}

/* "2004-07-14 09:00-18:00 America/Los_Angeles" a day: dates and clocks that need no translation. */
static void
append_hours(GString *text, const Meeting *meeting, GTimeZone *zone)
{
    for (guint i = 0; i < meeting->days->len; i++) {
        AgendaDay *day = g_ptr_array_index(meeting->days, i);
        g_autoptr(GPtrArray) alone = g_ptr_array_new();
        g_ptr_array_add(alone, day);
        Meeting one = *meeting;
        one.days = alone;
        gint64 start, end;
        meeting_span(&one, zone, &start, &end);
        Day ignored;
        Minute from, to;
        when_local(start, zone, &ignored, &from);
        when_local(end, zone, &ignored, &to);
        g_autofree char *date = day_format(day->day);
        g_autofree char *opens = minute_format(from);
        g_autofree char *closes = minute_format(to);
        g_string_append_printf(text, "%s %s-%s %s\n", date, opens, closes, meeting->zone);
    }
}

static void
add_description(icalcomponent *event, const CalendarObject *object, GTimeZone *zone)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (object->description && *object->description) {
        g_autofree char *words = clean(object->description, true);
        g_string_append(text, words);
    }
    if (object->meeting->days->len > 1) {
        if (text->len > 0)
            g_string_append(text, "\n\n");
        append_hours(text, object->meeting, zone);
        g_string_truncate(text, text->len - 1);
    }
    if (text->len > 0)
        icalcomponent_add_property(event, icalproperty_new_description(text->str));
}

static bool
days_follow_each_other(const Meeting *meeting)
{
    for (guint i = 1; i < meeting->days->len; i++) {
        const AgendaDay *before = g_ptr_array_index(meeting->days, i - 1);
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        if (day->day != before->day + 1)
            return false;
    }
    return true;
}

static icalcomponent *
event_of(const CalendarObject *object, GTimeZone *zone)
{
    const Meeting *meeting = object->meeting;
    bool cancel = object->method == CALENDAR_CANCEL;
    g_autofree char *summary = clean(meeting->name ? meeting->name : meeting->id, false);
    gint64 start, end;
    meeting_span(meeting, zone, &start, &end);
    icalcomponent *event = icalcomponent_vanew(
        ICAL_VEVENT_COMPONENT, icalproperty_new_uid(object->uid),
        icalproperty_new_dtstamp(utc(object->dtstamp)), icalproperty_new_sequence(object->sequence),
        icalproperty_new_status(cancel ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED),
        icalproperty_new_dtstart(utc(start)), icalproperty_new_dtend(utc(end)),
        icalproperty_new_summary(summary), NULL);
    if (meeting->location) {
        g_autofree char *location = clean(meeting->location, false);
        icalcomponent_add_property(event, icalproperty_new_location(location));
    }
    add_description(event, object, zone);
    bool busy = !cancel && days_follow_each_other(meeting);
    icalcomponent_add_property(
        event, icalproperty_new_transp(busy ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
    return event;
}

/* The length of the next line of TEXT: whole characters, no blank at its end. */
static gsize
line_length(const char *text, gsize length, gsize room)
{
    if (length <= room)
        return length;
    gsize cut = room;
    while (cut > 1 && ((guchar)text[cut] & 0xc0) == 0x80)
        cut--;
    gsize shorter = cut;
    while (shorter > 1 && text[shorter - 1] == ' ')
        shorter--;
    return shorter > 1 ? shorter : cut;
}

/* TEXT as libical folded it, folded anew. */
static char *
refold(const char *text)
{
    g_auto(GStrv) pieces = g_strsplit(text, "\r\n ", -1);
    g_autofree char *unfolded = g_strjoinv(NULL, pieces);
    GString *out = g_string_sized_new(strlen(unfolded) + 64);
    for (const char *line = unfolded; *line;) {
        gsize length = strcspn(line, "\r\n");
        gsize n = line_length(line, length, FOLD_OCTETS);
        g_string_append_len(out, line, (gssize)n);
        for (gsize at = n; at < length; at += n) {
            g_string_append(out, "\r\n ");
            n = line_length(line + at, length - at, FOLD_OCTETS - 1);
            g_string_append_len(out, line + at, (gssize)n);
        }
        g_string_append(out, "\r\n");
        line += length;
        line += strspn(line, "\r\n");
    }
    return g_string_free(out, FALSE);
}

char *
itip_write(const CalendarObject *object, GError **error)
{
    g_autoptr(GTimeZone) zone = zone_open(object->meeting->zone);
    if (!zone) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA,
                    "time zone %s: not in the system's database", object->meeting->zone);
        return NULL;
    }
    g_autoptr(Component) calendar = icalcomponent_vanew(
        ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"), icalproperty_new_prodid(PRODID),
        icalproperty_new_calscale("GREGORIAN"),
        icalproperty_new_method(object->method == CALENDAR_CANCEL ? ICAL_METHOD_CANCEL
                                                                  : ICAL_METHOD_REQUEST),
        NULL);
    icalcomponent *event = event_of(object, zone);
    icalcomponent_add_component(calendar, event);
    if (!add_organizer(event, object, error) || !add_attendee(event, object, error))
        return NULL;
    char *text = icalcomponent_as_ical_string_r(calendar);
    char *folded = refold(text);
    free(text);
    return folded;
}
