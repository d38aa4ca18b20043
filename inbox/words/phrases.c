/* usage: phrases quote|robot FILE... - reads inbox/quote-words or inbox/robots (see the README there and
 * robot-words.h) and prints the table of quote-table.h or robot-book.h as C. Part of the build, not of the program.
 * Exit status 1 when a file has a mistake, each of which was printed with its file and line. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "inbox/quote-table.h"
#include "inbox/quote-words.h"
#include "inbox/robot-book.h"
#include "inbox/robot-words.h"
#include "inbox/words/pool.h"

typedef struct {
    char *text; /* folded */
    guint kinds;
    bool open;
    guint bucket;
} Phrase;

typedef struct {
    char *head, *tail; /* what stands before and after a star, folded */
} Pattern;

typedef struct {
    GArray *phrases;  /* Phrase */
    GArray *patterns; /* Pattern */
    const char *path;
    guint line;
    bool wrong;
} Source;

static void
complain(Source *source, const char *what, const char *text)
{
    fprintf(stderr, "%s:%u: %s: %s\n", source->path, source->line, what, text);
    source->wrong = true;
}

/* In the order of QuoteWordKind. */
static const char *const quote_keys[] = {
    "wrote", "from",   "date",   "to",      "cc",         "subject", "other",
    "ruler", "mobile", "excuse", "closing", "disclaimer", "footer",
};

/* The same phrase may stand in several files. */
static void
add_quote(Source *source, const char *text, guint kind)
{
    char *folded = quote_fold(text, strlen(text));
    for (guint i = 0; i < source->phrases->len; i++) {
        Phrase *known = &g_array_index(source->phrases, Phrase, i);
        if (g_str_equal(known->text, folded)) {
            known->kinds |= kind;
            g_free(folded);
            return;
        }
    }
    guint bucket = quote_bucket(folded, quote_word_length(folded));
    Phrase phrase = {folded, kind, false, bucket};
    g_array_append_val(source->phrases, phrase);
}

static void
add_pattern(Source *source, const char *text, const char *star)
{
    Pattern pattern = {quote_fold(text, (gsize)(star - text)),
                       quote_fold(star + 1, strlen(star + 1))};
    g_array_append_val(source->patterns, pattern);
}

/* "KEY: PHRASE | PHRASE" */
static void
read_quote_line(Source *source, char *line)
{
    char *rest = strchr(line, ':');
    guint kind = 0;
    for (guint i = 0; rest && i < G_N_ELEMENTS(quote_keys); i++)
        if (strncmp(line, quote_keys[i], (gsize)(rest - line)) == 0 && !quote_keys[i][rest - line])
            kind = 1u << i;
    if (!kind) {
        complain(source, "no known key", line);
        return;
    }
    g_auto(GStrv) phrases = g_strsplit(rest + 1, "|", -1);
    for (char **phrase = phrases; *phrase; phrase++) {
        const char *text = g_strstrip(*phrase), *star = strchr(text, '*');
        if (quote_word_length(text) == 0 && *text != '*')
            complain(source, "does not start with a word", text);
        else if (star && kind == QUOTE_MOBILE)
            add_pattern(source, text, star);
        else
            add_quote(source, text, kind);
    }
}

/* "KEY: PHRASE", folded already. */
static void
read_robot_line(Source *source, char *line)
{
    char *text = strstr(line, ": ");
    int key = 0;
    while (text && key < ROBOT_KEYS &&
           (strncmp(line, robot_key_name((RobotKey)key), (gsize)(text - line)) != 0 ||
            robot_key_name((RobotKey)key)[text - line]))
        key++;
    if (!text || key == ROBOT_KEYS) {
        complain(source, "not of the form KEY: PHRASE with a known key", line);
        return;
    }
    text += 2;
    g_autofree char *folded = robot_fold(text, -1);
    bool open = g_str_has_suffix(text, "*");
    if (strlen(text) < ROBOT_HEAD + open)
        complain(source, "shorter than four bytes", text);
    else if (!g_str_equal(folded, text))
        complain(source, "not in lower case with single spaces and plain quotes", text);
    else {
        Phrase phrase = {g_strndup(text, strlen(text) - open), (guint)key, open,
                         robot_bucket(text)};
        g_array_append_val(source->phrases, phrase);
    }
}

