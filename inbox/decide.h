/* decide: Meaning + what we know of its sender -> what is to be recorded, and why. Pure. */
#ifndef CONVOKE_INBOX_DECIDE_H
#define CONVOKE_INBOX_DECIDE_H

#include <glib.h>
#include "event/meeting.h"
#include "event/standing.h"
#include "event/trust.h"
#include "inbox/bounce-proof.h"
#include "inbox/failure.h"
#include "inbox/meaning.h"
#include "inbox/order.h"

/* What we know about whom the message claims to come from. */
typedef struct {
    const char *meeting;   /* that its token, or the mail it reports on, belongs to; NULL = none */
    const Guest *guest;    /* likewise */
    bool revoked;          /* the token was taken back */
    bool removed;          /* the guest is no longer in the event file */
    const char *organizer; /* address of the organizer, whose own token it is; NULL = it is not */
    bool other;            /* the only ATTENDEE of the calendar object is another guest */
    bool astray; /* its token is of this meeting, and the mail of ours that it answers of another */
    bool by_organizer; /* From is the organizer's address, and not the guest's whose token it has */
    bool own;          /* From is our own address, which is not the guest's, nor the organizer's */
    bool named;        /* there is no token: GUEST is who has the address of From */
    /* char *: addresses that the guest turned out to write from; or NULL */
    const GPtrArray *learned;
    TrustPolicy trust; /* that the meeting asks for */
    Partstat answered; /* how they stand; NONE or NEEDS_ACTION before an answer */
    Stands stands;     /* likewise */
    bool to_echo;      /* the mail of ours that it answers said how they stand (NOTICE_ECHO) */
    /* or, while an answer stands, of something else without asking whether they come (notice.h), or that no
     * more mail comes */
    bool to_other;
    bool to_doubt;     /* it asked about an answer from an address that is not known as theirs */
    SeatState echoed;  /* and this of a seat, which is so still: waiting, or offered; else NONE */
    bool to_agenda;    /* it wrote of the agenda (NOTICE_CHANGE, NOTICE_ANNOUNCEMENT) */
    bool speaks;       /* and they have a part in that; looked for nowhere else */
    bool titled;       /* they have one session, and it has its title; see decide_wants_session() */
    bool redated;      /* it was of other dates than those they were told since */
    gint64 replies_to; /* when the mail of ours left that the message answers; NEVER */
    /* so many messages like it wait in review that no more are taken: of strangers, in GUEST's name
     * without a token, or with it */
    bool crowded;
    bool forgotten;      /* it is about mail to somebody who is forgotten since */
    bool refused;        /* a report of mail to them waits in review */
    bool by_notice;      /* it came to the bounce address of a mail of ours */
    BouncedMail bounced; /* that a report is about, or an absence note by that address */
    gint64 now;
    Day today;              /* in the meeting's zone */
    Day begins, ends;       /* the meeting's first day, and its last */
    guint orders;           /* how many orders of the organizer it holds (orders.h) */
    const char *uid;        /* calendar UID of the meeting */
    int sequence;           /* SEQUENCE in force */
    gint64 newest_sequence; /* of their newest calendar answer; G_MININT64 = none */
    const char *newest_dtstamp;
} Sender;

typedef enum {
    DECISION_RECORD, /* goes into the ledger */
    DECISION_REVIEW, /* waits for the organizer */
    DECISION_NOTE,   /* kept, says something (a bounce, an absence), is no answer */
    DECISION_IGNORE, /* kept, says nothing to us */
} DecisionKind;

const char *decision_kind_name(DecisionKind kind); /* "recorded", as in the database */

typedef struct {
    DecisionKind kind;
    Partstat partstat;            /* to record, or the best guess for a review */
    const char *trust;            /* "token+from" "token" "uid+from"; NULL unless recorded */
    bool counts;                  /* false: an older answer than the one we have */
    gint64 sequence;              /* of a calendar answer, clamped to ours; G_MININT64 otherwise */
    const ItipAttendee *attendee; /* the line of the calendar object that is about this guest */
    Failure failure;              /* of a bounce */
    bool believed;                /* of a bounce: the mail that it is about has failed */
    const char *alive; /* address of the guest that this proves to be in use; of the guest; NULL */
    bool theirs;       /* the guest has written: what it asks and proposes is theirs, too */
    bool orders;       /* the organizer decides about reviews */
    bool silence;      /* they want no more mail */
    Day patience;      /* no reminder before; DAY_NONE = whenever one is due */
    const char *why; /* one sentence, for the organizer; static text; of a review one of reason.h */
} Decision;

/* The day on which somebody will know more (a promise in words) or is back (an absence note): after
 * TODAY and within a year; DAY_NONE otherwise. */
Day decide_patience(const Meaning *meaning, Day today);

/* Whether that takes TODAY; decide() looks at it for nothing else. */
bool decide_wants_today(const Meaning *meaning);

/* Whether decide() asks which session is theirs: for files that say nothing about coming. */
bool decide_wants_session(const Meaning *meaning);

/* A report of a failure that does not fit the mail that it is about (bounce-proof.h) says nothing of the
 * address, and waits for the organizer.
 *
 * Nothing is recorded unless it is sure both who answered and what. Who: the token, and what the meeting's
 * TrustPolicy asks for; for calendar answers an ATTENDEE that is the guest's stands for From, and the meeting's UID
 * for the token where both ATTENDEE and From are the guest's. What: lines of one guest that differ, lines about a
 * part of the meeting, and a button whose comment or words say the opposite are not sure. A message of which our own
 * mail server says that it is not from whom it says (authenticity.h), that carries the tokens of several
 * invitations where no envelope says which, or that answers mail about another meeting, is never recorded by itself. */
Decision decide(const Meaning *meaning, const Sender *sender);

#endif
