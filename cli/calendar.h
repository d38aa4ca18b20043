/* The calendar module's functions, behind ones that load it when first called. */
#ifndef CONVOKE_CLI_CALENDAR_H
#define CONVOKE_CLI_CALENDAR_H

#include "inbox/read.h"
#include "mailer/calendar.h"

/* As itip_read (inbox/itip-read.h). Where the module cannot be loaded the process ends with
 * EX_TEMPFAIL: the message stays where it came from. */
Itip *calendar_read(const char *text, gsize length);

/* As itip_write (mailer/itip-write.h), or the module's error. */
Part *calendar_write(const CalendarObject *object, GError **error);

/* As itip_publish (mailer/itip-publish.h), or the module's error. */
char *calendar_publish(const CalendarAgenda *agenda, GError **error);

#endif
