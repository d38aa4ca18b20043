/* See rsvp-match.h. Tokens are visited from the last to the first: whatever class begins at a token is
 * known when a phrase further left asks for it. */
#include "inbox/rsvp-match.h"

#include <string.h>
#include "inbox/rsvp-word.h"

/* Bounds on what one token can cause, and all together: what people write takes a quarter of that. */
#define STEPS_MAX 4000
#define STEPS_OF_A_TOKEN 100
#define STEPS_OF_A_TEXT 10000
#define CLASSES_MAX 96
#define FACTS_MAX 20000
/* What a gap may swallow: a word counts two, a glyph one. */
#define GAP_SIZE 6
#define LONG_GAP_SIZE 16
#define NAME_WORDS 3
/* Names are compared by so many bytes. */
#define PLACE_LENGTH_MIN 5

typedef struct {
    guint16 symbol;
    guint8 length; /* tokens that it covers */
} SymbolAt;

/* One token: what it is by itself, and the classes that begin there. */
typedef struct {
    guint64 bits; /* of all symbols and classes that may begin here, and that of the end */
    Word word;
    guint32 classes; /* the first in Matcher.classes */
    guint16 class_count;
} Place;

typedef struct {
    const Lexicon *tables;
    const Tokens *tokens, *subject;
    Matches *matches;
    guint count;
    Place *places;   /* one more than tokens */
    GArray *classes; /* SymbolAt */
    guint start;     /* the token that is visited */
    guint steps;     /* from there */
    guint left;      /* that may be taken yet */
} Matcher;

typedef struct {
    guint32 mask;    /* tokens since start that were words */
    guint32 blocked; /* languages in which a gap swallowed too much, or no clause can begin there */
} Way;

static void walk_node(Matcher *matcher, const LexiconNode *node, guint at, Way way);

/* Most nodes have no way on from here. */
static inline void
walk(Matcher *matcher, const LexiconNode *node, guint at, Way way)
{
    if (node->mask & matcher->places[MIN(at, matcher->count)].bits)
        walk_node(matcher, node, at, way);
}

/* A class that begins at the visited token. */
static void
add_class(Matcher *matcher, guint16 symbol, guint length)
{
    Place *place = &matcher->places[matcher->start];
    if (place->class_count >= CLASSES_MAX || length > G_MAXUINT8)
        return;
    const SymbolAt *known = &g_array_index(matcher->classes, SymbolAt, place->classes);
    guint64 bit = lexicon_symbol_bit(symbol);
    for (guint i = 0; place->bits & bit && i < place->class_count; i++)
        if (known[i].symbol == symbol && known[i].length == length)
            return;
    SymbolAt added = {symbol, (guint8)length};
    g_array_append_val(matcher->classes, added);
    place->class_count++;
    place->bits |= bit;
}

static guint
weight_of(const Matcher *matcher, guint32 mask)
{
    guint glyphs = 0, words = 0;
    for (guint i = 0; mask >> i; i++)
        if (mask >> i & 1) {
            const Token *token = tokens_at(matcher->tokens, matcher->start + i);
            glyphs += token->glyph;
            words += !token->glyph && !token_is_break(token);
        }
    return words + (glyphs + 1) / 2;
}

static void
reach(Matcher *matcher, const LexiconFinal *final, guint at, Way way)
{
    guint length = at - matcher->start;
    if (final->symbol) {
        add_class(matcher, final->symbol, length);
        return;
    }
    if (way.blocked >> final->language & 1)
        return;
    if (matcher->matches->facts->len >= FACTS_MAX) {
        matcher->matches->whole = false;
        return;
    }
    Fact fact = {
        .start = (guint16)matcher->start,
        .end = (guint16)at,
        .mask = way.mask,
        .fact = final->fact,
        .language = final->language,
        .weight = (guint8)weight_of(matcher, way.mask),
        .line = final->line,
        .value = final->value,
    };
    g_array_append_val(matcher->matches->facts, fact);
}

static bool
is_break_at(const Matcher *matcher, guint at)
{
    return at >= matcher->count || token_is_break(tokens_at(matcher->tokens, at));
}

static void
walk_gap(Matcher *matcher, const LexiconNode *node, guint at, Way way, int size)
{
    walk(matcher, node, at, way);
    for (; !is_break_at(matcher, at) && size > 0; at++) {
        size -= tokens_at(matcher->tokens, at)->glyph ? 1 : 2;
        if (size < 0)
            return;
        way.blocked |= matcher->places[at].word.blockers;
        walk(matcher, node, at + 1, way);
    }
}

/* A capital tells of a name, but not where every word has one. */
static bool
may_be_name(const Matcher *matcher, guint at)
{
    const Token *token = tokens_at(matcher->tokens, at);
    bool first = at == 0 || tokens_at(matcher->tokens, at - 1)->kind > TOKEN_COMMA;
    return token->glyph || (token->capital && !(first && matcher->matches->languages[at]));
}

