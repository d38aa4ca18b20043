/* schedule: state -> notices owed. Pure: what is owed follows from the meeting, how its guests stand,
 * and the time, never from what day a job happened to run on; a notice that is already in the outbox is
 * not owed again, so deriving twice is the same as once. */
#ifndef CONVOKE_MAILER_SCHEDULE_H
#define CONVOKE_MAILER_SCHEDULE_H

#include <glib.h>
#include "event/meeting.h"
#include "event/notice.h"
#include "event/standing.h"

/* Appends to NOTICES (Notice *) an invitation for every guest of STANDINGS who was not sent one, has not
 * answered, whose address is not known to be dead, and who did not ask for silence, until the last day of the meeting has passed. */
void schedule_invitations(const Meeting *meeting, const GPtrArray *standings, gint64 now,
                          GPtrArray *notices);

/* Appends the reminders that are owed. A step of the policy comes due at the start of the day that many
 * days before answer-by, in the meeting's zone, and stays due until the next one does, or the policy's
 * stop. It is owed by a guest whose invitation has left before that day, who has not answered (or, at
 * the last step, answered "maybe" and the policy says so, or at any step, "maybe" with a day by which they would know), has nothing waiting for review, and whom mail
 * reaches and is welcome to; not before the day on which they said that they will know or be back; once a
 * step, and not on a day that already had a reminder. */
void schedule_reminders(const Meeting *meeting, const GPtrArray *standings, gint64 now,
                        GPtrArray *notices);

/* The step in force at NOW: days before answer-by, or -1 where none is. *ret_due is its day. */
int schedule_step(const Meeting *meeting, gint64 now, Day *ret_due);

/* Is a queued notice still owed by its guest's standing? NULL when it is, else why not: nothing is owed
 * to somebody who is no longer a guest or whose address is dead, only answers to their own mail to
 * somebody who asked for silence, and no invitation or reminder once there is an answer or the
 * meeting is over. */
const char *schedule_moot(const Meeting *meeting, const Standing *standing, const Notice *notice,
                          gint64 now);

/* Guests of an audience: "all", "accepted", "pending", "speakers", or the name of a group. Indices into
 * STANDINGS (guint). Dead addresses and who asked for silence are left out, and who declined is only in "all" and in groups. NULL
 * where AUDIENCE is none of these. */
GArray *schedule_audience(const Meeting *meeting, const GPtrArray *standings, const char *audience);

#endif
