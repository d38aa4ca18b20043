/* read-calendar: the calendar object of a message -> what it says about coming. Pure. */
#ifndef CONVOKE_INBOX_READ_CALENDAR_H
#define CONVOKE_INBOX_READ_CALENDAR_H

#include "inbox/mail.h"
#include "inbox/read.h"
#include "inbox/verdict.h"

/* The first object that is an answer, else the first with a method, else the first; NULL where MAIL has none that can
 * be read. *RET_CUT: a calendar part is longer than the limit, and what it says is not sure. Appends to DEFECTS. */
Itip *calendar_find(const Mail *mail, const ReadContext *context, GPtrArray *defects,
                    bool *ret_cut);

/* Whether the object is to be taken at its word: a whole answer, or a proposal of another time. Another one says
 * nothing about coming, and counts where the words beside it say nothing, either. */
bool calendar_counts(const Itip *itip, bool cut);

/* Fills MEANING, of kind CALENDAR, with what its object says: what the line of its sender says. */
void calendar_says(Meaning *meaning, const Mail *mail, const Verdict *verdict, bool cut);

#endif
