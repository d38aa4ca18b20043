/* Reading: a person's words with the phrases that count in them. Of overlapping phrases the one with
 * more words counts ("can't wait" and not "can't"), and only phrases of the languages that the sentence
 * is written in. Says what stands where; what follows from it is decided by rsvp-decide.h. Pure. */
#ifndef CONVOKE_INBOX_RSVP_FACTS_H
#define CONVOKE_INBOX_RSVP_FACTS_H

#include "inbox/rsvp-match.h"

typedef struct {
    guint start, end; /* tokens, without the break that ends it */
    bool asked;       /* a question */
} Sentence;

typedef struct {
    Tokens *tokens;
    guint count;       /* of tokens up to where the letter's closing begins */
    bool whole;        /* false: there was more than is looked at */
    GArray *sentences; /* Sentence */
    GArray *facts;     /* Fact, those that exclude each other, in the order of the text */
    GArray *remarks;   /* Fact, the others: details, times, parts, rhetorical questions */
    bool *here;        /* by token: a name of the meeting's place */
    bool *denials;     /* by token: a negation, whatever covers it */
    bool *muted;       /* by token: read elsewhere, does not vote */
    bool *titled;      /* by token: speaks of a title, whatever it says */
    guint8 *roles;     /* by token: 1 + FactKind of what covers it; 0 = not understood */
    const char *const *languages;
    guint32 months;    /* that the invitation's subject names: bit 1 is January; 0 = unknown */
    guint32 days;      /* that it names, of one month: bit 1 is the first; 0 = unknown */
    guint32 verb_last; /* languages in which the verb follows what it governs */
} Reading;

/* SUBJECT is the invitation's; NULL. */
Reading *reading_new(const Lexicon *tables, const char *text, const char *subject);
void reading_free(Reading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)

/* The clause around token AT: up to the next pause or "but" on both sides, within its sentence. */
void reading_clause(const Reading *reading, guint at, guint *ret_start, guint *ret_end);

/* The first fact or remark of that kind whose first token is in [START, END); NULL. */
const Fact *reading_find(const GArray *facts, FactKind kind, guint start, guint end);

/* The first "if" in [START, END) that is no part of a statement or idiom; NULL. */
const Fact *reading_condition(const Reading *reading, guint start, guint end);

/* FACT is part of words for the meeting's time: "cette semaine-là" is not "cette semaine". */
bool reading_is_then(const Reading *reading, const Fact *fact);

const Sentence *reading_sentence(const Reading *reading, guint at);

/* Takes the bytes [START, END) of the text out of the vote. */
void reading_mute(Reading *reading, gsize start, gsize end);

/* The text of the tokens [START, END), white space in a row as one blank, at most LIMIT bytes. */
char *reading_text(const Reading *reading, guint start, guint end, gsize limit);

#endif
