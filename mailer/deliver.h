/* deliver: claims what is due, hands it to transports, and records how far each mail got. The only caller of
 * transports; each has a thread. A run that dies leaves its claims and its journal; the next one finds them
 * by the lock that the dead process no longer holds: what certainly did not leave is queued again, what may
 * have left is unknown and never sent again blindly. */
#ifndef CONVOKE_MAILER_DELIVER_H
#define CONVOKE_MAILER_DELIVER_H

#include "db/store-outbox.h"
#include "mailer/fence.h"
#include "mailer/mailroom.h"
#include "mailer/outbox.h"
#include "mailer/pacer.h"
#include "mailer/transport.h"

typedef struct {
    int sent, later, failed, unknown, dropped, held;
    char *words; /* of the last failure or delay; NULL = none */
} Delivered;

void delivered_clear(Delivered *delivered);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Delivered, delivered_clear)

typedef struct {
    const Mailroom *room;
    const GPtrArray *transports; /* Transport *: so many connections at most */
    const char *run_directory;   /* holds a file for each run; made when missing */
    PacerLimits limits;          /* how fast, until somebody says that it is too fast */
    const FencePlaces *places;   /* where it is written how far the sending has come */
    OutboxFilter filter;         /* its limit bounds the whole run; 0 = all that is due */
    OutboxQueueing *queueing;    /* what is still to be queued; NULL = nothing is */
    bool judged;                 /* broken mails are held (judge.h) */
    gboolean (*clock)(gint64 *ret_now, GError **error); /* asked again and again, by any thread */
    bool (*stopped)(
        void); /* asked ten times a second: whether to finish what is in hand, and end; or NULL */
    /* Told after each mail, for whoever shows progress; may be NULL. */
    void (*told)(const OutboxItem *item, Delivery state, const char *words, gpointer user_data);
    gpointer user_data;
} DeliveryRun;

/* Sends what is due until nothing is, the limit is reached, or the other side is closed to us for now: then
 * FALSE with the transport's error, and what is left stays queued; all of `queueing` is queued in each case. Also
 * FALSE: the run was stopped before all was sent (CONVOKE_ERROR_TEMPORARY), or the database failed or may not send
 * (fence.h). *ret_delivered is set either way. */
gboolean deliver_run(const DeliveryRun *run, Delivered *ret_delivered, GError **error);

#endif
