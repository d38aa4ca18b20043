/* Library: finding, parsing and keeping templates. The check of them all is in library-check.c. */
#include "templates/library.h"
#include "templates/library-private.h"
#include <string.h>
#include "event/embedded.h"
#include "event/error.h"

#define LANGUAGE_MAX 35 /* RFC 5646 4.4.1 */
#define SUBJECT_TAG "Subject:"
#define FOLDER "templates/"

static void
file_free(LibraryFile *file)
{
    g_free(file->path);
    template_free(file->subject);
    template_free(file->body);
    words_free(file->words);
    g_free(file->text);
    g_free(file);
}

TemplateLibrary *
template_library_new(TemplateLoad load, gpointer user_data)
{
    TemplateLibrary *library = g_new0(TemplateLibrary, 1);
    library->load = load;
    library->user_data = user_data;
    library->files =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)file_free);
    library->nearest = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return library;
}

void
template_library_free(TemplateLibrary *library)
{
    if (!library)
        return;
    g_hash_table_unref(library->nearest);
    g_hash_table_unref(library->files);
    g_free(library);
}

static const char *
embedded_text(const char *path)
{
    for (const EmbeddedFile *file = template_files; file->path; file++) {
        if (g_str_has_prefix(file->path, FOLDER) && strcmp(file->path + strlen(FOLDER), path) == 0)
            return file->text;
    }
    return NULL;
}

LibraryFile *
library_file(TemplateLibrary *library, const char *path)
{
    LibraryFile *file = g_hash_table_lookup(library->files, path);
    if (file)
        return file;
    file = g_new0(LibraryFile, 1);
    file->path = g_strdup(path);
    file->text = library->load ? library->load(path, library->user_data) : NULL;
    file->own = file->text != NULL;
    if (!file->text)
        file->text = g_strdup(embedded_text(path));
    g_hash_table_insert(library->files, file->path, file);
    return file;
}

/* Splits a notice's text: "Subject: ...", an empty line, the rest. */
static gboolean
parse_notice(LibraryFile *file, GError **error)
{
    const char *line_end = strchr(file->text, '\n');
    if (!g_str_has_prefix(file->text, SUBJECT_TAG) || !line_end || line_end[1] != '\n') {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG,
                    "%s:1: the first line must be \"Subject: ...\", and the second empty",
                    file->path);
        return FALSE;
    }
    /* Blanks in place of the tag keep the columns of messages right. */
    g_autofree char *subject = g_strndup(file->text, (gsize)(line_end - file->text));
    memset(subject, ' ', strlen(SUBJECT_TAG));
    g_autoptr(Template) parsed = template_parse(file->path, 1, subject, error);
    if (!parsed)
        return FALSE;
    file->body = template_parse(file->path, 3, line_end + 2, error);
    if (!file->body)
        return FALSE;
    file->subject = g_steal_pointer(&parsed);
    return TRUE;
}

gboolean
library_file_parse(LibraryFile *file, LibraryForm form, GError **error)
{
    if (file->body || file->words)
        return TRUE;
    if (form == LIBRARY_NOTICE)
        return parse_notice(file, error);
    if (form == LIBRARY_WORDS)
        return (file->words = words_parse(file->path, file->text, error)) != NULL;
    return (file->body = template_parse(file->path, 1, file->text, error)) != NULL;
}

/* The languages to look in, NULL-terminated: the one asked for, shorter ones, "en". A tag that is none
 * counts as not given, so that no path can be made of it. */
