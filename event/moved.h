/* moved: whether a meeting takes place at another time, or elsewhere, after a revision. Pure. */
#ifndef CONVOKE_EVENT_MOVED_H
#define CONVOKE_EVENT_MOVED_H

#include <stdbool.h>
#include "event/meeting.h"

/* Time or place of the whole meeting changed: what a calendar object shows and raises its SEQUENCE (RFC
 * 5546 2.1.4). A meeting that gets its hours, or loses them (meeting_has_hours()), has changed its time; whole days are
 * the same in every zone. */
bool meeting_moved(const Meeting *before, const Meeting *after);

/* It has other days, or on the same ones takes place when it did not before: who could come then need not be able to come
 * now. */
bool meeting_redated(const Meeting *before, const Meeting *after);

/* A day that had hours has others, or none, of which the words of a calendar object say more than its time: it raises
 * SEQUENCE, too, and is news for the calendar of whoever has a part in a session that moved. */
bool meeting_hours_moved(const Meeting *before, const Meeting *after);

/* The clocks of their zones differ at some hour of the days of either: else it is one zone by two names, or as good as
 * one. */
bool meeting_clock_moved(const Meeting *before, const Meeting *after);

#endif
