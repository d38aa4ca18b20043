/* Standing: how a guest stands in a meeting right now: invited or not, answered or not, reached or
 * not. Made by db/store-standing.h from rows, read by everything that decides who is owed what and by
 * everything that shows it. */
#ifndef CONVOKE_EVENT_STANDING_H
#define CONVOKE_EVENT_STANDING_H

#include <glib.h>
#include <stdbool.h>
#include "event/answer.h"
#include "event/notice.h"

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

/* What somebody was told about a seat of theirs. */
typedef enum {
    SEAT_NONE = 0, /* nothing */
    SEAT_OFFERED,  /* it is kept for them until the offer ends */
    SEAT_TAKEN,
    SEAT_WAITING,  /* they said yes, and there is none for them yet */
    SEAT_EXPIRED,  /* the offer ended without a yes */
    SEAT_RELEASED, /* they gave it up, or cannot have it any more */
} SeatState;

typedef enum {
    SEAT_NEXT = 0,  /* offered: they are next in rank */
    SEAT_FREE,      /* taken: they said yes, and one was free, or offered to them */
    SEAT_CAME,      /* taken: one came free while they waited */
    SEAT_FULL,      /* waiting: all are taken or offered */
    SEAT_QUOTA,     /* waiting: all that a quota lets them have are */
    SEAT_UNSAID,    /* expired: they did not say yes in time */
    SEAT_REFUSED,   /* released: they do not, or no longer, say yes */
    SEAT_REMOVED,   /* released: they are no longer a guest */
    SEAT_LOST,      /* released, or waiting again: word of it does not reach them */
    SEAT_DROPPED,   /* released: the organizer dropped the offer */
    SEAT_CALLED,    /* released: they were called off since, and begin anew */
    SEAT_UNDECIDED, /* expired: they said maybe, and not yes in time */
    SEAT_OPEN, /* released: seats are limited no more, and they are invited like anybody else */
} SeatWhy;

#define SEAT_WHYS (SEAT_OPEN + 1)

/* The newest entry about a guest in the ledger of seats. */
typedef struct {
    SeatState state;
    SeatWhy why;
    int number;    /* of the entry among the guest's, from 1; 0 = there is none */
    int days;      /* offered: how many they have to answer */
    gint64 answer; /* number of their answer in force then; 0 = none */
    gint64 at;
} Seat;

const char *seat_state_name(SeatState state); /* "offered", as in the database; "none" */
SeatState seat_state_parse(const char *name); /* SEAT_NONE for anything else */
const char *seat_why_name(SeatWhy why);       /* "next", as in the database */
SeatWhy seat_why_parse(const char *name);     /* SEAT_NEXT for anything else */
const char *seat_reason(const Seat *seat);    /* in words, as in "they did not say yes in time" */

