/* The families of notices, and what they share. Private to mailer/schedule*.c. */
#ifndef CONVOKE_MAILER_SCHEDULE_FAMILY_H
#define CONVOKE_MAILER_SCHEDULE_FAMILY_H

#include "mailer/schedule.h"

/* Appends what one family owes. */
typedef void ScheduleFamily(const ScheduleState *state, gint64 now, GPtrArray *notices);

/* An invitation for every guest who was not sent one, has not answered, whose address is not known to
 * be dead, and who did not ask for silence, until the last day of the meeting has passed. */
ScheduleFamily schedule_invitations;

/* A step of the reminder policy comes due at the start of the day that many days before answer-by, in
 * the meeting's zone, and stays due until the next one does, or the policy's stop. It is owed by a guest
 * whose invitation has left before that day, who has not answered (or, at the last step, answered
 * "maybe" and the policy says so, or at any step, "maybe" with a day by which they would know), has
 * nothing waiting for review, and whom mail reaches and is welcome to; not before the day on which they
 * said that they will know or be back; once a step, and not on a day that already had a reminder. */
ScheduleFamily schedule_reminders;

/* What somebody has to be told about a seat: that one is offered to them (while the offer stands), that one is theirs for
 * which they waited, and that they wait where no echo says so, since the organizer wrote their yes down. */
ScheduleFamily schedule_seats;

/* One mail about all that changed since the guest was last told the agenda, once nothing that is worth a
 * mail has changed for the meeting's settling time; not after its last day. */
ScheduleFamily schedule_changes;

/* The day that the meeting's clock shows at WHEN. */
Day schedule_day(const Meeting *meeting, gint64 when);

/* Why a notice about a seat is no longer owed; NULL when it is. */
const char *schedule_seat_moot(const Meeting *meeting, const Standing *standing,
                               const Notice *notice, gint64 now);

/* The last day of the meeting has passed. */
bool schedule_over(const Meeting *meeting, gint64 now);

/* Mail gets through to them, and is welcome. */
bool schedule_reaches(const Standing *standing);

#endif
