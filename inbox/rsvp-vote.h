/* Vote: what one statement in a person's words says about coming, after what stands around it was
 * taken into account. A step of rsvp-decide.h. Pure. */
#ifndef CONVOKE_INBOX_RSVP_VOTE_H
#define CONVOKE_INBOX_RSVP_VOTE_H

#include "event/answer.h"
#include "inbox/rsvp-facts.h"

typedef enum {
    VOTE_HINT,  /* good for a guess; contradicts nothing */
    VOTE_ALONE, /* decides where nothing else votes */
    VOTE_DOUBT, /* good for a guess; takes certainty from other votes */
    VOTE_FIRM,  /* can decide by itself */
} VoteStrength;

typedef struct {
    Partstat partstat; /* ACCEPTED, DECLINED or TENTATIVE */
    VoteStrength strength;
    bool statement;   /* a whole statement, no word alone and no hint */
    bool part;        /* speaks of a part of the meeting alone */
    bool slot;        /* a no that may be to a day or an hour alone */
    bool time;        /* what it is about may be a time in the agenda */
    bool remote;      /* of taking part from afar */
    bool conditional; /* a maybe because of a condition */
    bool settled;     /* "now", "after all": newer than what else is said */
    bool wish;        /* no more than a wish */
    bool wished;      /* was one, and is none any more */
    bool hedged;      /* a yes that is a maybe for a hedge */
    bool pending;     /* an answer is promised for later */
    bool busy;        /* something else happens then */
    guint start, end; /* tokens: the clause */
    guint8 language;
    const char *rule; /* a constant */
} Vote;

/* The votes in the order of the text (Vote). */
GArray *reading_votes(const Reading *reading);

/* Nothing in the tokens [START, END) but words that are understood and say nothing by themselves. */
bool reading_is_closed(const Reading *reading, guint start, guint end);

#endif
