/* convoke check: everything that is wrong with event files, at once. */
#include "cli/command.h"
#include "cli/event-file.h"
#include "cli/forewarn.h"
#include "event/error.h"
#include <stdio.h>
#include <sysexits.h>

static void
append_count(GString *line, guint count, const char *noun)
{
    if (count > 0)
        g_string_append_printf(line, "%s%u %s%s", line->len ? ", " : "", count, noun,
                               count == 1 ? "" : "s");
}

static void
print_good(const char *path, const Meeting *meeting)
{
    g_autoptr(GString) line = g_string_new(NULL);
    guint sessions = 0;
    for (guint i = 0; i < meeting->days->len; i++) {
        const AgendaDay *day = g_ptr_array_index(meeting->days, i);
        sessions += day->sessions->len;
    }
    append_count(line, meeting->guests->len, "guest");
    append_count(line, meeting->days->len, "day");
    append_count(line, sessions, "session");
    append_count(line, meeting->topics->len, "topic");
    append_count(line, meeting->questions->len, "question");
    printf("%s: good: %s\n", path, line->str);
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(GStrv) args = NULL;
    int status = EX_OK;
    if (!command_parse(command, NULL, argv, 1, -1, &args, error))
        return EX_USAGE;
    for (char **path = args; *path; path++) {
        g_autoptr(GError) wrong = NULL;
        g_autoptr(Meeting) meeting = event_file_open(*path, stdout, NULL, &wrong);
        if (meeting) {
            forewarn(shell, *path, meeting, NULL, stdout);
            print_good(*path, meeting);
            continue;
        }
        bool bad = g_error_matches(wrong, CONVOKE_ERROR, CONVOKE_ERROR_DATA);
        fflush(stdout);
        if (bad)
            printf("%s\n", wrong->message);
        else
            fprintf(stderr, "convoke: %s\n", wrong->message);
        if (bad || status == EX_OK)
            status = bad ? EX_DATAERR : EX_NOINPUT;
    }
    return status;
}

const Command command_check = {
    .name = "check",
    .arguments = "FILE…",
    .summary = "show everything that is wrong with event files",
    .details =
        "Reads each FILE (\"-\": standard input) and prints every mistake in it with its place\n"
        "and the remedy, or one line when it is good. Needs no workspace, changes nothing.\n"
        "Exit status: 0 when all are good, 65 when one has errors, 66 when one cannot be read.",
    .run = run,
};
