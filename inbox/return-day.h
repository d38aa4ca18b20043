/* return-day: the day on which whoever sends an absence note is back, or until which they are away. */
#ifndef CONVOKE_INBOX_RETURN_DAY_H
#define CONVOKE_INBOX_RETURN_DAY_H

#include "event/when.h"

/* The latest day after TODAY (day_find() of day-find.h) that stands in one sentence of SUBJECT or of TEXT with words
 * for an absence or a return (robot-words.h); DAY_NONE where none does. A colon ends a sentence of SUBJECT: what
 * stands behind "Automatic reply:" is the subject of the mail that was answered. */
Day return_day(const char *subject, const char *text, Day today);

#endif