static GStrv
languages_of(const char *language)
{
    GPtrArray *languages = g_ptr_array_new();
    if (language && strlen(language) <= LANGUAGE_MAX &&
        strspn(language, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-") == strlen(language)) {
        g_autofree char *tag = g_ascii_strdown(language, -1);
        for (char *end = tag + strlen(tag); end && *tag; end = strrchr(tag, '-')) {
            *end = '\0';
            if (*tag && strcmp(tag, "en") != 0)
                g_ptr_array_add(languages, g_strdup(tag));
        }
    }
    g_ptr_array_add(languages, g_strdup("en"));
    g_ptr_array_add(languages, NULL);
    return (GStrv)g_ptr_array_free(languages, FALSE);
}

static LibraryFile *
find_nearest(TemplateLibrary *library, const char *language, const char *name)
{
    g_auto(GStrv) languages = languages_of(language);
    for (char **tag = languages; *tag; tag++) {
        g_autofree char *path = g_strdup_printf("%s/%s", *tag, name);
        LibraryFile *file = library_file(library, path);
        if (file->text)
            return file;
    }
    return NULL;
}

LibraryFile *
library_nearest(TemplateLibrary *library, const char *language, const char *name)
{
    g_autofree char *key = g_strconcat(language ? language : "", "/", name, NULL);
    gpointer file;
    if (!g_hash_table_lookup_extended(library->nearest, key, NULL, &file)) {
        file = find_nearest(library, language, name);
        g_hash_table_insert(library->nearest, g_steal_pointer(&key), file);
    }
    return file;
}

/* The nearest file of that name, parsed. */
static const LibraryFile *
take_nearest(TemplateLibrary *library, const char *language, const char *name, LibraryForm form,
             GError **error)
{
    LibraryFile *file = library_nearest(library, language, name);
    if (!file)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND, "there is no template en/%s",
                    name);
    return file && library_file_parse(file, form, error) ? file : NULL;
}

const Template *
template_library_get(TemplateLibrary *library, const char *language, const char *file,
                     GError **error)
{
    const LibraryFile *found = take_nearest(library, language, file, LIBRARY_PLAIN, error);
    return found ? found->body : NULL;
}

const Words *
template_library_words(TemplateLibrary *library, const char *language, GError **error)
{
    const LibraryFile *found = take_nearest(library, language, "words", LIBRARY_WORDS, error);
    return found ? found->words : NULL;
}

/* The HTML part beside KIND.txt of one language, where it has one. */
static gboolean
find_html(TemplateLibrary *library, const char *language, const char *kind, TemplateSet *set,
          GError **error)
{
    g_autofree char *path = g_strdup_printf("%s/%s.html", language, kind);
    LibraryFile *file = library_file(library, path);
    if (!file->text || !*file->text)
        return TRUE;
    if (!library_file_parse(file, LIBRARY_PLAIN, error))
        return FALSE;
    set->html = file->body;
    set->own |= file->own;
    return TRUE;
}

gboolean
template_library_find(TemplateLibrary *library, const char *language, const char *kind,
                      TemplateSet *ret_set, GError **error)
{
    TemplateSet set = {0};
    g_autofree char *name = g_strconcat(kind, ".txt", NULL);
    const LibraryFile *file = take_nearest(library, language, name, LIBRARY_NOTICE, error);
    if (!file)
        return FALSE;
    set.subject = file->subject;
    set.text = file->body;
    set.own = file->own;
    g_autofree char *found = g_strndup(file->path, strcspn(file->path, "/"));
    set.language = g_intern_string(found);
    set.words = template_library_words(library, found, error);
    set.layout = set.words ? template_library_get(library, found, "layout.html", error) : NULL;
    if (!set.layout || !find_html(library, found, kind, &set, error))
        return FALSE;
    *ret_set = set;
    return TRUE;
}

/* Where the partials of one rendering come from, and what went wrong with them. */
typedef struct {
    TemplateLibrary *library;
    const char *language;
    TemplateEscape escape;
    GError *error;
} Partials;

static const Template *
find_partial(const char *name, gpointer user_data)
{
    Partials *partials = user_data;
    const char *suffix = partials->escape == TEMPLATE_ESCAPE_HTML ? ".html" : ".txt";
    g_autofree char *file = g_strconcat(name, suffix, NULL);
    GError **error = partials->error ? NULL : &partials->error;
    return template_library_get(partials->library, partials->language, file, error);
}

char *
template_library_render(TemplateLibrary *library, const char *language, const Template *parsed,
                        const TemplateValue *data, TemplateEscape escape, GArray *marks,
                        GError **error)
{
    Partials partials = {library, language, escape, NULL};
    g_autofree char *text =
        template_render(parsed, data, escape, find_partial, &partials, marks, error);
    if (!text) {
        g_clear_error(&partials.error);
        return NULL;
    }
    if (partials.error) {
        g_propagate_error(error, partials.error);
        return NULL;
    }
    return g_steal_pointer(&text);
}
