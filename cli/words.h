/* The few words in which people on a terminal say and read an answer. */
#ifndef CONVOKE_CLI_WORDS_H
#define CONVOKE_CLI_WORDS_H

#include "event/answer.h"
#include "event/meeting.h"

/* "yes" "no" "maybe" or their first letters, and RFC 5545's names; PARTSTAT_NONE for anything else. */
Partstat words_partstat(const char *word);

/* "yes", "no", "maybe", "sends somebody", "no answer yet". */
const char *words_of_partstat(Partstat partstat);

/* Details in a few words ("only the first day; 1 guest"), or "" where nothing was said. New. */
char *words_of_details(const Details *details);

/* What ANSWERS (QuestionAnswer *, one guest's; NULL = none) say to QUESTIONS: "days: both; diet: vegan", or "". New. */
char *words_of_replies(const GPtrArray *questions, const GPtrArray *answers);

/* TEXT as one line that is safe on a terminal: control and format characters dropped, white space
 * folded, at most WIDTH columns (0: any), with "…" where something was cut. New. */
char *words_for_terminal(const char *text, int width);

/* The same, with blanks behind it up to WIDTH columns. New. */
char *words_padded(const char *text, int width);

/* "2004-06-01 09:00" of a UTC second on the clock of ZONE. New. */
char *words_of_instant(gint64 when, GTimeZone *zone);

/* TEXT, made fit to print, in lines of at most WIDTH columns, but for longer words. It stands behind INDENT columns, and
 * so many blanks begin each line after the first. */
char *words_wrapped(const char *text, int indent, int width);

#endif
