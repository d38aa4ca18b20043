/* The part that sends: soon after something has come in, and what is due by the clock. */
#include "cli/clock.h"
#include "cli/kept.h"
#include "cli/mailing.h"
#include "cli/prune.h"
#include "cli/serve.h"
#include "cli/stop.h"
#include "db/store-outbox.h"
#include "mailer/outbox.h"
#include <stdio.h>
#include <sysexits.h>

#define LOOK_MILLISECONDS 1000 /* for what others have written into the database */
#define RETRY_SECONDS 60       /* after the relay was closed to us */
#define DUE_SECONDS 600        /* for reminders and the digest; they are due to the day */
#define AT_A_TIME 50           /* mails, between looks at whether it is time to stop */

typedef struct {
    const Mailing *mailing;
    int stop_fd;
    bool echo;
    gint64 changed;  /* as of the last look */
    gint64 due_at;   /* seconds of the real clock, like the next */
    gint64 retry_at; /* not before */
} Sender;

static gint64
seconds(void)
{
    return g_get_monotonic_time() / G_USEC_PER_SEC;
}

/* What is owed by now: all of it when the time has come, the answers, and whom a seat went to, when something has
 * come in. */
static gboolean
queue(Sender *sender, gint64 now, GError **error)
{
    const Mailing *mailing = sender->mailing;
    gint64 changed;
    int count = 0;
    if (!store_version(mailing->workspace->store, &changed, error))
        return FALSE;
    bool new = changed != sender->changed;
    sender->changed = changed;
    if (seconds() >= sender->due_at) {
        sender->due_at = seconds() + DUE_SECONDS;
        return kept_hold(mailing->workspace, now, error) &&
               mailing_daily(mailing, NULL, now, error) &&
               prune_archive(mailing->workspace, now, error);
    }
    return !new || !sender->echo ||
           (outbox_queue_answers(&mailing->room, 0, now, &count, error) &&
            mailing_queue(mailing, NULL, NULL, OUTBOX_SEATS, FALSE, now, &count, error));
}

static gboolean
deliver(Sender *sender, gint64 now, GError **error)
{
    const OutboxFilter some = {.limit = AT_A_TIME};
    gint64 next;
    if (!store_outbox_next(sender->mailing->workspace->store, &next, error))
        return FALSE;
    if (next > now)
        return TRUE;
    g_auto(Delivered) done = {0};
    gboolean good = mailing_deliver(sender->mailing, NULL, &some, MAILING_SILENT, &done, error);
    if (done.failed > 0 || done.unknown > 0)
        fprintf(stderr, "convoke: %d mails failed, %d in doubt: %s\n", done.failed, done.unknown,
                done.words ? done.words : "");
    if (done.held > 0)
        fprintf(stderr,
                "convoke: %d mails are held, since they should not go out as they are: convoke "
                "outbox\n",
                done.held);
    /* The rest follows at once, unless it was not to be had. */
    if (good && done.sent + done.failed + done.unknown + done.dropped + done.held > 0)
        return stop_wait(sender->stop_fd, -1, 0) ? deliver(sender, now, error) : TRUE;
    return good;
}

static void
step(Sender *sender)
{
    g_autoptr(GError) error = NULL;
    gint64 now;
    if (clock_read(&now, &error) && queue(sender, now, &error) && seconds() >= sender->retry_at &&
        deliver(sender, now, &error))
        return;
    if (!error)
        return;
    fprintf(stderr, "convoke: %s\n", error->message);
    sender->retry_at = seconds() + RETRY_SECONDS;
}

int
serve_mail(gpointer user_data, int stop_fd)
{
    const Serve *serve = user_data;
    g_autoptr(GError) error = NULL;
    g_autoptr(Mailing) mailing = mailing_open(serve->shell, &error);
    if (!mailing) {
        fprintf(stderr, "convoke: %s\n", error->message);
        return EX_TEMPFAIL;
    }
    Sender sender = {
        .mailing = mailing,
        .stop_fd = stop_fd,
        .echo = config_get_bool(mailing->workspace->config, "send", "echo"),
        .changed = -1,
    };
    do
        step(&sender);
    while (stop_wait(stop_fd, -1, LOOK_MILLISECONDS));
    return EX_OK;
}
