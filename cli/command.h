/* Command: one verb of `convoke`, and what every command gets from the program around it. Adding a
 * command: one file cli/cmd-NAME.c with a `const Command command_NAME`, which is named below and in the list of
 * cli/main.c, and one page man/convoke-NAME.1 whose summary, SYNOPSIS and options agree with --help and convoke(1) (a
 * test compares them). */
#ifndef CONVOKE_CLI_COMMAND_H
#define CONVOKE_CLI_COMMAND_H

#include <glib.h>
#include <stdbool.h>

typedef struct Workspace Workspace;

/* What main hands to every command. */
typedef struct {
    const char *directory; /* -C, CONVOKE_DIR, or "." */
    gint64 now;            /* UTC seconds; the one look at the clock */
    bool terminal;         /* standard output is one */
    bool color;            /* standard output is a terminal that likes colour */
    int width;             /* columns of that terminal; 80 where it is none */
} Shell;

typedef struct Command {
    const char *name;
    const char *arguments; /* "[MEETING] PERSON KIND", as in the SYNOPSIS */
    const char *summary;   /* one line of the list of commands; no full stop */
    const char *details;   /* further paragraphs of --help; NULL */
    /* Runs it. ARGV holds the words behind the name. Returns an exit status of sysexits(3); when
     * *ERROR is set, main prints it and its code decides the status instead. */
    int (*run)(const struct Command *command, Shell *shell, char **argv, GError **error);
    bool
        anywhere; /* runs in any locale, as where a mail server starts it, and is spared from opening ours */
} Command;

/* Ends standard output. STATUS, or EX_IOERR in place of EX_OK where not all could be written, which is said. */
int output_finish(int status);

/* Parses OPTIONS (NULL = none but --help) out of ARGV in place of the command's own words, which are
 * left in *ret_args: between MIN and MAX of them (MAX -1: any number). Prints --help itself and exits.
 * FALSE and CONVOKE_ERROR_USAGE for anything else than the SYNOPSIS allows. */
gboolean command_parse(const Command *command, const GOptionEntry *options, char **argv, int min,
                       int max, char ***ret_args, GError **error);

/* Which of the NAMES (NULL behind the last) WORD is; -1 and CONVOKE_ERROR_USAGE, which names WHAT and says them
 * all, where it is none. */
int command_choice(const char *what, const char *word, const char *const *names, GError **error);

/* Prints sentences for people on standard output, in lines as wide as the terminal. */
void shell_say(const Shell *shell, const char *format, ...) G_GNUC_PRINTF(2, 3);

extern const Command command_check, command_new, command_explain;
extern const Command command_init, command_apply, command_plan, command_show, command_send;
extern const Command command_receive, command_review, command_answer;
extern const Command command_remind, command_announce, command_daily, command_rehearse;
extern const Command command_serve;
extern const Command command_questions, command_topics, command_attachments;
extern const Command command_backup, command_forget, command_rebuild, command_revoke, command_close;
extern const Command command_outbox, command_hold, command_release, command_drop, command_settle;
extern const Command command_takeover;
extern const Command command_status, command_why, command_export, command_page;

#endif
