/* itip: what a calendar object says about coming (RFC 5546 3.2.3). Only METHOD:REPLY for an event is an
 * answer; every other method talks about the event, not about the person. */
#ifndef CONVOKE_INBOX_ITIP_H
#define CONVOKE_INBOX_ITIP_H

#include "inbox/meaning.h"

bool itip_is_answer(const Itip *itip); /* NULL-safe */

/* Whether it proposes another time. NULL-safe. */
bool itip_is_proposal(const Itip *itip);

/* Whether two answers say different things about the same event, or one proposes another time for it beside the other; what
 * names no event may be about any. NULL-safe: what is no answer and proposes nothing disagrees with nothing. */
bool itip_disagree(const Itip *one, const Itip *other);

/* Whether this line says more than NEEDS-ACTION. */
bool itip_says_something(const ItipAttendee *attendee);

/* Whether any line of it says more than NEEDS-ACTION. */
bool itip_has_answer(const Itip *itip);

/* Whether it is an answer of which so much was not read that there is none in it. */
bool itip_is_cut_answer(const Itip *itip);

/* The line of the object that speaks for its sender: the one of address FROM (which may be NULL), else
 * the only one with an answer; NULL where there is none or several disagree. Lines of the whole
 * series count before lines of single days. */
const ItipAttendee *itip_speaker(const Itip *itip, const char *from);

/* True for a COUNTER whose proposed time had passed when it was written: some clients propose "now"
 * whenever a comment is typed. */
bool itip_proposal_is_noise(const Itip *itip);

/* True for an object that we sent and somebody's client sends back along with his words: a method of
 * organizers, and an ORGANIZER with a token of ours. OURS as in token-find.h. */
bool itip_is_ours(const Itip *itip, const char *ours);

/* METHOD of the object, or METHOD of its part (may be NULL) where it has none; upper case. A part
 * that says REPLY and an object that says otherwise is a mistake of the sender: the object counts. */
void itip_settle_method(Itip *itip, const char *part_method);

#define ITIP_COMMENT_MAX 16384 /* bytes; a longer one takes no further one */

/* Adds COMMENT (may be NULL) to that of ITIP on a line of its own, unless it is in it already. */
void itip_add_comment(Itip *itip, const char *comment);

#endif
