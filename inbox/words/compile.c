/* usage: compile FILE... - reads word files and prints the tables of rsvp-lexicon.h as C.
 * Part of the build, not of the program. Exit status 1 when a file has a mistake, each of which was
 * printed with its file and line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inbox/words/grammar.h"

typedef struct {
    GArray *edges;  /* LexiconEdge, in the order of symbols when all are in */
    GArray *finals; /* LexiconFinal */
    GPtrArray *places;
} Node;

static Node *
node_new(void)
{
    Node *node = g_new0(Node, 1);
    node->edges = g_array_new(FALSE, FALSE, sizeof(LexiconEdge));
    node->finals = g_array_new(FALSE, FALSE, sizeof(LexiconFinal));
    node->places = g_ptr_array_new();
    return node;
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
    g_array_append_val(((Node *)nodes->pdata[from])->edges, edge);
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
add_final(Node *node, const GrammarPath *path)
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

static guint
build_trie(const Grammar *grammar, GPtrArray *nodes)
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
        g_array_sort(((Node *)nodes->pdata[i])->edges, by_symbol);
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

/* Gives NODE what can be reached from it without a word, so that nobody has to look there: the edges that
 * are empty are followed in turn as they come in, and then go. */
static void
close_empty(GPtrArray *nodes, Node *node)
{
    for (guint i = 0; i < node->edges->len; i++) {
        LexiconEdge empty = g_array_index(node->edges, LexiconEdge, i);
        const Node *next = nodes->pdata[empty.node];
        if (empty.symbol != SYMBOL_EMPTY || next == node)
            continue;
        for (guint j = 0; j < next->edges->len; j++)
            if (!has_edge(node->edges, &g_array_index(next->edges, LexiconEdge, j)))
                g_array_append_val(node->edges, g_array_index(next->edges, LexiconEdge, j));
        for (guint j = 0; j < next->finals->len; j++)
            if (!has_final(node->finals, &g_array_index(next->finals, LexiconFinal, j)))
                g_array_append_val(node->finals, g_array_index(next->finals, LexiconFinal, j));
    }
    for (guint i = node->edges->len; i-- > 0;)
        if (g_array_index(node->edges, LexiconEdge, i).symbol == SYMBOL_EMPTY)
            g_array_remove_index(node->edges, i);
    g_array_sort(node->edges, by_symbol);
}

static void
print_nodes(GPtrArray *nodes)
{
    guint edges = 0, finals = 0;
    printf("static const LexiconNode nodes[] = {\n");
    for (guint i = 0; i < nodes->len; i++) {
        const Node *node = nodes->pdata[i];
        guint64 mask = 0;
        for (guint j = 0; j < node->edges->len; j++)
            mask |= lexicon_symbol_bit(g_array_index(node->edges, LexiconEdge, j).symbol);
        printf("{%" G_GUINT64_FORMAT "u,%u,%u,%u,%u},%s", mask, edges, finals, node->edges->len,
               node->finals->len, i % 8 == 7 ? "\n" : "");
        edges += node->edges->len;
        finals += node->finals->len;
    }
    printf("};\nstatic const LexiconEdge edges[] = {\n");
    for (guint i = 0; i < nodes->len; i++) {
        const Node *node = nodes->pdata[i];
        for (guint j = 0; j < node->edges->len; j++) {
            const LexiconEdge *edge = &g_array_index(node->edges, LexiconEdge, j);
            printf("{%u,%u},%s", edge->node, edge->symbol, edge->node % 8 == 7 ? "\n" : "");
        }
    }
    printf("};\nstatic const LexiconFinal finals[] = {\n");
    for (guint i = 0; i < nodes->len; i++) {
        const Node *node = nodes->pdata[i];
        for (guint j = 0; j < node->finals->len; j++) {
            const LexiconFinal *final = &g_array_index(node->finals, LexiconFinal, j);
            printf("{%u,%u,%u,%u,%d},%s", final->symbol, final->fact, final->language, final->line,
                   final->value, i % 8 == 7 ? "\n" : "");
        }
    }
    printf("};\n");
}

static int
by_number(gconstpointer a, gconstpointer b)
{
    return (int)*(const guint16 *)a - (int)*(const guint16 *)b;
}

static guint32
put_ids(GArray *ids, GArray *symbols)
{
    if (symbols->len == 0)
        return 0;
    guint32 at = ids->len;
    guint16 count = (guint16)symbols->len;
    g_array_sort(symbols, by_number);
    g_array_append_val(ids, count);
    g_array_append_vals(ids, symbols->data, symbols->len);
    return at;
}

/* Languages in which the child at the end of the root's edge states one of these facts. */
static guint32
stating(GPtrArray *nodes, guint32 edge, guint64 facts)
{
    const Node *root = nodes->pdata[0];
    const Node *child = nodes->pdata[g_array_index(root->edges, LexiconEdge, edge).node];
    guint32 languages = 0;
    for (guint i = 0; i < child->finals->len; i++) {
        const LexiconFinal *final = &g_array_index(child->finals, LexiconFinal, i);
        if (!final->symbol && facts >> final->fact & 1)
            languages |= 1u << final->language;
    }
    return languages;
}

/* Languages in which the word by itself, or a word that begins so, states one of these facts. */
static guint32
languages_of(GPtrArray *nodes, const guint32 *roots, const GrammarWord *word, guint64 facts)
{
    guint32 languages = 0;
    const GArray *lists[] = {word->words, word->stems};
    for (guint i = 0; i < 2; i++)
        for (guint j = 0; j < lists[i]->len; j++) {
            guint16 symbol = g_array_index(lists[i], guint16, j);
            for (guint32 k = roots[symbol]; k < roots[symbol + 1]; k++)
                languages |= stating(nodes, k, facts);
        }
    return languages;
}

static guint32
hash_text(const char *text)
{
    guint32 hash = LEXICON_HASH;
    for (const char *p = text; *p; p++)
        hash = lexicon_hash(hash, (guchar)*p);
    return hash;
}

static void
print_string(const char *text)
{
    printf("\"");
    for (const char *p = text; *p; p++)
        printf("\\%03o", (guchar)*p);
    printf("\\0\"\n");
}

/* For each symbol the first edge of node 0 that is for it or a later one; and the end. */
static guint32 *
roots_of(const Grammar *grammar, const Node *root)
{
    guint32 *roots = g_new0(guint32, grammar->symbol_count + 1);
    guint at = 0;
    for (guint symbol = 0; symbol <= grammar->symbol_count; symbol++) {
        while (at < root->edges->len && g_array_index(root->edges, LexiconEdge, at).symbol < symbol)
            at++;
        roots[symbol] = at;
    }
    return roots;
}

#define BIT(fact) ((guint64)1 << (fact))
static const guint64 joints = BIT(FACT_JOINT) | BIT(FACT_LEAD) | BIT(FACT_CONTRAST) |
                              BIT(FACT_BARE_YES) | BIT(FACT_BARE_NO) | BIT(FACT_BARE_MAYBE) |
                              BIT(FACT_REGRET) | BIT(FACT_HEDGE);
static const guint64 blockers = BIT(FACT_NOT) | BIT(FACT_IF) | BIT(FACT_CONTRAST);

static void
print_words(const Grammar *grammar, GPtrArray *nodes, const guint32 *roots)
{
    g_autoptr(GList) texts =
        g_list_sort(g_hash_table_get_keys(grammar->words), (GCompareFunc)strcmp);
    g_autoptr(GArray) ids = g_array_new(FALSE, TRUE, sizeof(guint16));
    g_array_set_size(ids, 1);
    g_autoptr(GString) words =
        g_string_new("static const LexiconWord words[] = {\n{0,0,0,0,0,0,0},\n");
    guint32 pool = 1, lengths = 0;
    printf("static const char pool[] = \"\\0\"\n");
    for (GList *i = texts; i; i = i->next) {
        const GrammarWord *word = g_hash_table_lookup(grammar->words, i->data);
        guint32 whole = put_ids(ids, word->words), stems = put_ids(ids, word->stems);
        g_string_append_printf(words, "{%u,%u,%u,%u,%u,%u,%u},\n", pool, whole, stems,
                               word->word_languages, word->stem_languages,
                               languages_of(nodes, roots, word, joints),
                               languages_of(nodes, roots, word, blockers));
        if (word->stems->len)
            lengths |= 1u << MIN(strlen(i->data), 31);
        print_string(i->data);
        pool += (guint32)strlen(i->data) + 1;
    }
    printf(";\nstatic const guint16 ids[] = {\n");
    for (guint i = 0; i < ids->len; i++)
        printf("%u,%s", g_array_index(ids, guint16, i), i % 16 == 15 ? "\n" : "");
    printf("};\n%s};\n#define STEM_LENGTHS %uu\n", words->str, lengths);
}

/* The hash that finds words by their text. */
static void
print_slots(const Grammar *grammar)
{
    g_autoptr(GList) texts =
        g_list_sort(g_hash_table_get_keys(grammar->words), (GCompareFunc)strcmp);
    guint size = 2, number = 1;
    while (size < g_hash_table_size(grammar->words) * 2)
        size *= 2;
    g_autofree guint32 *slots = g_new0(guint32, size);
    for (GList *i = texts; i; i = i->next) {
        guint slot = hash_text(i->data) & (size - 1);
        while (slots[slot])
            slot = (slot + 1) & (size - 1);
        slots[slot] = number++;
    }
    printf("static const guint32 slots[] = {\n");
    for (guint i = 0; i < size; i++)
        printf("%u,%s", slots[i], i % 16 == 15 ? "\n" : "");
    printf("};\n#define SLOT_MASK %u\n", size - 1);
}

static void
print_tables(const Grammar *grammar, GPtrArray *nodes)
{
    g_autofree guint32 *roots = roots_of(grammar, nodes->pdata[0]);
    printf("#include \"inbox/rsvp-lexicon.h\"\n\n");
    print_words(grammar, nodes, roots);
    print_slots(grammar);
    for (guint i = 0; i < nodes->len; i++)
        close_empty(nodes, nodes->pdata[i]);
    print_nodes(nodes);
    printf("static const guint32 roots[] = {\n");
    for (guint i = 0; i <= grammar->symbol_count; i++)
        printf("%u,%s", roots[i], i % 16 == 15 ? "\n" : "");
    printf("};\nstatic const char *const languages[] = {");
    for (guint i = 0; i < grammar->languages->len; i++)
        printf("\"%s\", ", (char *)grammar->languages->pdata[i]);
    printf("0};\nconst Lexicon lexicon = {languages, pool, ids, words, slots, SLOT_MASK, "
           "STEM_LENGTHS, "
           "nodes, edges, roots, %u, %uu, finals};\n",
           grammar->symbol_count, grammar->verb_last);
}

static void
node_free(gpointer data)
{
    Node *node = data;
    g_array_unref(node->edges);
    g_array_unref(node->finals);
    g_ptr_array_unref(node->places);
    g_free(node);
}

int
main(int argc, char **argv)
{
    g_autoptr(Grammar) grammar = grammar_new();
    g_autoptr(GPtrArray) nodes = g_ptr_array_new_with_free_func(node_free);
    for (int i = 1; i < argc; i++) {
        g_autofree char *text = NULL;
        g_autoptr(GError) error = NULL;
        if (!g_file_get_contents(argv[i], &text, NULL, &error)) {
            fprintf(stderr, "%s\n", error->message);
            return 1;
        }
        grammar_add_file(grammar, argv[i], text);
    }
    guint mistakes = build_trie(grammar, nodes);
    if (grammar->errors || mistakes)
        return 1;
    print_tables(grammar, nodes);
    return fflush(stdout) || ferror(stdout);
}
