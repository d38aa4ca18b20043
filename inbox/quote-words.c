/* All phrases hang in one hash table under their first word, so that a text is searched for all of them in
 * one pass over its words. */
#include "inbox/quote-words.h"

#include <string.h>
#include "event/embedded.h"

static const char *const keys[] = {
    "wrote", "from",   "date",   "to",      "cc",         "subject", "other",
    "ruler", "mobile", "excuse", "closing", "disclaimer", "footer",
};

typedef struct Phrase {
    const char *text; /* folded */
    gsize length;
    guint kinds;
    struct Phrase *next; /* with the same first word */
} Phrase;

/* "sent from *", "*から送信": what stands before and after the star. */
typedef struct {
    char *head, *tail;
    gsize head_length, tail_length;
} Pattern;

typedef struct {
    GHashTable *phrases; /* first word -> Phrase * */
    GHashTable *labels;  /* label -> kinds */
    GArray *patterns;    /* Pattern */
} Words;

/* Scripts that put no blanks between words: each character is a word for us. Korean has blanks, but
 * its endings grow onto the words that we look for. */
static bool
is_unspaced(gunichar c)
{
    return (c >= 0x0e00 && c <= 0x0eff) || (c >= 0x1100 && c <= 0x11ff) ||
           (c >= 0x2e80 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfaff) ||
           (c >= 0xff66 && c <= 0xff9f) || (c >= 0x20000 && c <= 0x3ffff);
}

gsize
quote_word_length(const char *p)
{
    const char *start = p;

    while (*p) {
        if (!((guchar)*p & 0x80)) {
            if (!g_ascii_isalnum(*p))
                break;
            p++;
            continue;
        }
        gunichar c = g_utf8_get_char(p);
        if (is_unspaced(c) && (g_unichar_isalnum(c) || g_unichar_ismark(c)))
            return p > start ? (gsize)(p - start) : (gsize)(g_utf8_next_char(p) - p);
        if (!g_unichar_isalnum(c) && !g_unichar_ismark(c))
            break;
        p = g_utf8_next_char(p);
    }
    return (gsize)(p - start);
}

