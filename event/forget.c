/* What a person is called. */
#include "event/forget.h"
#include <string.h>

bool
forgotten(const char *guest)
{
    const char *number = guest + strlen(FORGOTTEN);
    return g_str_has_prefix(guest, FORGOTTEN) && *number &&
           strspn(number, "0123456789") == strlen(number);
}

Forget *
forget_new(void)
{
    Forget *forget = g_new0(Forget, 1);
    forget->called = g_ptr_array_new_with_free_func(g_free);
    forget->kept = g_ptr_array_new_with_free_func(g_free);
    return forget;
}

void
forget_free(Forget *forget)
{
    if (!forget)
        return;
    g_ptr_array_unref(forget->called);
    g_ptr_array_unref(forget->kept);
    g_free(forget);
}

static void
add_phrase(GPtrArray *phrases, const char *phrase)
{
    if (!phrase || !*phrase || g_ptr_array_find_with_equal_func(phrases, phrase, g_str_equal, NULL))
        return;
    guint i = 0;
    while (i < phrases->len && strlen(g_ptr_array_index(phrases, i)) >= strlen(phrase))
        i++;
    g_ptr_array_insert(phrases, (int)i, g_strdup(phrase));
}

void
forget_called(Forget *forget, const char *name)
{
    add_phrase(forget->called, name);
}

void
forget_kept(Forget *forget, const char *phrase)
{
    add_phrase(forget->kept, phrase);
}

/* The words of TEXT, in small letters, each between two blanks. */
static char *
words_of(const char *text)
{
    g_autofree char *folded = g_utf8_strdown(text, -1);
    GString *words = g_string_new(" ");
    for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
        bool letter = g_unichar_isalnum(g_utf8_get_char(p));
        if (letter)
            g_string_append_unichar(words, g_utf8_get_char(p));
        else if (words->str[words->len - 1] != ' ')
            g_string_append_c(words, ' ');
    }
    g_string_append_c(words, ' ');
    return g_string_free(words, FALSE);
}

/* Of an address only what stands before its last "@" tells one person from another. */
static char *
words_called(const Forget *forget)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < forget->called->len; i++) {
        const char *name = g_ptr_array_index(forget->called, i), *at = strrchr(name, '@');
        g_autofree char *local = g_strndup(name, at ? (gsize)(at - name) : strlen(name));
        g_autofree char *words = words_of(local);
        g_string_append(all, words);
    }
    return g_string_free(all, FALSE);
}

bool
forget_is_like(const Forget *forget, const char *name)
{
    g_autofree char *theirs = words_called(forget);
    g_autofree char *words = words_of(name);
    g_auto(GStrv) each = g_strsplit(words, " ", -1);
    for (char **word = each; *word; word++) {
        g_autofree char *whole = g_strdup_printf(" %s ", *word);
        if (g_utf8_strlen(*word, -1) >= 2 && strstr(theirs, whole))
            return true;
    }
    return false;
}

static GPtrArray *
copy_called(const Forget *forget)
{
    GPtrArray *names = g_ptr_array_copy(forget->called, (GCopyFunc)(void *)g_strdup, NULL);
    g_ptr_array_set_free_func(names, g_free);
    return names;
}

/* "Ann Able" as "Able, Ann", and the other way round. Which of many words are the last name, nobody can say. */
static void
turn_round(Forget *forget, const char *name)
{
    const char *comma = strstr(name, ", ");
    if (comma) {
        g_autofree char *last = g_strndup(name, (gsize)(comma - name));
        g_autofree char *turned = g_strdup_printf("%s %s", comma + 2, last);
        forget_called(forget, turned);
        return;
    }
    for (const char *blank = strchr(name, ' '); blank; blank = strchr(blank + 1, ' ')) {
        g_autofree char *first = g_strndup(name, (gsize)(blank - name));
        g_autofree char *turned = g_strdup_printf("%s, %s", blank + 1, first);
        forget_called(forget, turned);
    }
}

void
forget_forms(Forget *forget)
{
    g_autoptr(GPtrArray) straight = copy_called(forget);
    for (guint i = 0; i < straight->len; i++)
        turn_round(forget, g_ptr_array_index(straight, i));
    g_autoptr(GPtrArray) names = copy_called(forget);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *whole = g_utf8_normalize(name, -1, G_NORMALIZE_NFC);
        g_autofree char *apart = g_utf8_normalize(name, -1, G_NORMALIZE_NFD);
        forget_called(forget, whole);
        forget_called(forget, apart);
    }
}
