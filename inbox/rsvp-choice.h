/* Choice: answers that stand side by side to be chosen from, as invitations and forms offer them, and that
 * nobody chose from: "Yes | No | Maybe", "Accept  Decline". Pure. */
#ifndef CONVOKE_INBOX_RSVP_CHOICE_H
#define CONVOKE_INBOX_RSVP_CHOICE_H

#include "event/answer.h"
#include "inbox/rsvp-facts.h"

/* Their words say nothing then; says whether there were any. */
bool choice_mute(Reading *reading);

/* "Both", "no", "no": answers to several questions, one a line. Several lines of yes or no are; for a no, one beside
 * "both", too, and clauses as lines where there is nothing else. */
bool choice_is_list(const Reading *reading, Partstat partstat);

#endif
