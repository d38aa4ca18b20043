/* schedule: state -> notices owed. Pure: what is owed follows from the meeting, how its guests stand,
 * and the time, never from what day a job happened to run on; a notice that is already in the outbox is
 * not owed again, so deriving twice is the same as once. Each family of notices has a file of its own,
 * schedule-*.c, and a row in the table of schedule.c. */
#ifndef CONVOKE_MAILER_SCHEDULE_H
#define CONVOKE_MAILER_SCHEDULE_H

#include <glib.h>
#include "event/meeting.h"
#include "event/news.h"
#include "event/notice.h"
#include "event/reason.h"
#include "event/standing.h"

/* Everything that what is owed follows from, beside the time. All borrowed. */
typedef struct {
    const Meeting *meeting; /* its guests need not be there, but for those whom the agenda names */
    /* Standing *: of guests, in the order of the file. They may come a page at a time, the last one together with
     * those who were taken out of it. */
    const GPtrArray *standings;
    const GPtrArray *pasts; /* Past *, for news_since(); NULL = there are no news for anybody */
    bool unrested; /* changes that have not rested yet count, too: as they will when they have */
    const GPtrArray *gone; /* Standing *: of those taken out; NULL = nobody */
    gint64 digest_at;      /* when the newest digest was queued; NEVER */
    bool news;             /* something happened since that the organizer should know */
} ScheduleState;

/* Appends to NOTICES (Notice *) ALL that is owed at NOW and is not in the outbox yet. Answers to
 * messages, announcements and what else somebody asked for by hand are derived where that is known. */
void schedule_owed(const ScheduleState *state, gint64 now, GPtrArray *notices);

/* meeting_over(), by the meeting's clock: nobody is invited any more. */
bool schedule_over(const Meeting *meeting, gint64 now);

/* Seats are offered in waves, and they had one, or the offer of one: there is nothing left that they could say yes
 * to. Elsewhere whoever was invited can. */
bool schedule_seat_gone(const Meeting *meeting, const Standing *standing);

/* The day by which a guest is to answer: the last one of the offer of a seat that stands (DAY_NONE while its
 * mail has not left), else the meeting's answer-by; DAY_NONE = there is none. STANDING NULL = somebody without
 * an offer. */
Day schedule_answer_by(const Meeting *meeting, const Standing *standing);

/* When the day begins on which a guest said that they know, or are back: until then it is not fair to remind them; NEVER
 * = it is. For who would not before the meeting has begun nobody waits longer than until answers are due. */
gint64 schedule_waits_until(const Meeting *meeting, const Standing *standing);

/* They said that they would know by now. */
bool schedule_would_know(const Standing *standing, gint64 now);

/* The step of the reminder policy in force at NOW: days before that day, or -1 where none is. *ret_due
 * is its day. */
int schedule_step(const Meeting *meeting, const Standing *standing, gint64 now, Day *ret_due);

/* Could a change of the agenda be news for this guest? */
bool schedule_hears(const Meeting *meeting, const Standing *standing);

/* The occasion of the change mail that NEWS, once settled, make for a guest; NULL where they make none. Something of
 * their own goes to everybody but who said no, the meeting's place and dates likewise, unless no seat is kept for them
 * any more (schedule_seat_gone()), and the rest of the agenda to those who come or may come; nothing to whom an
 * announcement is about to tell. *ret_share is what it is about. */
char *schedule_change(const Meeting *meeting, const Standing *standing, const News *news,
                      NewsShare *ret_share);

/* Of a policy's STEPS before DAY, the nearest to it that has come TODAY: days, or -1 where none has.
 * *ret_due is its day. */
int schedule_step_before(const GArray *steps, Day day, Day today, Day *ret_due);

/* Which of a guest's reminders it is whose occasion that is, whether in the outbox or not: 1 for the first of
 * *ret_steps, if all that follow by the policy are sent. */
int schedule_step_number(const ReminderPolicy *policy, const Standing *standing,
                         const char *occasion, int *ret_steps);

/* When a notice of that kind that was queued at QUEUED_AT may leave, if its reader stands like STANDING (NULL = is the
 * organizer): NOW, or the end of the quiet hours that NOW lies in. Announcements, answers, invitations and
 * cancellations never wait; nothing waits again that waited already when the quiet hours before ended, nor what would
 * come too late then, or a day later: by convoke-event(5). */
gint64 schedule_not_before(const Meeting *meeting, const Standing *standing, NoticeKind kind,
                           gint64 queued_at, gint64 now);

/* Likewise for a change mail: it does not wait into the last hour (NEWS_URGENT) before what changed BEGINS
 * (News.begins_at). */
