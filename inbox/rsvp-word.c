/* See rsvp-word.h. */
#include "inbox/rsvp-word.h"

#include <string.h>
#include "inbox/rsvp-tokens.h"

/* A shorter word with a letter moved is too often another word. */
#define TYPO_LENGTH_MIN 5
/* A shorter stem says nothing about the language. */
#define TELLING_STEM 4

typedef struct {
    const Lexicon *tables;
    Word *word;
} Found;

static void
take(Found *found, guint32 list, guint32 languages, const LexiconWord *entry)
{
    Word *word = found->word;
    if (word->count < WORD_LISTS_MAX)
        word->lists[word->count++] = list;
    word->languages |= languages;
    word->joints |= entry->joints;
    word->blockers |= entry->blockers;
}

static guint32
hash_of(const char *key, gsize length)
{
    guint32 hash = LEXICON_HASH;
    for (gsize i = 0; i < length; i++)
        hash = lexicon_hash(hash, (guchar)key[i]);
    return hash;
}

static bool
take_whole(Found *found, const char *key, gsize length)
{
    const LexiconWord *word = lexicon_find(found->tables, key, length, hash_of(key, length));
    if (!word || !word->words)
        return false;
    take(found, word->words, word->languages, word);
    return true;
}

static bool
take_stems(Found *found, const char *key)
{
    guint32 hash = LEXICON_HASH;
    bool any = false;
    for (gsize length = 1; key[length - 1]; length++) {
        hash = lexicon_hash(hash, (guchar)key[length - 1]);
        if (!lexicon_has_stem(found->tables, hash))
            continue;
        const LexiconWord *word = lexicon_find(found->tables, key, length, hash);
        if (!word || !word->stems)
            continue;
        take(found, word->stems, length >= TELLING_STEM ? word->stem_languages : 0, word);
        any = true;
    }
    return any;
}

static bool
take_either(Found *found, const char *key)
{
    bool whole = take_whole(found, key, strlen(key));
    return take_stems(found, key) || whole;
}

/* "yesss", "jaaa": runs of one letter cut to SIZE. False where there was none of three. */
static bool
cut_runs(const char *key, char *buffer, guint size)
{
    gsize length = 0;
    guint run = 0;
    bool cut = false;
    for (const char *p = key; *p; p++) {
        run = p > key && *p == p[-1] ? run + 1 : 1;
        cut |= run > 2;
        if (run <= size)
            buffer[length++] = *p;
    }
    buffer[length] = '\0';
    return cut;
}

static bool
take_typo(Found *found, const char *key, gsize length)
{
    char other[LEXICON_WORD_MAX];
    for (gsize i = 1; i + 1 < length; i++) {
        memcpy(other, key, length + 1);
        other[i] = key[i + 1];
        other[i + 1] = key[i];
        if (key[i] != key[i + 1] && take_whole(found, other, length))
            return true;
    }
    for (gsize i = 1; i < length && length + 1 < LEXICON_WORD_MAX; i++) {
        memcpy(other, key, i);
        other[i] = key[i - 1];
        memcpy(other + i + 1, key + i, length - i);
        if (take_whole(found, other, length + 1))
            return true;
    }
    for (gsize i = 1; i < length && length > TYPO_LENGTH_MIN; i++) {
        memcpy(other, key, i);
        memcpy(other + i, key + i + 1, length - i);
        if (take_whole(found, other, length - 1))
            return true;
    }
    return false;
}

static bool
is_latin(const char *key)
{
    for (; *key; key++)
        if ((guchar)*key > 0xca)
            return false;
    return true;
}

void
word_find(const Lexicon *tables, const char *key, bool glyph, Word *ret_word)
{
    *ret_word = (Word){0};
    Found found = {tables, ret_word};
    gsize length = strlen(key);
    bool known = length < LEXICON_WORD_MAX && take_either(&found, key);
    if (known || glyph || length >= LEXICON_WORD_MAX)
        return;
    char shorter[LEXICON_WORD_MAX];
    g_autofree char *plain = token_key_plain(key);
    known = plain && take_either(&found, plain);
    for (guint size = 1; size <= 2 && !known && cut_runs(key, shorter, size); size++)
        known = take_either(&found, shorter);
    if (!known && length >= TYPO_LENGTH_MIN && is_latin(key))
        take_typo(&found, key, length);
}
