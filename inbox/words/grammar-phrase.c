/* See grammar.h: a phrase as it is written, and the paths it becomes. */
#include "inbox/words/grammar.h"

#include <string.h>
#include "inbox/rsvp-tokens.h"

#define PHRASE_MAX 24
#define ANCHORED_GLYPHS 3

/* One element of a phrase: symbols in a row (a Japanese word is several). */
typedef struct {
    guint16 symbols[PHRASE_MAX];
    guint length, glyphs;
    GrammarStepKind kind;
} Element;

static void
word_stands_for(Grammar *grammar, const char *text, bool stem, guint16 symbol)
{
    GrammarWord *word = grammar_word(grammar, text);
    grammar_add_once(stem ? word->stems : word->words, symbol);
    *(stem ? &word->stem_languages : &word->word_languages) |= 1u << grammar->language;
    if (!stem)
        g_hash_table_add(grammar->own_words, g_strdup(text));
}

/* The symbol of a literal, made known to the hash of words. */
static guint16
literal(Grammar *grammar, const char *text, bool stem)
{
    g_autofree char *name = stem ? g_strdup_printf("%s*", text) : g_strdup_printf("=%s", text);
    guint16 symbol = grammar_symbol(grammar, name);
    word_stands_for(grammar, text, stem, symbol);
    return symbol;
}

static void
add_path(Grammar *grammar, const GrammarStep *steps, guint length, LexiconFinal final)
{
    GrammarPath *path = g_new0(GrammarPath, 1);
    path->steps = g_memdup2(steps, length * sizeof *steps);
    path->length = length;
    path->final = final;
    path->place = g_strdup_printf("%s:%u", grammar->file, grammar->line);
    g_ptr_array_add(grammar->group ? grammar->group->paths : grammar->paths, path);
}

/* A phrase that may begin with its second step is two phrases, so that the search need not start at
 * every word for it. */
static void
add_steps(Grammar *grammar, GrammarStep *steps, guint length, LexiconFinal final)
{
    bool said = false;
    for (guint i = 0; i < length; i++)
        said |= steps[i].kind == STEP_ONE &&
                steps[i].symbol >= (final.symbol ? SYMBOL_PAUSE : SYMBOL_NUMBER);
    for (guint i = 0; !said && i < length && !final.symbol; i++)
        said = steps[i].kind == STEP_OR_END;
    if (!said) {
        grammar_complain(grammar, "a phrase without words");
        return;
    }
    GrammarStep first = steps[0];
    if (first.kind == STEP_OPTIONAL || first.kind == STEP_MANY)
        add_steps(grammar, steps + 1, length - 1, final);
    if (first.kind == STEP_MANY) {
        GrammarStep twice[PHRASE_MAX + 1];
        twice[0] = (GrammarStep){first.symbol, STEP_ONE};
        memcpy(twice + 1, steps, length * sizeof *steps);
        add_path(grammar, twice, length + 1, final);
        return;
    }
    steps[0].kind = STEP_ONE;
    add_path(grammar, steps, length, final);
    steps[0] = first;
}

static bool
is_gap(GrammarStep step)
{
    return step.symbol == SYMBOL_GAP || step.symbol == SYMBOL_LONG_GAP;
}

/* A gap needs a word behind it: at the end of a phrase it is dropped, and before words that are all
 * optional it belongs to them. */
static void
add_gapped(Grammar *grammar, GrammarStep *steps, guint length, LexiconFinal final)
{
    guint gap = length;
    while (gap > 0 && !is_gap(steps[gap - 1]) &&
           (steps[gap - 1].kind == STEP_OPTIONAL || steps[gap - 1].kind == STEP_MANY))
        gap--;
    if (gap <= 1 || !is_gap(steps[gap - 1])) {
        add_steps(grammar, steps, length, final);
        return;
    }
    for (guint i = gap; i < length; i++) {
        GrammarStep chosen[PHRASE_MAX];
        guint count = gap;
        memcpy(chosen, steps, gap * sizeof *steps);
        chosen[count++] = (GrammarStep){steps[i].symbol, STEP_ONE};
        for (guint j = i + 1; j < length; j++)
            chosen[count++] = steps[j];
        add_steps(grammar, chosen, count, final);
    }
    add_gapped(grammar, steps, gap - 1, final);
}

