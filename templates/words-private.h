/* Inside of Words, for words-parse.c and words.c only. */
#ifndef CONVOKE_TEMPLATES_WORDS_PRIVATE_H
#define CONVOKE_TEMPLATES_WORDS_PRIVATE_H

#include "templates/words.h"

#define DAY_MINUTES (24 * 60)

struct Words {
    const char *file; /* while reading */
    const char *text;
    GHashTable *plain;    /* key -> char * */
    GHashTable *lists;    /* key -> GStrv */
    GHashTable *patterns; /* key -> Template * */
    /* What was written before: every letter of a meeting has the same few days and times. */
    GHashTable *dates; /* number of a day -> char * */
    char **times;      /* by minute of the day */
    char **clocks;
};

#endif
