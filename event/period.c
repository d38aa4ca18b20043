/* See period.h. */
#include "event/period.h"
#include <stdio.h>
#include <string.h>

typedef enum { MOMENT_NONE, MOMENT_DAY, MOMENT_FLOATING, MOMENT_UTC } MomentKind;

/* A DATE, or a DATE-TIME as the clock of the zone shows it. */
typedef struct {
    MomentKind kind;
    Day day;
    Minute minute;
} Moment;

static bool
all_digits(const char *text, gsize from, gsize to)
{
    for (gsize i = from; i < to; i++)
        if (!g_ascii_isdigit(text[i]))
            return false;
    return true;
}

static int
number(const char *text, gsize from, gsize digits)
{
    int value = 0;
    for (gsize i = from; i < from + digits; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

static Moment
moment_read(const char *text, GTimeZone *zone)
{
    Moment none = {0}, moment = {.kind = MOMENT_DAY};
    gsize length = strlen(text);
    bool utc = length == strlen("20040714T170000Z") && text[15] == 'Z';
    if (!(length == 8 || length == 15 || utc) || !all_digits(text, 0, 8))
        return none;
    moment.day = day_of(number(text, 0, 4), number(text, 4, 2), number(text, 6, 2));
    if (moment.day == DAY_NONE || length == 8)
        return moment.day == DAY_NONE ? none : moment;
    if (text[8] != 'T' || !all_digits(text, 9, 15) || number(text, 9, 2) > 23 ||
        number(text, 11, 2) > 59)
        return none;
    moment.kind = utc ? MOMENT_UTC : MOMENT_FLOATING;
    moment.minute = number(text, 9, 2) * 60 + number(text, 11, 2);
    if (utc) {
        gint64 when = (gint64)moment.day * 24 * 60 * 60 + moment.minute * 60;
        when_local(when, zone, &moment.day, &moment.minute);
    }
    return moment;
}

static char *
moment_format(const Moment *moment, bool day)
{
    g_autofree char *date = day_format(moment->day);
    if (moment->kind == MOMENT_DAY)
        return g_steal_pointer(&date);
    g_autofree char *clock = minute_format(moment->minute);
    return day ? g_strconcat(date, " ", clock, NULL) : g_steal_pointer(&clock);
}

static bool
is_after(const Moment *end, const Moment *start)
{
    return end->kind == start->kind &&
           (end->day > start->day || (end->day == start->day && end->minute > start->minute));
}

char *
period_format(const char *period, GTimeZone *zone, const char *zone_name)
{
    if (!period)
        return NULL;
    g_auto(GStrv) ends = g_strsplit(period, "/", 2);
    if (!ends[0])
        return NULL;
    Moment start = moment_read(ends[0], zone), end = {0};
    if (start.kind == MOMENT_NONE)
        return NULL;
    if (ends[1])
        end = moment_read(ends[1], zone);
    if (end.kind == MOMENT_DAY)
        end.day--; /* DTEND is the day after (RFC 5545 3.6.1) */
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *first = moment_format(&start, true);
    g_string_append(text, first);
    if (is_after(&end, &start)) {
        bool other_day = end.day != start.day;
        g_autofree char *last = moment_format(&end, other_day);
        g_string_append_printf(text, "%s%s", other_day ? " – " : "–", last);
    }
    if (start.kind == MOMENT_UTC)
        g_string_append_printf(text, " %s", zone_name);
    return g_string_free(g_steal_pointer(&text), FALSE);
}
