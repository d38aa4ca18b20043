/* period: a PERIOD of iCalendar (RFC 5545 3.3.9) for people to read. Pure. */
#ifndef CONVOKE_EVENT_PERIOD_H
#define CONVOKE_EVENT_PERIOD_H

#include "event/when.h"

/* PERIOD is two DATE-TIMEs or two DATEs with "/" between, or the first with a duration or nothing behind it, as a client
 * wrote them: "20040714T170000Z/20040714T180000Z" is "2004-07-14 19:00–20:00 Europe/Brussels" in that ZONE, whose
 * name is ZONE_NAME. Days are inclusive ("2004-07-14 – 2004-07-15"); a time without a zone has none here. New; NULL
 * where there is no first moment, or one that is no moment. PERIOD may be NULL. */
char *period_format(const char *period, GTimeZone *zone, const char *zone_name);

#endif
