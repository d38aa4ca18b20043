/* Days: the days of a month and the hours that words name in figures: "the 15th", "13-14 July", "15.7.",
 * "7月14日から15日", "11:00". Which month it is, is not asked. Pure. */
#ifndef CONVOKE_INBOX_RSVP_DAYS_H
#define CONVOKE_INBOX_RSVP_DAYS_H

#include "inbox/rsvp-match.h"

typedef struct {
    guint32 single; /* bit N: the Nth is named by itself */
    guint32 spans;  /* bit N: in a span that is named from its first to its last day */
    bool hour;      /* a time of day is named */
    guint last;     /* the day that was named last; 0 = none */
    guint last_at;  /* the token that named it */
} Days;

/* Adds what the number at token AT names. FACTS (Fact) tell of months and of words between two days that
 * make a span of them; MONTH is that of the meeting, by which "7/14" is known from "13/14"; 0 = unknown. */
void days_add(Days *days, const Tokens *tokens, const GArray *facts, guint at, int month);

#endif
