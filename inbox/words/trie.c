/* See trie.h. */
#include "inbox/words/trie.h"

#include <stdio.h>

/* Ways with one symbol that are made one: fewer cost less time than the tables would grow. */
#define JOINED_MIN 8

static TrieNode *
node_new(void)
{
    TrieNode *node = g_new0(TrieNode, 1);
    node->edges = g_array_new(FALSE, FALSE, sizeof(LexiconEdge));
    node->finals = g_array_new(FALSE, FALSE, sizeof(LexiconFinal));
    node->places = g_ptr_array_new();
    return node;
}

void
trie_node_free(gpointer data)
{
    TrieNode *node = data;
    g_array_unref(node->edges);
    g_array_unref(node->finals);
    g_ptr_array_unref(node->places);
    g_free(node);
}

static int
by_symbol(gconstpointer a, gconstpointer b)
{
    const LexiconEdge *x = a, *y = b;
    return x->symbol != y->symbol ? (int)x->symbol - (int)y->symbol : (int)x->node - (int)y->node;
}

static guint32
add_node(GPtrArray *nodes)
{
    g_ptr_array_add(nodes, node_new());
    return nodes->len - 1;
}

static void
add_edge(GPtrArray *nodes, guint32 from, guint16 symbol, guint32 to)
{
    LexiconEdge edge = {.node = to, .symbol = symbol};
    g_array_append_val(((TrieNode *)nodes->pdata[from])->edges, edge);
}

typedef struct {
    const Grammar *grammar;
    GPtrArray *nodes;
    GHashTable *children; /* parent, kind and symbol of a step -> node behind it */
} Trie;

static guint32 child_of(Trie *trie, guint32 parent, GrammarStep step);

/* Leads from one node to the other: by the symbol, or by each way through the group. */
static void
connect(Trie *trie, guint32 from, guint16 symbol, guint32 to)
{
    const GrammarGroup *group =
        g_hash_table_lookup(trie->grammar->groups, GUINT_TO_POINTER(symbol));
    if (!group)
        add_edge(trie->nodes, from, symbol, to);
    for (guint i = 0; group && i < group->paths->len; i++) {
        const GrammarPath *path = group->paths->pdata[i];
        guint32 node = from;
        for (guint j = 0; j + 1 < path->length; j++)
            node = child_of(trie, node, path->steps[j]);
        GrammarStep last = path->steps[path->length - 1];
        if (last.kind == STEP_ONE)
            connect(trie, node, last.symbol, to);
        else
            add_edge(trie->nodes, child_of(trie, node, last), SYMBOL_EMPTY, to);
    }
}

/* The node behind STEP, shared by all phrases that came the same way. */
static guint32
child_of(Trie *trie, guint32 parent, GrammarStep step)
{
    gint64 key = (gint64)parent << 20 | (gint64)step.kind << 16 | step.symbol;
    gpointer known = g_hash_table_lookup(trie->children, &key);
    if (known)
        return GPOINTER_TO_UINT(known);
    guint32 child = add_node(trie->nodes), between;
    g_hash_table_insert(trie->children, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(child));
    switch (step.kind) {
    case STEP_ONE:
        connect(trie, parent, step.symbol, child);
        break;
    case STEP_OPTIONAL:
    case STEP_OR_END:
        between = add_node(trie->nodes);
        add_edge(trie->nodes, parent, SYMBOL_EMPTY, between);
        connect(trie, between, step.symbol, child);
        if (step.kind == STEP_OPTIONAL)
            add_edge(trie->nodes, parent, SYMBOL_EMPTY, child);
        else
            add_edge(trie->nodes, between, SYMBOL_END, child);
        break;
    case STEP_MANY:
        add_edge(trie->nodes, parent, SYMBOL_EMPTY, child);
        connect(trie, child, step.symbol, child);
        break;
    }
    return child;
}

/* Yes, no or maybe, said in a statement or alone; -1 for all else. */
static int
answer_of(const LexiconFinal *final)
{
    return final->symbol || final->fact > FACT_BARE_MAYBE ? -1 : final->fact % FACT_BARE_YES;
}

/* The same words cannot mean yes in one line and no in another. */
static guint
add_final(TrieNode *node, const GrammarPath *path)
{
    guint conflicts = 0;
    for (guint i = 0; i < node->finals->len; i++) {
        const LexiconFinal *other = &g_array_index(node->finals, LexiconFinal, i);
        if (other->symbol == path->final.symbol && other->fact == path->final.fact &&
            other->language == path->final.language)
            return 0;
        if (answer_of(other) >= 0 && answer_of(&path->final) >= 0 &&
            answer_of(other) != answer_of(&path->final) &&
            other->language == path->final.language) {
            fprintf(stderr, "%s: the same words stand under [%s] already: %s\n", path->place,
                    fact_names[other->fact], (char *)node->places->pdata[i]);
            conflicts++;
        }
    }
    g_array_append_val(node->finals, path->final);
    g_ptr_array_add(node->places, path->place);
    return conflicts;
}

guint
trie_build(const Grammar *grammar, GPtrArray *nodes)
{
    guint conflicts = 0;
    g_autoptr(GHashTable) children =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    Trie trie = {grammar, nodes, children};
    g_ptr_array_add(nodes, node_new());
    for (guint i = 0; i < grammar->paths->len; i++) {
        const GrammarPath *path = grammar->paths->pdata[i];
        guint32 node = 0;
        for (guint j = 0; j < path->length; j++)
            node = child_of(&trie, node, path->steps[j]);
        conflicts += add_final(nodes->pdata[node], path);
    }
    for (guint i = 0; i < nodes->len; i++)
        g_array_sort(((TrieNode *)nodes->pdata[i])->edges, by_symbol);
    return conflicts;
}

