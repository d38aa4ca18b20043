/* Standing, mail: what the mail in the outbox says of how a guest stands. Who was called off, because the meeting was
 * or they were taken out of it, stands as if never asked once it takes place with them after all. */
#ifndef CONVOKE_EVENT_STANDING_MAIL_H
#define CONVOKE_EVENT_STANDING_MAIL_H

#include "event/course.h"
#include "event/standing.h"

/* A notice to the guest that counts. All is borrowed. */
typedef struct {
    NoticeKind kind;
    const char *occasion;
    gint64 queued_at, due_at; /* it is not to leave before */
    Delivery state;
    gint64 left_at; /* NEVER */
    int revision;   /* of the meeting, that it tells */
} StandingMail;

/* Notes MAIL in STANDING, in which their invitation in force is noted already. By when they were queued; of echoes only
 * those that call somebody off. */
void standing_note_mail(Standing *standing, const StandingMail *mail);

/* What follows from all that was noted, and from the COURSE of the meeting: whether they are called off now, what
 * they said before no longer counts, and they are to be invited anew. SAID: gint64, in order, each time that they said
 * what they say now, since they last said something else. */
void standing_settle(Standing *standing, const Course *course, const GArray *said);

#endif
