/* One session of the agenda. Private to event/read*.c. */
#ifndef CONVOKE_EVENT_READ_SESSION_H
#define CONVOKE_EVENT_READ_SESSION_H

#include "event/read-slot.h"

/* Reads NODE to a new session of DAY, and gives it its place in PLAN. */
void read_session(Reader *reader, const Node *node, AgendaDay *day, DayPlan *plan);

#endif
