/* Grammar: word files read into symbols and paths, for words/compile.c alone. Part of the build, not
 * of the program. The format is explained in README.md beside this file. */
#ifndef CONVOKE_INBOX_WORDS_GRAMMAR_H
#define CONVOKE_INBOX_WORDS_GRAMMAR_H

#include "inbox/rsvp-lexicon.h"

/* What a text stands for, by itself and as the beginning of longer words. */
typedef struct {
    GArray *words; /* guint16 symbols */
    GArray *stems;
    guint32 word_languages, stem_languages;
} GrammarWord;

/* "(a|b c)": the ways through it. */
typedef struct {
    GPtrArray *paths; /* GrammarPath * */
} GrammarGroup;

typedef enum {
    STEP_ONE,
    STEP_OPTIONAL,
    STEP_MANY,   /* none, one or more */
    STEP_OR_END, /* or the clause ends here */
} GrammarStepKind;

typedef struct {
    guint16 symbol;
    GrammarStepKind kind;
} GrammarStep;

/* A phrase, and what it says. Its first step is one. */
typedef struct {
    GrammarStep *steps;
    guint length;
    LexiconFinal final;
    char *place; /* "inbox/words/de.txt:12" */
} GrammarPath;

typedef struct {
    GPtrArray *languages; /* char * */
    GHashTable *words;    /* text -> GrammarWord */
    GPtrArray *paths;     /* GrammarPath * */
    GHashTable *groups;   /* symbol -> GrammarGroup *: groups have a number, but no word has it */
    GHashTable
        *symbols; /* name -> number; names are "=text", "text*", "LANG{class}", "LANG(group)" */
    guint symbol_count;
    guint32 verb_last; /* languages whose files say "order: verb last" */
    guint errors;      /* reported on standard error */

    /* While a file is read. */
    const char *file;
    guint line, language;
    int fact; /* of the section; -1 before the first */
    int value;
    GrammarGroup *group;       /* that is being read; NULL */
    GHashTable *own_words;     /* texts that this language knows as whole words */
    GHashTable *classes;       /* names of this language's classes that were defined */
    GPtrArray *transliterated; /* "ä", "ae", … */
} Grammar;

Grammar *grammar_new(void);
void grammar_free(Grammar *grammar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Grammar, grammar_free)

/* Adds the file PATH with its TEXT (of which the lines are cut apart in place); what is wrong with it
 * is printed and counted. */
void grammar_add_file(Grammar *grammar, const char *path, char *text);

/* The rest is between grammar*.c. */

/* Prints "FILE:LINE: …" and counts an error. */
void grammar_complain(Grammar *grammar, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The number of the symbol NAME, a new one if need be; SYMBOL_NONE, with a complaint, when full. */
guint16 grammar_symbol(Grammar *grammar, const char *name);
/* The symbol of the class NAME (LENGTH bytes) of the language being read. */
guint16 grammar_class_symbol(Grammar *grammar, const char *name, gsize length);
/* That of the group of MEMBERS, which shares none with a class, whatever its members. */
guint16 grammar_group_symbol(Grammar *grammar, const char *members, gsize length);
/* What TEXT stands for, empty at first. Owned by GRAMMAR. */
GrammarWord *grammar_word(Grammar *grammar, const char *text);
/* A group without paths, under SYMBOL. Owned by GRAMMAR. */
GrammarGroup *grammar_group_new(Grammar *grammar, guint16 symbol);
void grammar_path_free(gpointer path);
void grammar_add_once(GArray *symbols, guint16 symbol);
/* Adds TEXT, phrases with "|" between them; each of them says FINAL. */
void grammar_add_phrases(Grammar *grammar, const char *text, LexiconFinal final);

#endif
