/* Slot: when a session is, and whether that agrees with the sessions above it. Private to
 * event/read*.c. */
#ifndef CONVOKE_EVENT_READ_SLOT_H
#define CONVOKE_EVENT_READ_SLOT_H

#include "event/read-fields.h"

FieldRead
    read_slot; /* Session: start, end and open_end, of "10:00am", "10:00-11:30" or "3:00pm+" */

/* What the sessions of one day have taken so far. */
typedef struct {
    const Session *last;       /* borrowed; NULL before the first */
    Minute floor;              /* no later session starts before */
    const Session *longest;    /* ends last of all */
    const Session *everywhere; /* ends last of those without a room */
    GHashTable *rooms;         /* room -> the session that ends last there */
} DayPlan;

void day_plan_init(DayPlan *plan);
void day_plan_clear(DayPlan *plan);

/* Takes SESSION, with a start, into PLAN, where it must come after the others and may overlap only
 * sessions in other rooms. NODE is the text its times were read from. */
void day_plan_add(Reader *reader, DayPlan *plan, const Session *session, const Node *node);

#endif
