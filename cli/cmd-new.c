/* convoke new: a commented event file to start from. */
#include "cli/command.h"
#include "event/error.h"
#include "event/id.h"
#include "event/read.h"
#include "event/starter.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* The starter for NAME; NULL where that is no name for a meeting. */
static char *
make_text(const char *name, gint64 now, GError **error)
{
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    g_autofree char *id = id_suggest(valid);
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    Day today;
    Minute minute;
    when_local(now, utc, &today, &minute);
    g_autofree char *text = id ? starter_text(id, valid, today) : NULL;
    g_autoptr(Meeting) meeting = text ? meeting_read(text, strlen(text), "", problems) : NULL;
    if (meeting)
        return g_steal_pointer(&text);
    g_autofree char *quoted = problem_quote(valid);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                "%s is no name for a meeting; give one line with a letter or digit", quoted);
    return NULL;
}

/* Writes a file that must not exist yet. */
static gboolean
write_new(const char *path, const char *text, GError **error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    bool good = file && fputs(text, file) >= 0;
    good = file && fclose(file) == 0 && good;
    if (good)
        return TRUE;
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFLICT, "%s: %s%s", path, g_strerror(errno),
                errno == EEXIST ? "; it was left as it is" : "");
    if (file)
        unlink(path);
    return FALSE;
}

static bool
is_file(const char *word)
{
    return word && (g_str_has_suffix(word, ".yaml") || g_str_has_suffix(word, ".yml"));
}

/* "events/packet-summit.yaml" -> "Packet Summit". */
static char *
name_of_file(const char *path)
{
    g_autofree char *base = g_path_get_basename(path);
    *strrchr(base, '.') = '\0';
    g_strdelimit(base, "-_", ' ');
    for (char *p = base; *p; p++)
        if (p == base || p[-1] == ' ')
            *p = g_ascii_toupper(*p);
    return g_steal_pointer(&base);
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, NULL, argv, 0, 2, &args, error))
        return EX_USAGE;
    if (is_file(args[0]) && args[1]) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE, "new: NAME comes first, then FILE");
        return EX_USAGE;
    }
    const char *file = is_file(args[0]) ? args[0] : args[0] ? args[1] : NULL;
    g_autofree char *name =
        is_file(args[0]) ? name_of_file(args[0]) : g_strdup(args[0] ? args[0] : "My Meeting");
    g_autofree char *text = make_text(name, shell->now, error);
    if (!text)
        return EX_USAGE;
    if (!file) {
        fputs(text, stdout);
        return EX_OK;
    }
    if (!write_new(file, text, error))
        return EX_CANTCREAT;
    printf("%s is yours to edit. Then: convoke check %s\n", file, file);
    return EX_OK;
}

const Command command_new = {
    .name = "new",
    .arguments = "[NAME [FILE]]",
    .summary = "write a commented event file to start from",
    .details =
        "Writes an event file for a meeting called NAME to FILE, or to standard output. A word\n"
        "that ends in .yaml is the FILE; alone, it gives the name, too. The id is made of the\n"
        "name, the dates are some three months ahead. An existing FILE is never overwritten.\n"
        "Needs no workspace.",
    .run = run,
};
