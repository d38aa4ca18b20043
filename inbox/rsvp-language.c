/* By how many words each file of phrases knows, which is all that a few words show. */
#include "inbox/rsvp-language.h"
#include <string.h>

void
language_count(const Matches *matches, guint start, guint end, guint16 *counts)
{
    memset(counts, 0, LEXICON_LANGUAGES_MAX * sizeof *counts);
    for (guint at = start; at < end; at++)
        for (guint32 set = matches->languages[at], i = 0; set; set >>= 1, i++)
            counts[i] += set & 1;
}

guint16
language_most(const guint16 *counts)
{
    guint16 most = 0;
    for (guint i = LANGUAGE_COMMON + 1; i < LEXICON_LANGUAGES_MAX; i++)
        most = MAX(most, counts[i]);
    return most;
}

guint32
languages_spoken(const guint16 *sentence, const guint16 *mail, guint english)
{
    guint16 best = language_most(sentence), of_mail = 0;
    guint32 languages = 1u << LANGUAGE_COMMON;
    for (guint i = LANGUAGE_COMMON + 1; i < LEXICON_LANGUAGES_MAX; i++)
        if (sentence[i] == best)
            of_mail = MAX(of_mail, mail[i]);
    for (guint i = LANGUAGE_COMMON + 1; i < LEXICON_LANGUAGES_MAX; i++)
        if ((sentence[i] == best && mail[i] == of_mail) ||
            (sentence[i] + 1 >= best && mail[i] == language_most(mail)))
            languages |= 1u << i;
    if (sentence[english] == best && mail[english] == of_mail && of_mail == language_most(mail))
        return 1u << LANGUAGE_COMMON | 1u << english;
    return languages;
}

guint32
languages_tied(const guint16 *sentence)
{
    guint32 languages = 0;
    for (guint i = LANGUAGE_COMMON + 1; i < LEXICON_LANGUAGES_MAX; i++)
        languages |= sentence[i] == language_most(sentence) ? 1u << i : 0;
    return languages;
}
