/* Rules about the calendar part: what Outlook, Gmail, Apple and Thunderbird make of it. Each was
 * learnt from reports of real meetings gone wrong. */
#include <string.h>
#include "event/address.h"
#include "event/token.h"
#include "mailer/lint-rules.h"

#define FOLD_OCTETS 75

/* The address of a CAL-ADDRESS property, without "mailto:"; NULL where it is none. */
static const char *
mailto(const LintProperty *property)
{
    if (!property || g_ascii_strncasecmp(property->value, "mailto:", 7) != 0)
        return NULL;
    const char *address = property->value + 7;
    return strchr(address, '@') && !strpbrk(address, ": <>,;\"") ? address : NULL;
}

static bool
same_address(const char *a, const char *b)
{
    return a && b && g_ascii_strcasecmp(a, b) == 0;
}

static bool
is_request(const LintMail *mail)
{
    return g_strcmp0(lint_property_value(mail, "VCALENDAR", "METHOD"), "REQUEST") == 0;
}

static char *
check_one_calendar(const LintMail *mail)
{
    guint count = 0;
    for (guint i = 0; i < mail->parts->len; i++) {
        const LintPart *part = g_ptr_array_index(mail->parts, i);
        count += strcmp(part->type, "text/calendar") == 0 || g_str_has_suffix(part->type, "/ics");
    }
    return count > 1 ? g_strdup_printf("%u calendar parts", count) : NULL;
}

static char *
check_method_parameter(const LintMail *mail)
{
    g_autofree char *method = lint_parameter(mail->calendar->content_type, "method");
    return method ? NULL : g_strdup("Content-Type has no method=");
}

static char *
check_method_agrees(const LintMail *mail)
{
    g_autofree char *outside = lint_parameter(mail->calendar->content_type, "method");
    const char *inside = lint_property_value(mail, "VCALENDAR", "METHOD");
    if (!inside)
        return g_strdup("the calendar has no METHOD");
    if (outside && strcmp(outside, inside) != 0)
        return g_strdup_printf("method=%s, but METHOD:%s", outside, inside);
    return NULL;
}

/* A time is UTC, a date, or names a zone that the calendar defines. */
static char *
check_zone_defined(const LintMail *mail)
{
    for (guint i = 0; i < mail->properties->len; i++) {
        const LintProperty *property = g_ptr_array_index(mail->properties, i);
        if (strcmp(property->component, "VEVENT") != 0 ||
            (strcmp(property->name, "DTSTART") != 0 && strcmp(property->name, "DTEND") != 0))
            continue;
        const char *zone = lint_property_parameter(property, "TZID");
        if (!zone && strlen(property->value) > 8 && !g_str_has_suffix(property->value, "Z"))
            return g_strdup_printf("%s has neither UTC nor a zone", property->name);
        bool defined = !zone;
        for (guint j = 0; j < mail->properties->len && !defined; j++) {
            const LintProperty *other = g_ptr_array_index(mail->properties, j);
            defined = strcmp(other->component, "VTIMEZONE") == 0 &&
                      strcmp(other->name, "TZID") == 0 && strcmp(other->value, zone) == 0;
        }
        if (!defined)
            return g_strdup_printf("TZID=%s has no VTIMEZONE", zone);
    }
    return NULL;
}

/* One STANDARD and at most one DAYLIGHT, each by rule; offsets in minutes. */
static char *
check_zone_simple(const LintMail *mail)
{
    guint zones = 0, standards = 0, daylights = 0;
    for (guint i = 0; i < mail->properties->len; i++) {
        const LintProperty *property = g_ptr_array_index(mail->properties, i);
        bool begin = strcmp(property->name, "BEGIN") == 0;
        zones += begin && strcmp(property->value, "VTIMEZONE") == 0;
        standards += begin && strcmp(property->value, "STANDARD") == 0;
        daylights += begin && strcmp(property->value, "DAYLIGHT") == 0;
        bool within = strcmp(property->component, "STANDARD") == 0 ||
                      strcmp(property->component, "DAYLIGHT") == 0;
        if (within && strcmp(property->name, "RDATE") == 0)
            return g_strdup("VTIMEZONE lists dates (RDATE)");
        if (within && g_str_has_prefix(property->name, "TZOFFSET") && strlen(property->value) > 5)
            return g_strdup_printf("%s:%s has seconds", property->name, property->value);
        if (strcmp(property->name, "TZID") == 0 && *property->value == '/')
            return g_strdup_printf("TZID:%s is of one library only", property->value);
    }
    if (zones > 0 && (standards != zones || daylights > zones))
        return g_strdup_printf("%u STANDARD and %u DAYLIGHT in %u VTIMEZONE", standards, daylights,
                               zones);
    return NULL;
}

