/* read-calendar: the calendar object of a message -> what it says about coming. Pure. */
#ifndef CONVOKE_INBOX_READ_CALENDAR_H
#define CONVOKE_INBOX_READ_CALENDAR_H

#include "inbox/mail.h"
#include "inbox/read.h"
#include "inbox/verdict.h"

/* Why what the calendar parts of a message say is not sure. */
typedef struct {
    bool cut;  /* one is longer than the limit */
    bool torn; /* two say different things */
    bool many; /* there are more than are looked at */
} CalendarDoubt;

/* The first object that is an answer, else the first with a method, else the first; NULL where MAIL has none that can
 * be read. Appends to DEFECTS. */
Itip *calendar_find(const Mail *mail, const ReadContext *context, GPtrArray *defects,
                    CalendarDoubt *ret_doubt);

/* Whether the object is to be taken at its word: a whole answer, or a proposal of another time. Another one says
 * nothing about coming, and counts where the words beside it say nothing, either. */
bool calendar_counts(const Itip *itip, const CalendarDoubt *doubt);

/* Where TEXT (may be NULL) says clearly the opposite of the button, or only maybe or under a condition what that accepts,
 * those of its words: people must judge. New; NULL = it does not. BODY as in RsvpText. What else it says, details and
 * answers to our questions, goes to INTO (may be NULL; what it had of these is lost). */
char *calendar_words_against(const char *text, const char *body, Partstat button, Meaning *into);

/* Fills MEANING, of kind CALENDAR, with what its object says: what the line of its sender says. That is not sure where
 * its comment, or the words beside it, say otherwise. The person's own words beside it are added to its comment. */
void calendar_says(Meaning *meaning, const Mail *mail, const Verdict *verdict,
                   const CalendarDoubt *doubt);

#endif
