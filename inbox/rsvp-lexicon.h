/* Lexicon: the phrases of all word files (words/README.md), compiled at build time into constant
 * tables: a hash of words and stems, and one trie over symbols. A symbol is a word, a stem or a class
 * of one file; 16 bits, never NULL. The tables are written by words/compile.c and searched by
 * rsvp-match.c; nobody else knows their layout. */
#ifndef CONVOKE_INBOX_RSVP_LEXICON_H
#define CONVOKE_INBOX_RSVP_LEXICON_H

#include <glib.h>
#include <stdbool.h>

/* What a phrase says. The names in word files are those of fact_names, in the same order. */
typedef enum {
    /* Whole statements about the guest's own coming. */
    FACT_YES,
    FACT_NO,
    FACT_MAYBE,
    /* Words that answer when they stand alone ("sure", "nope", "perhaps"). */
    FACT_BARE_YES,
    FACT_BARE_NO,
    FACT_BARE_MAYBE,
    /* Half-statements, which need company. */
    FACT_WISH,     /* would love to come */
    FACT_WISHED,   /* would have loved to come */
    FACT_CONFLICT, /* something else that keeps the person from coming */
    FACT_OBSTACLE, /* what keeps a person from travelling at all */
    FACT_GOING,    /* preparations that only somebody who comes makes */
    FACT_PENDING,  /* will know, ask or decide later */
    FACT_REGRET,
    FACT_CONTRAST, /* but, however */
    FACT_THEN,     /* names the time of the meeting */
    /* What changes the sense of a statement near it. */
    FACT_HEDGE,
    FACT_IF,
    FACT_POLITE, /* an "if" or "not" that changes nothing */
    FACT_NOT,
    FACT_SAID,     /* what follows was said or thought earlier, or by others */
    FACT_TOLD,     /* the same of what stands before it in its clause: Japanese, Korean, Turkish */
    FACT_SCRATCH,  /* takes back what stands before it */
    FACT_SETTLED,  /* this is how it stands now */
    FACT_ELSEWHEN, /* about another year or event */
    FACT_ASIDE, /* about other matters: tomorrow, a mailing list; no answer stands in its clause */
    FACT_AWAY,  /* absent now, as out-of-office notes say, and not at the meeting */
    FACT_ASKED, /* looks like a question, is none */
    FACT_QUESTION,
    FACT_PLAIN, /* says nothing; may stand beside a bare word */
    FACT_JOINT, /* a clause may begin behind it: and, so */
    FACT_LEAD,  /* the same, but what stands before it governs the clause: that */
    FACT_THANKS,
    FACT_GREETING,
    FACT_SIGNOFF,
    FACT_BEHALF,   /* writes for somebody else */
    FACT_THEY_YES, /* somebody else comes; counts on behalf of them */
    FACT_THEY_NO,
    FACT_UNREAL, /* an "if" of what is not so: were it not so far */
    FACT_ME,     /* the writer, where the verb does not tell: I, we */
    FACT_THEY,   /* somebody else; what follows in the sentence is about them */
    FACT_ASTRAY, /* the mail was meant for somebody else, or who writes knows not whom they answer */
    /* Details. */
    FACT_MONTH, /* a month, by its number */
    FACT_SPAN,  /* what makes a span of the days on both sides of it: to, until */
    FACT_PART,  /* a part of the meeting: a day, the dinner */
    FACT_PARTIAL,
    FACT_REMOTE,
    FACT_GUESTS,
    FACT_DELEGATE,
    FACT_PROMISE,
    FACT_CONDITION,
    FACT_TOPIC,
    FACT_TITLE,  /* a label: what a colon or a quotation behind it says is a title */
    FACT_TITLED, /* the same, and so are several words with a capital: "my talk is called" */
    FACT_DIET,
    FACT_ARRIVAL,
    FACT_DEPARTURE,
    /* Labels of a form's lines, and questions that are quoted above an answer. */
    FACT_ASK_COMING,
    FACT_ASK_DINNER,
    FACT_ASK_OTHER,
    FACT_AGREE,  /* answers what was asked, as a bare word does, though it is a sentence */
    FACT_TIME,   /* may speak of a time in the agenda: that slot, then, that doesn't work */
    FACT_NAME,   /* answers, and is somebody's name, too: Jo, Roger */
    FACT_COMING, /* names coming itself, or takes it back: come, attend, cancel */
    FACT_PAST, /* tells of the past: what kept somebody from answering keeps them from nothing to come */
    FACT_LAST,
} FactKind;