/* A glyph or three that answer alone would be found inside of other words. */
static bool
needs_anchors(GArray *elements, LexiconFinal final)
{
    const Element *only = &g_array_index(elements, Element, 0);
    return !final.symbol && final.fact >= FACT_BARE_YES && final.fact <= FACT_BARE_MAYBE &&
           elements->len == 1 && only->glyphs > 0 && only->glyphs <= ANCHORED_GLYPHS &&
           only->glyphs == only->length;
}

static void
add_phrase(Grammar *grammar, GArray *elements, LexiconFinal final)
{
    GrammarStep steps[PHRASE_MAX];
    guint length = 0;
    bool anchored = needs_anchors(elements, final);
    if (anchored)
        steps[length++] = (GrammarStep){SYMBOL_BEGIN, STEP_ONE};
    for (guint i = 0; i < elements->len; i++) {
        const Element *element = &g_array_index(elements, Element, i);
        for (guint j = 0; j < element->length; j++) {
            if (length == PHRASE_MAX) {
                grammar_complain(grammar, "a phrase of more than %d words", PHRASE_MAX);
                return;
            }
            steps[length++] = (GrammarStep){element->symbols[j], element->kind};
        }
    }
    if (anchored)
        steps[length++] = (GrammarStep){SYMBOL_END, STEP_ONE};
    if (length == 0)
        grammar_complain(grammar, "a phrase without words");
    else
        add_gapped(grammar, steps, length, final);
}

static const char *parse_alternatives(Grammar *grammar, const char *at, LexiconFinal final);

/* The phrase is "$" alone. */
static bool
is_end(const char *at)
{
    at += strspn(at, " \t");
    if (*at != '$')
        return false;
    at += 1 + strspn(at + 1, " \t");
    return *at == '|' || *at == ')' || !*at;
}

static bool
has_end(const char *members)
{
    int depth = 0;
    bool found = is_end(members);
    for (const char *p = members; *p && !found; p++) {
        depth += (*p == '(') - (*p == ')');
        found = *p == '|' && depth == 0 && is_end(p + 1);
    }
    return found;
}

/* "(a|b c)": a class without a name; the same one again for the same text. "$" among them is no
 * word, and so no member of the class, but another way through the phrase. */
static const char *
parse_group(Grammar *grammar, const char *at, Element *element)
{
    int depth = 0;
    const char *end = at;
    do
        depth += (*end == '(') - (*end == ')');
    while (*end++ && depth > 0);
    if (depth) {
        grammar_complain(grammar, "a bracket that is not closed");
        return at + strlen(at);
    }
    g_autofree char *members = g_strndup(at + 1, (gsize)(end - at - 2));
    if (has_end(members))
        element->kind = STEP_OR_END;
    guint16 symbol = grammar_group_symbol(grammar, members, strlen(members));
    element->symbols[0] = symbol;
    element->length = 1;
    if (!g_hash_table_contains(grammar->groups, GUINT_TO_POINTER(symbol))) {
        GrammarGroup *outer = grammar->group;
        grammar->group = grammar_group_new(grammar, symbol);
        parse_alternatives(grammar, members, (LexiconFinal){.symbol = symbol});
        grammar->group = outer;
    }
    return end;
}

static const char *
parse_class(Grammar *grammar, const char *at, Element *element)
{
    const char *end = strchr(at, '}');
    if (!end) {
        grammar_complain(grammar, "a brace that is not closed");
        return at + strlen(at);
    }
    g_autofree char *name = g_strndup(at + 1, (gsize)(end - at - 1));
    if (!g_hash_table_contains(grammar->classes, name))
        grammar_complain(grammar, "unknown class {%s}; define it further up", name);
    element->symbols[0] = grammar_class_symbol(grammar, name, strlen(name));
    element->length = 1;
    return end + 1;
}

/* A literal runs to the next blank or sign of the notation; in quotation marks all may stand. */
static const char *
parse_literal(Grammar *grammar, const char *at, Element *element)
{
    bool quoted = *at == '"';
    const char *end = quoted ? strchr(at + 1, '"') : at + strcspn(at, " \t|(){}?*");
    if (!end || end == at) {
        grammar_complain(grammar, "cannot read from here: %s", at);
        return at + strlen(at);
    }
    g_autofree char *text =
        quoted ? g_strndup(at + 1, (gsize)(end - at - 1)) : g_strndup(at, (gsize)(end - at));
    end += quoted;
    bool stem = *end == '*';
    g_autoptr(Tokens) tokens = tokens_new(text);
    for (guint i = 0; i < tokens->list->len; i++) {
        if (token_is_break(tokens_at(tokens, i)) || element->length == PHRASE_MAX) {
            grammar_complain(grammar, "not a word: %s", text);
            break;
        }
        bool last = i + 1 == tokens->list->len;
        element->glyphs += tokens_at(tokens, i)->glyph;
        element->symbols[element->length++] = literal(grammar, tokens_key(tokens, i), stem && last);
    }
    if (tokens->list->len == 0)
        grammar_complain(grammar, "not a word: %s", text);
    return end + stem;
}

