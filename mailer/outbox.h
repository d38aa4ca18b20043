/* outbox: puts what is owed into the database, each notice once. The edge between the pure schedule and
 * the rows; nothing is sent here. Each function is one transaction: durable when it returns TRUE. */
#ifndef CONVOKE_MAILER_OUTBOX_H
#define CONVOKE_MAILER_OUTBOX_H

#include "event/meeting.h"
#include "event/notice.h"
#include "mailer/mailroom.h"

/* Kinds of notices, as bits: which of those owed a command is about. */
enum {
    OUTBOX_SEATS = 1 << NOTICE_SEAT | 1 << NOTICE_WAITING | 1 << NOTICE_PROMOTED,
    OUTBOX_INVITATIONS = 1 << NOTICE_INVITATION | OUTBOX_SEATS,
    OUTBOX_REMINDERS = 1 << NOTICE_REMINDER,
    OUTBOX_CHANGES = 1 << NOTICE_CHANGE,
    OUTBOX_WITHDRAWALS = 1 << NOTICE_WITHDRAWAL,
    OUTBOX_DIGESTS = 1 << NOTICE_DIGEST,
    OUTBOX_ALL = (1 << NOTICE_KINDS) - 1,
    /* Beside OUTBOX_CHANGES, for who only looks: changes that have not rested yet, too. */
    OUTBOX_UNRESTED = 1 << NOTICE_KINDS,
    /* Beside invitations: not such as begin to offer seats in waves, which concerns others, too. */
    OUTBOX_UNOPENED = 1 << (NOTICE_KINDS + 1),
    /* What goes by itself. Who is invited, and who no longer is, goes when the organizer says so. */
    OUTBOX_DAILY = OUTBOX_ALL & ~(1 << NOTICE_INVITATION | OUTBOX_WITHDRAWALS),
    OUTBOX_SEND = OUTBOX_ALL & ~OUTBOX_DIGESTS,
};

/* Appends to NOTICES what MEETING owes of the kinds in WHAT at NOW and is not in the outbox yet, and
 * changes nothing. *ret_standings (if asked for) is how its guests stand, those who are none any more
 * behind the others. */
gboolean outbox_owed(const Mailroom *room, const Meeting *meeting, unsigned what, gint64 now,
                     GPtrArray *notices, GPtrArray **ret_standings, GError **error);

/* Queues that, for the guest PERSON only unless it is NULL. *ret_count new notices. Offers of seats that have
 * ended are ended (store-seat.h), and what follows from that is due, too. */
gboolean outbox_queue(const Mailroom *room, const Meeting *meeting, unsigned what,
                      const char *person, gint64 now, int *ret_count, GError **error);

/* The same a page of guests at a time, each in a transaction of its own, so that mail can leave while the rest is
 * queued: one that the end of the program cuts short has queued some, and the next one goes on. */
typedef struct OutboxQueueing OutboxQueueing;

/* All borrowed. It stands before the first page. A meeting that is applied meanwhile is gone through anew. */
OutboxQueueing *outbox_queueing_new(const Mailroom *room, const Meeting *meeting, unsigned what,
                                    const char *person, gint64 now);
void outbox_queueing_free(OutboxQueueing *queueing); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutboxQueueing, outbox_queueing_free)

/* Queues the next page, safe against the end of the program; *ret_more is false where there is none, and then all are
 * safe against that of the machine, too. */
gboolean outbox_queueing_next(OutboxQueueing *queueing, bool *ret_more, GError **error);

/* Queues the echo or question that the message RECEIVED (0: any) is owed. */
gboolean outbox_queue_answers(const Mailroom *room, gint64 received, gint64 now, int *ret_count,
                              GError **error);

/* An announcement of the agenda as it stands. */
typedef struct {
    int number;     /* of the announcement */
    int recipients; /* 0: the audience is empty, and nothing was recorded */
    int uninvited;  /* how many of the audience are left out, since they were not invited yet */
    gboolean again; /* this revision went to this audience before; recorded only when asked for */
} Announced;

/* Queues an announcement to AUDIENCE (schedule.h). The same revision to the same audience is only
 * announced again when AGAIN. DRY_RUN changes nothing. CONVOKE_ERROR_USAGE for no such audience,
 * CONVOKE_ERROR_DATA where the meeting is cancelled. */
gboolean outbox_announce(const Mailroom *room, const Meeting *meeting, const char *audience,
                         const char *note, gboolean again, gboolean dry_run, gint64 now,
                         Announced *ret_announced, GError **error);

#endif
