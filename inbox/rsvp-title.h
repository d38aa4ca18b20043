/* Title: the title of a talk, where words announce one: "Title: Fast paths", "my talk is called “Fast paths”". A complaint
 * about a title, or the news that there is none yet, announces nothing. Asked by rsvp-details.c and rsvp-facts.c. Pure. */
#ifndef CONVOKE_INBOX_RSVP_TITLE_H
#define CONVOKE_INBOX_RSVP_TITLE_H

#include "inbox/rsvp-facts.h"

/* What FACT (FACT_TITLE or FACT_TITLED) announces, at most LIMIT bytes; NULL = nothing that is surely a title, or a later
 * label of its sentence does. New. */
char *title_announced(const Reading *reading, const Fact *fact, gsize limit);

/* Marks the tokens behind such facts, up to the next pause, in READING's titled: they speak of the title, whatever they
 * say. */
void title_mark(Reading *reading);

#endif
