/* day-find: the day that words name, in sixteen languages and the usual notations: "back on 14 July",
 * "July 10-31", "bis 31.7.", "2004-07-14", "7月14日", "on Friday". */
#ifndef CONVOKE_INBOX_DAY_FIND_H
#define CONVOKE_INBOX_DAY_FIND_H

#include "event/when.h"

/* The latest day that TEXT (of which the first 4 KiB count) names within a year after TODAY; DAY_NONE
 * where it names none. A day without its year is the nearest one; of 3/4, which may be April or March, the
 * nearer; a weekday is the next of its name. */
Day day_find(const char *text, Day today);

#endif
