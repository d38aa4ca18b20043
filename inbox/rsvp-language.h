/* Language: which languages words are written in, by how many of them each knows. Languages stand in sets, a bit each,
 * and are numbered as their files were compiled. Pure. */
#ifndef CONVOKE_INBOX_RSVP_LANGUAGE_H
#define CONVOKE_INBOX_RSVP_LANGUAGE_H

#include "inbox/rsvp-match.h"

/* No language, but the file of the signs that all share. */
#define LANGUAGE_COMMON 0

/* How many tokens in [START, END) each language knows: LEXICON_LANGUAGES_MAX of them into COUNTS. */
void language_count(const Matches *matches, guint start, guint end, guint16 *counts);

/* The most that one knows. */
guint16 language_most(const guint16 *counts);

/* The languages that know most of the SENTENCE, and of these the ones that know most of the MAIL; where that leaves
 * ENGLISH, as for "ok", that alone, which people write abroad. */
guint32 languages_spoken(const guint16 *sentence, const guint16 *mail, guint english);

/* The languages that know as much of the sentence as any other. */
guint32 languages_tied(const guint16 *sentence);

#endif
