/* Options and help of commands, through GLib's option parser. */
#include "cli/command.h"
#include "cli/words.h"
#include "event/error.h"
#include <stdio.h>
#include <string.h>

enum { HELP_COLUMNS = 80 };

/* A list, whose lines begin with a blank, stays as it is. */
static char *
description_of(const char *details)
{
    return strstr(details, "\n ") ? g_strdup(details) : words_wrapped(details, 0, HELP_COLUMNS);
}

/* "[OPTION…] [MEETING] PERSON KIND" after the command's name, as the SYNOPSIS has it. */
static GOptionContext *
context_new(const Command *command, const GOptionEntry *options)
{
    GOptionContext *context = g_option_context_new(command->arguments);
    g_autofree char *summary = g_strdup_printf("convoke %s: %s.", command->name, command->summary);
    g_option_context_set_summary(context, summary);
    g_autofree char *description = command->details ? description_of(command->details) : NULL;
    g_option_context_set_description(context, description);
    if (options)
        g_option_context_add_main_entries(context, options, NULL);
    return context;
}

/* GOption names the program by prgname: help and errors speak of the command. */
static gboolean
parse(GOptionContext *context, const Command *command, char ***argv, GError **error)
{
    g_autofree char *name = g_strdup_printf("convoke %s", command->name);
    g_set_prgname(name);
    gboolean good = g_option_context_parse_strv(context, argv, error);
    g_set_prgname("convoke");
    return good;
}

gboolean
command_parse(const Command *command, const GOptionEntry *options, char **argv, int min, int max,
              char ***ret_args, GError **error)
{
    g_autoptr(GOptionContext) context = context_new(command, options);
    g_autoptr(GStrvBuilder) words = g_strv_builder_new();
    g_strv_builder_add(words, command->name);
    for (char **word = argv; *word; word++)
        g_strv_builder_add(words, *word);
    g_auto(GStrv) args = g_strv_builder_end(words);
    g_autoptr(GError) wrong = NULL;
    int n = -1;
    if (parse(context, command, &args, &wrong))
        n = (int)g_strv_length(args) - 1;
    if (n >= min && (max < 0 || n <= max)) {
        *ret_args = g_strdupv(args + 1);
        return TRUE;
    }
    const char *what = wrong ? wrong->message : n < min ? "something is missing" : "too many words";
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                "%s: %s; usage: convoke %s [OPTION…] %s (see convoke %s --help)", command->name,
                what, command->name, command->arguments, command->name);
    return FALSE;
}

int
command_choice(const char *what, const char *word, const char *const *names, GError **error)
{
    for (int i = 0; names[i]; i++)
        if (g_str_equal(word, names[i]))
            return i;
    g_autofree char *all = g_strjoinv(", ", (char **)names);
    g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE, "%s: there is no `%s`; say one of %s",
                what, word, all);
    return -1;
}

void
shell_say(const Shell *shell, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *lines = words_wrapped(text, 0, shell->width);
    printf("%s\n", lines);
}
