/* Answer: what a guest said about coming, in the words of RFC 5545 (PARTSTAT), and the details
 * said beside it. Plain values; where an answer came from and why stands in the ledger (db/). */
#ifndef CONVOKE_EVENT_ANSWER_H
#define CONVOKE_EVENT_ANSWER_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
    PARTSTAT_NONE = 0,     /* nothing is said about coming, or it is unclear */
    PARTSTAT_NEEDS_ACTION, /* asked, not answered */
    PARTSTAT_ACCEPTED,
    PARTSTAT_DECLINED,
    PARTSTAT_TENTATIVE,
    PARTSTAT_DELEGATED, /* by calendar only; words give DECLINED with details.delegate */
} Partstat;

/* RFC 5545 name ("ACCEPTED"); NULL for PARTSTAT_NONE. */
const char *partstat_name(Partstat partstat);

/* The value of an RFC 5545 name in any case; PARTSTAT_NONE for anything else, and for NULL. */
Partstat partstat_parse(const char *name);

/* What was said beside yes and no. NULL, 0 or false = not said. Texts are the sender's own words,
 * UTF-8, at most a few hundred bytes. The keys in JSON are the member names. */
typedef struct {
    char *partial;   /* "only the first day" */
    char *delegate;  /* who comes instead */
    char *promise;   /* "I will know on Friday" */
    char *condition; /* "if my visa comes" */
    char *topic;     /* wants this discussed */
    char *title;     /* of the talk */
    char *diet;
    char *arrival;
    char *departure;
    int guests;    /* brings this many people more */
    bool remote;   /* takes part from afar */
    bool question; /* asks something that wants an answer */
} Details;

void details_clear(Details *details);

/* True when nothing at all was said. */
bool details_empty(const Details *details);

/* What a guest answered to one of our questions, in their own words. */
typedef struct {
    char *guest; /* id */
    char *key;   /* the question's id, or its number in the order asked */
    char *words;
} QuestionAnswer;

void question_answer_free(QuestionAnswer *answer);

/* The words of the first of ANSWERS (QuestionAnswer *; NULL = none) to question ID, the NUMBERth from 1;
 * NULL where none is. GUEST narrows to theirs; NULL = anybody's. */
const char *question_answer_find(const GPtrArray *answers, const char *guest, const char *id,
                                 guint number);

/* ANSWERS (NULL = none) by who gave them, for whoever looks up many: guest -> GPtrArray of QuestionAnswer *, borrowed. */
GHashTable *question_answers_by_guest(const GPtrArray *answers);

#endif
