/* See grammar.h: a word file, line by line, and the plain forms of its words. */
#include "inbox/words/grammar.h"

#include <stdio.h>
#include <string.h>
#include "inbox/rsvp-tokens.h"

static void
read_section(Grammar *grammar, char *line)
{
    char name[32];
    int value = 0, end = 0;
    if (sscanf(line, "[%31[a-z-] %d]%n", name, &value, &end) < 2 || !end)
        if (sscanf(line, "[%31[a-z-]]%n", name, &end) < 1 || !end || line[end]) {
            grammar_complain(grammar, "not a section: %s", line);
            return;
        }
    grammar->value = value;
    grammar->fact = -1;
    for (int i = 0; i < FACT_LAST; i++)
        if (strcmp(name, fact_names[i]) == 0)
            grammar->fact = i;
    if (grammar->fact < 0)
        grammar_complain(grammar, "unknown section [%s]", name);
}

/* "{name} = phrase | phrase" */
static void
read_class(Grammar *grammar, char *line)
{
    char *close = line + strcspn(line, "}"), *is = close + 1 + strspn(close + 1, " \t");
    g_autofree char *name = g_strndup(line + 1, (gsize)(close - line - 1));
    g_hash_table_add(grammar->classes, g_strdup(name));
    guint16 symbol = grammar_class_symbol(grammar, name, strlen(name));
    grammar_add_phrases(grammar, is + 1, (LexiconFinal){.symbol = symbol});
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
        grammar_complain(grammar, "not UTF-8");
    else if (*line == '[')
        read_section(grammar, line);
    else if (is_class_line(line))
        read_class(grammar, line);
    else if (g_str_has_prefix(line, "transliterate:")) {
        g_auto(GStrv) pairs = g_strsplit_set(line + strlen("transliterate:"), " =", -1);
        for (guint i = 0; pairs[i]; i++)
            if (*pairs[i])
                g_ptr_array_add(grammar->transliterated, g_strdup(pairs[i]));
    } else if (strcmp(line, "order: verb last") == 0)
        grammar->verb_last |= 1u << grammar->language;
    else if (grammar->fact < 0)
        grammar_complain(grammar, "a phrase before the first section");
    else
        grammar_add_phrases(grammar, line,
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
    GrammarWord *alias = grammar_word(grammar, other);
    if (word->word_languages & bit && !g_hash_table_contains(grammar->own_words, other)) {
        for (guint i = 0; i < word->words->len; i++)
            grammar_add_once(alias->words, g_array_index(word->words, guint16, i));
        alias->word_languages |= bit;
    }
    if (word->stem_languages & bit) {
        for (guint i = 0; i < word->stems->len; i++)
            grammar_add_once(alias->stems, g_array_index(word->stems, guint16, i));
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
        grammar_complain(grammar, "more than %d languages", LEXICON_LANGUAGES_MAX);
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
