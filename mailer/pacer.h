/* pacer: the paces (pace.h) of the relay and of each domain, in one run and from run to run. The one hook for
 * who sends: asked before a mail leaves, told what became of it. */
#ifndef CONVOKE_MAILER_PACER_H
#define CONVOKE_MAILER_PACER_H

#include "db/store.h"
#include "mailer/transport.h"

/* Messages a minute; 0 = anything. */
typedef struct {
    int relay;  /* all together */
    int domain; /* to recipients of one domain */
} PacerLimits;

typedef struct Pacer Pacer;

/* STORE is borrowed; NOW is the second from which the run counts. */
Pacer *pacer_new(Store *store, const PacerLimits *limits, gint64 now);
void pacer_free(Pacer *pacer); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pacer, pacer_free)

/* How long mail to RECIPIENT has to wait, in milliseconds; 0: it may go now, and is counted. *ret_all: it is
 * the relay, so that all mail has to wait. */
gboolean pacer_ask(Pacer *pacer, const char *recipient, gint64 *ret_wait, bool *ret_all,
                   GError **error);

/* What became of it; within a transaction, since what is learnt is kept. A whole session that was refused,
 * or two domains within a minute, slow the relay down, and else the domain is. */
gboolean pacer_tell(Pacer *pacer, const char *recipient, const Outcome *outcome, GError **error);

/* The second that the run has come to. */
gint64 pacer_now(const Pacer *pacer);

#endif
