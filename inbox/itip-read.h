/* itip-read: one calendar stream -> what it says, as an Itip (RFC 5545, 5546). The only file of this
 * room that knows libical; it is linked into module calendar.so and handed to message_read() as an
 * ItipReader, because libical costs every start of the program 3 ms. Most answers are plain enough for itip-plain.h.
 *
 * TEXT is UTF-8, NUL allowed inside. What clients do wrong is mended or borne: any line ends, text
 * before and after the calendar, missing END lines, several calendars (the first counts), no METHOD,
 * no ORGANIZER, no or many ATTENDEEs, unknown properties and values. Returns NULL where there is no
 * calendar component in it. Streams over ITIP_READ_MAX bytes are cut there: libical takes quadratic
 * time for a long line. Attendees over ITIP_ATTENDEES_MAX are left out. */
#ifndef CONVOKE_INBOX_ITIP_READ_H
#define CONVOKE_INBOX_ITIP_READ_H

#include "inbox/meaning.h"

#define ITIP_READ_MAX (256 * 1024)
#define ITIP_ATTENDEES_MAX 1000

Itip *itip_read(const char *text, gsize length);

#endif
