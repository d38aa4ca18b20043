/* Calendar stream -> Itip through libical. First the stream is mended, because libical drops a whole
 * calendar for one missing END line; then one component is chosen and the others of its kind and UID
 * (overrides of single days) give their attendees too. What the object means is not judged here, see
 * itip.h. icalrestriction_check is not asked: it knows no Exchange. */
#include "inbox/itip-read.h"
#include "inbox/itip.h"

#include <libical/ical.h>
#include <string.h>

/* Components within components; iCalendar itself needs three. */
#define DEPTH_MAX 16

typedef struct {
    GString *out;
    GPtrArray *open; /* char *, names of the components that have begun */
    bool structural; /* the last line was BEGIN or END, which must not be continued */
} Mend;

/* The name behind "BEGIN:" or "END:" (KEYWORD) where LINE has one, in upper case; else NULL. */
static char *
component_name(const char *line, gsize length, const char *keyword)
{
    gsize n = strlen(keyword);
    if (length <= n || g_ascii_strncasecmp(line, keyword, n) != 0)
        return NULL;
    g_autofree char *name = g_ascii_strup(line + n, (gssize)(length - n));
    g_strstrip(name);
    for (const char *p = name; *p; p++)
        if (!g_ascii_isalnum(*p) && *p != '-')
            return NULL;
    return *name ? g_strdup(name) : NULL;
}

/* What libical would take for structure although it is none: "END;X=Y:VEVENT". */
static bool
is_pseudo(const char *line, gsize length)
{
    return (length >= 5 && g_ascii_strncasecmp(line, "BEGIN", 5) == 0) ||
           (length >= 3 && g_ascii_strncasecmp(line, "END", 3) == 0);
}

/* Writes END lines for what is open until DEPTH components are left. */
static void
close_down_to(Mend *mend, guint depth)
{
    while (mend->open->len > depth) {
        guint last = mend->open->len - 1;
        g_string_append_printf(mend->out, "END:%s\r\n", (const char *)mend->open->pdata[last]);
        g_ptr_array_remove_index(mend->open, last);
    }
}

/* END:NAME closes everything down to the innermost NAME that is open; where none is, it is dropped. */
static void
close_named(Mend *mend, const char *name)
{
    for (guint i = mend->open->len; i-- > 0;)
        if (g_str_equal(mend->open->pdata[i], name)) {
            close_down_to(mend, i);
            return;
        }
}

/* Takes a line over that begins or ends a component; false when the outermost one has ended. */
static bool
structure_mend(Mend *mend, const char *begun, const char *ended)
{
    mend->structural = true;
    if (begun && mend->open->len >= DEPTH_MAX)
        return false;
    if (begun) {
        g_string_append_printf(mend->out, "BEGIN:%s\r\n", begun);
        g_ptr_array_add(mend->open, g_strdup(begun));
        return true;
    }
    if (!mend->open->len)
        return true;
    close_named(mend, ended);
    return mend->open->len > 0;
}

static bool
line_mend(Mend *mend, const char *line, gsize length)
{
    g_autofree char *begun = component_name(line, length, "BEGIN:");
    g_autofree char *ended = begun ? NULL : component_name(line, length, "END:");
    if (begun || ended)
        return structure_mend(mend, begun, ended);
    bool folded = length && (*line == ' ' || *line == '\t');
    if (!mend->open->len || !length || is_pseudo(line, length) || (folded && mend->structural))
        return true;
    mend->structural = false;
    g_string_append_len(mend->out, line, (gssize)length);
    g_string_append(mend->out, "\r\n");
    return true;
}

/* The first outermost component of the stream and nothing else, every BEGIN with its END, CRLF line
 * ends, no NUL and no empty line. Empty where there is none. */
static GString *
stream_mend(const char *text, gsize length)
{
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);
    Mend mend = {.out = g_string_new(NULL), .open = open};
    const char *end = text + MIN(length, ITIP_READ_MAX);
    if (end - text >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    while (text < end) {
        const char *stop = text;
        while (stop < end && *stop != '\n' && *stop != '\r' && *stop != '\0')
            stop++;
        if (!line_mend(&mend, text, (gsize)(stop - text)))
            break;
        text = stop + 1;
    }
    close_down_to(&mend, 0);
    return mend.out;
}

static char *
valid(const char *text)
{
    return text ? g_utf8_make_valid(text, -1) : NULL;
}

/* The value as it is written, of the first property of that kind; NULL. */
static char *
property_raw(icalcomponent *component, icalproperty_kind kind)
{
    icalproperty *property = icalcomponent_get_first_property(component, kind);
    char *value = property ? icalproperty_get_value_as_string_r(property) : NULL;
    char *copy = valid(value);
    icalmemory_free_buffer(value);
    return copy;
}

