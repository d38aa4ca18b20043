/* The way from a path to a Meeting. */
#include "cli/event-file.h"
#include <errno.h>
#include <string.h>
#include "event/error.h"
#include "event/read.h"

/* Everything in FILE, but never more than what shows that it is too much. */
static GString *
read_all(FILE *file)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char buffer[16384];
    size_t n;
    while (text->len <= MEETING_TEXT_MAX && (n = fread(buffer, 1, sizeof buffer, file)) > 0)
        g_string_append_len(text, buffer, (gssize)n);
    return ferror(file) ? NULL : g_steal_pointer(&text);
}

static GString *
read_path(const char *path, GError **error)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "rb");
    GString *text = file ? read_all(file) : NULL;
    if (!text)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_NOT_FOUND, "%s: %s", path,
                    g_strerror(errno));
    if (file && !standard)
        fclose(file);
    return text;
}

Meeting *
event_file_open(const char *path, FILE *out, char **ret_text, GError **error)
{
    g_autoptr(GString) text = read_path(path, error);
    if (!text)
        return NULL;
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    Meeting *meeting = meeting_read(text->str, text->len, name, problems);
    for (guint i = 0; i < problems->len; i++) {
        g_autofree char *printed = problem_format(g_ptr_array_index(problems, i));
        fputs(printed, out);
    }
    guint errors = problems_errors(problems);
    if (!meeting)
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_DATA, "%s: %u error%s", name, errors,
                    errors == 1 ? "" : "s");
    else if (ret_text)
        *ret_text = g_string_free(g_steal_pointer(&text), FALSE);
    return meeting;
}
