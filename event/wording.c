/* Comparing what texts say. No language is known here, only letters, digits and blanks. */
#include "event/wording.h"
#include <string.h>

/* Shorter words are often as near to another word as to their misspelling. */
#define SLIP_LETTERS 5
#define SWAP_LETTERS 4

static char *
fold_text(const char *text)
{
    g_autofree char *composed = g_utf8_normalize(text ? text : "", -1, G_NORMALIZE_ALL_COMPOSE);
    return g_utf8_casefold(composed, -1);
}

/* Whether a character says something by itself. */
static bool
is_telling(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
        return true;
    default:
        return c == '#' || g_unichar_isalnum(c) || g_unichar_ismark(c);
    }
}

char *
wording_key(const char *text)
{
    GString *key = g_string_new(NULL);
    g_autofree char *folded = fold_text(text);
    gunichar last = 0;
    for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool in_number = g_unichar_isdigit(last) && !g_unichar_isspace(c) &&
                         g_unichar_isdigit(g_utf8_get_char(g_utf8_next_char(p)));
        if (is_telling(c) || in_number)
            g_string_append_unichar(key, c);
        last = c;
    }
    return g_string_free(key, FALSE);
}

bool
wording_same(const char *a, const char *b)
{
    g_autofree char *key_a = wording_key(a);
    g_autofree char *key_b = wording_key(b);
    return strcmp(key_a, key_b) == 0;
}

/* The letters of WORD, a key, without marks; *RET_WHOLE is how many there were with them, or 0 where one has no case. */
static GArray *
bare_letters(const char *word, glong *ret_whole)
{
    GArray *letters = g_array_new(FALSE, FALSE, sizeof(gunichar));
    g_autofree char *parts = g_utf8_normalize(word, -1, G_NORMALIZE_ALL);
    bool cased = true;
    for (const char *p = word; *p; p = g_utf8_next_char(p))
        cased &= g_unichar_islower(g_utf8_get_char(p));
    *ret_whole = cased ? g_utf8_strlen(word, -1) : 0;
    for (const char *p = parts; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_ismark(c))
            g_array_append_val(letters, c);
    }
    return letters;
}

/* Letters that are doubled are one. */
static void
undouble(GArray *letters)
{
    guint length = 0;
    for (guint i = 0; i < letters->len; i++) {
        const gunichar c = g_array_index(letters, gunichar, i);
        if (length == 0 || g_array_index(letters, gunichar, length - 1) != c)
            g_array_index(letters, gunichar, length++) = c;
    }
    g_array_set_size(letters, length);
}

/* Two neighbours swapped, or nothing; where ONE may be another, one letter changed, put in or left out as well. */
static bool
is_near(const GArray *a, const GArray *b, bool one)
{
    const gunichar *wide_a = (const gunichar *)a->data, *wide_b = (const gunichar *)b->data;
    guint length_a = a->len, length_b = b->len, start = 0;
    while (start < MIN(length_a, length_b) && wide_a[start] == wide_b[start])
        start++;
    while (MIN(length_a, length_b) > start && wide_a[length_a - 1] == wide_b[length_b - 1]) {
        length_a--;
        length_b--;
    }
    const guint rest_a = length_a - start, rest_b = length_b - start;
    if (rest_a == 2 && rest_b == 2)
        return wide_a[start] == wide_b[start + 1] && wide_a[start + 1] == wide_b[start];
    return rest_a <= one && rest_b <= one;
}

static bool
is_slip(const char *a, const char *b)
{
    glong whole_a, whole_b;
    g_autoptr(GArray) letters_a = bare_letters(a, &whole_a);
    g_autoptr(GArray) letters_b = bare_letters(b, &whole_b);
    const glong least = MIN(whole_a, whole_b);
    if (least >= SWAP_LETTERS && is_near(letters_a, letters_b, least >= SLIP_LETTERS))
        return true;
    undouble(letters_a);
    undouble(letters_b);
    return least >= SLIP_LETTERS && is_near(letters_a, letters_b, true);
}

/* The keys of the words of TEXT; those that say nothing ("-"), or the same as the one before, are left out. */
static GPtrArray *
word_keys(const char *text)
{
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *line = wording_line(text, G_MAXLONG);
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    for (char **word = words; *word; word++) {
        g_autofree char *key = wording_key(*word);
        bool again = keys->len > 0 && strcmp(keys->pdata[keys->len - 1], key) == 0 &&
                     g_unichar_islower(g_utf8_get_char(key));
        if (*key && !again)
            g_ptr_array_add(keys, g_steal_pointer(&key));
    }
    return keys;
}

bool
wording_mended(const char *a, const char *b)
{
    if (wording_same(a, b))
        return true;
    g_autoptr(GPtrArray) words_a = word_keys(a);
    g_autoptr(GPtrArray) words_b = word_keys(b);
    if (words_a->len != words_b->len)
        return false;
    for (guint i = 0; i < words_a->len; i++) {
        const char *word_a = g_ptr_array_index(words_a, i);
        const char *word_b = g_ptr_array_index(words_b, i);
        if (strcmp(word_a, word_b) != 0 && !is_slip(word_a, word_b))
            return false;
    }
    return true;
}

/* Marks that are not seen and turn or join what is around them; the two joiners that scripts and
 * emoji need stay. */
static bool
is_hidden(gunichar c)
{
    return g_unichar_type(c) == G_UNICODE_FORMAT && c != 0x200c && c != 0x200d;
}

char *
wording_line(const char *text, glong limit)
{
    GString *line = g_string_new(NULL);
    bool blank = false;
    glong count = 0;
    for (const char *p = text ? text : ""; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c) || g_unichar_iscntrl(c)) {
            blank = count > 0;
            continue;
        }
        if (is_hidden(c))
            continue;
        count += 1 + blank;
        if (count > limit) {
            g_string_append(line, "…");
            break;
        }
        if (blank)
            g_string_append_c(line, ' ');
        g_string_append_unichar(line, c);
        blank = false;
    }
    return g_string_free(line, FALSE);
}