typedef struct {
    char *guest;
    char *name;
    char *address; /* that we write to; NULL where there is none */
    /* Their first, where mail to it fails for good and they are written to at another, and why; NULL: it is the first
     * that we write to. */
    char *passed_over, *passed_why;
    char *token;
    int issue;     /* of the invitation */
    bool reissued; /* one of an earlier issue has left: its token was taken back since */
    /* the answer before it that was another one; PARTSTAT_NONE = there was none */
    Partstat previous;
    gint64 previous_at; /* when they said so; NEVER */
    gint64 changed_at;  /* since when it is this one; NEVER before an answer */
    Partstat partstat;  /* NEEDS_ACTION until there is an answer */
    Details details;
    char *words;        /* that decided; NULL before an answer, and where a calendar's button did */
    char *channel;      /* "reply", "calendar", "organizer" */
    gint64 answered_at; /* NEVER */
    bool removed;       /* no longer in the event file */
    gint64 removed_at;  /* since when; NEVER */
    bool review;        /* a message of theirs waits for the organizer */
    gint64 reviewed_at; /* when the newest of those came; NEVER */
    gint64 silent_since; /* they asked for no more mail; NEVER = they did not */
    gint64 wait_until;   /* it is not fair to remind them before; NEVER = it is */
    char *wait_words;    /* that named that day; NULL */
    bool promised;       /* that day is one by which they said they would know */
    char *dead_why;      /* mail to any of their addresses fails for good; NULL = not known to */
    Delivery invitation;
    char *delivery_words; /* the other side's last words about the invitation; NULL */
    gint64 invited_at;    /* when the invitation left; NEVER */
    gint64 reminded_at;   /* when the newest reminder or nudge was queued, or was to leave; NEVER */
    GPtrArray *reminders; /* char *, steps already in the outbox that have not failed ("14d") */
    /* Which revision of the agenda the newest mail that left had in words (invitation, announcement,
     * change), which one the newest of them that left nothing out (no change mail), and which one any mail
     * that could carry the calendar object; 0 = none. In a list of all guests not looked for while no revision
     * tells anything (news.h). */
    int told, whole, calendar;
    /* When the organizer dropped their invitation or, if that was later, they first said what stands; NEVER. Looked for as those are:
     * where no mail told them, but they come or may come, `told` is how things stood then. */
    gint64 spoken_at;
    /* The one that the newest mail that left named, by its name, dates or place, looked for as those are; 0 = none. */
    int named;
    /* they are about to be told: an announcement is to leave (none that the organizer holds), or one of these is sent
     * now */
    bool telling;
    GPtrArray *changes; /* char *, occasions of change mails already in the outbox */
    Seat seat;
    Delivery seat_mail; /* how far the mail that tells of this entry got */
    int offer; /* number of the entry that offered one: the one that stands, else the last that left, or the last;
                           0 = none */
    gint64 offered_at; /* when the mail with it left; NEVER */
    bool invited_so;   /* that mail was their invitation */
    int place;         /* on the waiting list, from 1; 0 = not on it */
    bool seat_near;    /* ... and about to have a seat (SeatClaim); only where mail would say so */
    char *zone;        /* IANA; NULL = not known */
    bool titled;       /* a title that they proposed waits for the organizer */
    int calls; /* how often they were called off: by cancellations, withdrawals, and echoes that say so */
    gint64 called_at; /* when the newest of them left; NEVER */
    gint64
        anew_at; /* since when what they write is about the meeting as it takes place since; NEVER = always was */
    guint called_had;  /* so many notices of `had` were queued before that, or with it */
    bool counted;      /* and they had said yes to what they were called off from */
    bool called_alone; /* it was a withdrawal, and the meeting took place without them */
    int call; /* greatest number of a cancellation or withdrawal in the outbox, whatever became of it; 0 = none */
    /* 1 << NoticeKind of those two: one is in the outbox that waits, or came to nothing (failed, or dropped by the
     * organizer) this time that the meeting is off, or that they are out. Another time it is owed anew. */
    unsigned calling;
    int again; /* number of the invitation that is theirs since, as in "1.2"; 0 = they were not */
    /* By how much SEQUENCE led their revision's in the calendar objects that were handed over to them, or to another
     * guest at their address, at most; odd where that took the entry back. */
    int lead;
    /* When the newest mail left that invites, called off since or not; NEVER. */
    gint64 last_invited_at;
    /* Called off, and no invitation has left since, nor did they say yes or maybe to what took place. */
    bool called_off;
    GPtrArray *had; /* HadNotice *: what goes by itself and is in the outbox; NULL = nothing */
} Standing;

/* True for who has not answered, and was invited, or is about to be. */
bool standing_owes(const Standing *standing);

/* True for who comes: said yes, and does not wait for a seat. */
bool standing_comes(const Standing *standing);

/* True for whom word that the meeting is cancelled was refused for good, so that they count on it still. */
bool standing_unaware(const Standing *standing);

/* True where a message of theirs waits for the organizer that is about the meeting as it takes place: not from before
 * they were called off, while it was off, or until they were asked anew. */
bool standing_in_review(const Standing *standing);

/* True for who answered with a button of their calendar, and without a word. */
bool standing_by_button(const Standing *standing);

/* True for who said yes and waits for a seat as far as they know: they do, or the organizer holds word of the one that
 * came free. */
bool standing_waits(const Standing *standing);

/* True for who has it in their calendar, or on their mind, and can be told that it is off. */
bool standing_counts_on_it(const Standing *standing);

/* True for who was taken out of the event file and is to be told so: word of it is owed, or waits in the outbox. */
bool standing_leaves(const Standing *standing);

/* ... but not before the organizer lets that go. */
bool standing_leaves_held(const Standing *standing);

/* A notice in the outbox. */
typedef struct {
    NoticeKind kind;
    char *occasion;
    gint64 at; /* when it was queued */
    Delivery state;
    gint64 left_at; /* NEVER */
} HadNotice;

/* Notes that STANDING had one; it has not left. The row is STANDING's. */
HadNotice *standing_add_had(Standing *standing, NoticeKind kind, const char *occasion, gint64 at,
                            Delivery state);

/* The occasion of the next cancellation or withdrawal: none that STANDING had has it. */
char *standing_next_call(const Standing *standing);

Standing *standing_new(void);
void standing_free(Standing *standing);

/* By guest; borrowed on both sides. */
GHashTable *standings_by_guest(const GPtrArray *standings);

/* Counts over standings, for summaries; who waits for a seat is not among the accepted. */
typedef struct {
    int guests, accepted, waiting, declined, tentative, delegated, owing, unreached;
    int uninvited; /* of those who owe an answer: were not invited yet */
    int reviewing; /* of the others of those: wrote, and wait for the organizer's decision */
} Tally;

Tally tally_of(const GPtrArray *standings);

#endif
