/* told: what one guest has been told before, and what is new for them; gathered from the database for the
 * mails that say so. An edge. */
#ifndef CONVOKE_MAILER_TOLD_H
#define CONVOKE_MAILER_TOLD_H

#include "db/store-meeting.h"
#include "event/standing.h"
#include "mailer/mailroom.h"

typedef struct {
    GPtrArray *changes; /* Change *: all that is worth reading; empty = nothing */
    char *occasion;     /* of the change mail that they make (schedule.h); NULL = none */
    gint64 begins_at;   /* where they make one: News.begins_at */
    bool moved;         /* the calendar object that the guest has shows another time or place */
} Told;

void told_clear(Told *told);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Told, told_clear)

/* What is new in MEETING, its revision NEWEST, for the guest of STANDING. FOLLOWED: a change mail tells it,
 * so that what the organizer changed quietly is left out; else an announcement does, which tells all. */
gboolean told_load(const Mailroom *room, const Meeting *meeting, const Revision *newest,
                   const Standing *standing, gboolean followed, gint64 now, Told *ret_told,
                   GError **error);

/* MEETING as it is now, but that what it is, where and when are as revision NUMBER had them: for whom that one was
 * told last. */
Meeting *told_meeting(const Mailroom *room, const char *meeting, int number, GError **error);

#endif
