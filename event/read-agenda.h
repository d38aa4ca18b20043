/* The agenda of an event file: which dates, and the sessions of each. Private to event/read*.c. */
#ifndef CONVOKE_EVENT_READ_AGENDA_H
#define CONVOKE_EVENT_READ_AGENDA_H

#include "event/read-fields.h"

FieldRead read_dates;  /* Meeting: one AgendaDay a date, ascending */
FieldRead read_agenda; /* Meeting: the sessions of its days; after the dates and the guests */

#endif
