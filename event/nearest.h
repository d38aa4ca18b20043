/* Nearest: the known name that a misspelt one most likely means, for messages that say "did you mean".
 * Shared by the readers of event files, configuration and templates. */
#ifndef CONVOKE_EVENT_NEAREST_H
#define CONVOKE_EVENT_NEAREST_H

#include <glib.h>

#define NEAREST_MAX 64 /* longest word that is compared, in characters */

/* Offer it every candidate, then look at its best. */
typedef struct {
    gunichar word[NEAREST_MAX]; /* in lower case, "_" and " " as "-" */
    int length;                 /* 0 = too long or empty: nothing is near */
    int distance;               /* of the best so far; 1 more than what counts as near at first */
    const char *best;           /* borrowed from who offered it; NULL = none is near */
} Nearest;

Nearest nearest_to(const char *word);

/* Near is a third of the word's letters wrong at most (one for up to five, then two, ...): left out,
 * added, changed, or two swapped. Of equals the first stays. Both texts are UTF-8. The effort is the
 * product of both lengths at most, and next to none where they differ much. */
void nearest_offer(Nearest *nearest, const char *candidate);

/* The nearest of KNOWN (NULL-terminated); borrowed, NULL where none is near. */
const char *nearest_name(const char *word, const char *const *known);

#endif
