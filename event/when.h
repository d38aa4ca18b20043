/* When: days and wall-clock times as an agenda has them, and their way to and from UTC.
 * A Day counts days since 1970-01-01 in the proleptic Gregorian calendar; a Minute counts from
 * midnight of its day and may pass 24:00 (26:30 is half past two of the next morning). Wall times
 * have no zone of their own: the meeting's zone gives them one, at the moment of use. */
#ifndef CONVOKE_EVENT_WHEN_H
#define CONVOKE_EVENT_WHEN_H

#include <glib.h>
#include <stdbool.h>

typedef gint32 Day;
typedef gint32 Minute;

#define DAY_NONE G_MININT32
#define MINUTE_NONE (-1)

Day day_of(int year, int month, int day_of_month); /* DAY_NONE where there is no such day */
void day_split(Day day, int *ret_year, int *ret_month, int *ret_day_of_month);
int day_weekday(Day day);       /* 1 Monday .. 7 Sunday (ISO 8601) */
Day day_parse(const char *iso); /* "2004-07-14"; DAY_NONE for anything else */
char *day_format(Day day);      /* "2004-07-14" */

/* "10:00", "10:00am", "3:00 PM", "3pm", "15h30" -> minutes; MINUTE_NONE for anything else.
 * 12:00am is 0:00 and 12:00pm is 12:00, as the notation has it. */
Minute minute_parse(const char *text);
char *minute_format(Minute minute); /* "15:00" */

/* A zone of the system's database by IANA name ("Europe/Brussels", "UTC"); NULL where there is none. */
GTimeZone *zone_open(const char *name);

/* The date of that wall time: DAY, or a later one where MINUTE is past its midnight; DAY for MINUTE_NONE. */
Day when_date(Day day, Minute minute);

/* UTC seconds of that wall time in ZONE. A time skipped by DST is the same distance after the gap's
 * start; of one that comes twice, the first. */
gint64 when_utc(Day day, Minute minute, GTimeZone *zone);

/* True for a time that the clock in ZONE never shows, since it is put forward over it: from *ret_from on, to *ret_to,
 * the next that it shows, both counted from midnight of DAY as well. */
bool when_skipped(Day day, Minute minute, GTimeZone *zone, Minute *ret_from, Minute *ret_to);

/* The day and minute that the clock in ZONE shows at UTC second WHEN. */
void when_local(gint64 when, GTimeZone *zone, Day *ret_day, Minute *ret_minute);

/* That clock shows one day at both. */
bool when_same_day(gint64 a, gint64 b, GTimeZone *zone);

#endif
