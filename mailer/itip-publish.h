/* itip-publish: CalendarAgenda -> text/calendar (RFC 5545, 5546 3.2.1), through libical. Part of the
 * module calendar.so; the program finds itip_publish() there by name. */
#ifndef CONVOKE_MAILER_ITIP_PUBLISH_H
#define CONVOKE_MAILER_ITIP_PUBLISH_H

#include <glib.h>
#include "mailer/calendar.h"

/* One calendar with METHOD:PUBLISH and one VEVENT a session; a day without sessions is an event of the whole day.
 * Nothing in it asks for an answer: no ATTENDEE, whose addresses are nobody else's business, and UIDs other than the
 * invitation's, which stands beside it in a guest's calendar. Breaks and meals leave the reader free. All are
 * CANCELLED where the meeting is. Times are UTC. Of an open end, the next session or an hour is the end.
 *
 * RFC 5545 text with CRLF line ends, folded. NULL and CONVOKE_ERROR_DATA for an address that cannot stand in it or a
 * zone that the system lacks. */
char *itip_publish(const CalendarAgenda *agenda, GError **error);

#endif
