/* Seats: how many, how they are offered, and quotas. Private to event/read*.c. */
#ifndef CONVOKE_EVENT_READ_SEATS_H
#define CONVOKE_EVENT_READ_SEATS_H

#include "event/read-fields.h"

FieldRead read_seats; /* Meeting */

/* What must hold between SEATS (NULL = not there) and the guests. */
void check_seats(Reader *reader, const Node *seats);

#endif
