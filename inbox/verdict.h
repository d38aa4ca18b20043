/* Verdict: what kind of message it is and what proves it, as classify.h and the files that it asks
 * hand it on. */
#ifndef CONVOKE_INBOX_VERDICT_H
#define CONVOKE_INBOX_VERDICT_H

#include "inbox/meaning.h"

/* How much a person may have written what looks like a program's. */
typedef enum {
    PERSON_NO,     /* a header, the sender or the subject shows a program */
    PERSON_MAY,    /* only words of the text do */
    PERSON_LIKELY, /* and these people say, too, in what answers a mail */
} PersonDoubt;

typedef struct {
    MeaningKind kind;
    const char *rule;  /* static */
    char *words;       /* of the message, that decided; NULL where a property did */
    char *property;    /* "Auto-Submitted: auto-replied"; NULL where words did */
    Bounce *bounce;    /* of kind BOUNCE */
    char *until;       /* of kind AUTOMATIC: ISO date; NULL = not said */
    PersonDoubt doubt; /* likewise */
} Verdict;

void verdict_clear(Verdict *verdict);

/* Sets kind, rule and the proof, of which one may be NULL; both are taken over. Returns true, so that a
 * finder can end with it. */
bool verdict_set(Verdict *verdict, MeaningKind kind, const char *rule, char *words, char *property);

#endif
