/* itip-write: CalendarObject -> text/calendar (RFC 5545, 5546, 6047), through libical. Part of the
 * module calendar.so; the program finds itip_write() there by name. */
#ifndef CONVOKE_MAILER_ITIP_WRITE_H
#define CONVOKE_MAILER_ITIP_WRITE_H

#include <glib.h>
#include "mailer/calendar.h"

/* An event's beginning, for both writers of objects: UID, DTSTAMP and SEQUENCE; and its time, from START to END (UTC
 * seconds), or whole days, of which no zone makes others (RFC 5545 3.6.1: DTEND is the day behind LAST). */
struct icalcomponent_impl; /* libical's icalcomponent */
struct icalcomponent_impl *itip_event_new(const char *uid, gint64 dtstamp, int sequence);
void itip_event_hours(struct icalcomponent_impl *event, gint64 start, gint64 end);
void itip_event_days(struct icalcomponent_impl *event, Day first, Day last);

/* A CalendarWriter. The object holds one VEVENT whose only ATTENDEE is the recipient: nobody learns
 * who else is invited, and a client that answers or re-invites on its own reaches nobody else.
 *
 * Times are UTC. One event needs no VTIMEZONE then, and there is none that Outlook could mis-read;
 * every client shows it in its reader's zone. A meeting without hours (meeting_has_hours()) is an event of
 * whole days.
 *
 * A meeting of several days is one VEVENT from the first start to the last end, shown as a bar over
 * those days, so that one press of a button answers the whole. What else the standard offers does
 * not work: several UIDs in one REQUEST (Outlook and Gmail take the first), RDATE (Outlook ignores
 * it), RRULE (only for equal days, and each could be answered on its own). The hours of each day
 * stand in the DESCRIPTION. Where the days do not follow each other the event is TRANSPARENT, so
 * that it does not make the guest busy in between. */
Part *itip_write(const CalendarObject *object, GError **error);

#endif
