/* Around: what stands near one phrase and changes what it says: negations, hedges, conditions, reported
 * speech, questions, another time. Asked by rsvp-about.c and rsvp-vote.c alone. Pure. */
#ifndef CONVOKE_INBOX_RSVP_AROUND_H
#define CONVOKE_INBOX_RSVP_AROUND_H

#include "event/answer.h"
#include "inbox/rsvp-facts.h"

typedef struct {
    const Reading *reading;
    const Fact *fact;
    const Sentence *sentence;
    guint start, end; /* its clause */
    GArray *votes;    /* what follows from it goes here (Vote) */
} Around;

Around around_fact(const Reading *reading, const Fact *fact, GArray *votes);

/* The first fact of that kind in the clause, in the sentence, or in the mail; NULL. */
const Fact *around_find(const Around *around, FactKind kind);
const Fact *around_find_sentence(const Around *around, FactKind kind);
bool around_mail_has(const Around *around, FactKind kind);
/* The first remark of that kind in the clause; NULL. */
const Fact *around_remark(const Around *around, FactKind kind);

/* A negation stands by it that no phrase accounts for. */
bool around_is_denied(const Around *around, Partstat partstat);
/* Words before it in its clause were not understood and may govern it: "Bob dreams that I come". */
bool around_is_governed(const Around *around);
/* Right before it stands a name, and the writer is not in its clause: "Magnus can't come". */
bool around_is_others(const Around *around);
/* A word in [START, END) that no phrase explains and that is no name. */
bool around_knows_not(const Reading *reading, guint start, guint end);
/* A word that no phrase explains, and that may be a name. */
bool around_is_stranger(const Reading *reading, guint at);
/* Its sentence names a month before it, and none of the meeting's: "about Lisbon in October: I'll be
 * there". */
bool around_is_in_other_month(const Around *around);
/* The word behind FACT was not understood and may be what it speaks of: "I can't log". */
bool around_goes_on(const Reading *reading, const Fact *fact);
/* A hedge in the clause, or in a clause of the sentence that holds little else. */
bool around_is_hedged(const Around *around);
/* There is an "if" in its sentence. */
bool around_is_conditional(const Around *around);
/* What is said holds only if something were so that is not: "were it in Europe, I'd come". */
bool around_is_unreal(const Around *around);
/* It stands between quotation marks. */
bool around_is_quoted(const Around *around);
/* Words that are mentioned, asked, reported, or told of another time do not vote. */
bool around_is_idle(const Around *around);

#endif
