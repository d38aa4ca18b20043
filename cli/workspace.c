/* Finding and opening what a command works on. */
#include "cli/workspace.h"
#include "cli/page-view.h"
#include "db/store-meeting.h"
#include "event/error.h"
#include "mailer/view-contract.h"
#include <string.h>

#define CONFIG_NAME "convoke.conf"

static Config *
read_config(const char *directory, GError **error)
{
    g_autofree char *path = g_build_filename(directory, CONFIG_NAME, NULL);
    g_autofree char *text = NULL;
    gsize length;
    g_autoptr(GError) wrong = NULL;
    if (g_file_get_contents(path, &text, &length, &wrong)) {
        if (strlen(text) == length && g_utf8_validate(text, -1, NULL))
            return config_parse(text, path, error);
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "%s: is no UTF-8 text", path);
        return NULL;
    }
    bool missing = g_error_matches(wrong, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
                   g_error_matches(wrong, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
    if (missing)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                    "%s is no workspace (it has no " CONFIG_NAME
                    "); make one with `convoke init`, or"
                    " name one with -C DIR or CONVOKE_DIR",
                    directory);
    else
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s", wrong->message);
    return NULL;
}

Workspace *
workspace_open_closed(const Shell *shell, GError **error)
{
    g_autoptr(Workspace) workspace = g_new0(Workspace, 1);
    workspace->directory = g_strdup(shell->directory);
    workspace->config = read_config(shell->directory, error);
    if (!workspace->config)
        return NULL;
    workspace->templates =
        workspace_path(workspace, config_get(workspace->config, "templates", "directory"));
    return g_steal_pointer(&workspace);
}

gboolean
workspace_open_store(Workspace *workspace, GError **error)
{
    g_autofree char *path =
        workspace_path(workspace, config_get(workspace->config, "store", "database"));
    workspace->store = store_open(path, FALSE, error);
    return workspace->store != NULL;
}

Workspace *
workspace_open(const Shell *shell, GError **error)
{
    g_autoptr(Workspace) workspace = workspace_open_closed(shell, error);
    return workspace && workspace_open_store(workspace, error) ? g_steal_pointer(&workspace) : NULL;
}

void
workspace_free(Workspace *workspace)
{
    if (!workspace)
        return;
    store_close(workspace->store);
    config_free(workspace->config);
    g_free(workspace->directory);
    g_free(workspace->templates);
    g_free(workspace);
}

char *
workspace_path(const Workspace *workspace, const char *path)
{
    return g_path_is_absolute(path) ? g_strdup(path)
                                    : g_build_filename(workspace->directory, path, NULL);
}

static gboolean
meeting_exists(Store *store, const char *meeting, GError **error)
{
    g_auto(Revision) revision = {0};
    if (!store_meeting_revision(store, meeting, &revision, error))
        return FALSE;
    if (revision.number == 0)
        store_meeting_missing(meeting, error);
    return revision.number > 0;
}

/* Closed ones are not meant unless they are named. */
static void
refuse_none(Store *store, GError **error)
{
    g_autoptr(GPtrArray) closed = store_meeting_list(store, TRUE, error);
    if (!closed)
        return;
    g_ptr_array_add(closed, NULL);
    g_autofree char *names = g_strjoinv(", ", (char **)closed->pdata);
    if (*names)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                    "no meeting is open; name a closed one (%s), or bring one in: `convoke apply"
                    " FILE`",
                    names);
    else
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND,
                    "there is no open meeting here; `convoke apply FILE` brings one in");
}

char *
workspace_meeting(const Workspace *workspace, const char *named, GError **error)
{
    if (named)
        return meeting_exists(workspace->store, named, error) ? g_strdup(named) : NULL;
    g_autoptr(GPtrArray) open = store_meeting_list(workspace->store, FALSE, error);
    if (!open)
        return NULL;
    if (open->len == 1)
        return g_strdup(g_ptr_array_index(open, 0));
    if (open->len == 0) {
        refuse_none(workspace->store, error);
        return NULL;
    }
    g_ptr_array_add(open, NULL);
    g_autofree char *names = g_strjoinv(", ", (char **)open->pdata);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                "several meetings are open (%s); name one", names);
    return NULL;
}

/* The organizer's own file, below the folder of overrides; paths come from the library and are plain. */
static char *
load_override(const char *path, gpointer user_data)
{
    g_autofree char *file = g_build_filename(user_data, path, NULL);
    char *text = NULL;
    return g_file_get_contents(file, &text, NULL, NULL) ? text : NULL;
}

static void
list_folder(const char *root, const char *language, GPtrArray *paths)
{
    g_autofree char *path = g_build_filename(root, language, NULL);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir)))
        if (*name != '.' && !g_str_has_suffix(name, "~"))
            g_ptr_array_add(paths, g_build_filename(language, name, NULL));
}

/* Paths of the organizer's files, "de/invitation.txt"; NULL-terminated. */
static GPtrArray *
list_overrides(const char *root)
{
    g_autoptr(GDir) dir = g_dir_open(root, 0, NULL);
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while (dir && (name = g_dir_read_name(dir)))
        if (*name != '.')
            list_folder(root, name, paths);
    g_ptr_array_add(paths, NULL);
    return paths;
}

/* Letters and the page; a NULL name behind them. */
static GArray *
list_kinds(void)
{
    GArray *kinds = g_array_new(TRUE, FALSE, sizeof(TemplateKind));
    for (const TemplateKind *kind = view_kinds; kind->name; kind++)
        g_array_append_val(kinds, *kind);
    for (const TemplateKind *kind = page_kinds; kind->name; kind++)
        g_array_append_val(kinds, *kind);
    return kinds;
}

TemplateLibrary *
workspace_templates(const Workspace *workspace, GError **error)
{
    char *root = workspace->templates;
    g_autoptr(GPtrArray) own = list_overrides(root);
    g_autoptr(TemplateLibrary) library = template_library_new(load_override, root);
    /* What rides in the program was checked when it was built. */
    if (own->len > 1) {
        g_autoptr(GArray) kinds = list_kinds();
        g_autoptr(GPtrArray) faults =
            template_library_check(library, (const TemplateKind *)(void *)kinds->data, view_names,
                                   (const char *const *)own->pdata);
        if (faults->len > 0) {
            g_ptr_array_add(faults, NULL);
            g_autofree char *lines = g_strjoinv("\n  ", (char **)faults->pdata);
            g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG,
                        "templates in %s are broken, so nothing is sent:\n  %s", root, lines);
            return NULL;
        }
    }
    return g_steal_pointer(&library);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
workspace_languages(const Shell *shell)
{
    g_autofree char *root = g_build_filename(shell->directory, "templates", NULL);
    g_autoptr(GPtrArray) own = list_overrides(root);
    GPtrArray *languages = template_library_languages((const char *const *)own->pdata);
    g_ptr_array_sort(languages, compare_names);
    return languages;
}
