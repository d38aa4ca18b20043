/* Zone names: what somebody probably meant by a time zone that does not exist. */
#ifndef CONVOKE_EVENT_ZONE_NAMES_H
#define CONVOKE_EVENT_ZONE_NAMES_H

/* An IANA name for an abbreviation ("PST"), a city without its area ("berlin"), or a slip of the pen
 * in one of the usual names; NULL where nothing is near. Static; not every system may know it. */
const char *zone_name_nearest(const char *text);

#endif
