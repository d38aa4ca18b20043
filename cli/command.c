/* Options and help of commands, through GLib's option parser. */
#include "cli/command.h"
#include "cli/words.h"
#include "event/error.h"
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

enum { HELP_COLUMNS = 80 };

/* What was printed is part of the job: a full disk must not look like success. Who closed a pipe has read
 * enough, and needs no word about it. */
int
output_finish(int status)
{
    struct pollfd pipe = {.fd = STDOUT_FILENO, .events = POLLOUT};
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    int reason = errno;
    if (poll(&pipe, 1, 0) < 0 || !(pipe.revents & POLLERR))
        fprintf(stderr, "convoke: standard output: %s\n", g_strerror(reason));
    return status == EX_OK ? EX_IOERR : status;
}

/* A list, whose lines begin with a blank, stays as it is. */
static char *
description_of(const char *details)
{
    return strstr(details, "\n ") ? g_strdup(details) : words_wrapped(details, 0, HELP_COLUMNS);
}

/* Whatever else the command line has. */
static gboolean
ask_for_help(const char *option, const char *value, gpointer asked, GError **error)
{
    (void)option, (void)value;
    *(bool *)asked = true;
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "help");
    return FALSE;
}

/* "[OPTION…] [MEETING] PERSON KIND" after the command's name, as the SYNOPSIS has it. GOption's own help would end the
 * program before it is known that all could be printed. */
static GOptionContext *
context_new(const Command *command, const GOptionEntry *options, bool *help)
{
    const GOptionEntry entries[] = {
        {"help", 'h', G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, (gpointer)ask_for_help,
         "Print this help", NULL},
        G_OPTION_ENTRY_NULL,
    };
    GOptionGroup *group = g_option_group_new("convoke", "", "", help, NULL);
    GOptionContext *context = g_option_context_new(command->arguments);
    g_autofree char *summary = g_strdup_printf("convoke %s: %s.", command->name, command->summary);
    g_option_context_set_summary(context, summary);
    g_autofree char *description = command->details ? description_of(command->details) : NULL;
    g_option_context_set_description(context, description);
    g_option_group_add_entries(group, entries);
    if (options)
        g_option_group_add_entries(group, options);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_main_group(context, group);
    return context;
}

/* GOption names the program by prgname, and help speaks of the command. */
static int
print_help(const Command *command, GOptionContext *context)
{
    g_autofree char *name = g_strdup_printf("convoke %s", command->name);
    g_set_prgname(name);
    g_autofree char *help = g_option_context_get_help(context, TRUE, NULL);
    g_print("%s", help);
    return output_finish(EX_OK);
}

gboolean
command_parse(const Command *command, const GOptionEntry *options, char **argv, int min, int max,
              char ***ret_args, GError **error)
{
    bool help = false;
    g_autoptr(GOptionContext) context = context_new(command, options, &help);
    g_autoptr(GStrvBuilder) words = g_strv_builder_new();
    g_strv_builder_add(words, command->name);
    for (char **word = argv; *word; word++)
        g_strv_builder_add(words, *word);
    g_auto(GStrv) args = g_strv_builder_end(words);
    g_autoptr(GError) wrong = NULL;
    int n = -1;
    if (g_option_context_parse_strv(context, &args, &wrong))
        n = (int)g_strv_length(args) - 1;
    if (help)
        exit(print_help(command, context));
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