static char *
check_buttons(const LintMail *mail)
{
    const char *method = lint_property_value(mail, "VCALENDAR", "METHOD");
    if (g_strcmp0(method, "CANCEL") == 0)
        return NULL;
    if (!is_request(mail))
        return g_strdup_printf("METHOD:%s asks nothing", method ? method : "");
    const LintProperty *attendee = lint_property(mail, "VEVENT", "ATTENDEE");
    if (!attendee)
        return g_strdup("no ATTENDEE");
    if (g_strcmp0(lint_property_parameter(attendee, "RSVP"), "TRUE") != 0)
        return g_strdup("ATTENDEE without RSVP=TRUE");
    if (g_strcmp0(lint_property_parameter(attendee, "ROLE"), "REQ-PARTICIPANT") != 0)
        return g_strdup("ATTENDEE without ROLE=REQ-PARTICIPANT");
    if (!lint_property_parameter(attendee, "PARTSTAT"))
        return g_strdup("ATTENDEE without PARTSTAT");
    return NULL;
}

/* Clients answer the ORGANIZER, people the Reply-To; both must be the one address with the token. */
static char *
check_buttons_work(const LintMail *mail)
{
    const char *organizer = mailto(lint_property(mail, "VEVENT", "ORGANIZER"));
    g_autofree char *reply_to = lint_field_address(mail, "Reply-To");
    if (organizer && !same_address(organizer, reply_to))
        return g_strdup_printf("ORGANIZER is %s, Reply-To %s", organizer,
                               reply_to ? reply_to : "missing");
    return NULL;
}

static char *
check_organizer_reads(const LintMail *mail)
{
    guint count = lint_property_count(mail, "VEVENT", "ORGANIZER");
    if (count != 1)
        return g_strdup_printf("%u ORGANIZERs", count);
    const char *organizer = mailto(lint_property(mail, "VEVENT", "ORGANIZER"));
    if (organizer && address_nobody_reads(organizer))
        return g_strdup_printf("nobody reads %s", organizer);
    return NULL;
}

static char *
check_parameters_quoted(const LintMail *mail)
{
    if (mail->malformed)
        return g_strdup_printf("malformed line \"%.60s\"", mail->malformed);
    for (guint i = 0; i < mail->properties->len; i++) {
        const LintProperty *property = g_ptr_array_index(mail->properties, i);
        bool person =
            strcmp(property->name, "ORGANIZER") == 0 || strcmp(property->name, "ATTENDEE") == 0;
        if (person && !mailto(property))
            return g_strdup_printf("%s is \"%.60s\"", property->name, property->value);
    }
    return NULL;
}

static char *
check_identity(const LintMail *mail)
{
    static const char *const once[] = {"UID", "SEQUENCE", "DTSTAMP", "DTSTART"};
    for (gsize i = 0; i < G_N_ELEMENTS(once); i++) {
        guint count = lint_property_count(mail, "VEVENT", once[i]);
        if (count != 1)
            return g_strdup_printf("%u %s", count, once[i]);
    }
    const char *uid = lint_property_value(mail, "VEVENT", "UID");
    g_autofree char *token = token_of_message_id(lint_field(mail, "Message-ID"));
    if (token && strstr(uid, token))
        return g_strdup("the UID holds the guest's token");
    const char *method = lint_property_value(mail, "VCALENDAR", "METHOD");
    bool cancel = g_strcmp0(method, "CANCEL") == 0;
    const char *status = lint_property_value(mail, "VEVENT", "STATUS");
    /* Who is no longer invited, to a meeting that takes place, hears of no status (RFC 5546 3.2.5). */
    bool cancelled = g_strcmp0(status, "CANCELLED") == 0;
    if (cancel != cancelled && !(cancel && !status))
        return g_strdup_printf("METHOD:%s with STATUS:%s", method ? method : "",
                               status ? status : "");
    if (cancel && strcmp(lint_property_value(mail, "VEVENT", "SEQUENCE"), "0") == 0)
        return g_strdup("a cancellation with SEQUENCE:0");
    return NULL;
}

static char *
check_lines(const LintMail *mail)
{
    const char *p = mail->calendar->content;
    if (!g_str_has_suffix(p, "END:VCALENDAR\r\n"))
        return g_strdup("does not end with END:VCALENDAR and one line break");
    while (*p) {
        gsize length = strcspn(p, "\r\n");
        if (length == 0)
            return g_strdup("an empty line");
        if (length > FOLD_OCTETS)
            return g_strdup_printf("a line of %zu octets", length);
        if (!g_utf8_validate(p, (gssize)length, NULL))
            return g_strdup("a line that is not whole UTF-8 characters");
        if (!g_str_has_prefix(p + length, "\r\n"))
            return g_strdup("a line that does not end with CRLF");
        p += length + 2;
    }
    return NULL;
}

static char *
check_one_attendee(const LintMail *mail)
{
    guint count = lint_property_count(mail, "VEVENT", "ATTENDEE");
    if (count > 1)
        return g_strdup_printf("%u ATTENDEEs", count);
    const char *attendee = mailto(lint_property(mail, "VEVENT", "ATTENDEE"));
    g_autofree char *to = lint_field_address(mail, "To");
    g_autofree char *letters =
        attendee && to && !g_str_is_ascii(to) ? g_uri_unescape_string(attendee, NULL) : NULL;
    if (attendee && !same_address(letters ? letters : attendee, to))
        return g_strdup_printf("ATTENDEE is %s, To %s", attendee, to ? to : "missing");
    return NULL;
}