/* Beyond ASCII. */
static void
fold_char(GString *out, gunichar c)
{
    if (c == 0xa0 || c == 0x3000 || c == 0xfeff || (c >= 0x2000 && c <= 0x200b) || c == 0x202f ||
        c == 0x2028) {
        if (out->len && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    } else if (c == 0x2019 || c == 0x2018 || c == 0x02bc) {
        g_string_append_c(out, '\'');
    } else if (c != 0xad && c != 0x061c &&
               !(c >= 0x200c && c <= 0x206f && g_unichar_type(c) == G_UNICODE_FORMAT)) {
        g_string_append_unichar(
            out, g_unichar_tolower(c)); /* but not marks of direction and their like */
    }
}

char *
quote_fold(const char *text, gsize length)
{
    GString *out = g_string_sized_new(length + 1);

    for (const char *p = text, *end = text + length; p < end; p = g_utf8_next_char(p)) {
        if ((guchar)*p & 0x80)
            fold_char(out, g_utf8_get_char(p));
        else if (g_ascii_isspace(*p))
            fold_char(out, 0xa0);
        else if (*p != '*' && *p != '_')
            g_string_append_c(out, *p == '`' ? '\'' : g_ascii_tolower(*p));
    }
    while (out->len && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

static void
add_phrase(Words *words, char *folded, guint kind)
{
    gsize first = quote_word_length(folded);
    g_autofree char *key = g_strndup(folded, first);
    Phrase *head = g_hash_table_lookup(words->phrases, key), *phrase;

    for (phrase = head; phrase; phrase = phrase->next) {
        if (strcmp(phrase->text, folded) == 0) {
            phrase->kinds |= kind;
            g_free(folded);
            return;
        }
    }
    phrase = g_new0(Phrase, 1);
    *phrase = (Phrase){folded, strlen(folded), kind, NULL};
    if (head) { /* the table keeps the first one */
        phrase->next = head->next;
        head->next = phrase;
    } else {
        g_hash_table_insert(words->phrases, g_steal_pointer(&key), phrase);
    }
}

static void
add_pattern(Words *words, const char *text)
{
    const char *star = strchr(text, '*');
    Pattern pattern;

    pattern.head = quote_fold(text, (gsize)(star - text));
    pattern.tail = quote_fold(star + 1, strlen(star + 1));
    pattern.head_length = strlen(pattern.head);
    pattern.tail_length = strlen(pattern.tail);
    g_array_append_val(words->patterns, pattern);
}

static void
add_entry(Words *words, const char *text, guint kind)
{
    char *folded;

    if (kind == QUOTE_MOBILE && strchr(text, '*')) {
        add_pattern(words, text);
        return;
    }
    folded = quote_fold(text, strlen(text));
    if (kind & QUOTE_LABELS) {
        guint known = GPOINTER_TO_UINT(g_hash_table_lookup(words->labels, folded));
        g_hash_table_insert(words->labels, folded, GUINT_TO_POINTER(known | kind));
    } else {
        add_phrase(words, folded, kind);
    }
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
parse_phrases(Words *words, const char *rest, const char *end, guint kind)
{
    while (rest < end) {
        const char *bar = g_strstr_len(rest, end - rest, " | ");
        const char *stop = bar ? bar : end;
        rest += strspn(rest, " ");
        g_autofree char *phrase = g_strndup(rest, (gsize)(stop - rest));
        if (strchr(phrase, '|') || (quote_word_length(phrase) == 0 && *phrase != '*'))
            return g_strdup_printf("\"%s\" does not start with a word", phrase);
        add_entry(words, phrase, kind);
        rest = bar ? bar + 3 : end;
    }
    return NULL;
}

static char *
parse_file(Words *words, const char *text)
{
    guint number = 1;

    for (const char *line = text; *line; number++) {
        const char *end = line + strcspn(line, "\n"), *rest = NULL;
        if (line < end && *line != '#') {
            guint kind = line_kind(line, &rest);
            g_autofree char *wrong =
                kind ? parse_phrases(words, rest, end, kind) : g_strdup("no known key");
            if (wrong)
                return g_strdup_printf("line %u: %s", number, wrong);
        }
        line = end + (*end == '\n');
    }
    return NULL;
}

static void
free_phrases(gpointer data)
{
    for (Phrase *phrase = data, *next; phrase; phrase = next) {
        next = phrase->next;
        g_free((char *)phrase->text);
        g_free(phrase);
    }
}

static Words *
words_new(void)
{
    Words *words = g_new0(Words, 1);

    words->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_phrases);
    words->labels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->patterns = g_array_new(FALSE, FALSE, sizeof(Pattern));
    return words;
}

static void
words_free(Words *words)
{
    g_hash_table_unref(words->phrases);
    g_hash_table_unref(words->labels);
    for (guint i = 0; i < words->patterns->len; i++) {
        g_free(g_array_index(words->patterns, Pattern, i).head);
        g_free(g_array_index(words->patterns, Pattern, i).tail);
    }
    g_array_unref(words->patterns);
    g_free(words);
}

char *
quote_words_check(const char *text)
{
    Words *words = words_new();
    char *wrong = parse_file(words, text);

    words_free(words);
    return wrong;
}

/* All files together, read on first use and kept. */
static const Words *
all_words(void)
{
    static gsize ready = 0;

    if (g_once_init_enter(&ready)) {
        Words *words = words_new();
        for (const EmbeddedFile *file = quote_files; file->path; file++)
            g_free(parse_file(words, file->text)); /* a test has checked them */
        g_once_init_leave(&ready, (gsize)words);
    }
    return (const Words *)ready;
}

static const Phrase *
first_word_lookup(const Words *words, const char *p, gsize length)
{
    char key[64];

    if (length >= sizeof key)
        return NULL;
    memcpy(key, p, length);
    key[length] = '\0';
    return g_hash_table_lookup(words->phrases, key);
}

/* A phrase must not end inside a word. */
static bool
ends_word(const char *folded, gsize end)
{
    const char *last = g_utf8_find_prev_char(folded, folded + end);

    if (!folded[end] || !last || is_unspaced(g_utf8_get_char(last)))
        return true;
    return !g_unichar_isalnum(g_utf8_get_char(last)) || quote_word_length(folded + end) == 0 ||
           is_unspaced(g_utf8_get_char(folded + end));
}

QuoteWordKind
quote_words_find(const char *folded, gsize start, guint kinds, gsize *ret_start, gsize *ret_end)
{
    const Words *words = all_words();

    for (const char *p = folded + start; *p;) {
        gsize length = quote_word_length(p), best = 0;
        guint kind = 0;
        const Phrase *phrase = length ? first_word_lookup(words, p, length) : NULL;
        for (; phrase; phrase = phrase->next) {
            if (phrase->kinds & kinds && phrase->length > best &&
                strncmp(p, phrase->text, phrase->length) == 0 &&
                ends_word(folded, (gsize)(p - folded) + phrase->length)) {
                best = phrase->length;
                kind = phrase->kinds & kinds;
            }
        }
        if (kind) {
            if (ret_start)
                *ret_start = (gsize)(p - folded);
            if (ret_end)
                *ret_end = (gsize)(p - folded) + best;
            return kind;
        }
        p = length ? p + length : g_utf8_next_char(p);
    }
    return 0;
}

guint
quote_label_kinds(const char *folded)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(all_words()->labels, folded));
}

/* What the star stands for: a few words; after a comma or full stop only an excuse. */
static bool
is_device(const char *text, gsize length)
{
    g_autofree char *words = g_strndup(text, length);
    guint n = 0;

    for (const char *p = words; *p;) {
        gsize word = quote_word_length(p);
        if (*p == '(') { /* a link behind its text says nothing, nor does a bare one */
            p += strcspn(p, ")");
            continue;
        }
        if (*p == '<' || strncmp(p, "http", 4) == 0)
            return n > 0;
        if (strchr(".,;!", *p) && p[1] == ' ')
            return n > 0 && quote_words_find(p, 0, QUOTE_EXCUSE, NULL, NULL);
        if (*p == '?')
            return false;
        n += word > 0 && ((guchar)*p < 0x80 || word > 3);
        if (n > 8)
            return false;
        p = word ? p + word : g_utf8_next_char(p);
    }
    return length > 0;
}

bool
quote_is_mobile_footer(const char *folded)
{
    const Words *words = all_words();
    gsize length, start, end;

    folded += strspn(folded, "<([-~ ");
    length = strlen(folded);
    if (length > 200)
        return false;
    if (quote_words_find(folded, 0, QUOTE_MOBILE, &start, &end) && start == 0 &&
        folded[end] == '\0')
        return true;
    for (guint i = 0; i < words->patterns->len; i++) {
        const Pattern *pattern = &g_array_index(words->patterns, Pattern, i);
        if (length <= pattern->head_length + pattern->tail_length ||
            memcmp(folded, pattern->head, pattern->head_length) != 0)
            continue;
        gsize stop = length;
        while (stop > pattern->head_length && strchr(".!)>]", folded[stop - 1]))
            stop--;
        if (stop <= pattern->head_length + pattern->tail_length ||
            memcmp(folded + stop - pattern->tail_length, pattern->tail, pattern->tail_length) != 0)
            continue;
        if (is_device(folded + pattern->head_length,
                      stop - pattern->head_length - pattern->tail_length))
            return true;
    }
    return false;
}
