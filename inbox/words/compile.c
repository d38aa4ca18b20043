/* usage: compile FILE... - reads word files and prints the tables of rsvp-lexicon.h as C.
 * Part of the build, not of the program. Exit status 1 when a file has a mistake, each of which was
 * printed with its file and line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inbox/words/pool.h"
#include "inbox/words/trie.h"

static void
print_nodes(GPtrArray *nodes)
{
    guint edges = 0, finals = 0;
    printf("static const LexiconNode nodes[] = {\n");
    for (guint i = 0; i < nodes->len; i++) {
        const TrieNode *node = nodes->pdata[i];
        guint64 mask = node->finals->len ? LEXICON_END_BIT : 0;
        for (guint j = 0; j < node->edges->len; j++)
            mask |= lexicon_symbol_bit(g_array_index(node->edges, LexiconEdge, j).symbol);
        printf("{%" G_GUINT64_FORMAT "u,%u,%u,%u,%u},%s", mask, edges, finals, node->edges->len,
               node->finals->len, i % 8 == 7 ? "\n" : "");
        edges += node->edges->len;
        finals += node->finals->len;
    }
    printf("};\nstatic const LexiconEdge edges[] = {\n");
    for (guint i = 0; i < nodes->len; i++) {
        const TrieNode *node = nodes->pdata[i];
        for (guint j = 0; j < node->edges->len; j++) {
            const LexiconEdge *edge = &g_array_index(node->edges, LexiconEdge, j);
            printf("{%u,%u},%s", edge->node, edge->symbol, edge->node % 8 == 7 ? "\n" : "");
        }
    }
    printf("};\nstatic const LexiconFinal finals[] = {\n");
    for (guint i = 0; i < nodes->len; i++) {
        const TrieNode *node = nodes->pdata[i];
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
    const TrieNode *root = nodes->pdata[0];
    const TrieNode *child = nodes->pdata[g_array_index(root->edges, LexiconEdge, edge).node];
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

/* For each symbol the first edge of node 0 that is for it or a later one; and the end. */
static guint32 *
roots_of(const Grammar *grammar, const TrieNode *root)
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
    guint64 filter[1024] = {0};
    guint32 pool = 1;
    printf("static const char pool[] = \"\\0\"\n");
    for (GList *i = texts; i; i = i->next) {
        const GrammarWord *word = g_hash_table_lookup(grammar->words, i->data);
        guint32 whole = put_ids(ids, word->words), stems = put_ids(ids, word->stems);
        g_string_append_printf(words, "{%u,%u,%u,%u,%u,%u,%u},\n", pool, whole, stems,
                               word->word_languages, word->stem_languages,
                               languages_of(nodes, roots, word, joints),
                               languages_of(nodes, roots, word, blockers));
        guint32 hash = hash_text(i->data);
        if (word->stems->len)
            filter[hash >> 22] |= (guint64)1 << (hash >> 16 & 63);
        pool_print(i->data);
        pool += (guint32)strlen(i->data) + 1;
    }
    printf(";\nstatic const guint16 ids[] = {\n");
    for (guint i = 0; i < ids->len; i++)
        printf("%u,%s", g_array_index(ids, guint16, i), i % 16 == 15 ? "\n" : "");
    printf("};\n%s};\nstatic const guint64 stem_filter[] = {\n", words->str);
    for (guint i = 0; i < G_N_ELEMENTS(filter); i++)
        printf("%" G_GUINT64_FORMAT "u,%s", filter[i], i % 8 == 7 ? "\n" : "");
    printf("};\n");
}

/* The hash that finds words by their text. */
static void
print_slots(const Grammar *grammar)
{
    g_assert(g_hash_table_size(grammar->words) < 1u << LEXICON_SLOT_BITS);
    g_autoptr(GList) texts =
        g_list_sort(g_hash_table_get_keys(grammar->words), (GCompareFunc)strcmp);
    guint size = 2, number = 1;
    while (size < g_hash_table_size(grammar->words) * 2)
        size *= 2;
    g_autofree guint32 *slots = g_new0(guint32, size);
    for (GList *i = texts; i; i = i->next) {
        guint32 hash = hash_text(i->data), slot = hash & (size - 1);
        while (slots[slot])
            slot = (slot + 1) & (size - 1);
        slots[slot] = hash >> LEXICON_SLOT_BITS << LEXICON_SLOT_BITS | number++;
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
    trie_tidy(nodes);
    g_free(roots);
    roots = roots_of(grammar, nodes->pdata[0]);
    print_nodes(nodes);
    printf("static const guint32 roots[] = {\n");
    for (guint i = 0; i <= grammar->symbol_count; i++)
        printf("%u,%s", roots[i], i % 16 == 15 ? "\n" : "");
    printf("};\nstatic const char *const languages[] = {");
    for (guint i = 0; i < grammar->languages->len; i++)
        printf("\"%s\", ", (char *)grammar->languages->pdata[i]);
    printf("0};\nconst Lexicon lexicon = {languages, pool, ids, words, slots, SLOT_MASK, "
           "stem_filter, "
           "nodes, edges, roots, %u, %uu, finals};\n",
           grammar->symbol_count, grammar->verb_last);
}

int
main(int argc, char **argv)
{
    g_autoptr(Grammar) grammar = grammar_new();
    g_autoptr(GPtrArray) nodes = g_ptr_array_new_with_free_func(trie_node_free);
    for (int i = 1; i < argc; i++) {
        g_autofree char *text = NULL;
        g_autoptr(GError) error = NULL;
        if (!g_file_get_contents(argv[i], &text, NULL, &error)) {
            fprintf(stderr, "%s\n", error->message);
            return 1;
        }
        grammar_add_file(grammar, argv[i], text);
    }
    guint mistakes = trie_build(grammar, nodes);
    if (grammar->errors || mistakes)
        return 1;
    print_tables(grammar, nodes);
    return fflush(stdout) || ferror(stdout);
}
