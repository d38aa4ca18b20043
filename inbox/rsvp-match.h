/* Match: where the phrases of the lexicon stand in a person's words. All of them are found, in all
 * languages, overlapping as they may; rsvp-facts.h chooses. Pure; time is linear in the words (the
 * steps are bounded, at each word and by their number). */
#ifndef CONVOKE_INBOX_RSVP_MATCH_H
#define CONVOKE_INBOX_RSVP_MATCH_H

#include "inbox/rsvp-lexicon.h"
#include "inbox/rsvp-tokens.h"

typedef struct {
    guint16 start, end; /* token indices; END is behind the last */
    guint32 mask;       /* bit N: token START+N is one of the phrase's words, and no gap */
    guint8 fact;        /* FactKind */
    guint8 language;
    guint8 weight; /* words of the phrase; two glyphs count as one word */
    guint16 line;  /* of the word file */
    gint16 value;
} Fact;

typedef struct {
    GArray *facts;      /* Fact, the last in the text first */
    guint count;        /* of tokens that were looked at */
    guint32 *languages; /* by token: files that know it */
    bool *here;         /* by token: a name of the place */
    bool whole;         /* false: phrases are missing, since it was too much */
} Matches;

/* Most tokens that are looked at. */
#define MATCH_TOKENS_MAX 6000

/* SUBJECT is the invitation's, whose names are names of the place; NULL: none are known. */
Matches *matches_new(const Lexicon *tables, const Tokens *tokens, const Tokens *subject);
void matches_free(Matches *matches);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Matches, matches_free)

#endif
