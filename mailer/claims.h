/* Claims: the next mails that are due, asked once more whether they may leave now, composed, and claimed for a run. */
#ifndef CONVOKE_MAILER_CLAIMS_H
#define CONVOKE_MAILER_CLAIMS_H

#include "mailer/filing.h"
#include "mailer/judge.h"
#include "mailer/pacer.h"
#include "mailer/prepare.h"

enum { CLAIMS_MOST = 128 }; /* at a time */

/* Of one run; the first part is its owner's to fill in, borrowed, before claims_begin. */
typedef struct {
    const char *run; /* its id */
    Store *store;
    OutboxFilter filter; /* its limit bounds the whole run; 0 = all that is due */
    gboolean (*clock)(gint64 *ret_now, GError **error);
    Preparer *preparer;
    Filing *filing;
    Judge *judge; /* NULL = nobody looks */
    Pacer *pacer;
    gint64 begun;    /* claims only what was due then, so that no mail is tried twice in a run */
    guint least;     /* connections: so many are in hand, however slow the relay is */
    bool all_queued; /* what is to be, so that nothing due is the end */

    guint batch;       /* how many the next take may claim */
    bool thin;         /* what is due was claimed; more may be once it is queued */
    bool dry;          /* nothing more is due, or allowed */
    int left;          /* how many more may be claimed */
    gint64 waited;     /* milliseconds */
    gint64 resume_at;  /* monotonic: nothing is claimed before */
    guint left_since;  /* mails whose end was recorded since the last take; counted by its owner */
    gint64 claimed_at; /* monotonic, then */
    gint64
        deferred_to; /* earliest second for which a mail was put off for its domain; 0 = none was */
} Claims;

void claims_begin(Claims *claims);

/* With so many mails in hand or fewer, the next are to be taken. */
guint claims_low(const Claims *claims);

/* Whether the relay wants nothing for now. */
bool claims_paused(const Claims *claims);

/* Claims and composes up to `batch` mails, Sending * (handover.h): READY are to be handed over once the transaction is
 * durable, SETTLED (moot, held, or impossible) have ended already. To be called within a transaction, which is to be
 * rolled back after FALSE: the database's error, or the run may not go on. */
gboolean claims_take(Claims *claims, GPtrArray *ready, GPtrArray *settled, GError **error);

#endif
