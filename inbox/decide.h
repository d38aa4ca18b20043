/* decide: Meaning + what we know of its sender -> what is to be recorded, and why. Pure. */
#ifndef CONVOKE_INBOX_DECIDE_H
#define CONVOKE_INBOX_DECIDE_H

#include <glib.h>
#include "event/meeting.h"
#include "inbox/failure.h"
#include "inbox/meaning.h"

/* What we know about whom the message claims to come from. */
typedef struct {
    const char *meeting;    /* that its token, or the mail it reports on, belongs to; NULL = none */
    const Guest *guest;     /* likewise */
    bool revoked;           /* the token was taken back */
    bool removed;           /* the guest is no longer in the event file */
    const char *organizer;  /* address of the organizer, whose own token it is; NULL = it is not */
    bool refused;           /* a refusal of mail to them waits in review */
    Day today;              /* in the meeting's zone */
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
    const char *trust;            /* "token+from" "token"; NULL unless recorded */
    bool counts;                  /* false: an older calendar answer than the one we have */
    gint64 sequence;              /* of a calendar answer, clamped to ours; G_MININT64 otherwise */
    const ItipAttendee *attendee; /* the line of the calendar object that is about this guest */
    Failure failure;              /* of a bounce */
    const char *alive; /* address of the guest that this proves to be in use; of the guest; NULL */
    bool orders;       /* the organizer decides about reviews */
    bool silence;      /* they want no more mail */
    Day patience;      /* no reminder before; DAY_NONE = whenever one is due */
    const char *why;   /* one sentence, for the organizer; static text */
} Decision;

/* The day on which somebody will know more (a promise in words) or is back (an absence note): after
 * TODAY and within a year; DAY_NONE otherwise. */
Day decide_patience(const Meaning *meaning, Day today);

/* Nothing is recorded unless it is sure both who answered (the token, and a From that is one of the
 * guest's addresses or, for calendar answers, an ATTENDEE that is) and what. */
Decision decide(const Meaning *meaning, const Sender *sender);

#endif
