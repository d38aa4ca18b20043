/* The program: clock, the table of commands, and errors to exit statuses. Nothing else. */
#include "cli/clock.h"
#include "cli/command.h"
#include "event/error.h"
#include "event/nearest.h"
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sysexits.h>
#include <unistd.h>

/* In the order in which an organizer meets them. */
static const Command *const commands[] = {
    &command_init,     &command_new,       &command_check,   &command_apply,       &command_plan,
    &command_rehearse, &command_show,      &command_send,    &command_receive,     &command_review,
    &command_answer,   &command_questions, &command_topics,  &command_attachments, &command_remind,
    &command_announce, &command_daily,     &command_serve,   &command_status,      &command_why,
    &command_page,     &command_export,    &command_explain, &command_outbox,      &command_hold,
    &command_release,  &command_drop,      &command_settle,  &command_close,       &command_backup,
    &command_forget,   &command_takeover,  &command_rebuild, &command_revoke,      NULL,
};

static void
print_usage(FILE *out)
{
    fputs("usage: convoke [-C DIR] COMMAND [ARGUMENT…]\n\n"
          "Invitations, answers and agendas of a working meeting, by mail.\n\n",
          out);
    for (size_t i = 0; commands[i]; i++)
        fprintf(out, "  %-11s  %s\n", commands[i]->name, commands[i]->summary);
    fputs("\n  -C DIR    work in that workspace (default: CONVOKE_DIR, else the current folder)\n"
          "  --version --help\n\n"
          "`convoke help COMMAND` tells more; so does convoke(1).\n",
          out);
}

static int
exit_status(const GError *error)
{
    static const int statuses[] = {
        [CONVOKE_ERROR_USAGE] = EX_USAGE,           [CONVOKE_ERROR_CONFIG] = EX_CONFIG,
        [CONVOKE_ERROR_DATA] = EX_DATAERR,          [CONVOKE_ERROR_NOT_FOUND] = EX_NOINPUT,
        [CONVOKE_ERROR_CONFLICT] = EX_CANTCREAT,    [CONVOKE_ERROR_TEMPORARY] = EX_TEMPFAIL,
        [CONVOKE_ERROR_PERMANENT] = EX_UNAVAILABLE,
    };
    return error->domain == CONVOKE_ERROR ? statuses[error->code] : EX_SOFTWARE;
}

static const Command *
find_command(const char *name)
{
    for (size_t i = 0; commands[i]; i++)
        if (g_str_equal(commands[i]->name, name))
            return commands[i];
    return NULL;
}

static int
no_command(const char *name)
{
    Nearest nearest = nearest_to(name);
    for (size_t i = 0; commands[i]; i++)
        nearest_offer(&nearest, commands[i]->name);
    fprintf(stderr, "convoke: there is no command `%s`; ", name);
    if (nearest.best)
        fprintf(stderr, "did you mean `%s`? ", nearest.best);
    fputs(nearest.best ? "(see convoke --help)\n" : "see convoke --help\n", stderr);
    return EX_USAGE;
}

static Shell
shell_make(const char *directory)
{
    struct winsize size = {0};
    bool terminal = isatty(STDOUT_FILENO);
    bool plain = g_getenv("NO_COLOR") || g_strcmp0(g_getenv("TERM"), "dumb") == 0;
    if (terminal)
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    return (Shell){.directory = directory,
                   .terminal = terminal,
                   .color = terminal && !plain,
                   .width = size.ws_col >= 40 ? size.ws_col : 80};
}

/* What is opened where one of the standard descriptors was closed would be read or written as that one. Each is filled with
 * what gives an error when it is used. */
static void
fill_descriptors(void)
{
    int fd;
    while ((fd = open("/dev/null", O_PATH)) >= 0 && fd <= STDERR_FILENO)
        continue;
    if (fd >= 0)
        close(fd);
}

/* GOption prints help and takes some arguments in the charset of the locale. To ask for that opens files. */
static bool
needs_locale(const Command *command, char **argv)
{
    bool plain = command->anywhere;
    for (char **word = argv; plain && *word; word++)
        plain = g_str_is_ascii(*word) && !g_str_has_prefix(*word, "--help") &&
                !g_str_equal(*word, "-h");
    return !plain;
}

static int
run_command(const char *name, char **argv, const char *directory)
{
    g_autoptr(GError) error = NULL;
    const Command *command = find_command(name);
    if (!command)
        return no_command(name);
    if (needs_locale(command, argv))
        setlocale(LC_CTYPE, "");
    Shell shell = shell_make(directory);
    int status = EX_SOFTWARE;
    if (clock_read(&shell.now, &error))
        status = command->run(command, &shell, argv, &error);
    if (error) {
        fflush(stdout);
        fprintf(stderr, "convoke: %s\n", error->message);
        status = exit_status(error);
    }
    return output_finish(status);
}

int
main(int argc, char **argv)
{
    const char *directory = g_getenv("CONVOKE_DIR");
    int i = 1;
    fill_descriptors();
    signal(SIGPIPE, SIG_IGN);
    g_set_prgname("convoke");
    for (; i < argc && argv[i][0] == '-'; i++) {
        if (g_str_equal(argv[i], "-C") && i + 1 < argc) {
            directory = argv[++i];
        } else if (g_str_equal(argv[i], "--version")) {
            puts("convoke " CONVOKE_VERSION);
            return output_finish(EX_OK);
        } else if (g_str_equal(argv[i], "--help") || g_str_equal(argv[i], "-h")) {
            print_usage(stdout);
            return output_finish(EX_OK);
        } else if (g_str_equal(argv[i], "-C")) {
            fputs("convoke: -C wants a folder: -C DIR COMMAND\n", stderr);
            return EX_USAGE;
        } else {
            fprintf(stderr, "convoke: there is no option `%s`; see convoke --help\n", argv[i]);
            return EX_USAGE;
        }
    }
    if (i == argc) {
        print_usage(stderr);
        return EX_USAGE;
    }
    if (g_str_equal(argv[i], "help") && i + 1 == argc) {
        print_usage(stdout);
        return output_finish(EX_OK);
    }
    if (g_str_equal(argv[i], "help"))
        return run_command(argv[i + 1], (char *[]){"--help", NULL}, ".");
    return run_command(argv[i], argv + i + 1, directory && *directory ? directory : ".");
}
