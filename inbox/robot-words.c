/* The phrases of inbox/robots/ in one table, found by the hash of their first four bytes. */
#include "inbox/robot-words.h"

#include <string.h>
#include "event/embedded.h"

#define HEAD 4 /* bytes that are hashed; no phrase is shorter */
#define BUCKETS 4096

static const char *const key_names[ROBOT_KEYS] = {
    [ROBOT_SUBJECT] = "subject",     [ROBOT_AUTOMATIC] = "automatic", [ROBOT_AWAY] = "away",
    [ROBOT_CHALLENGE] = "challenge", [ROBOT_RECEIPT] = "receipt",     [ROBOT_LIST] = "list",
    [ROBOT_GONE] = "gone",           [ROBOT_FAILED] = "failed",       [ROBOT_DELAYED] = "delayed",
    [ROBOT_RETURNED] = "returned",   [ROBOT_ADDRESS] = "address",     [ROBOT_FULL] = "full",
    [ROBOT_CONTENT] = "content",     [ROBOT_NETWORK] = "network",
};

typedef struct {
    const char *text; /* borrowed from the embedded file */
    guint16 length;
    guint16 bucket;
    guint8 key;
    bool open; /* the last word may go on */
} Phrase;

/* Sorted by bucket, longest first; bucket B is [start[B], start[B + 1]). */
typedef struct {
    GArray *phrases;
    guint16 start[BUCKETS + 1];
} Book;

const char *
robot_key_name(RobotKey key)
{
    g_assert((size_t)key < G_N_ELEMENTS(key_names));
    return key_names[key];
}

/* What a character is compared as; 0 = dropped. */
static gunichar
fold_char(gunichar c)
{
    if (c < 0x80)
        return (gunichar)g_ascii_tolower((gchar)c);
    if (c == 0x2018 || c == 0x2019 || c == 0x02bc || c == 0x00b4)
        return '\'';
    if (c == 0x201c || c == 0x201d || c == 0x00ab || c == 0x00bb || c == 0x201e)
        return '"';
    if (c >= 0x2010 && c <= 0x2015)
        return '-';
    if (c == 0x00ad || (c >= 0x200b && c <= 0x200f) || c == 0xfeff || c == 0x0307)
        return 0;
    return g_unichar_tolower(c);
}

char *
robot_fold(const char *text, gssize length)
{
    const char *end = length < 0 ? text + strlen(text) : text + strnlen(text, (size_t)length);
    GString *out = g_string_sized_new((gsize)(end - text) + 1);
    bool space = false;
    for (const char *p = text; p < end && p + g_utf8_skip[(guchar)*p] <= end;
         p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x80 ? g_ascii_isspace((gchar)c) : g_unichar_isspace(c)) {
            space = out->len > 0;
        } else if ((c = fold_char(c)) != 0) {
            if (space)
                g_string_append_c(out, ' ');
            space = false;
            if (c < 0x80)
                g_string_append_c(out, (gchar)c);
            else
                g_string_append_unichar(out, c);
        }
    }
    return g_string_free(out, FALSE);
}

static guint16
bucket_of(const char *text)
{
    guint32 head;
    memcpy(&head, text, HEAD);
    return (guint16)((GUINT32_FROM_LE(head) * 2654435761u) >> 20); /* Knuth's multiplier; 12 bits */
}

G_STATIC_ASSERT(BUCKETS == 1 << 12);

/* Splits "key: phrase"; false where LINE is not of that form or the key unknown. */
static bool
line_split(const char *line, gsize length, RobotKey *ret_key, const char **ret_text,
           gsize *ret_length)
{
    const char *colon = memchr(line, ':', length);
    if (!colon || colon + 2 >= line + length || colon[1] != ' ')
        return false;
    for (int key = 0; key < ROBOT_KEYS; key++) {
        gsize n = strlen(key_names[key]);
        if (n == (gsize)(colon - line) && memcmp(line, key_names[key], n) == 0) {
            *ret_key = (RobotKey)key;
            *ret_text = colon + 2;
            *ret_length = length - n - 2;
            return true;
        }
    }
    return false;
}

