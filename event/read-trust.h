/* The key "trust" of an event file. Private to event/read*.c. */
#ifndef CONVOKE_EVENT_READ_TRUST_H
#define CONVOKE_EVENT_READ_TRUST_H

#include "event/read-fields.h"

FieldRead read_trust; /* TrustPolicy: one word for all, or a map */

#endif
