/* Trie: the phrases of all word files as nodes with edges between them, for words/compile.c alone. Part of
 * the build, not of the program. Node 0 is where every phrase begins. */
#ifndef CONVOKE_INBOX_WORDS_TRIE_H
#define CONVOKE_INBOX_WORDS_TRIE_H

#include "inbox/words/grammar.h"

typedef struct {
    GArray *edges;     /* LexiconEdge, in the order of symbols when all are in */
    GArray *finals;    /* LexiconFinal */
    GPtrArray *places; /* of the finals: "inbox/words/de.txt:12", borrowed */
} TrieNode;

/* Fills NODES, which is empty, with the grammar's phrases. Returns how many of them contradict another,
 * each of which was printed. */
guint trie_build(const Grammar *grammar, GPtrArray *nodes);

/* Makes the nodes quick to search and says the same: no empty edges, few for the same symbol, and near to
 * each other what is looked at together. */
void trie_tidy(GPtrArray *nodes);

void trie_node_free(gpointer node);

#endif