static bool
has_edge(const GArray *edges, const LexiconEdge *edge)
{
    for (guint i = 0; i < edges->len; i++) {
        const LexiconEdge *known = &g_array_index(edges, LexiconEdge, i);
        if (known->symbol == edge->symbol && known->node == edge->node)
            return true;
    }
    return false;
}

static bool
has_final(const GArray *finals, const LexiconFinal *final)
{
    for (guint i = 0; i < finals->len; i++) {
        const LexiconFinal *known = &g_array_index(finals, LexiconFinal, i);
        if (known->symbol == final->symbol && known->fact == final->fact &&
            known->language == final->language)
            return true;
    }
    return false;
}

/* Adds what ONE lacks of OTHER. */
static void
merge(TrieNode *one, const TrieNode *other)
{
    for (guint i = 0; i < other->edges->len; i++)
        if (!has_edge(one->edges, &g_array_index(other->edges, LexiconEdge, i)))
            g_array_append_val(one->edges, g_array_index(other->edges, LexiconEdge, i));
    for (guint i = 0; i < other->finals->len; i++)
        if (!has_final(one->finals, &g_array_index(other->finals, LexiconFinal, i)))
            g_array_append_val(one->finals, g_array_index(other->finals, LexiconFinal, i));
}

/* Gives NODE what can be reached from it without a word, so that nobody has to look there: the edges that
 * are empty are followed in turn as they come in, and then go. */
static void
close_empty(GPtrArray *nodes, TrieNode *node)
{
    for (guint i = 0; i < node->edges->len; i++) {
        LexiconEdge empty = g_array_index(node->edges, LexiconEdge, i);
        const TrieNode *next = nodes->pdata[empty.node];
        if (empty.symbol == SYMBOL_EMPTY && next != node)
            merge(node, next);
    }
    for (guint i = node->edges->len; i-- > 0;)
        if (g_array_index(node->edges, LexiconEdge, i).symbol == SYMBOL_EMPTY)
            g_array_remove_index(node->edges, i);
    g_array_sort(node->edges, by_symbol);
}

/* One node for what the edges from START to END lead to; made once for the same ones. */
static guint32
joined(GPtrArray *nodes, GHashTable *known, const GArray *edges, guint start, guint end)
{
    GString *key = g_string_new(NULL);
    for (guint i = start; i < end; i++)
        g_string_append_printf(key, "%u ", g_array_index(edges, LexiconEdge, i).node);
    gpointer before = g_hash_table_lookup(known, key->str);
    if (before) {
        g_string_free(key, TRUE);
        return GPOINTER_TO_UINT(before);
    }
    guint32 node = add_node(nodes);
    for (guint i = start; i < end; i++)
        merge(nodes->pdata[node], nodes->pdata[g_array_index(edges, LexiconEdge, i).node]);
    g_array_sort(((TrieNode *)nodes->pdata[node])->edges, by_symbol);
    g_hash_table_insert(known, g_string_free(key, FALSE), GUINT_TO_POINTER(node));
    return node;
}

/* Where many phrases go on with the same symbol, it leads to one node. So it does, for two already, with a
 * symbol that is no word: nearly every token could be a gap, a name, the beginning of a clause. */
static void
join_many(GPtrArray *nodes)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < nodes->len; i++) {
        GArray *edges = ((TrieNode *)nodes->pdata[i])->edges;
        for (guint start = 0, end; start < edges->len; start++) {
            LexiconEdge *edge = &g_array_index(edges, LexiconEdge, start);
            for (end = start + 1; end < edges->len; end++)
                if (g_array_index(edges, LexiconEdge, end).symbol != edge->symbol)
                    break;
            if (end == start + 1 || (edge->symbol >= SYMBOL_FIRST && end - start < JOINED_MIN))
                continue;
            edge->node = joined(nodes, known, edges, start, end);
            g_array_remove_range(edges, start + 1, end - start - 1);
        }
    }
}

/* Numbers nodes as they are met from node 0 on, level by level: what is looked at together lies together.
 * Those that nothing leads to any more go. */
static void
renumber(GPtrArray *nodes)
{
    g_autofree guint32 *numbers = g_new0(guint32, nodes->len); /* new by old; 0 = not met */
    GPtrArray *met = g_ptr_array_new();
    g_ptr_array_add(met, nodes->pdata[0]);
    for (guint i = 0; i < met->len; i++) {
        GArray *edges = ((TrieNode *)met->pdata[i])->edges;
        for (guint j = 0; j < edges->len; j++) {
            LexiconEdge *edge = &g_array_index(edges, LexiconEdge, j);
            if (edge->node && !numbers[edge->node]) {
                numbers[edge->node] = met->len;
                g_ptr_array_add(met, nodes->pdata[edge->node]);
            }
            edge->node = numbers[edge->node];
        }
    }
    for (guint i = 1; i < nodes->len; i++)
        if (!numbers[i])
            trie_node_free(nodes->pdata[i]);
    g_ptr_array_set_free_func(nodes, NULL);
    g_ptr_array_set_size(nodes, 0);
    g_ptr_array_extend_and_steal(nodes, met);
    g_ptr_array_set_free_func(nodes, trie_node_free);
}

void
trie_tidy(GPtrArray *nodes)
{
    for (guint i = 0; i < nodes->len; i++)
        close_empty(nodes, nodes->pdata[i]);
    join_many(nodes);
    renumber(nodes);
}