static void
walk_name(Matcher *matcher, const LexiconNode *node, guint at, Way way)
{
    for (guint i = 0; i < NAME_WORDS && !is_break_at(matcher, at + i); i++) {
        if (!may_be_name(matcher, at + i))
            return;
        guint bit = at + i - matcher->start;
        way.mask |= bit < 32 ? 1u << bit : 0;
        walk(matcher, node, at + i + 1, way);
    }
}

/* A name of the subject, also with an ending behind it ("Portlandu"). */
static bool
is_place(const Matcher *matcher, guint at)
{
    const Token *token = tokens_at(matcher->tokens, at);
    const char *key = tokens_key(matcher->tokens, at);
    if (token->kind != TOKEN_WORD || token->glyph || strlen(key) < PLACE_LENGTH_MIN)
        return false;
    for (guint i = 0; matcher->subject && i < matcher->subject->list->len; i++)
        if (tokens_at(matcher->subject, i)->capital &&
            strncmp(tokens_key(matcher->subject, i), key, PLACE_LENGTH_MIN) == 0)
            return true;
    return false;
}

/* The bits of the symbols that are no words and may begin at AT, and of the end. */
static guint64
special_at(const Matcher *matcher, guint at)
{
    const Token *token = at < matcher->count ? tokens_at(matcher->tokens, at) : NULL;
    guint64 set = LEXICON_END_BIT | 1u << SYMBOL_GAP | 1u << SYMBOL_LONG_GAP;
    if (at == 0 || is_break_at(matcher, at - 1) || matcher->places[at - 1].word.joints)
        set |= 1u << SYMBOL_BEGIN;
    if (!token)
        return set | 1u << SYMBOL_END;
    if (token_is_break(token) || token->kind == TOKEN_SIGN)
        set |= 1u << SYMBOL_END;
    if (token->kind == TOKEN_COMMA)
        set |= 1u << SYMBOL_PAUSE;
    if (token->kind == TOKEN_NUMBER)
        set |= 1u << SYMBOL_NUMBER;
    if (!token_is_break(token) && may_be_name(matcher, at))
        set |= 1u << SYMBOL_NAME;
    bool place = is_place(matcher, at);
    matcher->matches->here[at] = place && token->capital;
    if (place)
        set |= 1u << SYMBOL_HERE;
    return set;
}

/* Edges that are no words, where they may begin. A phrase's language is known only at its end: until then all languages are
 * remembered in which it cannot be one. */
static void
walk_special(Matcher *matcher, const LexiconEdge *edge, guint at, Way way)
{
    const LexiconNode *node = &matcher->tables->nodes[edge->node];
    Way next = way;
    if (at - matcher->start < 32)
        next.mask |= 1u << (at - matcher->start);
    switch (edge->symbol) {
    case SYMBOL_GAP:
        walk_gap(matcher, node, at, way, GAP_SIZE);
        break;
    case SYMBOL_LONG_GAP:
        walk_gap(matcher, node, at, way, LONG_GAP_SIZE);
        break;
    case SYMBOL_BEGIN:
        if (at > 0 && !is_break_at(matcher, at - 1))
            way.blocked |= ~matcher->places[at - 1].word.joints;
        walk(matcher, node, at, way);
        break;
    case SYMBOL_END:
        walk(matcher, node, at, way);
        break;
    case SYMBOL_NAME:
        walk_name(matcher, node, at, way);
        break;
    default:
        walk(matcher, node, at + 1, next);
    }
}

static void
walk_symbol(Matcher *matcher, guint32 node, guint length, guint at, Way way)
{
    guint bit = at - matcher->start;
    for (guint i = bit; i < bit + length && i < 32; i++)
        way.mask |= 1u << i;
    walk(matcher, &matcher->tables->nodes[node], at + length, way);
}

/* The first of COUNT edges for SYMBOL or a later one. */
static guint
find_edge(const LexiconEdge *edges, guint count, guint16 symbol)
{
    guint low = 0;
    while (low < count) {
        guint middle = (low + count) / 2;
        if (edges[middle].symbol < symbol)
            low = middle + 1;
        else
            count = middle;
    }
    return low;
}

static void
walk_edges(Matcher *matcher, const LexiconEdge *edges, guint count, SymbolAt symbol, guint at,
           Way way)
{
    for (guint i = find_edge(edges, count, symbol.symbol);
         i < count && edges[i].symbol == symbol.symbol; i++)
        walk_symbol(matcher, edges[i].node, symbol.length, at, way);
}

