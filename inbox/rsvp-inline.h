/* Inline: answers that stand below quoted lines. What is written below a question answers that and
 * nothing else; what is written below other words may be about these alone. Pure; time is linear in the
 * text, of which the first lines are looked at (rsvp-line.h). */
#ifndef CONVOKE_INBOX_RSVP_INLINE_H
#define CONVOKE_INBOX_RSVP_INLINE_H

#include "inbox/rsvp-form.h"

/* Adds what stands below a quoted question of TEXT's body to FORM, and what stands below other quoted lines as
 * FORM_BESIDE, in their order. */
void inline_read(GPtrArray *form, const RsvpText *text);

#endif