static bool
read_file(Source *source, const char *path, void (*read_line)(Source *source, char *line))
{
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &text, NULL, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return false;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    source->path = path;
    for (source->line = 1; lines[source->line - 1]; source->line++) {
        char *line = lines[source->line - 1];
        if (*line && *line != '#')
            read_line(source, line);
    }
    return true;
}

static gint
phrase_order(gconstpointer a, gconstpointer b)
{
    const Phrase *one = a, *two = b;
    gsize length = strlen(one->text), other = strlen(two->text);
    return one->bucket != two->bucket ? (one->bucket < two->bucket ? -1 : 1)
           : length != other          ? (length > other ? -1 : 1)
                                      : strcmp(one->text, two->text);
}

/* How many phrases lie in buckets before each. */
static void
print_starts(const GArray *phrases, guint buckets)
{
    printf("static const guint16 starts[] = {\n");
    for (guint bucket = 0, at = 0; bucket <= buckets; bucket++) {
        while (at < phrases->len && g_array_index(phrases, Phrase, at).bucket < bucket)
            at++;
        printf("%u,%s", at, bucket % 16 == 15 ? "\n" : "");
    }
    printf("};\n");
}

/* All texts in the order in which they are numbered below. */
static void
print_pool(const Source *source)
{
    printf("static const char pool[] =\n");
    for (guint i = 0; i < source->phrases->len; i++)
        pool_print(g_array_index(source->phrases, Phrase, i).text);
    for (guint i = 0; i < source->patterns->len; i++) {
        const Pattern *pattern = &g_array_index(source->patterns, Pattern, i);
        pool_print(pattern->head);
        pool_print(pattern->tail);
    }
    printf(";\n");
}

static void
print_quote_table(const Source *source)
{
    gsize at = 0;
    printf("#include \"inbox/quote-table.h\"\n");
    print_pool(source);
    printf("static const QuotePhrase phrases[] = {\n");
    for (guint i = 0; i < source->phrases->len; i++) {
        const Phrase *phrase = &g_array_index(source->phrases, Phrase, i);
        gsize length = strlen(phrase->text);
        printf("{%zu,%zu,%u},\n", at, length, phrase->kinds);
        at += length + 1;
    }
    printf("};\nstatic const QuotePattern patterns[] = {\n");
    for (guint i = 0; i < source->patterns->len; i++) {
        const Pattern *pattern = &g_array_index(source->patterns, Pattern, i);
        gsize head = strlen(pattern->head), tail = strlen(pattern->tail);
        printf("{%zu,%zu,%zu,%zu},\n", at, at + head + 1, head, tail);
        at += head + tail + 2;
    }
    printf("};\n");
    print_starts(source->phrases, QUOTE_BUCKETS);
    printf("const QuoteTable quote_table = {pool, phrases, starts, patterns, %u};\n",
           source->patterns->len);
}

static void
print_robot_book(const Source *source)
{
    gsize at = 0;
    printf("#include \"inbox/robot-book.h\"\n");
    print_pool(source);
    printf("static const RobotPhrase phrases[] = {\n");
    for (guint i = 0; i < source->phrases->len; i++) {
        const Phrase *phrase = &g_array_index(source->phrases, Phrase, i);
        gsize length = strlen(phrase->text);
        printf("{%zu,%zu,%u,%u},\n", at, length, phrase->kinds, phrase->open);
        at += length + 1;
    }
    printf("};\n");
    print_starts(source->phrases, ROBOT_BUCKETS);
    printf("const RobotBook robot_book = {pool, phrases, starts};\n");
}

int
main(int argc, char **argv)
{
    bool robot = argc > 1 && g_str_equal(argv[1], "robot");
    Source source = {.phrases = g_array_new(FALSE, FALSE, sizeof(Phrase)),
                     .patterns = g_array_new(FALSE, FALSE, sizeof(Pattern))};
    for (int i = 2; i < argc; i++)
        if (!read_file(&source, argv[i], robot ? read_robot_line : read_quote_line))
            return 1;
    if (source.wrong)
        return 1;
    g_array_sort(source.phrases, phrase_order);
    if (robot)
        print_robot_book(&source);
    else
        print_quote_table(&source);
    return fflush(stdout) || ferror(stdout);
}