static void
walk_node(Matcher *matcher, const LexiconNode *node, guint at, Way way)
{
    if (matcher->steps >= STEPS_MAX || matcher->left == 0) {
        matcher->matches->whole = false;
        return;
    }
    matcher->steps++;
    matcher->left--;
    for (guint i = 0; i < node->final_count; i++)
        reach(matcher, &matcher->tables->finals[node->finals + i], at, way);
    const LexiconEdge *edges = matcher->tables->edges + node->edges;
    guint count = node->edge_count;
    const Place *place = &matcher->places[MIN(at, matcher->count)];
    guint64 shared = node->mask & place->bits;
    for (; count > 0 && edges->symbol < SYMBOL_FIRST; edges++, count--)
        if (shared >> edges->symbol & 1)
            walk_special(matcher, edges, at, way);
    if (at >= matcher->count || at - matcher->start >= 32 || !(shared >> SYMBOL_FIRST))
        return;
    for (guint i = 0; i < place->word.count; i++) {
        const guint16 *list = matcher->tables->ids + place->word.lists[i];
        for (guint j = 1; j <= list[0]; j++)
            if (node->mask & lexicon_symbol_bit(list[j]))
                walk_edges(matcher, edges, count, (SymbolAt){list[j], 1}, at, way);
    }
    /* By index and by value: the array may grow and move while it is walked. */
    for (guint i = 0; i < place->class_count; i++) {
        SymbolAt class = g_array_index(matcher->classes, SymbolAt, place->classes + i);
        if (node->mask & lexicon_symbol_bit(class.symbol))
            walk_edges(matcher, edges, count, class, at, way);
    }
}

static void
walk_root(Matcher *matcher, SymbolAt symbol, guint at)
{
    const Lexicon *tables = matcher->tables;
    const LexiconEdge *edges = tables->edges + tables->nodes[0].edges;
    for (guint32 i = tables->roots[symbol.symbol]; i < tables->roots[symbol.symbol + 1]; i++)
        walk_symbol(matcher, edges[i].node, symbol.length, at, (Way){0});
}

/* Phrases that begin with no word but with that symbol. */
static void
visit_special(Matcher *matcher, guint at, guint16 symbol)
{
    const Lexicon *tables = matcher->tables;
    const LexiconEdge *edges = tables->edges + tables->nodes[0].edges;
    if (matcher->places[at].bits & lexicon_symbol_bit(symbol))
        for (guint32 i = tables->roots[symbol]; i < tables->roots[symbol + 1]; i++)
            walk_special(matcher, &edges[i], at, (Way){0});
}

/* Walks all phrases that begin at the token; classes that are found there become symbols in turn. */
static void
visit(Matcher *matcher, guint at)
{
    const Lexicon *tables = matcher->tables;
    Place *place = &matcher->places[at];
    matcher->start = at;
    matcher->steps = 0;
    place->classes = matcher->classes->len;
    if (tokens_at(matcher->tokens, at)->kind > TOKEN_COMMA)
        return;
    for (guint symbol = SYMBOL_GAP; symbol < SYMBOL_FIRST; symbol++)
        if (symbol != SYMBOL_BEGIN)
            visit_special(matcher, at, (guint16)symbol);
    for (guint i = 0; i < place->word.count; i++) {
        const guint16 *list = tables->ids + place->word.lists[i];
        for (guint j = 1; j <= list[0]; j++)
            walk_root(matcher, (SymbolAt){list[j], 1}, at);
    }
    for (guint i = 0; i < place->class_count; i++)
        walk_root(matcher, g_array_index(matcher->classes, SymbolAt, place->classes + i), at);
    /* Last, since it asks for classes of the same token. */
    visit_special(matcher, at, SYMBOL_BEGIN);
}

static guint64
bits_of(const Lexicon *tables, const Word *word)
{
    guint64 bits = 0;
    for (guint i = 0; i < word->count; i++) {
        const guint16 *list = tables->ids + word->lists[i];
        for (guint j = 1; j <= list[0]; j++)
            bits |= lexicon_symbol_bit(list[j]);
    }
    return bits;
}

Matches *
matches_new(const Lexicon *tables, const Tokens *tokens, const Tokens *subject)
{
    Matches *matches = g_new0(Matches, 1);
    guint count = MIN(tokens->list->len, MATCH_TOKENS_MAX);
    matches->count = count;
    matches->whole = true;
    matches->facts = g_array_sized_new(FALSE, FALSE, sizeof(Fact), 64);
    matches->languages = g_new0(guint32, count + 1);
    matches->here = g_new0(bool, count + 1);
    g_autofree Place *places = g_new0(Place, count + 1);
    g_autoptr(GArray) classes = g_array_sized_new(FALSE, FALSE, sizeof(SymbolAt), count * 8 + 8);
    guint left = count * STEPS_OF_A_TOKEN + STEPS_OF_A_TEXT;
    Matcher matcher = {tables, tokens, subject, matches, count, places, classes, 0, 0, left};
    for (guint at = 0; at < count; at++) {
        const Token *token = tokens_at(tokens, at);
        if (!token_is_break(token) && token->kind != TOKEN_OTHER)
            word_find(tables, tokens_key(tokens, at), token->glyph, &places[at].word);
        matches->languages[at] = places[at].word.languages;
        places[at].bits = bits_of(tables, &places[at].word);
    }
    for (guint at = 0; at <= count; at++)
        places[at].bits |= special_at(&matcher, at);
    for (guint at = count; at-- > 0;)
        visit(&matcher, at);
    return matches;
}

void
matches_free(Matches *matches)
{
    if (!matches)
        return;
    g_array_unref(matches->facts);
    g_free(matches->languages);
    g_free(matches->here);
    g_free(matches);
}
