/* Entry: what an entry in a calendar says of the meeting, in words of its reader's language. Pure. */
#ifndef CONVOKE_MAILER_ENTRY_H
#define CONVOKE_MAILER_ENTRY_H

#include "event/meeting.h"
#include "templates/words.h"

/* What MEETING is, in paragraphs, and a line for each of its days where the entry's own bar does not say all about
 * them; NULL = nothing. ZONE is the meeting's. */
char *entry_description(const Meeting *meeting, GTimeZone *zone, const Words *words);

#endif
