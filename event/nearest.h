/* nearest: the known name that a misspelt one most likely means, for messages that say "did you
 * mean". Shared by the readers of event files, configuration and templates. */
#ifndef CONVOKE_EVENT_NEAREST_H
#define CONVOKE_EVENT_NEAREST_H

/* The one of KNOWN (NULL-terminated) with the fewest inserted, dropped, changed or swapped bytes
 * from WORD, case apart; the first of several. Borrowed; NULL where none is close: more than a third
 * of the letters differ, or WORD is longer than 64 bytes. */
const char *nearest_name(const char *word, const char *const *known);

#endif
