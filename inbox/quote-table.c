/* Reads the data files; the format is described in inbox/quote-words/README.md. */
#include "inbox/quote-table.h"

#include <string.h>
#include "event/embedded.h"
#include "inbox/quote-words.h"

static const char *const keys[] = {
    "wrote", "from",   "date",   "to",      "cc",         "subject", "other",
    "ruler", "mobile", "excuse", "closing", "disclaimer", "footer",
};

typedef struct {
    QuoteTable *table;
    char *free; /* behind what of its text is used */
} Loader;

static guint
hash_word(const char *p, gsize length)
{
    guint32 h = 2166136261u; /* FNV-1a */

    for (gsize i = 0; i < length; i++)
        h = (h ^ (guchar)p[i]) * 16777619u;
    return h % QUOTE_BUCKETS;
}

const QuotePhrase *
quote_table_phrases(const QuoteTable *table, const char *p, gsize length)
{
    return table->buckets[hash_word(p, length)];
}

static const char *
load_folded(Loader *loader, const char *text, gsize length, gsize *ret_length)
{
    const char *folded = loader->free;

    *ret_length = quote_fold_into(loader->free, text, length);
    loader->free += *ret_length + 1;
    return folded;
}

static void
load_pattern(Loader *loader, const char *text, const char *star, gsize length)
{
    QuotePattern *pattern = &loader->table->patterns[loader->table->n_patterns++];

    pattern->head = load_folded(loader, text, (gsize)(star - text), &pattern->head_length);
    pattern->tail =
        load_folded(loader, star + 1, length - (gsize)(star + 1 - text), &pattern->tail_length);
}

/* The same phrase may stand in several files. */
static void
load_phrase(Loader *loader, const char *text, gsize length, guint kind)
{
    QuotePhrase *phrase = &loader->table->phrases[loader->table->n_phrases], **bucket;

    phrase->text = load_folded(loader, text, length, &phrase->length);
    phrase->kinds = kind;
    bucket = &loader->table->buckets[hash_word(phrase->text, quote_word_length(phrase->text))];
    for (QuotePhrase *known = *bucket; known; known = (QuotePhrase *)known->next) {
        if (strcmp(known->text, phrase->text) == 0) {
            known->kinds |= kind;
            loader->free = (char *)phrase->text;
            return;
        }
    }
    phrase->next = *bucket;
    *bucket = phrase;
    loader->table->n_phrases++;
}

/* The kind of the key of LINE; *RET_REST is what follows its colon. 0 = no line of the format. */
static guint
line_kind(const char *line, const char **ret_rest)
{
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        gsize length = strlen(keys[i]);
        if (*line == *keys[i] && strncmp(line, keys[i], length) == 0 && line[length] == ':') {
            *ret_rest = line + length + 1;
            return 1u << i;
        }
    }
    return 0;
}

/* The phrases of one line, from REST to END; NULL or what is wrong. */
static char *
load_line(Loader *loader, const char *rest, const char *end, guint kind)
{
    while (rest < end) {
        rest += strspn(rest, " ");
        const char *bar = memchr(rest, '|', (gsize)(end - rest)), *stop = bar ? bar : end;
        const char *star = memchr(rest, '*', (gsize)(stop - rest));
        gsize length = (gsize)(stop - rest);
        if (quote_word_length(rest) == 0 && *rest != '*')
            return g_strdup_printf("\"%.*s\" does not start with a word", (int)length, rest);
        if (star && kind == QUOTE_MOBILE)
            load_pattern(loader, rest, star, length);
        else
            load_phrase(loader, rest, length, kind);
        rest = bar ? bar + 1 : end;
    }
    return NULL;
}

static char *
load_file(Loader *loader, const char *text)
{
    guint number = 1;

    for (const char *line = text; *line; number++) {
        const char *end = line + strcspn(line, "\n"), *rest = NULL;
        if (line < end && *line != '#') {
            guint kind = line_kind(line, &rest);
            g_autofree char *wrong =
                kind ? load_line(loader, rest, end, kind) : g_strdup("no known key");
            if (wrong)
                return g_strdup_printf("line %u: %s", number, wrong);
        }
        line = end + (*end == '\n');
    }
    return NULL;
}

/* Room for BYTES of text with at most N phrases. */
static Loader
loader_new(gsize bytes, guint n)
{
    QuoteTable *table = g_new0(QuoteTable, 1);

    table->text = g_malloc(QUOTE_FOLD_ROOM(bytes) + 2 * n);
    table->phrases = g_new(QuotePhrase, n);
    table->patterns = g_new(QuotePattern, n);
    return (Loader){table, table->text};
}

static guint
count_phrases(const char *text)
{
    guint n = 1;

    for (; *text; text++)
        n += *text == '|' || *text == '\n';
    return n;
}

char *
quote_words_check(const char *text)
{
    Loader loader = loader_new(strlen(text), count_phrases(text));
    char *wrong = load_file(&loader, text);

    g_free(loader.table->text);
    g_free(loader.table->phrases);
    g_free(loader.table->patterns);
    g_free(loader.table);
    return wrong;
}

static const QuoteTable *
load_all(void)
{
    gsize bytes = 0;
    guint n = 0;
    Loader loader;

    for (const EmbeddedFile *file = quote_files; file->path; file++) {
        bytes += strlen(file->text);
        n += count_phrases(file->text);
    }
    loader = loader_new(bytes, n);
    for (const EmbeddedFile *file = quote_files; file->path; file++)
        g_free(load_file(&loader, file->text)); /* a test has checked them */
    return loader.table;
}

const QuoteTable *
quote_table(void)
{
    static const QuoteTable *table;
    static gsize ready = 0;

    if (g_once_init_enter(&ready)) {
        table = load_all();
        g_once_init_leave(&ready, 1);
    }
    return table;
}
