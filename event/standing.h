/* Standing: how a guest stands in a meeting right now: invited or not, answered or not, reached or
 * not. Made by db/store-standing.h from rows, read by everything that decides who is owed what and by
 * everything that shows it. */
#ifndef CONVOKE_EVENT_STANDING_H
#define CONVOKE_EVENT_STANDING_H

#include <glib.h>
#include <stdbool.h>
#include "event/answer.h"

/* How far a notice got. NONE: it is not in the outbox. */
typedef enum {
    DELIVERY_NONE = 0,
    DELIVERY_QUEUED,
    DELIVERY_HELD,    /* waits until the organizer lets it go */
    DELIVERY_CLAIMED, /* a run is about to send it */
    DELIVERY_SENT,
    DELIVERY_UNKNOWN, /* handed over, and no answer came */
    DELIVERY_FAILED,
    DELIVERY_DROPPED, /* by the organizer, or because it was no longer owed */
} Delivery;

const char *delivery_name(Delivery delivery); /* "queued", as in the database; "none" */
Delivery delivery_parse(const char *name);    /* DELIVERY_NONE for anything else */

#define NEVER G_MININT64

typedef struct {
    char *guest;
    char *name;
    char *address; /* that we write to */
    char *token;
    int issue; /* of the invitation */
    Partstat
        previous; /* the answer before it that was another one; PARTSTAT_NONE = there was none */
    gint64 changed_at; /* since when it is this one; NEVER before an answer */
    Partstat partstat; /* NEEDS_ACTION until there is an answer */
    Details details;
    char *words;         /* that decided; NULL before an answer */
    char *channel;       /* "reply", "calendar", "organizer" */
    gint64 answered_at;  /* NEVER */
    bool removed;        /* no longer in the event file */
    bool review;         /* a message of theirs waits for the organizer */
    gint64 silent_since; /* they asked for no more mail; NEVER = they did not */
    gint64 wait_until;   /* it is not fair to remind them before; NEVER = it is */
    char *wait_words;    /* that named that day; NULL */
    bool promised;       /* that day is one by which they said they would know */
    char *dead_why;      /* mail to the address fails for good; NULL = not known to */
    Delivery invitation;
    char *delivery_words; /* the other side's last words about the invitation; NULL */
    gint64 invited_at;    /* when the invitation left; NEVER */
    gint64 reminded_at;   /* when the newest reminder was queued; NEVER */
    GPtrArray *reminders; /* char *, steps already in the outbox ("14d") */
    /* Which revision of the agenda the newest mail that left had in words (invitation, announcement,
     * change), and which one any mail that could carry the calendar object; 0 = none. In a list of all
     * guests not looked for while no revision tells anything (news.h). */
    int told, calendar;
    bool telling;       /* they are about to be told: an announcement waits, or one of these is sent now */
    GPtrArray *changes; /* char *, occasions of change mails already in the outbox */
} Standing;

Standing *standing_new(void);
void standing_free(Standing *standing);

/* Counts over standings, for summaries. */
typedef struct {
    int guests, accepted, declined, tentative, delegated, owing, unreached;
} Tally;

Tally tally_of(const GPtrArray *standings);

#endif
