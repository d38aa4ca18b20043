/* Guests and the organizer of an event file: who they are and where mail reaches them. Private to
 * event/read*.c. */
#ifndef CONVOKE_EVENT_READ_GUESTS_H
#define CONVOKE_EVENT_READ_GUESTS_H

#include "event/read-fields.h"

FieldRead read_guest_list; /* Meeting: its guests; fills reader->guests and ->addresses, too */
FieldRead read_organizer;  /* Organizer */

#endif