/* Symbols below this are not words. */
enum {
    SYMBOL_NONE,
    SYMBOL_EMPTY,    /* goes on without a word; only while the tables are made */
    SYMBOL_GAP,      /* a few other words */
    SYMBOL_LONG_GAP, /* more of them */
    SYMBOL_BEGIN,    /* of a clause */
    SYMBOL_END,
    SYMBOL_PAUSE,
    SYMBOL_NUMBER,
    SYMBOL_NAME,
    SYMBOL_HERE, /* a name out of the invitation's subject: the place */
    SYMBOL_FIRST,
};

#define LEXICON_LANGUAGES_MAX 32
#define LEXICON_WORD_MAX 64

typedef struct {
    guint32 text;  /* in pool */
    guint32 words; /* in ids: how many symbols the whole text has, then these in order; 0 = none */
    guint32 stems; /* the same, of any word that begins with the text */
    guint32 languages;      /* files that have it as a whole word */
    guint32 stem_languages; /* files that have it as a stem */
    guint32 joints;         /* files in which a clause can begin behind it */
    guint32 blockers;       /* files in which no gap may swallow it */
} LexiconWord;

typedef struct {
    /* the bits of its edges' symbols, and that of the end: most words are turned away by it */
    guint64 mask;
    guint32 edges;  /* first in edges */
    guint32 finals; /* first in finals */
    guint16 edge_count, final_count;
} LexiconNode;

typedef struct {
    guint32 node;
    guint16 symbol;
} LexiconEdge;

typedef struct {
    guint16 symbol; /* the class that the path is a member of; or 0, and … */
    guint8 fact;    /* … it states this … */
    guint8 language;
    guint16 line; /* … as this line of the file says */
    gint16 value; /* FACT_GUESTS: how many; FACT_MONTH: which; else 0 */
} LexiconFinal;

typedef struct {
    const char *const *languages; /* "en", "de", …; NULL-terminated */
    const char *pool;
    const guint16 *ids;
    const LexiconWord *words; /* the first is none */
    /* Hash of words, open addressing, linear: the number of the word, and above it what is left of
     * its hash; 0 = none. */
    const guint32 *slots;
    guint32 slot_mask;
    const guint64 *stem_filter; /* a bit for the upper half of the hash of each stem */
    const LexiconNode *nodes;
    const LexiconEdge *edges; /* of one node in the order of symbols */
    const guint32 *roots; /* by symbol: its first edge of node 0; the next symbol's is its end */
    guint32 symbol_count;
    guint32 verb_last; /* languages in which the verb follows what it governs */
    const LexiconFinal *finals;
} Lexicon;

extern const Lexicon lexicon;

/* The section names of word files. */
extern const char *const fact_names[FACT_LAST];

/* A symbol that is no word has a bit of its own, words share the others. Bit 0 is that of a node where a
 * phrase ends. */
#define LEXICON_END_BIT ((guint64)1)
static inline guint64
lexicon_symbol_bit(guint16 symbol)
{
    guint64 shared = (guint64)(symbol * 2654435761u) * (64 - SYMBOL_FIRST) >> 32;
    return (guint64)1 << (symbol < SYMBOL_FIRST ? symbol : SYMBOL_FIRST + shared);
}

/* Bits of a slot that number the word; the others are those of the hash. */
#define LEXICON_SLOT_BITS 20

/* The hash of the first LENGTH bytes, one more byte at a time: start with LEXICON_HASH. */
#define LEXICON_HASH 2166136261u
guint32 lexicon_hash(guint32 hash, guchar byte);

/* False where no stem has that hash. */
static inline bool
lexicon_has_stem(const Lexicon *tables, guint32 hash)
{
    return tables->stem_filter[hash >> 22] >> (hash >> 16 & 63) & 1;
}

/* The word of that text; NULL where there is none. */
const LexiconWord *lexicon_find(const Lexicon *tables, const char *text, gsize length,
                                guint32 hash);

#endif
