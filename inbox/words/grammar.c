/* See grammar.h: the reader of word files. */
#include "inbox/words/grammar.h"

#include <stdio.h>
#include <stdlib.h>
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

static void G_GNUC_PRINTF(2, 3) complain(Grammar *grammar, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    fprintf(stderr, "%s:%u: %s\n", grammar->file, grammar->line, message);
    grammar->errors++;
}

static guint16
symbol_of(Grammar *grammar, const char *name)
{
    gpointer known = g_hash_table_lookup(grammar->symbols, name);
    if (known)
        return (guint16)GPOINTER_TO_UINT(known);
    if (grammar->symbol_count >= G_MAXUINT16) {
        complain(grammar, "more than %u different words and classes", G_MAXUINT16);
        return SYMBOL_NONE;
    }
    guint symbol = grammar->symbol_count++;
    g_hash_table_insert(grammar->symbols, g_strdup(name), GUINT_TO_POINTER(symbol));
    return (guint16)symbol;
}

static GrammarWord *
word_of(Grammar *grammar, const char *text)
{
    GrammarWord *word = g_hash_table_lookup(grammar->words, text);
    if (!word) {
        word = g_new0(GrammarWord, 1);
        word->words = g_array_new(FALSE, FALSE, sizeof(guint16));
        word->stems = g_array_new(FALSE, FALSE, sizeof(guint16));
        g_hash_table_insert(grammar->words, g_strdup(text), word);
    }
    return word;
}

static void
add_once(GArray *array, guint16 symbol)
{
    for (guint i = 0; i < array->len; i++)
        if (g_array_index(array, guint16, i) == symbol)
            return;
    g_array_append_val(array, symbol);
}

static void
word_stands_for(Grammar *grammar, const char *text, bool stem, guint16 symbol)
{
    GrammarWord *word = word_of(grammar, text);
    add_once(stem ? word->stems : word->words, symbol);
    *(stem ? &word->stem_languages : &word->word_languages) |= 1u << grammar->language;
    if (!stem)
        g_hash_table_add(grammar->own_words, g_strdup(text));
}

/* The symbol of a literal, made known to the hash of words. */
static guint16
literal(Grammar *grammar, const char *text, bool stem)
{
    g_autofree char *name = stem ? g_strdup_printf("%s*", text) : g_strdup_printf("=%s", text);
    guint16 symbol = symbol_of(grammar, name);
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
        complain(grammar, "a phrase without words");
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
                complain(grammar, "a phrase of more than %d words", PHRASE_MAX);
                return;
            }
            steps[length++] = (GrammarStep){element->symbols[j], element->kind};
        }
    }
    if (anchored)
        steps[length++] = (GrammarStep){SYMBOL_END, STEP_ONE};
    if (length == 0)
        complain(grammar, "a phrase without words");
    else
        add_gapped(grammar, steps, length, final);
}

static const char *parse_phrases(Grammar *grammar, const char *at, LexiconFinal final);

static guint16
class_symbol(Grammar *grammar, const char *name, gsize length)
{
    g_autofree char *full = g_strdup_printf(
        "%s{%.*s}", (char *)grammar->languages->pdata[grammar->language], (int)length, name);
    return symbol_of(grammar, full);
}

static void
grammar_path_free(gpointer data)
{
    GrammarPath *path = data;
    g_free(path->steps);
    g_free(path->place);
    g_free(path);
}

static GrammarGroup *
group_new(Grammar *grammar, guint16 symbol)
{
    GrammarGroup *group = g_new0(GrammarGroup, 1);
    group->paths = g_ptr_array_new_with_free_func(grammar_path_free);
    g_hash_table_insert(grammar->groups, GUINT_TO_POINTER(symbol), group);
    return group;
}

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
        complain(grammar, "a bracket that is not closed");
        return at + strlen(at);
    }
    g_autofree char *members = g_strndup(at + 1, (gsize)(end - at - 2));
    if (has_end(members))
        element->kind = STEP_OR_END;
    guint16 symbol = class_symbol(grammar, members, strlen(members));
    element->symbols[0] = symbol;
    element->length = 1;
    if (!g_hash_table_contains(grammar->groups, GUINT_TO_POINTER(symbol))) {
        GrammarGroup *outer = grammar->group;
        grammar->group = group_new(grammar, symbol);
        parse_phrases(grammar, members, (LexiconFinal){.symbol = symbol});
        grammar->group = outer;
    }
    return end;
}

