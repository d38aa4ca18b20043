/* convoke receive: mail comes in. What an MTA's pipe calls for each message. */
#include "cli/intake.h"
#include "event/error.h"
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

/* The message is being read while the database is opened. */
static gboolean
take_input(Intake *intake, const char *recipient, GError **error)
{
    g_autoptr(GByteArray) bytes = source_read_fd(STDIN_FILENO, intake->receiver.max_size, error);
    if (!bytes)
        return FALSE;
    SourceMessage message = {.bytes = bytes, .recipient = recipient};
    intake_ahead(&message, 1, intake);
    return intake_open_store(intake, error) && intake_take(&message, 1, intake, error);
}

static gboolean
take_maildir(Intake *intake, const char *maildir, GError **error)
{
    int taken = 0;
    if (!intake_open_store(intake, error))
        return FALSE;
    gboolean good = source_maildir(maildir, intake->receiver.max_size, intake_ahead, intake_take,
                                   intake, &taken, error);
    if (taken > 0 && !intake->quiet)
        printf("%d taken from %s\n", taken, maildir);
    return good;
}

typedef struct {
    char *maildir;
    char *recipient;
    gboolean dry_run;
    gboolean quiet;
} Options;

static void
options_clear(Options *options)
{
    g_free(options->maildir);
    g_free(options->recipient);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static gboolean
take_in(const Shell *shell, const Options *options, GError **error)
{
    g_auto(Intake) intake = {0};
    if (!intake_open_reader(&intake, shell, !options->maildir, error))
        return FALSE;
    intake.dry_run = options->dry_run;
    intake.quiet = options->quiet;
    gboolean good = options->maildir ? take_maildir(&intake, options->maildir, error)
                                     : take_input(&intake, options->recipient, error);
    intake_answer(&intake);
    return good;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    g_auto(Options) o = {0};
    const GOptionEntry options[] = {
        {"maildir", 0, 0, G_OPTION_ARG_FILENAME, &o.maildir,
         "Take what is new in this Maildir instead of standard input", "DIR"},
        {"recipient", 'r', 0, G_OPTION_ARG_STRING, &o.recipient,
         "Envelope recipient, as the mail server knows it", "ADDRESS"},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &o.dry_run,
         "Say what would be recorded, and change nothing", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &o.quiet, "Print nothing but errors", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 0, &args, error))
        return EX_USAGE;
    if (o.maildir && o.dry_run) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "--dry-run reads one message from standard input, not a Maildir");
        return EX_USAGE;
    }
    if (take_in(shell, &o, error))
        return EX_OK;
    /* Whatever is wrong here, the message is good: with any other status a mail server gives up and
     * returns it to the guest. */
    if (!o.maildir && *error) {
        (*error)->domain = CONVOKE_ERROR;
        (*error)->code = CONVOKE_ERROR_TEMPORARY;
    }
    return EX_TEMPFAIL;
}

const Command command_receive = {
    .name = "receive",
    .arguments = "",
    .summary = "take in answers: one message on standard input, or a Maildir",
    .details =
        "What a mail server's pipe calls for each message. The exit status is 0 only once the\n"
        "message is safely in the database; 75 (EX_TEMPFAIL) asks to try again later. A message\n"
        "that was received before changes nothing. Answers are recorded by the token that the\n"
        "address or thread carries; what is not sure waits in `convoke review`.",
    .run = run,
};
