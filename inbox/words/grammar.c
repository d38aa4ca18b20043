/* See grammar.h: the symbols, words and groups, and how they end. */
#include "inbox/words/grammar.h"

#include <stdio.h>

void
grammar_complain(Grammar *grammar, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    fprintf(stderr, "%s:%u: %s\n", grammar->file, grammar->line, message);
    grammar->errors++;
}

guint16
grammar_symbol(Grammar *grammar, const char *name)
{
    gpointer known = g_hash_table_lookup(grammar->symbols, name);
    if (known)
        return (guint16)GPOINTER_TO_UINT(known);
    if (grammar->symbol_count >= G_MAXUINT16) {
        grammar_complain(grammar, "more than %u different words and classes", G_MAXUINT16);
        return SYMBOL_NONE;
    }
    guint symbol = grammar->symbol_count++;
    g_hash_table_insert(grammar->symbols, g_strdup(name), GUINT_TO_POINTER(symbol));
    return (guint16)symbol;
}

GrammarWord *
grammar_word(Grammar *grammar, const char *text)
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

void
grammar_add_once(GArray *array, guint16 symbol)
{
    for (guint i = 0; i < array->len; i++)
        if (g_array_index(array, guint16, i) == symbol)
            return;
    g_array_append_val(array, symbol);
}

static guint16
symbol_of(Grammar *grammar, const char *name, gsize length, const char *brackets)
{
    g_autofree char *full =
        g_strdup_printf("%s%c%.*s%c", (char *)grammar->languages->pdata[grammar->language],
                        brackets[0], (int)length, name, brackets[1]);
    return grammar_symbol(grammar, full);
}

guint16
grammar_class_symbol(Grammar *grammar, const char *name, gsize length)
{
    return symbol_of(grammar, name, length, "{}");
}

guint16
grammar_group_symbol(Grammar *grammar, const char *members, gsize length)
{
    return symbol_of(grammar, members, length, "()");
}

void
grammar_path_free(gpointer data)
{
    GrammarPath *path = data;
    g_free(path->steps);
    g_free(path->place);
    g_free(path);
}

GrammarGroup *
grammar_group_new(Grammar *grammar, guint16 symbol)
{
    GrammarGroup *group = g_new0(GrammarGroup, 1);
    group->paths = g_ptr_array_new_with_free_func(grammar_path_free);
    g_hash_table_insert(grammar->groups, GUINT_TO_POINTER(symbol), group);
    return group;
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
