/* Handover: the counter between the one who composes mails and records what became of them, and the
 * connections that send them, a thread each. The one thread that owns the database stands on this side,
 * transports on the other; what passes is a Sending. Nothing here looks at the database. */
#ifndef CONVOKE_MAILER_HANDOVER_H
#define CONVOKE_MAILER_HANDOVER_H

#include "db/store-outbox.h"
#include "mailer/journal.h"
#include "mailer/prepare.h"

/* One mail on its way. */
typedef struct {
    Outgoing outgoing; /* first, so that what a transport gives back is this */
    OutboxItem *item;
    Prepared prepared;
    Outcome outcome; /* once it has ended */
    gint64 ended_at;
    Delivery state;      /* that this means, once it is recorded */
    gpointer connection; /* that has it in hand */
} Sending;

void sending_free(Sending *sending); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sending, sending_free)

typedef struct Handover Handover;

/* Starts a thread for each of TRANSPORTS (Transport *, borrowed, at most JOURNAL_HANDS), which opens its
 * connection when there is more to do than the others get done. JOURNAL and CLOCK are used by them until
 * handover_free(). */
Handover *handover_new(const GPtrArray *transports, Journal *journal,
                       gboolean (*clock)(gint64 *ret_now, GError **error));

/* Puts MAILS (Sending *) on the counter, which owns them from then on; the array is left empty. */
void handover_put(Handover *handover, GPtrArray *mails);

/* Waits until at most LOW mails lie there (-1 = never mind), or MANY have ended, or no connection is left,
 * or UNTIL (monotonic). FALSE when no connection is left. */
gboolean handover_wait(Handover *handover, int low, guint many, gint64 until);

/* Why the last connection that was refused has ended; NULL = none was. Borrowed; for handover_finish() to
 * come first. */
const GError *handover_refusal(const Handover *handover);

/* What has ended since the last call. Sending *. */
GPtrArray *handover_ended(Handover *handover);

/* So many of them are in the database for good. */
void handover_recorded(Handover *handover, guint count);

/* How many lie on the counter, and how many have ended. */
void handover_count(Handover *handover, guint *ret_waiting, guint *ret_ended);

/* Nothing more is put there. STOP: nothing more is taken either. */
void handover_close(Handover *handover, bool stop);

/* Stops, waits for the connections to finish what they have in hand, and gives back what nobody took
 * (Sending *). One that a refused connection gave back has that outcome. */
GPtrArray *handover_finish(Handover *handover);

void handover_free(Handover *handover); /* NULL-safe; finished before */

#endif
