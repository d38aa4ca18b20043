/* convoke receive: mail comes in. What an MTA's pipe calls for each message. */
#include "cli/calendar.h"
#include "cli/mailing.h"
#include "event/error.h"
#include "inbox/receive.h"
#include "inbox/source.h"
#include "mailer/outbox.h"
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

typedef struct {
    const Workspace *workspace;
    const Shell *shell;
    Receiver receiver;
    const char *recipient;
    gboolean dry_run;
    gboolean quiet;
    GArray *answerable; /* gint64: rows of new messages whose senders may be owed an echo */
} Intake;

static void
print_receipt(const Receipt *receipt)
{
    if (receipt->duplicate) {
        printf("known    this message was received before\n");
        return;
    }
    const Decision *decision = &receipt->decision;
    const char *partstat = partstat_name(decision->partstat);
    printf("%-8s %s: %s%s%s%s\n", decision_kind_name(decision->kind),
           receipt->name ? receipt->name : "somebody", decision->why, partstat ? " (" : "",
           partstat ? partstat : "", partstat ? ")" : "");
}

static void
tell(Intake *intake, const Receipt *receipt)
{
    if (!intake->quiet)
        print_receipt(receipt);
    if (!receipt->duplicate && (receipt->guest || receipt->decision.orders) && !intake->dry_run)
        g_array_append_val(intake->answerable, receipt->id);
}

static gboolean
take_one(Intake *intake, const GByteArray *bytes, GError **error)
{
    const Raw raw = {bytes->data, bytes->len};
    g_auto(Receipt) receipt = {0};
    if (!receive_message(&intake->receiver, &raw, intake->recipient, intake->dry_run,
                         intake->shell->now, &receipt, error))
        return FALSE;
    tell(intake, &receipt);
    return TRUE;
}

/* Where together they cannot be taken, each may be by itself. */
static gboolean
take_each(Intake *intake, SourceMessage *messages, guint count, GError **error)
{
    GError *first = NULL;
    for (guint i = 0; i < count; i++) {
        g_autoptr(GError) wrong = NULL;
        messages[i].taken = take_one(intake, messages[i].bytes, &wrong);
        if (wrong && !first)
            first = g_steal_pointer(&wrong);
    }
    if (first)
        g_propagate_error(error, first);
    return !first;
}

static gboolean
take_batch(SourceMessage *messages, guint count, gpointer user_data, GError **error)
{
    Intake *intake = user_data;
    Raw raws[SOURCE_BATCH] = {0};
    Receipt receipts[SOURCE_BATCH];
    for (guint i = 0; i < count; i++)
        raws[i] = (Raw){messages[i].bytes->data, messages[i].bytes->len};
    if (!receive_messages(&intake->receiver, raws, count, intake->shell->now, receipts, NULL))
        return take_each(intake, messages, count, error);
    for (guint i = 0; i < count; i++) {
        tell(intake, &receipts[i]);
        receipt_clear(&receipts[i]);
        messages[i].taken = TRUE;
    }
    return TRUE;
}

/* The echo, at once where configured. The message is in the database by now: whatever goes wrong here
 * is only late, and the next run of daily makes up for it. */
static void
answer_now(const Intake *intake)
{
    g_autoptr(GError) wrong = NULL;
    if (intake->answerable->len == 0 || !config_get_bool(intake->workspace->config, "send", "echo"))
        return;
    /* After several, whoever else is owed an answer gets it in the same run. */
    bool one = intake->answerable->len == 1;
    gint64 received = one ? g_array_index(intake->answerable, gint64, 0) : 0;
    const OutboxFilter filter = {.received = one ? received : OUTBOX_ANSWERS};
    g_autoptr(Mailing) mailing = mailing_open(intake->shell, &wrong);
    int queued = 0;
    if (mailing &&
        outbox_queue_answers(&mailing->room, received, intake->shell->now, &queued, &wrong) &&
        queued > 0)
        mailing_deliver(mailing, &filter, MAILING_SILENT, NULL, &wrong);
    if (wrong)
        fprintf(stderr, "convoke: the message was taken; its echo will go out later: %s\n",
                wrong->message);
}

static gboolean
take_input(Intake *intake, GError **error)
{
    g_autoptr(GByteArray) bytes = source_read_fd(STDIN_FILENO, intake->receiver.max_size, error);
    return bytes && take_one(intake, bytes, error);
}

static gboolean
take_maildir(Intake *intake, const char *maildir, GError **error)
{
    int taken = 0;
    gboolean good =
        source_maildir(maildir, intake->receiver.max_size, take_batch, intake, &taken, error);
    if (taken > 0 && !intake->quiet)
        printf("%d taken from %s\n", taken, maildir);
    return good;
}

static gboolean
take_in(Intake *intake, const char *maildir, GError **error)
{
    g_autoptr(Workspace) workspace = workspace_open(intake->shell, error);
    if (!workspace)
        return FALSE;
    g_autoptr(GArray) answerable = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_auto(LastEvent) last = {0};
    intake->workspace = workspace;
    intake->answerable = answerable;
    intake->receiver = (Receiver){
        .store = workspace->store,
        .last = &last,
        .address = config_get(workspace->config, "mail", "address"),
        .separator = *config_get(workspace->config, "mail", "separator"),
        .itip_read = calendar_read,
        .max_size = (gsize)config_get_int(workspace->config, "receive", "max-size"),
    };
    gboolean good = maildir ? take_maildir(intake, maildir, error) : take_input(intake, error);
    answer_now(intake);
    return good;
}

static int
run(const Command *command, Shell *shell, char **argv, GError **error)
{
    Intake intake = {.shell = shell};
    g_autofree char *maildir = NULL, *recipient = NULL;
    const GOptionEntry options[] = {
        {"maildir", 0, 0, G_OPTION_ARG_FILENAME, &maildir,
         "Take what is new in this Maildir instead of standard input", "DIR"},
        {"recipient", 'r', 0, G_OPTION_ARG_STRING, &recipient,
         "Envelope recipient, as the mail server knows it", "ADDRESS"},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &intake.dry_run,
         "Say what would be recorded, and change nothing", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &intake.quiet, "Print nothing but errors", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_auto(GStrv) args = NULL;
    if (!command_parse(command, options, argv, 0, 0, &args, error))
        return EX_USAGE;
    if (maildir && intake.dry_run) {
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_USAGE,
                    "--dry-run reads one message from standard input, not a Maildir");
        return EX_USAGE;
    }
    intake.recipient = recipient;
    if (take_in(&intake, maildir, error))
        return EX_OK;
    /* Whatever is wrong here, the message is good: with any other status a mail server gives up and
     * returns it to the guest. */
    if (!maildir && *error) {
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
