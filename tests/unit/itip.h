/* Calendar objects as itip_write() makes them, for the tests of it. */
#ifndef CONVOKE_TESTS_UNIT_ITIP_H
#define CONVOKE_TESTS_UNIT_ITIP_H

#include <string.h>
#include "fixture-meeting.h"
#include "mailer/itip-write.h"

static CalendarObject
object_for(const Meeting *meeting)
{
    return (CalendarObject){
        .method = CALENDAR_REQUEST,
        .meeting = meeting,
        .uid = "netconf-2004@convoke.example",
        .dtstamp = 1086080400, /* 2004-06-01 09:00 UTC */
        .organizer = FIXTURE_REPLY_TO,
        .organizer_name = "Netconf 2004",
        .guest = "ada@engines.example",
        .guest_name = "Ada Lovelace",
    };
}

static char *
write_ok(const CalendarObject *object)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Part) part = itip_write(object, &error);
    g_assert_no_error(error);
    return part_text(part);
}

/* The value of a property with its line breaks undone; NULL where there is none. */
static char *
property(const char *text, const char *name)
{
    g_auto(GStrv) pieces = g_strsplit(text, "\r\n ", -1);
    g_autofree char *unfolded = g_strjoinv(NULL, pieces);
    g_auto(GStrv) lines = g_strsplit(unfolded, "\r\n", -1);
    for (char **line = lines; *line; line++) {
        if (g_str_has_prefix(*line, name) && (*line)[strlen(name)] == ':')
            return g_strdup(*line + strlen(name) + 1);
    }
    return NULL;
}

static void
assert_property(const char *text, const char *name, const char *want)
{
    g_autofree char *got = property(text, name);
    g_assert_cmpstr(got, ==, want);
}

#endif
