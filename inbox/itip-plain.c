/* Line by line; the first one that is not as simple as can be ends it. */
#include "inbox/itip-plain.h"

#include <string.h>

enum { SIZE_MAX_PLAIN = 64 << 10, ATTENDEES_MAX = 10 };

/* Components, outermost first. */
typedef enum { NOTHING, CALENDAR, EVENT, ZONE, OBSERVANCE, BEHIND } Place;

typedef struct {
    Itip *itip;
    Place place;
    const char *observance; /* the name of the one that is open */
} Plain;

/* A content line (RFC 5545 3.1), taken apart where it lies. */
typedef struct {
    char *name;
    char *parameters; /* "CN=Ann;PARTSTAT=ACCEPTED"; NULL */
    char *value;
} Line;

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ-"
#define DIGITS "0123456789"
/* Of addresses and UIDs: nothing that could be escaped, quoted, a separator or a blank. */
#define PLAIN_CHARACTERS LETTERS DIGITS "abcdefghijklmnopqrstuvwxyz.!#$&'*+/=?_{|}~@"

static bool
consists_of(const char *text, const char *characters)
{
    return *text && !text[strspn(text, characters)];
}

/* Words as people write them, but for what has to be escaped or may be stripped. */
static bool
is_words(const char *text, const char * not )
{
    gsize length = strlen(text);
    if (length == 0 || text[0] == ' ' || text[length - 1] == ' ' || strpbrk(text, not ) ||
        !g_utf8_validate(text, -1, NULL))
        return false;
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (!g_unichar_isprint(g_utf8_get_char(p)))
            return false;
    return true;
}

/* Cuts one parameter, "NAME=VALUE" or NAME="VALUE", off the front of *REST. */
static bool
take_parameter(char **rest, const char **ret_name, const char **ret_value)
{
    char *name = *rest, *equals = name + strspn(name, LETTERS);
    if (equals == name || *equals != '=')
        return false;
    bool quoted = equals[1] == '"';
    char *value = equals + 1 + quoted, *end = value + strcspn(value, quoted ? "\"" : "\",;:");
    char *next = quoted && *end ? end + 1 : end;
    if ((quoted && !*end) || (*next && *next != ';'))
        return false;
    *rest = *next ? next + 1 : next;
    *equals = *end = '\0';
    *ret_name = name;
    *ret_value = value;
    return is_words(value, "\\^");
}

static bool
is_language(const char *name, const char *value)
{
    return g_str_equal(name, "LANGUAGE") && consists_of(value, PLAIN_CHARACTERS);
}

/* "mailto:ann@guests.example" */
static char *
take_address(const char *value)
{
    bool plain =
        g_ascii_strncasecmp(value, "mailto:", 7) == 0 && consists_of(value + 7, PLAIN_CHARACTERS);
    return plain ? g_strdup(value + 7) : NULL;
}

static bool
take_attendee_parameter(Itip *itip, ItipAttendee *attendee, const char *name, const char *value)
{
    if (g_str_equal(name, "PARTSTAT")) {
        bool again = attendee->partstat != PARTSTAT_NONE;
        attendee->partstat = partstat_parse(value);
        return !again && consists_of(value, LETTERS) && attendee->partstat != PARTSTAT_NONE &&
               attendee->partstat != PARTSTAT_DELEGATED;
    }
    if (g_str_equal(name, "X-NUM-GUESTS")) { /* what Google writes beside the attendee */
        bool again = itip->guests > 0;
        itip->guests = (int)g_ascii_strtoull(value, NULL, 10);
        return !again && consists_of(value, DIGITS) && strlen(value) <= 2;
    }
    if (g_str_equal(name, "ROLE") || g_str_equal(name, "RSVP") || g_str_equal(name, "CUTYPE"))
        return consists_of(value, LETTERS);
    return g_str_equal(name, "CN") || is_language(name, value);
}

static bool
take_attendee(Itip *itip, Line *line)
{
    ItipAttendee *attendee = itip_attendee_new();
    g_ptr_array_add(itip->attendees, attendee);
    attendee->address = take_address(line->value);
    if (!attendee->address || itip->attendees->len > ATTENDEES_MAX)
        return false;
    for (char *rest = line->parameters; rest && *rest;) {
        const char *name, *value;
        if (!take_parameter(&rest, &name, &value) ||
            !take_attendee_parameter(itip, attendee, name, value))
            return false;
    }
    return true;
}

static bool
take_organizer(Itip *itip, Line *line)
{
    for (char *rest = line->parameters; rest && *rest;) {
        const char *name, *value;
        if (!take_parameter(&rest, &name, &value) ||
            !(g_str_equal(name, "CN") || is_language(name, value)))
            return false;
    }
    bool again = itip->organizer != NULL;
    g_free(itip->organizer);
    itip->organizer = take_address(line->value);
    return !again && itip->organizer;
}

/* "20040701T100000Z" */
static bool
is_instant(const char *value)
{
    static const char form[] = "ddddddddTddddddZ";
    for (gsize i = 0; i < sizeof form; i++)
        if (form[i] == 'd' ? !g_ascii_isdigit(value[i]) : value[i] != form[i])
            return false;
    guint64 time = g_ascii_strtoull(value + 9, NULL, 10);
    guint64 date = g_ascii_strtoull(value, NULL, 10);
    return time / 10000 < 24 && time / 100 % 100 < 60 && time % 100 < 60 && date / 10000 >= 1970 &&
           g_date_valid_dmy((GDateDay)(date % 100), (GDateMonth)(date / 100 % 100),
                            (GDateYear)(date / 10000));
}