static const char *
parse_class(Grammar *grammar, const char *at, Element *element)
{
    const char *end = strchr(at, '}');
    if (!end) {
        complain(grammar, "a brace that is not closed");
        return at + strlen(at);
    }
    g_autofree char *name = g_strndup(at + 1, (gsize)(end - at - 1));
    if (!g_hash_table_contains(grammar->classes, name))
        complain(grammar, "unknown class {%s}; define it further up", name);
    element->symbols[0] = class_symbol(grammar, name, strlen(name));
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
        complain(grammar, "cannot read from here: %s", at);
        return at + strlen(at);
    }
    g_autofree char *text =
        quoted ? g_strndup(at + 1, (gsize)(end - at - 1)) : g_strndup(at, (gsize)(end - at));
    end += quoted;
    bool stem = *end == '*';
    g_autoptr(Tokens) tokens = tokens_new(text);
    for (guint i = 0; i < tokens->list->len; i++) {
        if (token_is_break(tokens_at(tokens, i)) || element->length == PHRASE_MAX) {
            complain(grammar, "not a word: %s", text);
            break;
        }
        bool last = i + 1 == tokens->list->len;
        element->glyphs += tokens_at(tokens, i)->glyph;
        element->symbols[element->length++] = literal(grammar, tokens_key(tokens, i), stem && last);
    }
    if (tokens->list->len == 0)
        complain(grammar, "not a word: %s", text);
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
    guint16 symbol = class_symbol(grammar, name->str, name->len);
    GrammarGroup *outer = grammar->group;
    if (symbol >= before) {
        grammar->group = group_new(grammar, symbol);
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
parse_phrases(Grammar *grammar, const char *at, LexiconFinal final)
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

static void
read_section(Grammar *grammar, char *line)
{
    char name[32];
    int value = 0, end = 0;
    if (sscanf(line, "[%31[a-z-] %d]%n", name, &value, &end) < 2 || !end)
        if (sscanf(line, "[%31[a-z-]]%n", name, &end) < 1 || !end || line[end]) {
            complain(grammar, "not a section: %s", line);
            return;
        }
    grammar->value = value;
    grammar->fact = -1;
    for (int i = 0; i < FACT_LAST; i++)
        if (strcmp(name, fact_names[i]) == 0)
            grammar->fact = i;
    if (grammar->fact < 0)
        complain(grammar, "unknown section [%s]", name);
}

/* "{name} = phrase | phrase" */
static void
read_class(Grammar *grammar, char *line)
{
    char *close = strchr(line, '}'), *is = close ? close + 1 + strspn(close + 1, " \t") : NULL;
    g_autofree char *name = g_strndup(line + 1, (gsize)(close - line - 1));
    g_hash_table_add(grammar->classes, g_strdup(name));
    guint16 symbol = class_symbol(grammar, name, strlen(name));
    parse_phrases(grammar, is + 1, (LexiconFinal){.symbol = symbol});
}

static bool
is_class_line(const char *line)
{
    const char *close = *line == '{' ? strchr(line, '}') : NULL;
    return close && close[1 + strspn(close + 1, " \t")] == '=';
}

static void
read_line(Grammar *grammar, char *line)
{
    g_strstrip(line);
    if (!*line || *line == '#')
        return;
    if (!g_utf8_validate(line, -1, NULL))
        complain(grammar, "not UTF-8");
    else if (*line == '[')
        read_section(grammar, line);
    else if (is_class_line(line))
        read_class(grammar, line);
    else if (g_str_has_prefix(line, "transliterate:")) {
        g_auto(GStrv) pairs = g_strsplit_set(line + strlen("transliterate:"), " =", -1);
        for (guint i = 0; pairs[i]; i++)
            if (*pairs[i])
                g_ptr_array_add(grammar->transliterated, g_strdup(pairs[i]));
    } else if (grammar->fact < 0)
        complain(grammar, "a phrase before the first section");
    else
        parse_phrases(grammar, line,
                      (LexiconFinal){.fact = (guint8)grammar->fact,
                                     .language = (guint8)grammar->language,
                                     .line = (guint16)grammar->line,
                                     .value = (gint16)grammar->value});
}

static char *
transliterate(const Grammar *grammar, const char *text)
{
    g_autoptr(GString) changed = g_string_new(text);
    for (guint i = 0; i + 1 < grammar->transliterated->len; i += 2)
        g_string_replace(changed, grammar->transliterated->pdata[i],
                         grammar->transliterated->pdata[i + 1], 0);
    return strcmp(changed->str, text) ? g_strdup(changed->str) : NULL;
}

static void
also_known_as(Grammar *grammar, const GrammarWord *word, char *other)
{
    if (!other)
        return;
    guint32 bit = 1u << grammar->language;
    GrammarWord *alias = word_of(grammar, other);
    if (word->word_languages & bit && !g_hash_table_contains(grammar->own_words, other)) {
        for (guint i = 0; i < word->words->len; i++)
            add_once(alias->words, g_array_index(word->words, guint16, i));
        alias->word_languages |= bit;
    }
    if (word->stem_languages & bit) {
        for (guint i = 0; i < word->stems->len; i++)
            add_once(alias->stems, g_array_index(word->stems, guint16, i));
        alias->stem_languages |= bit;
    }
    g_free(other);
}

/* People leave accents away: what is written with them is known without, unless the language has
 * another word of that form. */
static void
add_plain_forms(Grammar *grammar)
{
    g_autoptr(GList) texts = g_hash_table_get_keys(grammar->words);
    for (GList *i = texts; i; i = i->next) {
        const GrammarWord *word = g_hash_table_lookup(grammar->words, i->data);
        if (!((word->word_languages | word->stem_languages) & 1u << grammar->language))
            continue;
        also_known_as(grammar, word, token_key_plain(i->data));
        also_known_as(grammar, word, transliterate(grammar, i->data));
    }
}

void
grammar_add_file(Grammar *grammar, const char *path, char *text)
{
    g_autofree char *language = g_path_get_basename(path);
    if (strchr(language, '.'))
        *strchr(language, '.') = '\0';
    grammar->file = path;
    grammar->line = 0;
    grammar->fact = -1;
    grammar->language = grammar->languages->len;
    if (grammar->language >= LEXICON_LANGUAGES_MAX) {
        complain(grammar, "more than %d languages", LEXICON_LANGUAGES_MAX);
        return;
    }
    g_ptr_array_add(grammar->languages, g_steal_pointer(&language));
    grammar->own_words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    grammar->classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    grammar->transliterated = g_ptr_array_new_with_free_func(g_free);
    for (char *line = text, *next; line; line = next) {
        guint lines = 1;
        next = strchr(line, '\n');
        for (; next && (next[1] == ' ' || next[1] == '\t'); lines++) {
            *next = ' '; /* an indented line belongs to the one before */
            next = strchr(next, '\n');
        }
        if (next)
            *next++ = '\0';
        grammar->line++;
        read_line(grammar, line);
        grammar->line += lines - 1;
    }
    add_plain_forms(grammar);
    g_hash_table_unref(grammar->own_words);
    g_hash_table_unref(grammar->classes);
    g_ptr_array_unref(grammar->transliterated);
}

static void
grammar_word_free(gpointer data)
{
    GrammarWord *word = data;
    g_array_unref(word->words);
    g_array_unref(word->stems);
    g_free(word);
}

static void
grammar_group_free(gpointer data)
{
    GrammarGroup *group = data;
    g_ptr_array_unref(group->paths);
    g_free(group);
}

Grammar *
grammar_new(void)
{
    Grammar *grammar = g_new0(Grammar, 1);
    grammar->languages = g_ptr_array_new_with_free_func(g_free);
    grammar->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, grammar_word_free);
    grammar->paths = g_ptr_array_new_with_free_func(grammar_path_free);
    grammar->groups = g_hash_table_new_full(NULL, NULL, NULL, grammar_group_free);
    grammar->symbols = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    grammar->symbol_count = SYMBOL_FIRST;
    return grammar;
}

void
grammar_free(Grammar *grammar)
{
    if (!grammar)
        return;
    g_ptr_array_unref(grammar->languages);
    g_hash_table_unref(grammar->words);
    g_ptr_array_unref(grammar->paths);
    g_hash_table_unref(grammar->groups);
    g_hash_table_unref(grammar->symbols);
    g_free(grammar);
}