/* "MAILTO:Bob@x.example" -> "Bob@x.example". Letters outside ASCII may stand there as bytes, %C3%BC (RFC 6068 2);
 * what else has a "%" is taken as it is, since so it is written by most. */
static char *
without_mailto(const char *uri)
{
    if (uri && g_ascii_strncasecmp(uri, "mailto:", 7) == 0)
        uri += 7;
    g_autofree char *address = valid(uri);
    g_autofree char *plain =
        address && strchr(address, '%') ? g_uri_unescape_string(address, NULL) : NULL;
    bool wide = plain && !g_str_is_ascii(plain) && g_utf8_validate(plain, -1, NULL);
    return address ? g_strdup(g_strstrip(wide ? plain : address)) : NULL;
}

static char *
x_parameter(icalproperty *property, const char *name)
{
    icalparameter *parameter = icalproperty_get_first_parameter(property, ICAL_X_PARAMETER);
    for (; parameter; parameter = icalproperty_get_next_parameter(property, ICAL_X_PARAMETER)) {
        const char *found = icalparameter_get_xname(parameter);
        if (found && g_ascii_strcasecmp(found, name) == 0)
            return valid(icalparameter_get_xvalue(parameter));
    }
    return NULL;
}

/* What Google writes beside the attendee. */
static void
attendee_extras(icalproperty *property, Itip *itip)
{
    g_autofree char *guests = x_parameter(property, "X-NUM-GUESTS");
    guint64 n = 0;
    if (guests && !itip->guests && g_ascii_string_to_unsigned(guests, 10, 0, 99, &n, NULL))
        itip->guests = (int)n;
    if (!itip->comment)
        itip->comment = x_parameter(property, "X-RESPONSE-COMMENT");
}

static void
attendee_read(icalproperty *property, const char *recurrence_id, Itip *itip)
{
    ItipAttendee *attendee = itip_attendee_new();
    attendee->address = without_mailto(icalproperty_get_attendee(property));
    char *partstat = icalproperty_get_parameter_as_string_r(property, "PARTSTAT");
    attendee->partstat = partstat_parse(partstat);
    icalmemory_free_buffer(partstat);
    attendee->recurrence_id = g_strdup(recurrence_id);
    icalparameter *to = icalproperty_get_first_parameter(property, ICAL_DELEGATEDTO_PARAMETER);
    attendee->delegated_to = to ? without_mailto(icalparameter_get_delegatedto(to)) : NULL;
    icalparameter *of = icalproperty_get_first_parameter(property, ICAL_DELEGATEDFROM_PARAMETER);
    attendee->delegated_from = of ? without_mailto(icalparameter_get_delegatedfrom(of)) : NULL;
    g_ptr_array_add(itip->attendees, attendee);
    attendee_extras(property, itip);
}

static void
attendees_read(icalcomponent *component, Itip *itip)
{
    g_autofree char *recurrence_id = property_raw(component, ICAL_RECURRENCEID_PROPERTY);
    icalproperty *property = icalcomponent_get_first_property(component, ICAL_ATTENDEE_PROPERTY);
    for (; property && itip->attendees->len < ITIP_ATTENDEES_MAX;
         property = icalcomponent_get_next_property(component, ICAL_ATTENDEE_PROPERTY))
        attendee_read(property, recurrence_id, itip);
}

/* RFC 5545 3.8.1.4: COMMENT may be there several times. */
static void
comments_read(icalcomponent *component, Itip *itip)
{
    for (icalproperty *property =
             icalcomponent_get_first_property(component, ICAL_COMMENT_PROPERTY);
         property; property = icalcomponent_get_next_property(component, ICAL_COMMENT_PROPERTY)) {
        g_autofree char *comment = valid(icalproperty_get_comment(property));
        itip_add_comment(itip, comment);
    }
    icalproperty *property = icalcomponent_get_first_property(component, ICAL_X_PROPERTY);
    for (; property; property = icalcomponent_get_next_property(component, ICAL_X_PROPERTY)) {
        const char *name = icalproperty_get_x_name(property);
        bool is_comment = name && g_ascii_strcasecmp(name, "X-RESPONSE-COMMENT") == 0;
        g_autofree char *comment = is_comment ? valid(icalproperty_get_x(property)) : NULL;
        itip_add_comment(itip, comment);
    }
}

/* Comments and attendees of the chosen component, then of the other components of its kind and UID. */
static void
components_read(icalcomponent *calendar, icalcomponent *chosen, Itip *itip)
{
    comments_read(chosen, itip);
    attendees_read(chosen, itip);
    icalcomponent_kind kind = icalcomponent_isa(chosen);
    icalcomponent *other = icalcomponent_get_first_component(calendar, kind);
    for (; other && itip->attendees->len < ITIP_ATTENDEES_MAX;
         other = icalcomponent_get_next_component(calendar, kind)) {
        g_autofree char *uid = other == chosen ? NULL : property_raw(other, ICAL_UID_PROPERTY);
        if (other == chosen || g_strcmp0(uid, itip->uid) != 0)
            continue;
        comments_read(other, itip);
        attendees_read(other, itip);
    }
}

