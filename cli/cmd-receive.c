/* convoke receive: mail comes in. What an MTA's pipe calls for each message. */
#include "cli/account.h"
#include "cli/clock.h"
#include "cli/reading.h"
#include "cli/stop.h"
#include "event/error.h"
#include "inbox/memory.h"
#include "inbox/sandbox.h"
#include "inbox/source-mbox.h"
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <sysexits.h>
#include <unistd.h>

/* It is read while the database is opened. */
static gboolean
take_input(Intake *intake, const char *recipient, GError **error)
{
    g_autofree char *digest = NULL;
    g_autoptr(GByteArray) bytes =
        source_read_fd(STDIN_FILENO, intake->receiver.max_size, &digest, error);
    if (!bytes)
        return FALSE;
    SourceMessage message = {.bytes = bytes, .recipient = recipient, .digest = digest};
    intake_ahead(&message, 1, intake);
    if (!intake_open_store(intake, error))
        return FALSE;
    store_leave_log(intake->workspace->store);
    return intake_take(&message, 1, intake, error);
}

static gboolean
take_maildir(Intake *intake, const char *maildir, GError **error)
{
    int taken = 0;
    gint64 now;
    gboolean good =
        clock_read(&now, error) && source_maildir(maildir, intake->receiver.max_size, now,
                                                  intake_ahead, intake_take, intake, &taken, error);
    if (taken > 0 && !intake->quiet)
        printf("%d taken from %s\n", taken, maildir);
    return good;
}

static gboolean
take_mbox(Intake *intake, const char *file, GError **error)
{
    int taken = 0;
    gboolean good = source_mbox(file, intake->receiver.max_size, intake->workspace->store,
                                intake_take, intake, &taken, error);
    if (taken > 0 && !intake->quiet)
        printf("%d taken from %s\n", taken, file);
    return good;
}

static gboolean
take_account(Intake *intake, GError **error)
{
    int taken = 0;
    gboolean good = account_take(intake, &taken, error);
    if (taken > 0 && !intake->quiet)
        printf("%d taken by IMAP\n", taken);
    return good;
}

static gboolean
watch_maildir_of(Intake *intake, const char *maildir, GError **error)
{
    int stop_fd = stop_open(error);
    return stop_fd >= 0 && intake_watch(intake, maildir, stop_fd, error);
}

typedef struct {
    char *maildir;
    char *mbox;
    gboolean watch;
    gboolean imap;
    char *recipient;
    gboolean dry_run;
    gboolean quiet;
} Options;

static void
options_clear(Options *options)
{
    g_free(options->maildir);
    g_free(options->mbox);
    g_free(options->recipient);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static gboolean
take_in(const Shell *shell, const Options *options, GError **error)
{
    g_auto(Intake) intake = {0};
    bool one = !options->maildir && !options->mbox && !options->imap;
    if (one ? !intake_open_reader(&intake, shell, one, error)
            : !intake_open(&intake, shell, one, error))
        return FALSE;
    intake.dry_run = options->dry_run;
    intake.quiet = options->quiet;
    gboolean good = options->watch     ? watch_maildir_of(&intake, options->maildir, error)
                    : options->maildir ? take_maildir(&intake, options->maildir, error)
                    : options->mbox    ? take_mbox(&intake, options->mbox, error)
                    : options->imap    ? take_account(&intake, error)
                                       : take_input(&intake, options->recipient, error);
    intake_answer(&intake);
    return good;
}

/* Anybody chooses what stands in an envelope: that it is no text is no reason to send the message back. */
static void
make_text(char **text)
{
    char *valid = *text ? g_utf8_make_valid(*text, -1) : NULL;
    g_free(*text);
    *text = valid;
}

/* What is said of a message is no part of the job: it is here, and a mail server that was told otherwise would return
 * it to the guest. */
static void
end_output(void)
{
    if (fflush(stdout) == 0)
        return;
    fprintf(stderr, "convoke: standard output: %s\n", g_strerror(errno));
    __fpurge(stdout);
    clearerr(stdout);
}

static const char *
wrong_options(const Options *o)
{
    int sources = (o->maildir != NULL) + (o->mbox != NULL) + (o->imap != FALSE);
    return sources > 1               ? "name one of --maildir, --mbox and --imap"
           : o->watch && !o->maildir ? "--watch is about a Maildir; name one with --maildir"
           : sources && o->dry_run   ? "--dry-run reads one message from standard input"
           : sources && o->recipient ? "--recipient is about one message on standard input"
                                     : NULL;
}

/* Whether a message comes on standard input, as far as can be told before options are read. */
static bool
seems_one(char **argv)
{
    bool one = true;
    for (char **word = argv; one && *word; word++)
        one = g_str_equal(*word, "-q") || g_str_equal(*word, "--quiet") ||
              g_str_has_prefix(*word, "-r") || g_str_has_prefix(*word, "--recipient") ||
              **word != '-';
    return one;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    enum { MESSAGE = 2 << 20 };
    g_auto(Options) o = {0};
    if (seems_one(argv)) {
        reading_ahead();
        memory_take(MESSAGE);
    }
    const GOptionEntry options[] = {
        {"maildir", 0, 0, G_OPTION_ARG_FILENAME, &o.maildir, "Take what is new in this Maildir",
         "DIR"},
        {"watch", 'w', 0, G_OPTION_ARG_NONE, &o.watch, "Of a Maildir: go on until stopped", NULL},
        {"mbox", 0, 0, G_OPTION_ARG_FILENAME, &o.mbox,
         "Take what was not taken yet from this mbox file", "FILE"},
        {"imap", 0, 0, G_OPTION_ARG_NONE, &o.imap, "Take what is new in the IMAP folder", NULL},
        {"recipient", 'r', 0, G_OPTION_ARG_FILENAME, &o.recipient,
         "Envelope recipient, as the mail server knows it", "ADDRESS"},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &o.dry_run,
         "Say what would be recorded, and change nothing", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &o.quiet, "Print nothing but errors", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 0, &args, error))
        return EX_USAGE;
    const char *wrong = wrong_options(&o);
    if (wrong) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE, "%s", wrong);
        return EX_USAGE;
    }
    make_text(&o.recipient);
    if (take_in(shell, &o, error)) {
        end_output();
        if (!SANITIZED) /* those report at an exit; what libraries do then is nothing to wait for */
            _exit(EX_OK);
        return EX_OK;
    }
    /* Whatever is wrong here, the message is good: with any other status a mail server gives up and
     * returns it to the guest. */
    if (!o.maildir && !o.mbox && !o.imap && *error) {
        (*error)->domain = CONVOKE_ERROR;
        (*error)->code = CONVOKE_ERROR_TEMPORARY;
    }
    return EX_TEMPFAIL;
}

const Command command_receive = {
    .name = "receive",
    .arguments = "",
    .summary = "take in answers: a message on standard input, a Maildir, IMAP",
    .details =
        "What a mail server's pipe calls for each message. The exit status is 0 only once the\n"
        "message is safely in the database; 75 (EX_TEMPFAIL) asks to try again later. A message\n"
        "that was received before changes nothing. Answers are recorded by the token that the\n"
        "address or thread carries; what is not sure waits in `convoke review`.",
    .run = run,
    .anywhere = true,
};
