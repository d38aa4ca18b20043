/* owed: what a meeting owes, from the database, a page of its guests at a time: many take no more memory than few.
 * An edge; what is owed is decided by schedule.h. */
#ifndef CONVOKE_MAILER_OWED_H
#define CONVOKE_MAILER_OWED_H

#include "event/meeting.h"
#include "mailer/mailroom.h"

typedef struct Owed Owed;

/* Goes through what MEETING owes of the kinds WHAT (outbox.h) at NOW and is not in the outbox yet, as if the entries
 * about seats that are due were written already. All borrowed. It stands before the first page. */
Owed *owed_new(const Mailroom *room, const Meeting *meeting, unsigned what, gint64 now);
void owed_free(Owed *owed); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Owed, owed_free)

/* Reads the next page; *ret_more is false where there is none. */
gboolean owed_next(Owed *owed, bool *ret_more, GError **error);

/* Of the page: the notices (Notice *), in the order of their guests family by family, and how its guests stand, behind
 * those of the last one those who are guests no more. Borrowed until the next page, but may be taken out. */
GPtrArray *owed_notices(const Owed *owed);
GPtrArray *owed_standings(const Owed *owed);

/* The first seats are offered when somebody asks for invitations to go out. */
bool owed_opens_seats(unsigned what);

#endif
