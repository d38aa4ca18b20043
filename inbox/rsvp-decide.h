/* Decide: from what stands in a person's words to yes, no, maybe or unclear. Statements become votes;
 * what stands around them (negation, hedges, conditions, reported speech, questions) weakens, turns or
 * drops them; then the votes must agree. A wrong answer is the one real failure: whatever is not
 * understood to the end is not sure. Pure. */
#ifndef CONVOKE_INBOX_RSVP_DECIDE_H
#define CONVOKE_INBOX_RSVP_DECIDE_H

#include "event/answer.h"
#include "inbox/rsvp-facts.h"

typedef struct {
    Partstat partstat;
    bool sure;
    guint start, end;     /* the tokens that decided; none where partstat is NONE */
    const char *rule;     /* a constant; what decided, in two or three words */
    const char *language; /* "en"; of the phrase that decided; NULL */
    bool conditional;     /* tentative because of a condition */
    bool remote;          /* a yes, from afar */
    bool busy;            /* a no for what else happens then */
    bool open; /* no sentence that says so names coming: "I can't", "count me out for talks" */
} Conclusion;

Conclusion reading_decide(const Reading *reading);

/* A condition in a sentence of its own at or behind token FROM: "Yes. But only if Bob pays.", "If my boss agrees."; NULL. */
const Fact *reading_lone_condition(const Reading *reading, guint from);

#endif
