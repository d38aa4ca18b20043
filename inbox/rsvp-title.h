/* Title: the title of a talk, where words announce one: "Title: Fast paths", "my talk is called “Fast paths”". A complaint
 * about a title, or the news that there is none yet, announces nothing. Asked by rsvp-details.c and rsvp-around.c. Pure. */
#ifndef CONVOKE_INBOX_RSVP_TITLE_H
#define CONVOKE_INBOX_RSVP_TITLE_H

#include "inbox/rsvp-facts.h"

/* What FACT (FACT_TITLE or FACT_TITLED) announces, at most LIMIT bytes; NULL = nothing that is surely a title. New. */
char *title_announced(const Reading *reading, const Fact *fact, gsize limit);

/* True for a token behind such a fact, up to the next pause: it speaks of the title, whatever it says. */
bool title_covers(const Reading *reading, guint at);

#endif
