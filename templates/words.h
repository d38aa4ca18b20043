/* Words: what a language says that no template can: names of days and months, how dates and times
 * are written, how lists are joined, the names of answers. Read from the file "words" of a language's
 * folder, a GKeyFile whose keys convoke-templates(5) lists; its patterns are small templates. */
#ifndef CONVOKE_TEMPLATES_WORDS_H
#define CONVOKE_TEMPLATES_WORDS_H

#include <glib.h>
#include <stdbool.h>
#include "templates/check.h"

typedef struct Words Words;

/* Reads TEXT; FILE is for messages. NULL and CONVOKE_ERROR_CONFIG for a key that is missing or
 * unknown, a list of the wrong length, a pattern that is broken or uses unknown names. */
Words *words_parse(const char *file, const char *text, GError **error);
void words_free(Words *words); /* NULL-safe */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Words, words_free)

/* Every key of the file, for documentation and tests; ends with a NULL key. */
typedef struct {
    const char *group;
    const char *key;
    guint count;               /* so many items with ";" between; 0 = a single text */
    const TemplateName *names; /* of a pattern; NULL = plain words */
    const char *meaning;
} WordsKey;

extern const WordsKey words_keys[];

/* A day in the calendar that people use: month 1-12, weekday 1 Monday - 7 Sunday. */
typedef struct {
    int year, month, day, weekday;
} WordsDay;

/* Plain words by key ("accepted", "direction"); borrowed. Asking for a key that is not plain words is
 * a mistake in the program. */
const char *words_get(const Words *words, const char *key);

const char *words_weekday(const Words *words, int weekday); /* borrowed */
char *words_date(const Words *words, WordsDay day);         /* "Wednesday, 14 July 2004" */
/* Days that follow each other; of one, both are the same. */
typedef struct {
    WordsDay first, last;
} WordsRun;

/* COUNT runs of days in their order: "14 July 2004", "14-15 July 2004", "14-15 July and 3 August 2004". */
char *words_dates(const Words *words, const WordsRun *runs, size_t count);
char *words_time(const Words *words, int minute);  /* of the day, from midnight: "15:00" */
char *words_clock(const Words *words, int minute); /* the same within a sentence */
char *words_time_range(const Words *words, int start, int end);
char *words_time_open(const Words *words, int start); /* "15:00+", goes on as long as it takes */
/* A time by another clock, "17:00 UTC"; WEEKDAY 0 = the same day, CITY NULL = UTC. */
char *words_elsewhere(const Words *words, int minute, int weekday, const char *city);
char *words_ordinal(const Words *words, int number); /* "second" */

/* TEXTS (char *) joined: "a, b and c", or with or. "" for none. */
char *words_and(const Words *words, const GPtrArray *texts);
char *words_or(const Words *words, const GPtrArray *texts);

#endif
