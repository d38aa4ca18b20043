/* Details: what a reply says beside yes and no. Only what was said: a question is no statement, and
 * nothing is concluded from what is missing. Pure. */
#ifndef CONVOKE_INBOX_RSVP_DETAILS_H
#define CONVOKE_INBOX_RSVP_DETAILS_H

#include "inbox/rsvp-decide.h"

/* Fills DETAILS, which is empty. */
void details_read(const Reading *reading, const Conclusion *decision, Details *details);

#endif