/* Keeps VALUE, of a property that may stand once. */
static bool
take_once(char **place, const Line *line, bool good)
{
    if (*place || line->parameters || !good)
        return false;
    *place = g_strdup(line->value);
    return true;
}

static bool
take_event_line(Itip *itip, Line *line)
{
    const char *name = line->name, *value = line->value;
    if (g_str_equal(name, "UID"))
        return take_once(&itip->uid, line, consists_of(value, PLAIN_CHARACTERS));
    if (g_str_equal(name, "DTSTAMP"))
        return take_once(&itip->dtstamp, line, is_instant(value));
    if (g_str_equal(name, "COMMENT"))
        return take_once(&itip->comment, line, is_words(value, "\\,;\""));
    if (g_str_equal(name, "ORGANIZER"))
        return take_organizer(itip, line);
    if (g_str_equal(name, "ATTENDEE"))
        return take_attendee(itip, line);
    if (g_str_equal(name, "SEQUENCE")) {
        bool again = itip->sequence > 0;
        itip->sequence = (int)g_ascii_strtoll(value, NULL, 10);
        return !again && !line->parameters && consists_of(value, DIGITS) && strlen(value) <= 6;
    }
    return !g_str_equal(name, "RECURRENCE-ID") && !g_str_equal(name, "X-RESPONSE-COMMENT");
}

/* Takes LINE apart: NAME, parameters in which a quoted colon does not end them, VALUE. */
static bool
split(char *text, Line *ret_line)
{
    char *end = text + strspn(text, LETTERS DIGITS), *colon = end;
    bool quoted = false;
    if (end == text || (*end != ':' && *end != ';'))
        return false;
    for (; *colon && (quoted || *colon != ':'); colon++)
        quoted ^= *colon == '"';
    if (!*colon)
        return false;
    *ret_line = (Line){text, *end == ';' ? end + 1 : NULL, colon + 1};
    *end = *colon = '\0';
    return true;
}

/* BEGIN and END; false for any that is not where it belongs. */
static bool
take_structure(Plain *plain, const char *line)
{
    static const struct {
        const char *line;
        Place from, to;
    } steps[] = {
        {"BEGIN:VCALENDAR", NOTHING, CALENDAR}, {"BEGIN:VEVENT", CALENDAR, EVENT},
        {"END:VEVENT", EVENT, CALENDAR},        {"BEGIN:VTIMEZONE", CALENDAR, ZONE},
        {"BEGIN:STANDARD", ZONE, OBSERVANCE},   {"BEGIN:DAYLIGHT", ZONE, OBSERVANCE},
        {"END:STANDARD", OBSERVANCE, ZONE},     {"END:DAYLIGHT", OBSERVANCE, ZONE},
        {"END:VTIMEZONE", ZONE, CALENDAR},      {"END:VCALENDAR", CALENDAR, BEHIND},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
        if (!g_str_equal(steps[i].line, line) || steps[i].from != plain->place)
            continue;
        if (steps[i].to == EVENT) {
            if (plain->itip->component)
                return false;
            plain->itip->component = g_strdup("VEVENT");
        }
        if (steps[i].to == OBSERVANCE)
            plain->observance = steps[i].line + strlen("BEGIN:");
        else if (steps[i].from == OBSERVANCE &&
                 !g_str_equal(plain->observance, line + strlen("END:")))
            return false;
        plain->place = steps[i].to;
        return true;
    }
    return false;
}

static bool
take_line(Plain *plain, char *text)
{
    Line line;
    if (g_ascii_strncasecmp(text, "BEGIN", 5) == 0 || g_ascii_strncasecmp(text, "END", 3) == 0)
        return take_structure(plain, text);
    if (plain->place == NOTHING || plain->place == BEHIND || !split(text, &line))
        return false;
    if (plain->place == EVENT)
        return take_event_line(plain->itip, &line);
    if (plain->place == CALENDAR && g_str_equal(line.name, "METHOD"))
        return take_once(&plain->itip->method, &line, g_str_equal(line.value, "REPLY"));
    return true;
}

/* Ends the line at *AT, whatever it is folded into put together, and moves *AT behind it; false where it holds what no
 * line may. */
static bool
unfold(char **at)
{
    char *out = *at;
    for (char *p = *at; *p; p++) {
        if (*p == '\r' && p[1] == '\n')
            continue;
        if (*p == '\n' && (p[1] == ' ' || p[1] == '\t')) {
            p++;
        } else if (*p == '\n') {
            *out = '\0';
            *at = p + 1;
            return true;
        } else if ((guchar)*p < ' ' && *p != '\t') {
            return false;
        } else {
            *out++ = *p;
        }
    }
    return false; /* the last one has no end */
}

static bool
is_blank(const char *text)
{
    return !text[strspn(text, "\r\n")];
}

Itip *
itip_plain(const char *text, gsize length)
{
    if (length > SIZE_MAX_PLAIN || memchr(text, '\0', length))
        return NULL;
    g_autofree char *copy = g_strndup(text, length);
    Plain plain = {.itip = itip_new()};
    bool good = true;
    for (char *at = copy; good && !(plain.place == BEHIND && is_blank(at));) {
        char *line = at;
        good = unfold(&at) && take_line(&plain, line);
    }
    if (good && plain.itip->method && plain.itip->component)
        return plain.itip;
    itip_free(plain.itip);
    return NULL;
}
