/* The families of notices, and what they share. Private to mailer/schedule*.c. */
#ifndef CONVOKE_MAILER_SCHEDULE_FAMILY_H
#define CONVOKE_MAILER_SCHEDULE_FAMILY_H

#include "mailer/schedule.h"

/* Appends what one family owes. */
typedef void ScheduleFamily(const ScheduleState *state, gint64 now, GPtrArray *notices);

/* An invitation for every guest who was not sent one, has not answered (or comes, or may come, by what the organizer
 * wrote down or they said since they were called off), whose address is not known to be dead, and who did not ask for
 * silence (but schedule_recalls()), until the last day of the meeting has passed. Where seats are offered in waves,
 * for those alone who have one without the offer of it. */
ScheduleFamily schedule_invitations;

/* A step of the reminder policy comes due at the start of the day that many days before answer-by, in
 * the meeting's zone, and stays due until the next one does, or the policy's stop; for who has the offer of a
 * seat it counts from the last day of that. It is owed by a guest
 * whose invitation, or that offer, has left before that day, who has not answered (or, at the last step or at steps of
 * their own before the meeting, answered "maybe" and the policy says so, or at any step, "maybe" with a
 * day by which they would know), has nothing waiting for review, and whom mail reaches and is welcome to;
 * not before the day on which they said that they will know or be back; once a step, and not on a day
 * that already had a reminder or a nudge. */
ScheduleFamily schedule_reminders;

/* What somebody has to be told about a seat: that one is offered to them (while the offer stands), that one is theirs for
 * which they waited, and that they wait where no echo says so, since the organizer wrote their yes down, and no seat is
 * about to be theirs. */
ScheduleFamily schedule_seats;

/* One mail about all that changed since the guest was last told the agenda, once nothing that is worth a
 * mail has changed for the meeting's settling time; not once it is over. */
ScheduleFamily schedule_changes;

/* To speakers who come and have no title, by the steps of its policy until the meeting begins; not where
 * they proposed one or anything of theirs waits for review, and within the limits of reminders. */
ScheduleFamily schedule_nudges;

/* Why a notice about a seat is no longer owed; NULL when it is. */
const char *schedule_seat_moot(const Meeting *meeting, const Standing *standing,
                               const Notice *notice, gint64 now);

/* To those who come, by the steps of its policy until the meeting begins. */
ScheduleFamily schedule_logistics;

/* To those who came, once, for two weeks from the day of its policy. */
ScheduleFamily schedule_thanks;

/* Where the meeting is cancelled: to guests whose invitation has left or who said that they come or may
 * come, unless they declined; until its last day has passed. */
ScheduleFamily schedule_cancellations;

/* Likewise to those who were taken out of the event file. */
ScheduleFamily schedule_withdrawals;

/* To the organizer, when there are news and no digest was queued today. */
ScheduleFamily schedule_digests;

/* The day that the meeting's clock shows at WHEN, and the first instant of DAY. */
Day schedule_day(const Meeting *meeting, gint64 when);
gint64 schedule_midnight(const Meeting *meeting, Day day);

/* The occasion of the invitation that is theirs now. */
char *schedule_invitation_occasion(const Standing *standing);

/* An invitation that has not left is still for them: they have not answered, or have no other way to the entry. */
bool schedule_invites(const Meeting *meeting, const Standing *standing);

/* Offers of seats invite, as many as there are. */
bool schedule_in_waves(const Meeting *meeting);

/* When they were asked what a reminder reminds them of: by the offer of a seat, or else the invitation; NEVER
 * where it has not left. */
gint64 schedule_asked_at(const Standing *standing);

/* Nobody is reminded any more. */
bool schedule_reminders_end(const Meeting *meeting, gint64 now);

/* They are to be reminded STEP days before answer-by, if at all: they have not answered, or with a maybe that is
 * asked about then. */
bool schedule_owes_answer(const Meeting *meeting, const Standing *standing, int step);

/* What waits was asked for by an event file that says otherwise now. */
#define SCHEDULE_NOT_ASKED_FOR "the event file asks for it no more"

/* They said yes before the meeting was over, or the organizer says that they came. */
bool schedule_came(const Meeting *meeting, const Standing *standing);

/* Why thanks are not to be said, now or at all; NULL when they are. */
const char *schedule_thanks_moot(const Meeting *meeting, gint64 now);

/* Its first session has begun. */
bool schedule_begun(const Meeting *meeting, gint64 now);

/* Nobody travels any more, even if the day has not passed: nobody is called off. */
bool schedule_ended(const Meeting *meeting, gint64 now);

/* Their newest reminder or nudge was queued, or is to leave, on the day that it is NOW, by the meeting's clock or by
 * theirs. */
bool schedule_rang_today(const Meeting *meeting, const Standing *standing, gint64 now);

/* Mail gets through to them, and is welcome. */
bool schedule_reaches(const Standing *standing);

/* They asked for no more mail, came all the same, and were told since that it is off: so they are told that it takes
 * place after all, or that they are invited again. */
bool schedule_recalls(const Standing *standing);

/* Appends a notice and returns it, borrowed: not before the quiet hours of its reader are over. */
Notice *schedule_add(const ScheduleState *state, const Standing *standing, NoticeKind kind,
                     const char *occasion, const char *reason, gint64 now, GPtrArray *notices);

/* A step that has come. */
typedef struct {
    const char *prefix; /* of its occasion: "" or SCHEDULE_AHEAD */
    int days;
    Day due;
    const char *until; /* of a reminder: what it counts from, "answer-by date" */
} ScheduleStep;

#define SCHEDULE_AHEAD "m" /* a reminder counted from the meeting, not from answer-by: "m10d" */

/* The occasion of a notice of KIND at STEP; NULL where STANDING had it. */
char *schedule_occasion(const Meeting *meeting, const Standing *standing, NoticeKind kind,
                        const ScheduleStep *step);

/* The days in an occasion. */
int schedule_occasion_days(const char *occasion);

/* False where a notice of KIND that was due on DUE is late by a day, also since STANDING came to get it, and the
 * policy says to skip it. *ret_held: why it is held where that says to ask; NULL = it is not. */
bool schedule_in_time(const Meeting *meeting, const Standing *standing, NoticeKind kind, Day due,
                      gint64 now, const char **ret_held);

#endif