/* A DATE and no DATE-TIME (RFC 5545 3.3.4). */
static bool
is_date(const LintProperty *property)
{
    return property && strlen(property->value) == strlen("20040714");
}

/* Days are marked as such, both are days or neither, and the end is the day behind the last (RFC 5545 3.6.1). */
static char *
check_whole_days(const LintMail *mail)
{
    static const char *const names[] = {"DTSTART", "DTEND"};
    const LintProperty *found[G_N_ELEMENTS(names)];
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        found[i] = lint_property(mail, "VEVENT", names[i]);
        if (!found[i])
            return NULL;
        const char *type = lint_property_parameter(found[i], "VALUE");
        if (is_date(found[i]) != (g_strcmp0(type, "DATE") == 0))
            return g_strdup_printf("%s:%s with VALUE=%s", names[i], found[i]->value,
                                   type ? type : "DATE-TIME");
    }
    if (is_date(found[0]) != is_date(found[1]))
        return g_strdup("one of DTSTART and DTEND is a day, the other a time");
    if (is_date(found[0]) && strcmp(found[1]->value, found[0]->value) <= 0)
        return g_strdup_printf("DTEND %s is not behind DTSTART", found[1]->value);
    return NULL;
}

/* "DTEND" is later than "DTSTART" (RFC 5545 3.8.2.2). Only times of one zone are compared, and days by whole-days. */
static char *
check_ends_later(const LintMail *mail)
{
    const LintProperty *start = lint_property(mail, "VEVENT", "DTSTART");
    const LintProperty *end = lint_property(mail, "VEVENT", "DTEND");
    if (!start || !end || is_date(start) || is_date(end) ||
        g_strcmp0(lint_property_parameter(start, "TZID"), lint_property_parameter(end, "TZID")) !=
            0)
        return NULL;
    if (strcmp(end->value, start->value) <= 0)
        return g_strdup_printf("DTEND %s is not later than DTSTART %s", end->value, start->value);
    return NULL;
}

/* Days are the same everywhere; a time is told in UTC, which all understand. */
static char *
check_time_told(const LintMail *mail)
{
    if (is_date(lint_property(mail, "VEVENT", "DTSTART")))
        return NULL;
    const LintPart *first = mail->parts->len ? g_ptr_array_index(mail->parts, 0) : NULL;
    if (is_request(mail) && first && !strstr(first->content, "UTC"))
        return g_strdup("the text does not say the time in UTC");
    return NULL;
}

/* True for "x@y.z" anywhere in TEXT; "the room @ Harbour House" is none. */
static bool
holds_address(const char *text)
{
    for (const char *at = strchr(text, '@'); at; at = strchr(at + 1, '@')) {
        gsize domain = 0;
        while (g_ascii_isalnum(at[1 + domain]) || at[1 + domain] == '-')
            domain++;
        if (at > text && !g_ascii_isspace(at[-1]) && domain > 0 && at[1 + domain] == '.')
            return true;
    }
    return false;
}

/* Addresses in any property but the two that need one. */
static char *
check_guests_private(const LintMail *mail)
{
    for (guint i = 0; i < mail->properties->len; i++) {
        const LintProperty *property = g_ptr_array_index(mail->properties, i);
        bool expected = strcmp(property->name, "ORGANIZER") == 0 ||
                        strcmp(property->name, "ATTENDEE") == 0 ||
                        strcmp(property->name, "UID") == 0;
        if (!expected && holds_address(property->value))
            return g_strdup_printf("%s holds an address", property->name);
    }
    return NULL;
}

const LintCheck lint_calendar_checks[LINT_CALENDAR_CHECKS] = {
    {"one-calendar", "two calendar parts are answered twice, or neither is", check_one_calendar},
    {"method-parameter", "Outlook shows a file instead of an invitation", check_method_parameter},
    {"method-agrees", "Outlook refuses a method that differs inside and outside",
     check_method_agrees},
    {"zone-defined", "Outlook shows times of an unknown zone an hour off", check_zone_defined},
    {"whole-days", "calendars show a day too few, or clock times", check_whole_days},
    {"ends-later", "calendars refuse what ends before it begins", check_ends_later},
    {"zone-simple", "Outlook mis-reads zones with a history", check_zone_simple},
    {"buttons", "no buttons to answer with are shown", check_buttons},
    {"buttons-work", "a button's answer goes where nobody looks for it", check_buttons_work},
    {"organizer-reads", "answers bounce off a no-reply address", check_organizer_reads},
    {"parameters-quoted", "answers go to a mangled address", check_parameters_quoted},
    {"identity", "an update makes a second entry, or is ignored", check_identity},
    {"calendar-lines", "Google ignores updates with stray or over-long lines", check_lines},
    {"one-attendee", "somebody's client invites or answers for everybody", check_one_attendee},
    {"time-told", "a reader in another zone comes at the wrong hour", check_time_told},
    {"guests-private", "the guests' addresses are shown to each other", check_guests_private},
};
