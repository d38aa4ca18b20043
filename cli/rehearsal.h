/* Rehearsal: the life of a meeting by a virtual clock, on a private copy of the database that is gone
 * afterwards. What is owed is derived, queued and delivered by the code that `convoke daily` runs, to a
 * transport that takes everything, judges it (mailer/lint.h) and sends nothing. */
#ifndef CONVOKE_CLI_REHEARSAL_H
#define CONVOKE_CLI_REHEARSAL_H

#include "cli/mailing.h"
#include "event/answer.h"

/* How a guest answers, by a mail of theirs. */
typedef struct {
    char *guest;       /* id; NULL = everybody who is silent and not named in another one */
    Partstat partstat; /* NEEDS_ACTION = stays silent */
    gint64 at;         /* NEVER = a day after the invitation left (after the rehearsal began) */
    bool done;
} Assumption;

void assumption_free(Assumption *assumption);

/* A mail that would go out, or what happens without one: the answer of an assumption, the end of an offer of a seat, a
 * place on the waiting list. */
typedef struct {
    gint64 at;
    char *person;   /* guest id, "organizer" */
    char *name;     /* that people know them by */
    char *what;     /* kind of the notice; "answer", "offer ends", "waits" */
    char *occasion; /* NULL where it is no mail */
    char *reason;   /* of an answer what it says */
    bool answer;
    GPtrArray *findings; /* LintFinding *: what is wrong with the mail; NULL = nothing */
} Rehearsed;

/* Whether new mail of MEETING waits for the organizer's word, which a rehearsal takes for given. */
gboolean rehearsal_frees(const Mailing *mailing, const char *meeting, bool *ret_frees,
                         GError **error);

/* Lives through MEETING from FROM to UNTIL, an hour a step, as if `convoke send` had run at FROM, and all that is held
 * had been released then.
 * Rehearsed *, in order. Sets the process's clock (CONVOKE_NOW) and leaves it set. */
GPtrArray *rehearsal_run(const Mailing *mailing, const Meeting *meeting,
                         const GPtrArray *assumptions, gint64 from, gint64 until, GError **error);

#endif