/* An RRULE by which a zone may change its clock. Anything else could make libical count seconds for
 * five centuries. */
static bool
rule_harmless(icalcomponent *observance)
{
    static const char *const fine_grained[] = {"BYSECOND", "BYMINUTE",  "BYHOUR",
                                               "BYWEEKNO", "BYYEARDAY", "BYSETPOS"};
    g_autofree char *rule = property_raw(observance, ICAL_RRULE_PROPERTY);
    if (!rule)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(fine_grained); i++)
        if (strstr(rule, fine_grained[i]))
            return false;
    return strstr(rule, "FREQ=YEARLY") != NULL;
}

static bool
zone_harmless(icalcomponent *zone)
{
    icalcomponent *observance = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT);
    for (int n = 0; observance; n++) {
        if (n > 200 || !rule_harmless(observance))
            return false;
        observance = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT);
    }
    return true;
}

/* The time of a property in UTC ("20040714T170000Z") where the calendar brings its zone; as it is
 * written otherwise. */
static char *
time_utc(icalcomponent *calendar, icalcomponent *component, icalproperty_kind kind)
{
    char *raw = property_raw(component, kind);
    icalproperty *property = icalcomponent_get_first_property(component, kind);
    icalparameter *tzid =
        property ? icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER) : NULL;
    const char *id = tzid ? icalparameter_get_tzid(tzid) : NULL;
    icaltimezone *zone = id ? icalcomponent_get_timezone(calendar, id) : NULL;
    if (!zone || !zone_harmless(icaltimezone_get_component(zone)))
        return raw;
    icaltimetype when = icaltime_from_string(raw);
    if (icaltime_is_null_time(when) || when.is_date)
        return raw;
    icaltimezone_convert_time(&when, zone, icaltimezone_get_utc_timezone());
    when.zone = icaltimezone_get_utc_timezone();
    g_free(raw);
    return g_strdup(icaltime_as_ical_string(when));
}

/* The time that a COUNTER proposes, as an RFC 5545 period. */
static char *
proposal_read(icalcomponent *calendar, icalcomponent *component)
{
    g_autofree char *start = time_utc(calendar, component, ICAL_DTSTART_PROPERTY);
    g_autofree char *end = time_utc(calendar, component, ICAL_DTEND_PROPERTY);
    g_autofree char *span = end ? NULL : property_raw(component, ICAL_DURATION_PROPERTY);
    if (!start)
        return NULL;
    return g_strdup_printf("%s/%s", start, end ? end : span ? span : "");
}

/* The component that the object is about: an event where there is one, its series rather than one
 * day of it; else the first that is no time zone. */
static icalcomponent *
component_choose(icalcomponent *calendar)
{
    if (icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT)
        return calendar;
    icalcomponent *best = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (icalcomponent *event = best; event;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        if (!icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY))
            return event;
    if (best)
        return best;
    best = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT);
    while (best && icalcomponent_isa(best) == ICAL_VTIMEZONE_COMPONENT)
        best = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT);
    return best;
}

static Itip *
calendar_read(icalcomponent *calendar)
{
    icalcomponent *component = component_choose(calendar);
    /* One that RFC 5545 does not know has no name here: "BEGIN:NOTHING". */
    const char *name =
        component ? icalcomponent_kind_to_string(icalcomponent_isa(component)) : NULL;
    if (!name)
        return NULL;
    Itip *itip = itip_new();
    g_autofree char *method = property_raw(calendar, ICAL_METHOD_PROPERTY);
    itip->method = method ? g_ascii_strup(method, -1) : NULL;
    itip->component = g_strdup(name);
    icalproperty *uid = icalcomponent_get_first_property(component, ICAL_UID_PROPERTY);
    itip->uid = uid ? valid(icalproperty_get_uid(uid)) : NULL;
    itip->dtstamp = property_raw(component, ICAL_DTSTAMP_PROPERTY);
    itip->sequence = icalcomponent_get_sequence(component);
    g_autofree char *organizer = property_raw(component, ICAL_ORGANIZER_PROPERTY);
    itip->organizer = without_mailto(organizer);
    components_read(calendar, component, itip);
    if (g_strcmp0(itip->method, "COUNTER") == 0)
        itip->proposal = proposal_read(calendar, component);
    return itip;
}

Itip *
itip_read(const char *text, gsize length)
{
    g_autoptr(GString) stream = stream_mend(text, length);
    if (!stream->len)
        return NULL;
    icalerror_set_errors_are_fatal(0);
    icalcomponent *calendar = icalparser_parse_string(stream->str);
    if (!calendar)
        return NULL;
    Itip *itip = calendar_read(calendar);
    icalcomponent_free(calendar);
    return itip;
}
