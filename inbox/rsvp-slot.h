/* Slot: whether a refusal speaks of a day or an hour of the meeting, and not of all of it. Asked by
 * rsvp-vote.c and, for the subject, by rsvp-facts.c. Pure. */
#ifndef CONVOKE_INBOX_RSVP_SLOT_H
#define CONVOKE_INBOX_RSVP_SLOT_H

#include "inbox/rsvp-around.h"

/* "I cannot come on the 15th", "On the second day, I can't": beside the statement, in its clause or in one that holds
 * nothing else, stands a date, an hour or a word for a part. False where the dates are all of the meeting's, as far as
 * our subject tells them, and where they belong to something else: "I'm on leave from 10 to 20 July so I can't". */
bool slot_is_named(const Around *around);

#endif