/* Several symbols that are optional together become a class. */
static void
make_one(Grammar *grammar, Element *element)
{
    g_autoptr(GString) name = g_string_new("row");
    GrammarStep steps[PHRASE_MAX];
    for (guint i = 0; i < element->length; i++) {
        g_string_append_printf(name, " %u", element->symbols[i]);
        steps[i] = (GrammarStep){element->symbols[i], STEP_ONE};
    }
    guint before = grammar->symbol_count;
    guint16 symbol = grammar_group_symbol(grammar, name->str, name->len);
    GrammarGroup *outer = grammar->group;
    if (symbol >= before) {
        grammar->group = grammar_group_new(grammar, symbol);
        add_path(grammar, steps, element->length, (LexiconFinal){.symbol = symbol});
    }
    grammar->group = outer;
    element->symbols[0] = symbol;
    element->length = 1;
}

static const char *
parse_element(Grammar *grammar, const char *at, Element *element)
{
    static const struct {
        const char *sign;
        guint16 symbol;
    } signs[] = {{"...", SYMBOL_LONG_GAP}, {"..", SYMBOL_GAP},     {"^", SYMBOL_BEGIN},
                 {"$", SYMBOL_END},        {",", SYMBOL_PAUSE},    {"<n>", SYMBOL_NUMBER},
                 {"<name>", SYMBOL_NAME},  {"<here>", SYMBOL_HERE}};
    *element = (Element){0};
    for (gsize i = 0; i < G_N_ELEMENTS(signs) && !element->length; i++)
        if (g_str_has_prefix(at, signs[i].sign)) {
            element->symbols[element->length++] = signs[i].symbol;
            at += strlen(signs[i].sign);
        }
    if (!element->length)
        at = *at == '('   ? parse_group(grammar, at, element)
             : *at == '{' ? parse_class(grammar, at, element)
                          : parse_literal(grammar, at, element);
    if (*at != '?' && *at != '*')
        return at;
    if (element->length > 1)
        make_one(grammar, element);
    element->kind = *at == '?' ? STEP_OPTIONAL : STEP_MANY;
    return at + 1;
}

/* A member of one word needs no path: the word itself stands for the class. */
static bool
add_single(Grammar *grammar, const char *start, const char *end, guint16 symbol)
{
    g_autofree char *text = g_strndup(start, (gsize)(end - start));
    g_strstrip(text);
    if (!*text || strpbrk(text, " \t(){}?^$,.<\""))
        return false;
    bool stem = g_str_has_suffix(text, "*");
    if (stem)
        text[strlen(text) - 1] = '\0';
    g_autoptr(Tokens) tokens = tokens_new(text);
    if (tokens->list->len != 1 || token_is_break(tokens_at(tokens, 0)))
        return false;
    word_stands_for(grammar, tokens_key(tokens, 0), stem, symbol);
    return true;
}

/* Phrases with "|" between them, up to the end or the closing bracket. */
static const char *
parse_alternatives(Grammar *grammar, const char *at, LexiconFinal final)
{
    for (;;) {
        gsize simple = strcspn(at, "|(){}");
        if (final.symbol && is_end(at))
            at += simple;
        else if (final.symbol && !grammar->group &&
                 (at[simple] == '|' || at[simple] == ')' || !at[simple]) &&
                 add_single(grammar, at, at + simple, final.symbol))
            at += simple;
        else {
            g_autoptr(GArray) elements = g_array_new(FALSE, TRUE, sizeof(Element));
            for (at += strspn(at, " \t"); *at && *at != '|' && *at != ')';
                 at += strspn(at, " \t")) {
                Element element;
                at = parse_element(grammar, at, &element);
                g_array_append_val(elements, element);
            }
            add_phrase(grammar, elements, final);
        }
        if (*at != '|')
            return *at ? at + 1 : at;
        at++;
    }
}

void
grammar_add_phrases(Grammar *grammar, const char *text, LexiconFinal final)
{
    parse_alternatives(grammar, text, final);
}
