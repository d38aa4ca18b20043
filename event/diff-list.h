/* The list that a diff fills. Private to event/diff*.c. */
#ifndef CONVOKE_EVENT_DIFF_LIST_H
#define CONVOKE_EVENT_DIFF_LIST_H

#include "event/diff.h"

#define DIFF_SHOWN 60 /* characters of a text in a line */

typedef struct {
    GPtrArray *changes; /* Change * */
    GPtrArray *wording; /* Change * of CHANGE_WORDING, which come last */
    const Meeting *before, *after;
    bool begins, ends; /* both are on the same dates, and after begins, ends at another time */
} DiffList;

/* A new change at the end of the list, borrowed; takes LINE. */
Change *diff_add(DiffList *list, ChangeKind kind, char *line);

/* “TEXT” on one line and cut, or "none". */
char *diff_quote(const char *text);

/* Exactly the same strings. */
bool diff_same_strings(const GPtrArray *a, const GPtrArray *b);

/* What changed in the sessions. */
void diff_agenda(DiffList *list, const Meeting *before, const Meeting *after);

/* What changed in guests, topics and questions. */
void diff_guests(DiffList *list, const Meeting *before, const Meeting *after);
void diff_topics(DiffList *list, const Meeting *before, const Meeting *after);
void diff_questions(DiffList *list, const Meeting *before, const Meeting *after);

#endif
