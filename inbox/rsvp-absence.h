/* Absence: whether the dates that somebody gives for what keeps them away meet those of the meeting, as our
 * subject names them. Pure. */
#ifndef CONVOKE_INBOX_RSVP_ABSENCE_H
#define CONVOKE_INBOX_RSVP_ABSENCE_H

#include "inbox/rsvp-around.h"

typedef enum {
    ABSENCE_UNDATED, /* no date is named, or "then" is, too */
    ABSENCE_THEN,
    ABSENCE_ELSEWHEN, /* it ends before the meeting, begins after it, or that is not known */
} Absence;

/* Of the sentence that the fact stands in. */
Absence absence_when(const Around *around);

/* Its clause names dates, and the meeting is on none of them nor within a journey of them: "I'll be there from 3 April". */
bool absence_is_apart(const Around *around);

#endif