const char *
robot_line_problem(const char *line)
{
    if (!*line || *line == '#')
        return NULL;
    RobotKey key;
    const char *text;
    gsize length;
    if (!line_split(line, strlen(line), &key, &text, &length))
        return "not of the form KEY: PHRASE with a known key";
    if (length < HEAD)
        return "shorter than four bytes";
    g_autofree char *folded = robot_fold(text, -1);
    return g_str_equal(folded, text) ? NULL
                                     : "not in lower case with single spaces and plain quotes";
}

static void
book_add_line(GArray *phrases, const char *line, gsize length)
{
    RobotKey key;
    const char *text;
    gsize n;
    if (!length || *line == '#' || !line_split(line, length, &key, &text, &n) || n < HEAD)
        return;
    bool open = text[n - 1] == '*';
    Phrase phrase = {text, (guint16)(n - open), bucket_of(text), (guint8)key, open};
    g_array_append_val(phrases, phrase);
}

static gint
phrase_order(gconstpointer a, gconstpointer b)
{
    const Phrase *one = a;
    const Phrase *two = b;
    return one->bucket != two->bucket ? one->bucket - two->bucket : two->length - one->length;
}

static gpointer
book_read(gpointer unused)
{
    (void)unused;
    Book *book = g_new0(Book, 1);
    book->phrases = g_array_new(FALSE, FALSE, sizeof(Phrase));
    for (const EmbeddedFile *file = robot_files; file->path; file++)
        for (const char *line = file->text; *line;) {
            gsize length = strcspn(line, "\n");
            book_add_line(book->phrases, line, length);
            line += length + (line[length] == '\n');
        }
    g_array_sort(book->phrases, phrase_order);
    guint at = 0;
    for (guint bucket = 0; bucket <= BUCKETS; bucket++) {
        while (at < book->phrases->len && g_array_index(book->phrases, Phrase, at).bucket < bucket)
            at++;
        book->start[bucket] = (guint16)at;
    }
    return book;
}

static const Book *
book_get(void)
{
    static GOnce once = G_ONCE_INIT;
    return g_once(&once, book_read, NULL);
}

/* Letters and digits of scripts that put spaces between words; in Chinese, Japanese, Korean and Thai a
 * phrase may stand anywhere. */
static bool
is_word(gunichar c)
{
    return c < 0x0e00 && g_unichar_isalnum(c);
}

static bool
starts_word(const char *text, gsize at)
{
    if (at == 0)
        return true;
    if (!is_word(g_utf8_get_char(text + at)))
        return true;
    return !is_word(g_utf8_get_char(g_utf8_prev_char(text + at)));
}

static bool
ends_word(const char *text, gsize at)
{
    return !is_word(g_utf8_get_char(g_utf8_prev_char(text + at))) ||
           !is_word(g_utf8_get_char(text + at));
}

/* The longest phrase with a key in KEYS that stands at AT, where at least HEAD bytes are. */
static const Phrase *
book_match(const Book *book, const char *text, gsize at, guint keys)
{
    guint bucket = bucket_of(text + at);
    for (guint i = book->start[bucket]; i < book->start[bucket + 1]; i++) {
        const Phrase *phrase = &g_array_index(book->phrases, Phrase, i);
        if ((keys >> phrase->key & 1) && strncmp(text + at, phrase->text, phrase->length) == 0 &&
            (phrase->open || ends_word(text, at + phrase->length)))
            return phrase;
    }
    return NULL;
}

bool
robot_words_find(const char *folded, gsize from, guint keys, RobotWords *ret_words)
{
    const Book *book = book_get();
    for (gsize at = from; folded[at] && folded[at + 1] && folded[at + 2] && folded[at + 3]; at++) {
        if ((folded[at] & 0xc0) == 0x80) /* inside a character */
            continue;
        const Phrase *phrase = book_match(book, folded, at, keys);
        if (phrase && starts_word(folded, at)) {
            gsize end = at + phrase->length;
            while (phrase->open && is_word(g_utf8_get_char(folded + end)))
                end += g_utf8_skip[(guchar)folded[end]];
            *ret_words = (RobotWords){(RobotKey)phrase->key, at, end};
            return true;
        }
    }
    return false;
}