gint64 schedule_change_not_before(const Meeting *meeting, const Standing *standing, gint64 begins,
                                  gint64 queued_at, gint64 now);

/* NOW lies in quiet hours of theirs, and what was queued at QUEUED_AT has waited for those before. */
bool schedule_has_waited(const Meeting *meeting, const Standing *standing, gint64 queued_at,
                         gint64 now);

/* A reminder or nudge to somebody, of whichever meeting. */
typedef struct {
    gint64 at;           /* when it left, or is to leave */
    const char *meeting; /* borrowed */
} Ring;

/* When a reminder or nudge may leave whose reader has other RINGS (Ring): as schedule_not_before() has it, but on a
 * day that has none of them, by the meeting's clock and by the reader's. *ret_ring is the last that was in the way;
 * NULL = none. */
gint64 schedule_apart(const Meeting *meeting, const Standing *standing, NoticeKind kind,
                      const GArray *rings, gint64 queued_at, gint64 now, const Ring **ret_ring);

/* Why it is owed, and why not before: REASON, or what an earlier one had added to it, with RING. */
char *schedule_apart_reason(const Meeting *meeting, const char *reason, const Ring *ring);

/* True where a talk of GUEST has no title yet. */
bool schedule_untitled(const Meeting *meeting, const char *guest);

/* What becomes of a notice of KIND that could have left at READY_AT and did not, for a day; LATE_SEND also where it
 * is not late. */
Late schedule_late(const Meeting *meeting, NoticeKind kind, gint64 ready_at, gint64 now);
#define SCHEDULE_LATE_HELD "it is late, and late ones wait for your word"
#define SCHEDULE_LATE_SKIPPED "it is late, and late ones are skipped"

/* Whether a guest is asked what they meant by a message that came in at RECEIVED_AT and waits for REASON: not once the
 * meeting is over or cancelled, nor who wants no more mail, nor what they wrote before they were asked anew (standing.h), nor what the organizer passed on, nor what lacks a proof that they
 * wrote it, for which there is no word; and words that are no clear answer, where there
 * is one that stands, are the organizer's alone to read, since nobody has to say twice that they come. */
bool schedule_asks(const Meeting *meeting, const Standing *standing, Reason reason,
                   gint64 received_at, gint64 now);

/* Is a notice that was queued at QUEUED_AT still owed by its guest's standing? NULL when it is, else why not: nothing
 * is owed to somebody whose address is dead; only a withdrawal to somebody who is no longer a guest; only answers to their own mail and
 * cancellations to somebody who asked for silence; nothing that goes by itself but cancellations where the meeting is
 * cancelled; no invitation once there is an answer that needs none, no reminder once there is any, no nudge once there
 * is a title, no invitation but the newest one, no reminder of one that has not left, nor anything that calls off who
 * was never invited and does not say that they come, or that is over, no question once all that they wrote is settled, no echo where word
 * of a seat that waits says as much, no word that they get no more mail once they want some, and none of them once its
 * time is over, or is no longer there; but a step that quiet hours held back leaves in others, though the next one is
 * due, which would wait in its turn. */
const char *schedule_moot(const Meeting *meeting, const Standing *standing, const Notice *notice,
                          gint64 queued_at, gint64 now);

/* ... what it is where a seat is not what the notice says. */
#define SCHEDULE_SEAT_ELSE "something else became of the seat meanwhile"

/* Likewise for an announcement to AUDIENCE that was made at ANNOUNCED_AT: not of a cancelled meeting, nor of one that is
 * over since, nor to somebody who would not be in the audience now, was called off since, or is about to be. GUEST is
 * the standing's. */
const char *schedule_announcement_moot(const Meeting *meeting, const Standing *standing,
                                       const Guest *guest, const char *audience,
                                       gint64 announced_at, gint64 now);

/* Guests of an audience: "all", "accepted", "declined", "maybe" ("tentative"), "pending", "speakers", or the name of a
 * group. Indices into STANDINGS (guint). Dead addresses and who asked for silence are left out; who
 * waits for a seat is not in "accepted". So is whoever would belong to it but has not answered, and to whom neither an
 * invitation nor the offer of a seat has left (since they were called off, if ever): how many these are is
 * *ret_uninvited. NULL where AUDIENCE is none of these. */
GArray *schedule_audience(const Meeting *meeting, const GPtrArray *standings, const char *audience,
                          int *ret_uninvited);

/* What is said of an AUDIENCE that is none of these: which one is meant, or which there are. New. */
char *schedule_no_audience(const Meeting *meeting, const char *audience);

#endif
