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
#include "event/standing.h"

/* Everything that what is owed follows from, beside the time. All borrowed. */
typedef struct {
    const Meeting *meeting; /* its guests need not be there, but for those whom the agenda names */
    const GPtrArray *standings; /* Standing *: of all guests, in the order of the file */
    const GPtrArray *pasts;     /* Past *, for news_since(); NULL = there are no news for anybody */
} ScheduleState;

/* Appends to NOTICES (Notice *) ALL that is owed at NOW and is not in the outbox yet. Answers to
 * messages, announcements and what else somebody asked for by hand are derived where that is known. */
void schedule_owed(const ScheduleState *state, gint64 now, GPtrArray *notices);

/* The step of the reminder policy in force at NOW: days before answer-by, or -1 where none is. *ret_due
 * is its day. */
int schedule_step(const Meeting *meeting, gint64 now, Day *ret_due);

/* Could a change of the agenda be news for this guest? */
bool schedule_hears(const Standing *standing);

/* The occasion of the change mail that NEWS, once settled, make for a guest; NULL where they make none.
 * Something of their own goes to everybody but who said no, the meeting's place and dates likewise, and the rest
 * of the agenda to those who come or may come; nothing to whom an announcement is about to tell. *ret_share is what it is about. */
char *schedule_change(const Standing *standing, const News *news, NewsShare *ret_share);

/* Is a queued notice still owed by its guest's standing? NULL when it is, else why not: nothing is owed
 * to somebody who is no longer a guest or whose address is dead, only answers to their own mail to
 * somebody who asked for silence, and no invitation or reminder once there is an answer or the
 * meeting is over. */
const char *schedule_moot(const Meeting *meeting, const Standing *standing, const Notice *notice,
                          gint64 now);

/* Guests of an audience: "all", "accepted", "pending", "speakers", or the name of a group. Indices into
 * STANDINGS (guint). Dead addresses and who asked for silence are left out, and who declined is only in "all" and in groups;
 * who waits for a seat is not in "accepted", and who comes later in waves is in none. NULL
 * where AUDIENCE is none of these. */
GArray *schedule_audience(const Meeting *meeting, const GPtrArray *standings, const char *audience);

#endif
