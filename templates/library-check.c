/* Check of a whole library: every file of every language, all faults at once. */
#include <string.h>
#include "event/embedded.h"
#include "event/nearest.h"
#include "templates/library-private.h"

typedef struct {
    TemplateLibrary *library;
    const TemplateName *common;
    GPtrArray *faults;
    GHashTable *used;     /* paths, const char * */
    Template *nothing;    /* stands for a broken partial, which has been reported */
    const char *language; /* being checked */
    TemplateEscape escape;
} Check;

static void
add_error(const Check *check, GError *error)
{
    template_fault_add(check->faults, g_strdup(error->message));
    g_error_free(error);
}

static const Template *
find_partial(const char *name, gpointer user_data)
{
    const Check *check = user_data;
    g_autoptr(GError) error = NULL;
    bool html = check->escape == TEMPLATE_ESCAPE_HTML;
    g_autofree char *wanted = g_strconcat(name, html ? ".html" : ".txt", NULL);
    LibraryFile *file = library_nearest(check->library, check->language, wanted);
    if (!file)
        return NULL;
    g_hash_table_add(check->used, file->path);
    if (library_file_parse(file, LIBRARY_PLAIN, &error))
        return file->body;
    add_error(check, g_steal_pointer(&error));
    return check->nothing;
}

static void
check_template(Check *check, const Template *parsed, const TemplateKind *kind,
               TemplateEscape escape)
{
    const TemplateName *common = kind->alone ? kind->names : check->common;
    const TemplateName *scopes[] = {common, kind->alone ? NULL : kind->names, NULL};
    check->escape = escape;
    if (parsed)
        template_check(parsed, scopes, escape, find_partial, check, check->faults);
}

/* The file of exactly this language, parsed; NULL where there is none, or after reporting. */
static const LibraryFile *
take_file(const Check *check, const char *name, const char *suffix, LibraryForm form)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_strconcat(check->language, "/", name, suffix, NULL);
    LibraryFile *file = library_file(check->library, path);
    if (!file->text)
        return NULL;
    g_hash_table_add(check->used, file->path);
    if (library_file_parse(file, form, &error))
        return file;
    add_error(check, g_steal_pointer(&error));
    return NULL;
}

static void
check_kind(Check *check, const TemplateKind *kind)
{
    const LibraryFile *text =
        kind->letter ? take_file(check, kind->name, ".txt", LIBRARY_NOTICE) : NULL;
    const LibraryFile *html = take_file(check, kind->name, ".html", LIBRARY_PLAIN);
    if (text) {
        check_template(check, text->subject, kind, TEMPLATE_ESCAPE_NONE);
        check_template(check, text->body, kind, TEMPLATE_ESCAPE_NONE);
    }
    if (html)
        check_template(check, html->body, kind, TEMPLATE_ESCAPE_HTML);
    if (text && html && text->own && !html->own)
        template_fault_add(
            check->faults,
            g_strdup_printf("%s: yours says one thing and our %s.html another; write "
                            "that file, too (an empty one sends no HTML)",
                            text->path, kind->name));
}

static void
add_language(GPtrArray *languages, const char *path)
{
    g_autofree char *language = g_strndup(path, strcspn(path, "/"));
    if (!g_ptr_array_find_with_equal_func(languages, language, g_str_equal, NULL))
        g_ptr_array_add(languages, g_steal_pointer(&language));
}

GPtrArray *
template_library_languages(const char *const *own)
{
    GPtrArray *languages = g_ptr_array_new_with_free_func(g_free);
    for (const EmbeddedFile *file = template_files; file->path; file++)
        add_language(languages, file->path + strlen("templates/"));
    for (guint i = 0; own && own[i]; i++)
        add_language(languages, own[i]);
    return languages;
}

/* Reports a file of the organizer's that nothing uses, with the name that was meant. */
static void
check_used(const Check *check, const char *path)
{
    if (g_hash_table_contains(check->used, path))
        return;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (const EmbeddedFile *file = template_files; file->path; file++)
        g_ptr_array_add(known, strrchr(file->path, '/') + 1);
    g_ptr_array_add(known, NULL);
    const char *name = strchr(path, '/');
    const char *nearest = nearest_name(name ? name + 1 : path, (const char *const *)known->pdata);
    template_fault_add(check->faults, g_strdup_printf("%s: nothing uses this file%s%s%s", path,
                                                      nearest ? "; did you mean " : "",
                                                      nearest ? nearest : "", nearest ? "?" : ""));
}

static gint
compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
template_library_check(TemplateLibrary *library, const TemplateKind *kinds,
                       const TemplateName *common, const char *const *own)
{
    g_autoptr(GPtrArray) languages = template_library_languages(own);
    Check check = {.library = library,
                   .common = common,
                   .faults = g_ptr_array_new_with_free_func(g_free),
                   .used = g_hash_table_new(g_str_hash, g_str_equal),
                   .nothing = template_parse("", 1, "", NULL)};
    for (guint i = 0; i < languages->len; i++) {
        check.language = g_ptr_array_index(languages, i);
        take_file(&check, "words", "", LIBRARY_WORDS);
        for (const TemplateKind *kind = kinds; kind->name; kind++)
            check_kind(&check, kind);
    }
    for (guint i = 0; own && own[i]; i++)
        check_used(&check, own[i]);
    g_ptr_array_sort(check.faults, compare_lines);
    g_hash_table_unref(check.used);
    template_free(check.nothing);
    return check.faults;
}
