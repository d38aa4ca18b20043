/* Word: what one word of a mail stands for in the lexicon, also where it is drawn out ("yesss"),
 * without or with an accent too many, or has two letters swapped or one too many ("mabye"). Pure. */
#ifndef CONVOKE_INBOX_RSVP_WORD_H
#define CONVOKE_INBOX_RSVP_WORD_H

#include "inbox/rsvp-lexicon.h"

/* The word itself, and the stems that it begins with; more are ignored. */
#define WORD_LISTS_MAX 6

typedef struct {
    guint32 lists[WORD_LISTS_MAX]; /* in Lexicon.ids: a count, then symbols in order */
    guint8 count;
    guint32 languages; /* files that know the word */
    guint32 joints, blockers;
} Word;

/* KEY is lower case; GLYPH tells that it is a single one, which has no other spelling. */
void word_find(const Lexicon *tables, const char *key, bool glyph, Word *ret_word);

#endif
